//go:build !cgo && spandrel_external

package loading_test

import (
	"errors"
	"testing"

	"spandrel.dev/spandrel/dynamic"
	"spandrel.dev/tests/go_main/go_calls_rust/everything"
	load "spandrel.dev/tests/go_main/go_calls_rust/everything/dynamic"
)

// A program that carries no library says so, also where a call has no error.
func TestIssueAProgramWithoutLibrary(t *testing.T) {
	if _, err := load.Load(); !errors.Is(err, dynamic.ErrNoLibrary) {
		t.Errorf("got %v, want %v", err, dynamic.ErrNoLibrary)
	}
	func() {
		defer func() {
			err, ok := recover().(error)
			if !ok || !errors.Is(err, dynamic.ErrNoLibrary) {
				t.Errorf("got a panic with %v, want %v", err, dynamic.ErrNoLibrary)
			}
		}()
		everything.Add(1, 2)
	}()
}
