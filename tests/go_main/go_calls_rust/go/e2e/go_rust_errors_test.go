package e2e

import (
	"errors"
	"strings"
	"testing"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/go_calls_rust/everything"
)

func TestGoRustErrors(t *testing.T) {
	if v, err := everything.Fail(9); v != 9 || err != nil {
		t.Fatal(v, err)
	}
	_, err := everything.Fail(1)
	var failure *everything.Error
	if !errors.Is(err, everything.ErrOutOfRange) || errors.Is(err, everything.ErrFull) || !errors.As(err, &failure) {
		t.Fatal(err)
	}
	if failure.Field != "how" || failure.Reason != "it is 1" || err.Error() != "how is out of range: it is 1" {
		t.Errorf("%+v", failure)
	}
	_, err = everything.Fail(2)
	if !errors.As(err, &failure) || failure.Limit != 12 || failure.Kind != everything.ErrorKindFull || err.Error() != "the oven holds 12 dishes" {
		t.Errorf("%+v", err)
	}
	_, err = everything.Fail(3)
	if !errors.Is(err, everything.ErrNotFound) || err.Error() != "not found" {
		t.Error(err)
	}
	_, err = everything.Fail(4)
	var stove *everything.StoveError
	if !errors.Is(err, everything.ErrFailed) || !errors.Is(err, everything.ErrNoGas) || !errors.As(err, &stove) || stove.Burner != 3 {
		t.Error(err)
	}
}

func TestGoRustPanics(t *testing.T) {
	_, err := everything.Fail(5)
	var caught *spandrel.PanicError
	if !errors.As(err, &caught) || caught.Function != "everything.Fail" || !strings.Contains(caught.Message, "told to panic") {
		t.Fatal(err)
	}
	// `go test` links without a symbol table: the frames have no names here.
	if !strings.Contains(caught.Message, "echo.rs:") || strings.Count(caught.Backtrace, "\n") < 4 {
		t.Errorf("message %q, backtrace %.200q", caught.Message, caught.Backtrace)
	}
	err = everything.PanicAny()
	if !errors.As(err, &caught) || !strings.Contains(caught.Message, "not text") {
		t.Error(err)
	}
}
