// Package measure compares ways to do the same work.
//
// All ways take turns in one process, in slices of some 0.4 ms, so that a busy machine is busy for all of them. What
// counts is the CPU time of the calling thread. Ratios are taken within a round and their median is reported: absolute
// times drift with the machine, ratios hold.
package measure

import (
	"fmt"
	"time"
)

// Group is a kind of work and the ways to do it. The first row is the base that the others are compared with.
type Group struct {
	Name string
	// About says what is measured.
	About string
	// Want returns the sum of the results of n operations.
	Want  func(n int) uint64
	Rows  []Row
	Goals []Goal
	// Slice is how long a turn is, where that of the settings would be too short.
	Slice time.Duration
}

// Row is one way to do the work of its group.
type Row struct {
	Name string
	// Run does the work n times and returns the sum of the results.
	Run func(n int) (uint64, error)
	// Timed is instead of Run where the work is done by another thread than the caller's. It also returns the CPU time of
	// the n operations there.
	Timed func(n int) (sum uint64, took time.Duration, err error)
	// Verify looks at a whole result, where a sum would not show every error. It may be nil.
	Verify func() error
}

// run does the work n times and returns the sum of the results and the CPU time that they took.
func (r Row) run(n int) (uint64, time.Duration, error) {
	if r.Timed != nil {
		return r.Timed(n)
	}
	start, err := threadTime()
	if err != nil {
		return 0, 0, err
	}
	sum, err := r.Run(n)
	if err != nil {
		return 0, 0, err
	}
	end, err := threadTime()
	return sum, end - start, err
}

// Goal is what a row shall reach. Exactly one of the limits is set, or none and MaxAllocs alone counts.
type Goal struct {
	Row, Against string
	// AtMost is the largest time, as a multiple of the time of Against.
	AtMost float64
	// AtLeast is how many times faster than Against the row shall be.
	AtLeast float64
	// MaxAllocs is the largest number of Go heap allocations per operation; it counts when Against is empty.
	MaxAllocs float64
}

// Outcome is a goal and what was reached.
type Outcome struct {
	Group   string  `json:"group"`
	Row     string  `json:"name"`
	Goal    string  `json:"goal"`
	Reached float64 `json:"reached"`
	Met     bool    `json:"met"`
}

// Result is what was measured of one row.
type Result struct {
	Group   string  `json:"group"`
	Name    string  `json:"name"`
	Base    string  `json:"base"`
	NS      float64 `json:"ns"`      // median per operation
	Speedup float64 `json:"speedup"` // median over the rounds of base ÷ this
	Allocs  float64 `json:"allocs"`  // Go heap allocations per operation
	Bytes   float64 `json:"bytes"`   // Go heap bytes per operation
	Rounds  int     `json:"rounds"`
}

// WrongResultError reports that the work was not done, or not rightly.
type WrongResultError struct {
	Group, Row string
	Operations int
	Got, Want  uint64
	// Err is what Verify found, if it was Verify.
	Err error
}

func (e *WrongResultError) Error() string {
	if e.Err != nil {
		return fmt.Sprintf("%s/%s: wrong result: %v", e.Group, e.Row, e.Err)
	}
	return fmt.Sprintf("%s/%s: wrong result: the results of %d operations add up to %d, want %d",
		e.Group, e.Row, e.Operations, e.Got, e.Want)
}

func (e *WrongResultError) Unwrap() error { return e.Err }
