package e2e

import (
	"testing"

	"spandrel.dev/tests/go_main/go_calls_rust/everything"
)

// A free function that returned an object was accepted, and its Rust half did not compile.
func TestIssueFactory(t *testing.T) {
	counter, err := everything.Spare()
	if err != nil {
		t.Fatal(err)
	}
	if value, err := counter.Value(); err != nil || value != everything.CounterValue() || value != 12 {
		t.Errorf("the counter holds %d, %v; want %d", value, err, everything.CounterValue())
	}
	if err := counter.Close(); err != nil {
		t.Error(err)
	}
}
