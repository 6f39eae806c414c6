package suite

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"spandrel.dev/bench/calls"
	"spandrel.dev/bench/internal/handwritten"
)

// How many read, and for how long each time; how many writes there are, and how long the writer pauses before each.
const (
	Readers  = 16
	ReadTime = 2 * time.Millisecond
	Writes   = 300
	pause    = 5 * time.Millisecond
	// alone is how long the readers are counted without a writer.
	alone = 2 * time.Second
	// Users is how many threads are in an object that is closed, and closes how many objects are.
	Users  = 64
	closes = 20
)

// Contended says how a writer fares among readers that begin again at once, and the readers beside it.
type Contended struct {
	Name string `json:"name"`
	// Median, P99 and Longest are how long a write takes, in milliseconds.
	Median  float64 `json:"median_ms"`
	P99     float64 `json:"p99_ms"`
	Longest float64 `json:"longest_ms"`
	// Reads is the number of reads per second beside the writer, as a part of that without it.
	Reads float64 `json:"reads"`
}

// Closed says how long closing takes an object that many threads are in, in microseconds.
type Closed struct {
	Median  float64 `json:"median_us"`
	Longest float64 `json:"longest_us"`
}

// counter is one object and a way to read and write it from many goroutines.
type counter struct {
	name  string
	read  func() (uint64, error)
	write func() (uint64, error)
}

// FindContended measures each way by itself: what takes turns with it would be beside it.
func FindContended() ([]Contended, error) {
	object, err := calls.NewCounter(0)
	if err != nil {
		return nil, err
	}
	defer object.Close()
	byHand := handwritten.NewCounter(0)
	defer byHand.Close()
	var lock sync.RWMutex
	var sum uint64
	micros := uint64(ReadTime / time.Microsecond)
	shared := func(read func() uint64) func() (uint64, error) {
		return func() (uint64, error) {
			lock.RLock()
			defer lock.RUnlock()
			return read(), nil
		}
	}
	exclusive := func(write func() uint64) func() (uint64, error) {
		return func() (uint64, error) {
			lock.Lock()
			defer lock.Unlock()
			return write(), nil
		}
	}
	ways := []counter{
		{"go", shared(func() uint64 { time.Sleep(ReadTime); return sum }), exclusive(func() uint64 { sum++; return sum })},
		{"cgo", shared(func() uint64 { return byHand.Rest(micros) }), exclusive(func() uint64 { return byHand.Add(1) })},
		{"spandrel", func() (uint64, error) { return object.Rest(micros) }, func() (uint64, error) { return object.Add(1) }},
	}
	var found []Contended
	for _, way := range ways {
		row, err := way.contended()
		if err != nil {
			return nil, fmt.Errorf("a writer among readers, %s: %w", way.name, err)
		}
		found = append(found, row)
	}
	return found, nil
}

// contended counts the reads without a writer, then those beside it, and times the writes.
func (c counter) contended() (Contended, error) {
	var reads atomic.Uint64
	var stopped atomic.Bool
	var group sync.WaitGroup
	failed := make(chan error, Readers)
	for range Readers {
		group.Go(func() {
			for !stopped.Load() {
				if _, err := c.read(); err != nil {
					failed <- err
					return
				}
				reads.Add(1)
			}
		})
	}
	rate := func(work func() error) (float64, error) {
		before, start := reads.Load(), time.Now()
		err := work()
		return float64(reads.Load()-before) / time.Since(start).Seconds(), err
	}
	without, _ := rate(func() error { time.Sleep(alone); return nil })
	took := make([]time.Duration, 0, Writes)
	beside, err := rate(func() error {
		for n := range uint64(Writes) {
			time.Sleep(pause)
			start := time.Now()
			sum, err := c.write()
			took = append(took, time.Since(start))
			if err != nil {
				return err
			}
			if sum != n+1 {
				return fmt.Errorf("the sum after %d writes is %d", n+1, sum)
			}
		}
		return nil
	})
	stopped.Store(true)
	group.Wait()
	close(failed)
	if err := errors.Join(err, <-failed); err != nil {
		return Contended{}, err
	}
	slices.Sort(took)
	at := func(part float64) float64 { return float64(took[int(part*float64(len(took)-1))]) / 1e6 }
	return Contended{Name: c.name, Median: at(0.5), P99: at(0.99), Longest: at(1), Reads: beside / without}, nil
}

// FindClosed times Close of objects that 64 threads are in, and waits until these have left.
func FindClosed() (Closed, error) {
	took := make([]time.Duration, 0, closes)
	for range closes {
		object, err := calls.NewCounter(0)
		if err != nil {
			return Closed{}, err
		}
		var group sync.WaitGroup
		var begun sync.WaitGroup
		failed := make(chan error, Users)
		for range Users {
			begun.Add(1)
			group.Go(func() {
				begun.Done()
				if _, err := object.Rest(100_000); err != nil {
					failed <- err
				}
			})
		}
		begun.Wait()
		// Each has long begun its call by then, and none has ended it.
		time.Sleep(30 * time.Millisecond)
		start := time.Now()
		err = object.Close()
		took = append(took, time.Since(start))
		group.Wait()
		close(failed)
		if err := errors.Join(err, <-failed); err != nil {
			return Closed{}, fmt.Errorf("closing an object in use: %w", err)
		}
	}
	slices.Sort(took)
	at := func(index int) float64 { return float64(took[index]) / 1e3 }
	return Closed{Median: at(len(took) / 2), Longest: at(len(took) - 1)}, nil
}
