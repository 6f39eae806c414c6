package e2e

import (
	"errors"
	"os"
	"os/exec"
	"strings"
	"testing"

	spandrel "spandrel.dev/spandrel"
	"spandrel.dev/tests/imports/pantry"
)

func TestGoFailuresAreErrorsInRust(t *testing.T) {
	for _, test := range []struct{ how, kind, message, typeName, stack, text string }{
		{"typed", "Returned", "door is closed", "*e2e.closedError", "no stack", "pantry.Fail: door is closed"},
		{"eof", "Returned", "read: EOF", "*fmt.wrapError", "no stack", "pantry.Fail: read: EOF"},
		{"panic text", "Panicked", "overboiled", "", "stack", "pantry.Fail panicked in Go: overboiled"},
		{"panic error", "Panicked", "lid is closed", "", "stack", ""},
		{"panic value", "Panicked", "42", "", "stack", ""},
		{"panic nil", "Panicked", "panic called with nil argument", "", "stack", ""},
		{"panic runtime", "Panicked", "assignment to entry in nil map", "", "stack", ""},
		{"panic deferred", "Panicked", "second", "", "stack", ""},
		{"rust panic", "Returned", "", "*spandrel.PanicError", "no stack", ""},
	} {
		before, _ := destroyed(t)
		answer, err := pantry.CallFail(test.how)
		if err != nil || len(answer) != 5 {
			t.Errorf("%s: %v, %v", test.how, answer, err)
			continue
		}
		if answer[0] != test.kind || answer[2] != test.typeName || answer[3] != test.stack {
			t.Errorf("%s: %q", test.how, answer)
		}
		if test.message != "" && answer[1] != test.message || test.text != "" && answer[4] != test.text {
			t.Errorf("%s: %q", test.how, answer)
		}
		after, _ := destroyed(t)
		want := before + 1
		if test.how == "rust panic" {
			want++
		}
		if after != want {
			t.Errorf("%s: %d destructors ran", test.how, after-before)
		}
	}
}

func destroyed(t *testing.T) (uint64, error) {
	t.Helper()
	return pantry.Destroyed(), nil
}

// A Go function without an error result has nowhere to put a panic: its Rust caller panics in its turn, with its
// destructors, up to the next Go caller.
func TestPanicWithoutErrorResultGoesOnInRust(t *testing.T) {
	before := pantry.Destroyed()
	err := pantry.CallExplode("panic text")
	var panicked *spandrel.PanicError
	if !errors.As(err, &panicked) {
		t.Fatal(err)
	}
	if panicked.Function != "pantry.CallExplode" || !strings.HasPrefix(panicked.Message, "pantry.Explode panicked in Go: overboiled") {
		t.Errorf("%+v", panicked)
	}
	if pantry.Destroyed() != before+1 {
		t.Error("a destructor was skipped")
	}
	if err := pantry.CallExplode(""); err != nil {
		t.Error(err)
	}
}

func TestRustErrorsAreKnownAgain(t *testing.T) {
	for _, test := range []struct {
		how  string
		want error
		text string
	}{
		{"missing", pantry.ErrMissing, "salt is missing (3 left)"},
		{"locked", pantry.ErrLocked, "locked"},
		{"broken", pantry.ErrBroken, "the shelf broke"},
		{"wood", pantry.ErrBroken, "the shelf broke"},
		{"sentinel", pantry.ErrLocked, "locked"},
		{"own", pantry.ErrMissing, "pepper is missing (1 left)"},
		{"ownless", pantry.ErrGo, "go said: pantry.Fail: "},
		{"typed", pantry.ErrGo, "go said: pantry.Fail: door is closed"},
	} {
		err := pantry.FindDeclared(test.how)
		if !errors.Is(err, test.want) || err.Error() != test.text {
			t.Errorf("%s: %v", test.how, err)
		}
	}
	err := pantry.FindDeclared("broken")
	if !errors.Is(err, pantry.ErrRot) {
		t.Errorf("the cause is lost: %v", err)
	}
}

func TestLeafMayNotCallGo(t *testing.T) {
	how, err := pantry.LeafCallsGo()
	want := uint32(2)
	if !leafIsFast {
		want = 1
	}
	if err != nil || how != want {
		t.Errorf("%d, %v", how, err)
	}
}

// A Goexit would skip the Rust frames below: the process ends and says why.
func TestGoexitEndsTheProcess(t *testing.T) {
	if os.Getenv("PANTRY_GOEXIT") != "" {
		_, err := pantry.CallFail("goexit")
		t.Fatal("came back: ", err)
	}
	child := exec.Command(os.Args[0], "-test.run=TestGoexitEndsTheProcess$")
	child.Env = append(os.Environ(), "PANTRY_GOEXIT=1")
	output, err := child.CombinedOutput()
	if err == nil || !strings.Contains(string(output), "spandrel: pantry.Fail called runtime.Goexit") {
		t.Errorf("%v\n%s", err, output)
	}
	if strings.Contains(string(output), "came back") {
		t.Errorf("the process went on:\n%s", output)
	}
}
