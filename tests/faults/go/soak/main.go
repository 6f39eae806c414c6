// Command soak makes mixed calls for a long time, one in twenty of which fails on purpose and one more of which is cancelled at
// about the time when it is done, and looks whether the memory of
// the process keeps growing after the first tenth.
package main

import (
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/go_calls_rust/everything"
	"spandrel.dev/tests/go_main/go_calls_rust/everything/live"
)

// growthLimit is how much the memory may grow over the last nine tenths of a run, in KiB.
const growthLimit = 4096

// samples is how often memory is looked at in a run.
const samples = 200

// counts of a run.
type counts struct {
	calls, injected, answered, unexpected, cancelled int

	first string
}

func (c *counts) ok(wrong string) {
	c.calls++
	c.note(wrong)
}

func (c *counts) fault(err, want error) {
	c.calls++
	c.injected++
	if errors.Is(err, want) {
		c.answered++
		return
	}
	c.note(fmt.Sprintf("got %v, want %v", err, want))
}

func (c *counts) note(wrong string) {
	if wrong != "" {
		c.unexpected++
		if c.first == "" {
			c.first = wrong
		}
	}
}

func differs[T comparable](got, want T, err error) string {
	if err != nil || got != want {
		return fmt.Sprintf("got %v, %v, want %v", got, err, want)
	}
	return ""
}

// work holds what the calls need.
type work struct {
	counter, closed *everything.Counter
	text, long      string
	block           []byte
	person          everything.Person
	total           int64
}

// twenty makes 20 calls, one of which fails on purpose: each time another kind of failure.
func (w *work) twenty(turn int, c *counts) {
	for number := range 2 {
		c.ok(differs(everything.Add(int64(turn), int64(number)), int64(turn+number), nil))
	}
	polls, err := everything.Turns(context.Background(), uint32(turn%2))
	c.ok(differs(polls, uint32(turn%2)+1, err))
	w.cancel(turn, c)
	for range 4 {
		w.total += 3
		sum, err := w.counter.Add(3)
		c.ok(differs(sum, w.total, err))
	}
	for range 4 {
		text, err := everything.EchoStr(w.text)
		c.ok(differs(text, w.text, err))
	}
	for range 2 {
		c.ok(differs(len(everything.EchoBytes(w.block)), len(w.block), nil))
		person, err := everything.EchoPerson(w.person)
		c.ok(differs(person.Name, w.person.Name, err))
	}
	var value int64
	value, err = w.counter.Value()
	c.ok(differs(value, w.total, err))
	made, err := everything.NewCounter(int64(turn))
	c.ok(differs(err == nil, true, err))
	c.ok(differs(made.Close() == nil, true, nil))
	w.fail(turn, c)
}

// cancel ends the context of a call while it waits for the answer, or just before or after: each time with another kind of
// answer.
func (w *work) cancel(turn int, c *counts) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	go func() {
		for range turn % 30 {
			everything.Add(1, 2)
		}
		cancel()
	}()
	turns := uint32(turn % 5)
	var err error
	switch turn % 4 {
	case 0:
		_, err = everything.EchoTextLater(ctx, w.long, turns)
	case 1:
		var counter *everything.Counter
		if counter, err = everything.CounterLater(ctx, 1, turns); err == nil {
			err = counter.Close()
		}
	case 2:
		_, err = w.counter.ValueLater(ctx, turns)
	default:
		_, err = everything.Never(ctx)
	}
	if errors.Is(err, context.Canceled) {
		c.cancelled++
		err = nil
	}
	c.ok(differs(err == nil, true, err))
}

func (w *work) fail(turn int, c *counts) {
	var err error
	switch turn % 8 {
	case 0:
		_, err = everything.Fail(1)
		c.fault(err, everything.ErrOutOfRange)
	case 1:
		_, err = everything.Fail(4)
		c.fault(err, everything.ErrNoGas)
	case 2:
		_, err = everything.EchoStr("\xff")
		c.fault(err, spandrel.ErrInvalidInput)
	case 3:
		_, err = everything.EchoPerson(everything.Person{Colour: 3})
		c.fault(err, spandrel.ErrInvalidInput)
	case 4:
		_, err = everything.ParseCounter("nine")
		c.fault(err, everything.ErrOutOfRange)
	case 5:
		_, err = w.closed.Add(1)
		c.fault(err, spandrel.ErrClosed)
	case 6:
		_, err = w.counter.Absorb(w.counter)
		c.fault(err, spandrel.ErrReentrant)
	default:
		if turn/8%50 != 0 {
			_, err = everything.Fail(3)
			c.fault(err, everything.ErrNotFound)
			return
		}
		// A panic costs a backtrace: it is made less often.
		var caught *spandrel.PanicError
		if err = w.counter.Trip(); errors.As(err, &caught) {
			err = errPanic
		}
		c.fault(err, errPanic)
	}
}

var errPanic = errors.New("a caught panic")

// soak makes the calls; leak is the seeded bug: so many bytes are leaked in each turn.
func soak(calls, leak int) (counts, float64) {
	var c counts
	w := work{
		text: strings.Repeat("text ", 20), long: strings.Repeat("text ", 1500), block: make([]byte, 10_000),
		person: everything.Person{Name: "Ada", Tags: []string{"x"}, Places: []everything.Point{{X: 1}}, Scores: []float64{1}},
	}
	var err error
	if w.counter, err = everything.NewCounter(0); err != nil {
		panic(err)
	}
	defer w.counter.Close()
	if w.closed, err = everything.NewCounter(0); err != nil {
		panic(err)
	}
	w.closed.Close()
	turns := max(calls/20, samples)
	var leaked [][]byte
	var memory []float64
	for turn := range turns {
		w.twenty(turn, &c)
		if leak > 0 {
			leaked = append(leaked, touched(leak))
		}
		if turn%(turns/samples) == 0 {
			runtime.GC()
			memory = append(memory, resident())
		}
	}
	runtime.KeepAlive(leaked)
	return c, growth(memory[len(memory)/10:])
}

// quiet waits for futures that were cancelled: the executor drops them.
func quiet() {
	for deadline := time.Now().Add(10 * time.Second); everything.Alive() != 0 && time.Now().Before(deadline); {
		time.Sleep(time.Millisecond)
	}
}

// touched allocates memory and uses it.
func touched(size int) []byte {
	bytes := make([]byte, size)
	for i := 0; i < size; i += 512 {
		bytes[i] = 1
	}
	return bytes
}

// resident is the memory of this process in KiB.
func resident() float64 {
	text, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		panic(err)
	}
	pages, err := strconv.ParseFloat(strings.Fields(string(text))[1], 64)
	if err != nil {
		panic(err)
	}
	return pages * float64(os.Getpagesize()) / 1024
}

// growth is the slope of the straight line through the samples (least squares) times their number.
func growth(memory []float64) float64 {
	n := float64(len(memory))
	var sumX, sumY, sumXY, sumXX float64
	for at, y := range memory {
		x := float64(at)
		sumX, sumY, sumXY, sumXX = sumX+x, sumY+y, sumXY+x*y, sumXX+x*x
	}
	return (n*sumXY - sumX*sumY) / (n*sumXX - sumX*sumX) * n
}

func main() {
	calls := flag.Int("calls", 1_000_000, "how many calls to make")
	flag.Parse()
	c, grown := soak(*calls, 0)
	if grown > growthLimit {
		c.note(fmt.Sprintf("memory grew by %.0f KiB", grown))
	}
	quiet()
	objects, blocks := live.Counters()
	if objects != 0 || blocks != 0 {
		c.note(fmt.Sprintf("%d objects and %d blocks are left", objects, blocks))
	}
	canary := "missed"
	if _, grown := soak(200_000, 1024); grown > growthLimit {
		canary = "caught"
	}
	if c.first != "" {
		fmt.Println("first unexpected:", c.first)
	}
	if c.cancelled == 0 {
		c.note("no call was cancelled")
	}
	fmt.Printf("%d calls, %d cancelled; memory grew by %.0f KiB after the first tenth; now %.0f KiB\n", c.calls, c.cancelled, grown, resident())
	line, err := json.Marshal(map[string]any{
		"suite": "soak", "name": "soak", "cases": c.calls, "injected": c.injected, "answered": c.answered,
		"unexpected": c.unexpected, "canary": canary,
	})
	if err != nil {
		panic(err)
	}
	fmt.Printf("FIGURE %s\n", line)
	if c.unexpected > 0 || canary != "caught" {
		os.Exit(1)
	}
}
