// Package e2e runs the kitchen and lending bridges end to end. Tests are named <from>_<to>_<what>. That every type
// crosses is tested in tests/matrix.
package e2e

import (
	"testing"

	"spandrel.dev/tests/e2e/kitchen"
)

func TestGoRustCalls(t *testing.T) {
	kitchen.Nothing()
	if got := kitchen.Add(40, 2); got != 42 {
		t.Errorf("40 + 2 = %d", got)
	}
	if got := kitchen.Version(); got != "kitchen 1" {
		t.Error(got)
	}
	if got := kitchen.Sum([]byte{1, 2, 3}); got != 6 {
		t.Errorf("sum = %d", got)
	}
	order := kitchen.Order{
		ID: 1, UserID: 2, Price: 3.5, Quantity: 4, Paid: true, Currency: 978, Weight: 0.5,
		Title: "a", Address: "bc", Lines: []string{"d", "ef"},
	}
	if sum, err := kitchen.SumOrder(order); err != nil || sum != 1+2+4+6 {
		t.Errorf("sum of the order = %d, %v", sum, err)
	}
}
