package e2e

import (
	"context"
	"errors"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/go_calls_rust/everything"
)

// Go converts between pointers to the wrappers of one package, because their fields are the same. Rust once took the
// counter for the gate that it was passed off as.
func TestIssueConvertedWrapper(t *testing.T) {
	counter, err := everything.NewCounter(7)
	if err != nil {
		t.Fatal(err)
	}
	defer counter.Close()
	gate := (*everything.Gate)(counter)
	if _, err := gate.Pass(time.Millisecond); !errors.Is(err, spandrel.ErrInvalidHandle) {
		t.Errorf("a counter passes for a gate: %v", err)
	}
	if err := gate.Arm(); !errors.Is(err, spandrel.ErrInvalidHandle) {
		t.Errorf("a counter is armed as a gate: %v", err)
	}
	if _, err := gate.PassLater(context.Background(), time.Millisecond); !errors.Is(err, spandrel.ErrInvalidHandle) {
		t.Errorf("a counter passes for a gate later: %v", err)
	}
	if value, err := counter.Value(); err != nil || value != 7 {
		t.Errorf("the counter afterwards: %d, %v", value, err)
	}
}
