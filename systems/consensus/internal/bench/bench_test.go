package bench

import (
	"errors"
	"testing"
	"time"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/reference/go/native"
)

// slow is the native backend with a delay, so that its rows are known to be
// worse.
type slow struct{ native.Backend }

func (slow) Name() string { return "slow" }

func (s slow) VerifySubsetSum(q *hash.SubsetSum) error {
	time.Sleep(50 * time.Microsecond)
	return s.Backend.VerifySubsetSum(q)
}

func TestMeasureTellsTheSlowerOne(t *testing.T) {
	for _, work := range Works() {
		if work.Group != "subset_sum_14_5" {
			continue
		}
		rows, err := Measure(work, []hash.Backend{native.Backend{}, slow{}}, 5, time.Millisecond)
		if err != nil || len(rows) != 2 {
			t.Fatalf("%+v, %v", rows, err)
		}
		if base, other := rows[0], rows[1]; base.Speedup != 1 || other.Speedup >= 0.5 || other.NS < 50_000 || base.Name != "go_native" || other.Name != "slow_from_go" || other.Base != "go_native" {
			t.Errorf("%+v", rows)
		}
	}
}

func TestEveryWorkSucceeds(t *testing.T) {
	for _, work := range Works() {
		if work.Group == "merkle_1000000" {
			continue // as merkle_1000, for seconds
		}
		if err := work.Call(native.Backend{}); err != nil {
			t.Errorf("%s: %v", work.Group, err)
		}
	}
}

func TestMeasureReportsAFailure(t *testing.T) {
	gone := errors.New("gone")
	if _, err := Measure(Work{"none", 1, func(hash.Backend) error { return gone }}, []hash.Backend{native.Backend{}}, 1, time.Millisecond); !errors.Is(err, gone) {
		t.Errorf("%v", err)
	}
}

func TestMedian(t *testing.T) {
	if median([]float64{3, 1, 2}) != 2 || median([]float64{4, 1, 3, 2}) != 2.5 {
		t.Error("the median is wrong")
	}
}
