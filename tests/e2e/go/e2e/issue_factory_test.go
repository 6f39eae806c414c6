package e2e

import (
	"testing"

	"spandrel.dev/tests/e2e/kitchen"
)

// A free function that returned an object was accepted, and its Rust half did not compile.
func TestIssueFactory(t *testing.T) {
	counter, err := kitchen.Spare()
	if err != nil {
		t.Fatal(err)
	}
	if value, err := counter.Value(); err != nil || value != kitchen.CounterValue() || value != 12 {
		t.Errorf("the counter holds %d, %v; want %d", value, err, kitchen.CounterValue())
	}
	if err := counter.Close(); err != nil {
		t.Error(err)
	}
}
