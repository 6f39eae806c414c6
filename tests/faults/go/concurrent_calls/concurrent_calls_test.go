// Package concurrent_calls calls from many goroutines at once. It is meant to run under -race and GOEXPERIMENT=cgocheck2.
package concurrent_calls

import (
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/faults/report"
	"spandrel.dev/tests/go_main/go_calls_rust/everything"
	"spandrel.dev/tests/go_main/go_calls_rust/everything/live"
)

// round makes ten crossings and says what is wrong with an answer. One of them is a declared error, one a refused value.
func round(number int64, shared *everything.Counter, own *everything.Counter) string {
	if sum := everything.Add(number, 1); sum != number+1 {
		return fmt.Sprintf("%d + 1 = %d", number, sum)
	}
	text := fmt.Sprintf("goroutine %d", number)
	if got, err := everything.EchoStr(text); got != text || err != nil {
		return fmt.Sprintf("%q came back as %q, %v", text, got, err)
	}
	bytes := []byte(strings.Repeat(text, 400))
	if got := everything.EchoBytes(bytes); string(got) != string(bytes) {
		return "a block came back changed"
	}
	person := everything.Person{Name: text, Tags: []string{text, ""}, Scores: []float64{float64(number)}}
	if got, err := everything.EchoPerson(person); err != nil || got.Name != text || got.Tags[0] != text || got.Scores[0] != float64(number) {
		return fmt.Sprintf("%+v came back as %+v, %v", person, got, err)
	}
	if _, err := everything.Fail(2); !errors.Is(err, everything.ErrFull) {
		return fmt.Sprintf("fail: %v", err)
	}
	if _, err := everything.EchoStr("\xff"); !errors.Is(err, spandrel.ErrInvalidInput) {
		return fmt.Sprintf("refused: %v", err)
	}
	if _, err := shared.Value(); err != nil {
		return fmt.Sprintf("shared object: %v", err)
	}
	if _, err := shared.Add(1); err != nil {
		return fmt.Sprintf("shared object, changed: %v", err)
	}
	if value, err := own.Add(1); err != nil || value < 1 {
		return fmt.Sprintf("own object: %d, %v", value, err)
	}
	if points := everything.EchoPoints([]everything.Point{{X: int32(number)}}); points[0].X != int32(number) {
		return "a point came back changed"
	}
	return ""
}

func TestCrossings(t *testing.T) {
	const goroutines = 64
	rounds := report.Scale(10_000, 200)
	figure := report.New(t, "concurrent-calls", fmt.Sprintf("%d goroutines calling", goroutines))
	shared, err := everything.NewCounter(0)
	if err != nil {
		t.Fatal(err)
	}
	figure.Canary(round(1, shared, new(everything.Counter)))
	before, err := shared.Value()
	if err != nil {
		t.Fatal(err)
	}
	var group sync.WaitGroup
	for number := range goroutines {
		group.Go(func() {
			own, err := everything.NewCounter(0)
			if err != nil {
				figure.Cases(1, "constructor", err.Error())
				return
			}
			defer own.Close()
			wrong := ""
			for turn := 0; turn < rounds && wrong == ""; turn++ {
				wrong = round(int64(number), shared, own)
			}
			figure.Cases(rounds*8, "crossings", wrong)
			figure.Faults(rounds*2, "crossings with an error", wrong)
		})
	}
	group.Wait()
	if value, err := shared.Value(); err != nil || value-before != int64(goroutines*rounds) {
		figure.Cases(1, "sum of all changes", fmt.Sprintf("%d, want %d, %v", value-before, goroutines*rounds, err))
	}
	if err := shared.Close(); err != nil {
		t.Error(err)
	}
	if objects, blocks := live.Counters(); objects != 0 || blocks != 0 {
		figure.Cases(1, "what is left", fmt.Sprintf("%d objects, %d blocks", objects, blocks))
	}
}

// closeRace closes an object, twice at once, while others call it. It says what is wrong with the answers.
func closeRace(answered *atomic.Int64, closers int) string {
	dropped := everything.Dropped()
	counter, err := everything.NewCounter(0)
	if err != nil {
		return err.Error()
	}
	child, err := counter.Fork()
	if err != nil {
		return err.Error()
	}
	var wrong atomic.Pointer[string]
	say := func(text string) { wrong.CompareAndSwap(nil, &text) }
	var group sync.WaitGroup
	var stop atomic.Bool
	for number := range 4 {
		group.Go(func() {
			for !stop.Load() {
				var err error
				switch number {
				case 0:
					_, err = counter.Add(1)
				case 1:
					_, err = counter.Name()
				case 2:
					_, err = everything.Total(counter, child)
				default:
					_, err = child.Absorb(counter)
				}
				if err == nil {
					continue
				}
				if !errors.Is(err, spandrel.ErrClosed) {
					say(err.Error())
				}
				answered.Add(1)
				return
			}
		})
	}
	runtime.Gosched()
	var closing sync.WaitGroup
	for range closers {
		closing.Go(func() {
			if err := counter.Close(); err != nil {
				say("close: " + err.Error())
			}
		})
	}
	closing.Wait()
	if closers == 0 {
		runtime.Gosched()
		stop.Store(true)
	}
	group.Wait()
	if _, err := child.Value(); err != nil {
		say("the child does not outlive its parent: " + err.Error())
	}
	if err := child.Close(); err != nil {
		say("close of the child: " + err.Error())
	}
	if count := everything.Dropped() - dropped; count != 2 {
		say(fmt.Sprintf("%d objects dropped, want 2", count))
	}
	if err := counter.Close(); err != nil {
		say("last close: " + err.Error())
	}
	if text := wrong.Load(); text != nil {
		return *text
	}
	return ""
}

func TestCloseRaces(t *testing.T) {
	figure := report.New(t, "close-races", "close races")
	var answered atomic.Int64
	figure.Canary(closeRace(&answered, 0))
	answered.Store(0)
	rounds := report.Scale(20_000, 500)
	for number := range rounds {
		figure.Faults(1, fmt.Sprintf("round %d", number), closeRace(&answered, 2))
	}
	if answered.Load() != int64(4*rounds) {
		figure.Cases(1, "answers", fmt.Sprintf("%d callers were answered, want %d", answered.Load(), 4*rounds))
	}
}
