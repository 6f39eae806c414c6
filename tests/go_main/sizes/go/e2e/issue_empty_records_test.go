package e2e

import (
	"context"
	"errors"
	"reflect"
	"testing"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/sizes/sizes"
)

// Lengths below and above what fits the scratch block, the room of a callback, and a batch.
var lengths = []int{0, 1, 2, 255, 256, 257, 5000, 100_000}

func TestIssueEmptyRecordsInCalls(t *testing.T) {
	for _, length := range lengths {
		if got := sizes.EchoEmpties(make([]sizes.Empty, length)); len(got) != length || got == nil {
			t.Errorf("%d records came back, want %d", len(got), length)
		}
		if got := sizes.CountEmpties(make([]sizes.Empty, length)); got != uint64(length) {
			t.Errorf("Rust counts %d records, want %d", got, length)
		}
		sent := hollows(length)
		if got := sizes.LeafEmpties(sent); !reflect.DeepEqual(got, sent) {
			t.Errorf("a leaf: another list than that of %d came back", length)
		}
		pairs := make([]spandrel.Tuple2[sizes.Empty, sizes.Hollow], length)
		if got, err := sizes.LaterEmpties(context.Background(), pairs); err != nil || !reflect.DeepEqual(got, pairs) {
			t.Errorf("async: another list than that of %d came back, %v", length, err)
		}
	}
}

func TestIssueEmptyRecordsInStreams(t *testing.T) {
	for _, length := range lengths {
		items := 0
		for _, err := range sizes.StreamEmpties(context.Background(), uint32(length)) {
			if err != nil {
				t.Fatal(err)
			}
			items++
		}
		if items != length {
			t.Errorf("%d items, want %d", items, length)
		}
	}
	number := 0
	for list, err := range sizes.StreamEmptyLists(context.Background(), 600) {
		if err != nil || !reflect.DeepEqual(list, hollows(number)) {
			t.Fatalf("item %d is a list of %d, %v", number, len(list), err)
		}
		number++
	}
	if number != 600 {
		t.Errorf("%d lists, want 600", number)
	}
}

func TestIssueEmptyRecordsInErrors(t *testing.T) {
	for _, length := range lengths {
		err, failed := sizes.FailEmpties(uint32(length)), new(sizes.Error)
		if !errors.As(err, &failed) || len(failed.List) != length {
			t.Errorf("got %v, want an error with %d records", err, length)
		}
	}
}

func TestIssueEmptyRecordsInCallbacks(t *testing.T) {
	for _, length := range lengths {
		got, err := sizes.VisitEmpties(uint32(length), func(list []sizes.Empty, one *sizes.Empty) map[uint32]sizes.Empty {
			if one == nil {
				t.Error("Some is nil")
			}
			keyed := make(map[uint32]sizes.Empty)
			for i := range list {
				keyed[uint32(i)] = sizes.Empty{}
			}
			return keyed
		})
		if err != nil || got != uint64(length) {
			t.Errorf("got %d and %v, want %d", got, err, length)
		}
	}
}

// As arguments, answers and streams of Go functions, at once and later.
func TestIssueEmptyRecordsInGoFunctions(t *testing.T) {
	for _, length := range []int{0, 1, 300, 700} {
		got, err := sizes.EmptiesInGo(context.Background(), uint32(length))
		if want := uint64(2*length + length*max(length-1, 0)/2); err != nil || got != want {
			t.Errorf("got %d and %v, want %d", got, err, want)
		}
	}
}
