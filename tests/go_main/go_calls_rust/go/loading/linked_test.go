//go:build cgo

package loading_test

import (
	"errors"
	"testing"

	"spandrel.dev/spandrel/dynamic"
	load "spandrel.dev/tests/go_main/go_calls_rust/everything/dynamic"
)

// In a program with its Rust side linked in, that is the core, and no other can be loaded.
func TestALinkedCoreStays(t *testing.T) {
	core, err := load.Load()
	if err != nil {
		t.Fatal(err)
	}
	if sum, err := core.Add(40, 2); err != nil || sum != 42 {
		t.Errorf("got %d, %v, want 42", sum, err)
	}
	if _, err := load.LoadFile("library.so"); !errors.Is(err, dynamic.ErrLinked) {
		t.Errorf("got %v, want %v", err, dynamic.ErrLinked)
	}
}
