// Package foreign_threads lets threads that Go did not start call it, end, and make place for others. It is meant to run under -race
// and GOEXPERIMENT=cgocheck2.
package foreign_threads

import (
	"errors"
	"fmt"
	"os"
	"runtime"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"spandrel.dev/spandrel/glue/values"
	"spandrel.dev/tests/faults/gofails"
	"spandrel.dev/tests/faults/gofails/live"
	"spandrel.dev/tests/faults/report"
)

// counter is shared by all threads, and by the race detector's standards.
type counter struct {
	mutex sync.Mutex
	calls map[string]uint64
}

// answer answers one call in ten with an error, and one in fifty with a panic.
func (c *counter) answer(name string, call uint64) (string, error) {
	c.mutex.Lock()
	c.calls[name]++
	c.mutex.Unlock()
	switch {
	case call%50 == 49:
		panic("told to panic")
	case call%10 == 3:
		return "", errors.New("told to fail")
	}
	return fmt.Sprintf("%s %d", name, call), nil
}

func threads() int {
	entries, err := os.ReadDir("/proc/self/task")
	if err != nil {
		return -1
	}
	return len(entries)
}

// storm lets threads come and go, and says what is wrong with what they did.
func storm(slots, generations, calls uint32, answer func(string, uint64) (string, error), counted *counter) string {
	guards := gofails.MadeAndDropped()
	goroutines, before := runtime.NumGoroutine(), threads()
	counts, err := gofails.Storm(slots, generations, calls, answer)
	if err != nil {
		return err.Error()
	}
	each := func(every, at uint32) uint64 { return uint64((calls + every - 1 - at) / every) }
	all := uint64(slots) * uint64(generations)
	panics, failures := all*each(50, 49), all*each(10, 3)
	if counts.V0 != all*uint64(calls)-panics-failures || counts.V1 != failures || counts.V2 != panics {
		return fmt.Sprintf("%+v right answers, errors, panics; want %d errors and %d panics of %d calls", counts, failures, panics, all*uint64(calls))
	}
	if len(counted.calls) != int(all) {
		return fmt.Sprintf("%d threads called, want %d", len(counted.calls), all)
	}
	for name, made := range counted.calls {
		if made != uint64(calls) {
			return fmt.Sprintf("%s made %d calls, want %d", name, made, calls)
		}
	}
	now := gofails.MadeAndDropped()
	if now.V0-guards.V0 != all*uint64(calls) || now.V0-guards.V0 != now.V1-guards.V1 {
		return fmt.Sprintf("%d guards made, %d dropped", now.V0-guards.V0, now.V1-guards.V1)
	}
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
		runtime.GC()
		objects, blocks := live.Counters()
		left := fmt.Sprintf("%d Go values, %d objects, %d blocks, %d goroutines and %d threads are left",
			values.Live(), objects, blocks, runtime.NumGoroutine()-goroutines, threads()-before)
		// The Go runtime keeps threads of its own for calls that took long.
		if values.Live() == 0 && objects == 0 && blocks == 0 && runtime.NumGoroutine() <= goroutines && threads() <= before+8 {
			return ""
		}
		if time.Now().After(deadline) {
			return left
		}
	}
}

func TestThreadsComeAndGo(t *testing.T) {
	const slots, calls = 64, 50
	generations := report.Scale(100_000/calls, 4)
	figure := report.New(t, "concurrent-calls", fmt.Sprintf("%d threads of Rust's entering and leaving", slots))
	var made atomic.Uint64
	seeded := &counter{calls: map[string]uint64{}}
	figure.Canary(storm(4, 2, 30, func(name string, call uint64) (string, error) {
		if made.Add(1) == 100 {
			return name, nil // the number is missing
		}
		return seeded.answer(name, call)
	}, seeded))
	counted := &counter{calls: map[string]uint64{}}
	wrong := storm(slots, uint32(generations), calls, counted.answer, counted)
	all := slots * generations
	figure.Cases(all*(calls-6), "calls", wrong)
	figure.Faults(all*6, "calls with an error or a panic", wrong)
}

// Others call meanwhile: goroutines, whose threads are Go's, and the garbage collector.
func TestThreadsBesideGoroutines(t *testing.T) {
	const goroutines, calls = 16, 50
	generations := report.Scale(500, 4)
	figure := report.New(t, "concurrent-calls", "threads of Rust's beside goroutines that call")
	figure.Canary(lent(func(string) (uint32, error) { return 8, nil }))
	var group sync.WaitGroup
	var done atomic.Bool
	group.Go(func() {
		for !done.Load() {
			runtime.GC()
		}
	})
	var crossings atomic.Int64
	for range goroutines {
		group.Go(func() {
			for !done.Load() {
				if wrong := lent(func(string) (uint32, error) { return 7, nil }); wrong != "" {
					figure.Cases(1, "goroutine", wrong)
					return
				}
				crossings.Add(1)
			}
		})
	}
	counted := &counter{calls: map[string]uint64{}}
	counts, err := gofails.Storm(16, uint32(generations), calls, counted.answer)
	done.Store(true)
	group.Wait()
	wrong := ""
	all := 16 * generations
	if err != nil || counts.V0 != uint64(all*(calls-6)) || counts.V1 != uint64(all*5) || counts.V2 != uint64(all) {
		wrong = fmt.Sprintf("%+v, %v", counts, err)
	}
	figure.Cases(all*(calls-6), "calls", wrong)
	figure.Faults(all*6, "calls with an error or a panic", wrong)
	figure.Cases(int(crossings.Load()), "calls of goroutines", "")
}

func lent(act func(string) (uint32, error)) string {
	value, err := gofails.Lent("calm", act)
	if err != nil || value != 7 {
		return fmt.Sprintf("got %d, %v", value, err)
	}
	return ""
}
