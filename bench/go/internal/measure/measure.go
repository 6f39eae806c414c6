package measure

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"runtime/debug"
	"time"
)

// Settings say how long and how often.
type Settings struct {
	// Rounds is how often all rows take their turn; at least 1.
	Rounds int
	// Slice is about how long a turn is.
	Slice time.Duration
}

// contender is a row with what one of its turns is, and the times of its turns.
type contender struct {
	Row
	calls int
	want  uint64
	times []float64 // nanoseconds per operation, one of each round
}

// Run measures a group.
func Run(group Group, settings Settings) ([]Result, []Outcome, error) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	settings.Slice = max(settings.Slice, group.Slice)
	contenders := make([]*contender, len(group.Rows))
	results := make([]Result, len(group.Rows))
	for i, row := range group.Rows {
		c, err := prepare(group, row, settings)
		if err != nil {
			return nil, nil, err
		}
		contenders[i] = c
		results[i] = Result{Group: group.Name, Name: row.Name, Base: group.Rows[0].Name, Rounds: settings.Rounds}
		if results[i].Allocs, results[i].Bytes, err = allocations(group, row); err != nil {
			return nil, nil, err
		}
	}
	order := rand.New(rand.NewPCG(1, 2))
	for range settings.Rounds {
		// Another order each time: what comes at regular intervals, such as garbage collections, meets no row more often than
		// others, and none is always the one after the same neighbour.
		for _, index := range order.Perm(len(contenders)) {
			c := contenders[index]
			took, err := c.turn(group)
			if err != nil {
				return nil, nil, err
			}
			c.times = append(c.times, float64(took.Nanoseconds())/float64(c.calls))
		}
	}
	for i, c := range contenders {
		results[i].NS = median(c.times)
		results[i].Speedup = ratio(contenders[0].times, c.times)
	}
	for _, row := range group.Rows {
		if err := verify(group, row); err != nil {
			return nil, nil, err
		}
	}
	outcomes, err := judge(group, contenders, results)
	return results, outcomes, err
}

// prepare finds out how many operations fill a turn. It warms up on the way.
func prepare(group Group, row Row, settings Settings) (*contender, error) {
	if err := verify(group, row); err != nil {
		return nil, err
	}
	c := &contender{Row: row, calls: 1, times: make([]float64, 0, settings.Rounds)}
	for {
		c.want = group.Want(c.calls)
		took, err := c.turn(group)
		if err != nil {
			return nil, err
		}
		if took >= settings.Slice/2 {
			c.calls = max(1, int(float64(c.calls)*float64(settings.Slice)/float64(took)))
			c.want = group.Want(c.calls)
			return c, nil
		}
		c.calls *= 2
	}
}

// turn does one slice of work and checks its results.
func (c *contender) turn(group Group) (time.Duration, error) {
	got, took, err := c.run(c.calls)
	if err != nil {
		return 0, fmt.Errorf("%s/%s: %w", group.Name, c.Name, err)
	}
	if got != c.want {
		return 0, &WrongResultError{Group: group.Name, Row: c.Name, Operations: c.calls, Got: got, Want: c.want}
	}
	return took, nil
}

func verify(group Group, row Row) error {
	if row.Verify == nil {
		return nil
	}
	if err := row.Verify(); err != nil {
		return &WrongResultError{Group: group.Name, Row: row.Name, Err: err}
	}
	return nil
}

// allocations returns Go heap allocations and bytes per operation. What is set up once is not counted.
func allocations(group Group, row Row) (allocs, size float64, err error) {
	const calls = 500
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(1))
	// A collection empties pools; what they then allocate anew is not the operation's, so there is none meanwhile.
	runtime.GC()
	defer debug.SetGCPercent(debug.SetGCPercent(-1))
	if _, _, err := row.run(10); err != nil {
		return 0, 0, fmt.Errorf("%s/%s: %w", group.Name, row.Name, err)
	}
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	if _, _, err := row.run(calls); err != nil {
		return 0, 0, fmt.Errorf("%s/%s: %w", group.Name, row.Name, err)
	}
	runtime.ReadMemStats(&after)
	return perOperation(after.Mallocs-before.Mallocs, calls), perOperation(after.TotalAlloc-before.TotalAlloc, calls), nil
}
