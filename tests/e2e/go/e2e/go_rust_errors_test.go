package e2e

import (
	"errors"
	"strings"
	"testing"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/e2e/kitchen"
)

func TestGoRustErrors(t *testing.T) {
	if v, err := kitchen.Fail(9); v != 9 || err != nil {
		t.Fatal(v, err)
	}
	_, err := kitchen.Fail(1)
	var failure *kitchen.Error
	if !errors.Is(err, kitchen.ErrOutOfRange) || errors.Is(err, kitchen.ErrFull) || !errors.As(err, &failure) {
		t.Fatal(err)
	}
	if failure.Field != "how" || failure.Reason != "it is 1" || err.Error() != "how is out of range: it is 1" {
		t.Errorf("%+v", failure)
	}
	_, err = kitchen.Fail(2)
	if !errors.As(err, &failure) || failure.Limit != 12 || failure.Kind != kitchen.ErrorKindFull || err.Error() != "the oven holds 12 dishes" {
		t.Errorf("%+v", err)
	}
	_, err = kitchen.Fail(3)
	if !errors.Is(err, kitchen.ErrNotFound) || err.Error() != "not found" {
		t.Error(err)
	}
	_, err = kitchen.Fail(4)
	var stove *kitchen.StoveError
	if !errors.Is(err, kitchen.ErrFailed) || !errors.Is(err, kitchen.ErrNoGas) || !errors.As(err, &stove) || stove.Burner != 3 {
		t.Error(err)
	}
}

func TestGoRustPanics(t *testing.T) {
	_, err := kitchen.Fail(5)
	var caught *spandrel.PanicError
	if !errors.As(err, &caught) || caught.Function != "kitchen.Fail" || !strings.Contains(caught.Message, "told to panic") {
		t.Fatal(err)
	}
	// `go test` links without a symbol table: the frames have no names here.
	if !strings.Contains(caught.Message, "echo.rs:") || strings.Count(caught.Backtrace, "\n") < 4 {
		t.Errorf("message %q, backtrace %.200q", caught.Message, caught.Backtrace)
	}
	err = kitchen.PanicAny()
	if !errors.As(err, &caught) || !strings.Contains(caught.Message, "not text") {
		t.Error(err)
	}
}
