// Package e2e runs the everything and borrowing bridges end to end. Tests are named <from>_<to>_<what>. That every type
// crosses is tested in tests/matrix.
package e2e

import (
	"testing"

	"spandrel.dev/tests/go_main/go_calls_rust/everything"
)

func TestGoRustCalls(t *testing.T) {
	everything.Nothing()
	if got := everything.Add(40, 2); got != 42 {
		t.Errorf("40 + 2 = %d", got)
	}
	if got := everything.Version(); got != "everything 1" {
		t.Error(got)
	}
	if got := everything.Sum([]byte{1, 2, 3}); got != 6 {
		t.Errorf("sum = %d", got)
	}
	order := everything.Order{
		ID: 1, UserID: 2, Price: 3.5, Quantity: 4, Paid: true, Currency: 978, Weight: 0.5,
		Title: "a", Address: "bc", Lines: []string{"d", "ef"},
	}
	if sum, err := everything.SumOrder(order); err != nil || sum != 1+2+4+6 {
		t.Errorf("sum of the order = %d, %v", sum, err)
	}
}
