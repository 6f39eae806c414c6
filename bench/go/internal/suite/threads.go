package suite

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"sync"
	"time"

	"spandrel.dev/bench/calls"
	"spandrel.dev/bench/internal/handwritten"
)

// Threads says how many threads the process has with many calls waiting for an answer.
type Threads struct {
	Name string `json:"name"`
	// Before there was a call, and with one that was answered.
	Before int `json:"before"`
	// Waiting is the number with all calls waiting.
	Waiting int `json:"waiting"`
	// After is the number when all calls had been answered.
	After int `json:"after"`
}

// Waiters is how many calls wait.
const Waiters = 200

// wait is a way to wait: a call, and what holds the thread that answers.
type wait struct {
	name          string
	ask           func(value uint64) (uint64, error)
	hold, release func()
}

var waits = []wait{
	{"cgo", func(value uint64) (uint64, error) { return handwritten.Ask(value), nil }, handwritten.Hold, handwritten.Release},
	{"cgo_callback", func(value uint64) (uint64, error) { return handwritten.AskLater(value), nil }, handwritten.Hold, handwritten.Release},
	{"spandrel", func(value uint64) (uint64, error) { return calls.Ask(context.Background(), value) }, calls.Hold, calls.Release},
}

// FindThreads counts in a process of its own for each way: threads that Go once has stay. A child is this program with the
// flag -threads.
func FindThreads() ([]Threads, error) {
	program, err := os.Executable()
	if err != nil {
		return nil, fmt.Errorf("finding this program: %w", err)
	}
	var found []Threads
	for _, way := range waits {
		child := exec.Command(program, "-threads", way.name)
		child.Stderr = os.Stderr
		text, err := child.Output()
		if err != nil {
			return nil, fmt.Errorf("counting threads of %s: %w", way.name, err)
		}
		var row Threads
		if err := json.Unmarshal(text, &row); err != nil {
			return nil, fmt.Errorf("reading the threads of %s: %w", way.name, err)
		}
		found = append(found, row)
	}
	return found, nil
}

// ErrUnknownWait is returned for a way to wait that there is none of.
var ErrUnknownWait = errors.New("unknown way to wait")

// CountThreads counts in this process.
func CountThreads(name string) (Threads, error) {
	index := slices.IndexFunc(waits, func(way wait) bool { return way.name == name })
	if index < 0 {
		return Threads{}, fmt.Errorf("%w: %q", ErrUnknownWait, name)
	}
	way, row := waits[index], Threads{Name: name}
	if answer, err := way.ask(1); err != nil || answer != 8 {
		return row, fmt.Errorf("one call was answered %d, %v", answer, err)
	}
	row.Before = steady()
	way.hold()
	var group sync.WaitGroup
	failed := make(chan error, Waiters)
	for value := range uint64(Waiters) {
		group.Go(func() {
			if answer, err := way.ask(value); err != nil || answer != value+7 {
				failed <- fmt.Errorf("call %d was answered %d, %v", value, answer, err)
			}
		})
	}
	row.Waiting = steady()
	way.release()
	group.Wait()
	close(failed)
	row.After = steady()
	return row, <-failed
}

// steady is the number of threads of this process once it has not changed for a second.
func steady() int {
	for count := threads(); ; {
		time.Sleep(time.Second)
		now := threads()
		if now == count {
			return now
		}
		count = now
	}
}

// threads is the number of threads of this process.
func threads() int {
	entries, err := os.ReadDir("/proc/self/task")
	if err != nil {
		return 0
	}
	return len(entries)
}
