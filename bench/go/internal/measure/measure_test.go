package measure

import (
	"errors"
	"testing"
	"time"
)

var quick = Settings{Rounds: 5, Slice: 50 * time.Microsecond}

// busy returns a row that adds up 0, 1, … n-1 with so many extra steps for each.
func busy(name string, steps int) Row {
	return Row{Name: name, Run: func(n int) (sum uint64, err error) {
		for i := range n {
			state := uint64(i)
			for range steps {
				state = state<<1 | state>>63
			}
			for range steps {
				state = state>>1 | state<<63
			}
			sum += state
		}
		return sum, nil
	}}
}

// timed returns a row that says of itself how long it took, so that what is computed from times does not hang on a clock.
func timed(name string, each time.Duration) Row {
	return Row{Name: name, Timed: func(n int) (uint64, time.Duration, error) {
		return ascending(n), time.Duration(n) * each, nil
	}}
}

func ascending(n int) uint64 { return uint64(n) * uint64(n-1) / 2 }

func TestRatiosFollowTheWork(t *testing.T) {
	group := Group{
		Name: "work",
		Want: ascending,
		Rows: []Row{timed("base", 400*time.Nanosecond), timed("short", 40*time.Nanosecond)},
		Goals: []Goal{
			{Row: "short", Against: "base", AtLeast: 4},
			{Row: "base", Against: "short", AtMost: 2},
			{Row: "base", MaxAllocs: 0},
			{Row: "absent", Against: "base", AtMost: 1},
		},
	}
	rows, goals, err := Run(group, quick)
	if err != nil {
		t.Fatal(err)
	}
	if rows[0].Speedup != 1 || rows[0].Base != "base" {
		t.Errorf("the base row is %+v, want a speedup of 1", rows[0])
	}
	if rows[1].NS != 40 || rows[1].Speedup != 10 {
		t.Errorf("a tenth of the time is %v ns and %.2fx as fast, want 40 ns and 10x", rows[1].NS, rows[1].Speedup)
	}
	want := []bool{true, false, true}
	if len(goals) != len(want) {
		t.Fatalf("got %d outcomes, want %d: %+v", len(goals), len(want), goals)
	}
	for i, met := range want {
		if goals[i].Met != met {
			t.Errorf("outcome %+v: met is %v, want %v", goals[i], goals[i].Met, met)
		}
	}
}

func TestAllocationsAreCounted(t *testing.T) {
	var keep []byte
	group := Group{Name: "memory", Want: func(n int) uint64 { return 0 }, Rows: []Row{{
		Name: "two",
		Run: func(n int) (uint64, error) {
			for range n {
				keep = make([]byte, 64)
				keep = make([]byte, 32)
			}
			return 0, nil
		},
	}}}
	rows, _, err := Run(group, quick)
	if err != nil {
		t.Fatal(err)
	}
	if rows[0].Allocs != 2 || rows[0].Bytes != 96 {
		t.Errorf("got %v allocations of %v bytes in all, want 2 of 96", rows[0].Allocs, rows[0].Bytes)
	}
	_ = keep
}

func TestWrongResultsEndTheRun(t *testing.T) {
	lazy := Row{Name: "lazy", Run: func(n int) (uint64, error) { return ascending(n) - 1, nil }}
	damaged := busy("damaged", 1)
	damaged.Verify = func() error { return errors.New("the last byte is missing") }
	for _, row := range []Row{lazy, damaged} {
		_, _, err := Run(Group{Name: "work", Want: ascending, Rows: []Row{busy("base", 1), row}}, quick)
		var wrong *WrongResultError
		if !errors.As(err, &wrong) || wrong.Row != row.Name {
			t.Errorf("row %s: got error %v, want a WrongResultError that names it", row.Name, err)
		}
	}
}

func TestMedianOfBothKinds(t *testing.T) {
	if odd, even := median([]float64{9, 1, 5}), median([]float64{4, 1, 3, 2}); odd != 5 || even != 2.5 {
		t.Errorf("got %v and %v, want 5 and 2.5", odd, even)
	}
	if r := ratio([]float64{2, 6, 9}, []float64{1, 2, 9}); r != 2 {
		t.Errorf("got a median ratio of %v, want 2", r)
	}
}
