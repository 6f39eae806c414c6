// Package leaks makes every kind of call many times and looks for what stays behind.
package leaks

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"spandrel.dev/tests/faults/report"
	"spandrel.dev/tests/go_main/go_calls_rust/everything"
	"spandrel.dev/tests/go_main/go_calls_rust/everything/live"
)

// level is what is alive at one moment.
type level struct {
	objects, blocks, dropped int64
	goroutines, threads      int
}

func measure() level {
	var now level
	now.objects, now.blocks = live.Counters()
	now.dropped = int64(everything.Dropped())
	now.goroutines = runtime.NumGoroutine()
	if entries, err := os.ReadDir("/proc/self/task"); err == nil {
		now.threads = len(entries)
	}
	return now
}

// settle measures until nothing is above the start any more, for five seconds at most.
func settle(start level) level {
	for deadline := time.Now().Add(5 * time.Second); ; time.Sleep(time.Millisecond) {
		now := measure()
		if now.above(start) == "" || time.Now().After(deadline) {
			return now
		}
	}
}

// above says what is more than at the start. The Go runtime may keep a thread or two more for its own work.
func (now level) above(start level) string {
	switch {
	case now.objects > start.objects:
		return fmt.Sprintf("%d objects are left", now.objects-start.objects)
	case now.blocks > start.blocks:
		return fmt.Sprintf("%d blocks are left", now.blocks-start.blocks)
	case now.goroutines > start.goroutines:
		return fmt.Sprintf("%d goroutines are left", now.goroutines-start.goroutines)
	case now.threads > start.threads+2:
		return fmt.Sprintf("%d threads are left", now.threads-start.threads)
	}
	return ""
}

// kind is one kind of call.
type kind struct {
	name string
	// share is which part of the full count is made: slow calls are made less often.
	share int
	// fails tells that the call is one that must fail.
	fails bool
	call  func(counter *everything.Counter) error
}

func second[T any](_ T, err error) error { return err }

var (
	text   = strings.Repeat("text ", 20)
	large  = make([]byte, 10_000)
	person = everything.Person{Name: "Ada", Tags: []string{"x", "y"}, Places: []everything.Point{{X: 1}}, Scores: []float64{1, 2}}
	huge   = everything.Person{Name: strings.Repeat("long", 3000)}
)

var kinds = []kind{
	{"scalar", 1, false, func(*everything.Counter) error { everything.Add(1, 2); return nil }},
	{"text", 1, false, func(*everything.Counter) error { return second(everything.EchoStr(text)) }},
	{"bytes in scratch", 1, false, func(*everything.Counter) error { everything.EchoBytes(large[:1000]); return nil }},
	{"bytes in a block", 4, false, func(*everything.Counter) error { everything.EchoBytes(large); return nil }},
	{"list of text", 4, false, func(*everything.Counter) error { return second(everything.EchoStrings(person.Tags)) }},
	{"map", 4, false, func(*everything.Counter) error { return second(everything.EchoMap(map[string]uint32{"a": 1})) }},
	{"record", 4, false, func(*everything.Counter) error { return second(everything.EchoPerson(person)) }},
	{"record in a block", 10, false, func(*everything.Counter) error { return second(everything.EchoPerson(huge)) }},
	{"shared method", 1, false, func(c *everything.Counter) error { return second(c.Value()) }},
	{"exclusive method", 1, false, func(c *everything.Counter) error { return second(c.Add(1)) }},
	{"object made and closed", 4, false, func(*everything.Counter) error {
		counter, err := everything.NewCounter(1)
		if err != nil {
			return err
		}
		return counter.Close()
	}},
	{"declared error", 1, true, func(*everything.Counter) error { return second(everything.Fail(1)) }},
	{"error with a source", 1, true, func(*everything.Counter) error { return second(everything.Fail(4)) }},
	{"refused text", 1, true, func(*everything.Counter) error { return second(everything.EchoStr("\xff")) }},
	{"refused record", 4, true, func(*everything.Counter) error { return second(everything.EchoPerson(everything.Person{Colour: 3})) }},
	{"constructor that fails", 1, true, func(*everything.Counter) error { return second(everything.ParseCounter("nine")) }},
	{"re-entrant call", 1, true, func(c *everything.Counter) error { return second(c.Absorb(c)) }},
	{"closed object", 1, true, func(*everything.Counter) error { return second(closed.Value()) }},
	{"panic", 1000, true, func(c *everything.Counter) error { return c.Trip() }},
	{"panic that poisons", 1000, true, func(*everything.Counter) error {
		counter, err := everything.NewCounter(1)
		if err != nil {
			return nil
		}
		defer counter.Close()
		return counter.Explode()
	}},
}

var closed = func() *everything.Counter {
	counter, err := everything.NewCounter(0)
	if err != nil {
		panic(err)
	}
	counter.Close()
	return counter
}()

// judge makes n calls and says what they left behind.
func judge(kind kind, n int) string {
	counter, err := everything.NewCounter(0)
	if err != nil {
		return err.Error()
	}
	defer counter.Close()
	if err := kind.call(counter); (err != nil) != kind.fails {
		return fmt.Sprintf("the call answers %v", err)
	}
	start := measure()
	for range n {
		if err := kind.call(counter); (err != nil) != kind.fails {
			return fmt.Sprintf("the call answers %v", err)
		}
	}
	return settle(start).above(start)
}

func TestLeaks(t *testing.T) {
	figure := report.New(t, "leaks", "leaks per call")
	var kept []*everything.Counter
	figure.Canary(judge(kind{"a seeded leak", 1, false, func(*everything.Counter) error {
		counter, err := everything.NewCounter(1)
		kept = append(kept, counter)
		return err
	}}, 10))
	for _, counter := range kept {
		counter.Close()
	}
	stop := make(chan struct{})
	figure.Canary(judge(kind{"a goroutine that stays", 1, false, func(*everything.Counter) error {
		go func() { <-stop }()
		return nil
	}}, 10))
	close(stop)
	for _, kind := range kinds {
		n := max(report.Scale(1_000_000, 50_000)/kind.share, 100)
		wrong := judge(kind, n)
		if kind.fails {
			figure.Faults(n, kind.name, wrong)
		} else {
			figure.Cases(n, kind.name, wrong)
		}
	}
}

// What is never closed goes with the garbage collector.
func TestForgotten(t *testing.T) {
	figure := report.New(t, "leaks", "leaks: objects that were never closed")
	n := report.Scale(100_000, 5_000)
	start := measure()
	figure.Canary(func() string {
		counter, err := everything.NewCounter(1)
		defer runtime.KeepAlive(counter)
		if err != nil {
			return ""
		}
		runtime.GC()
		return settle(start).above(start)
	}())
	for range n {
		if _, err := everything.NewCounter(1); err != nil {
			t.Fatal(err)
		}
	}
	wrong := ""
	for deadline := time.Now().Add(30 * time.Second); ; time.Sleep(5 * time.Millisecond) {
		runtime.GC()
		if wrong = measure().above(start); wrong == "" || time.Now().After(deadline) {
			break
		}
	}
	figure.Faults(n, "objects that were never closed", wrong)
}
