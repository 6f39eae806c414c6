package e2e

import (
	"errors"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/rust_calls_go/supplied"
)

func TestGoFailuresAreErrorsInRust(t *testing.T) {
	for _, test := range []struct{ how, kind, message, typeName, stack, text string }{
		{"typed", "Returned", "door is closed", "*e2e.closedError", "no stack", "supplied.Fail: door is closed"},
		{"eof", "Returned", "read: EOF", "*fmt.wrapError", "no stack", "supplied.Fail: read: EOF"},
		{"panic text", "Panicked", "overboiled", "", "stack", "supplied.Fail panicked in Go: overboiled"},
		{"panic error", "Panicked", "lid is closed", "", "stack", ""},
		{"panic value", "Panicked", "42", "", "stack", ""},
		{"panic nil", "Panicked", "panic called with nil argument", "", "stack", ""},
		{"panic runtime", "Panicked", "assignment to entry in nil map", "", "stack", ""},
		{"panic deferred", "Panicked", "second", "", "stack", ""},
		{"rust panic", "Returned", "", "*spandrel.PanicError", "no stack", ""},
	} {
		before, _ := destroyed(t)
		answer, err := supplied.CallFail(test.how)
		if err != nil || len(answer) != 5 {
			t.Errorf("%s: %v, %v", test.how, answer, err)
			continue
		}
		if answer[0] != test.kind || answer[2] != test.typeName || answer[3] != test.stack {
			t.Errorf("%s: %q", test.how, answer)
		}
		// Go 1.27 says of one more panic that it is a runtime error.
		if !strings.HasSuffix(answer[1], test.message) || test.text != "" && answer[4] != test.text {
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
	return supplied.Destroyed(), nil
}

// A Go function without an error result has nowhere to put a panic: its Rust caller panics in its turn, with its
// destructors, up to the next Go caller.
func TestPanicWithoutErrorResultGoesOnInRust(t *testing.T) {
	before := supplied.Destroyed()
	err := supplied.CallExplode("panic text")
	var panicked *spandrel.PanicError
	if !errors.As(err, &panicked) {
		t.Fatal(err)
	}
	if panicked.Function != "supplied.CallExplode" || !strings.HasPrefix(panicked.Message, "supplied.Explode panicked in Go: overboiled") {
		t.Errorf("%+v", panicked)
	}
	// The place is that of the call in the user's code, not of what the macro wrote.
	if !strings.Contains(panicked.Message, "(src/supply.rs:") {
		t.Errorf("no place of the call in %q", panicked.Message)
	}
	if supplied.Destroyed() != before+1 {
		t.Error("a destructor was skipped")
	}
	if err := supplied.CallExplode(""); err != nil {
		t.Error(err)
	}
}

func TestRustErrorsAreKnownAgain(t *testing.T) {
	for _, test := range []struct {
		how  string
		want error
		text string
	}{
		{"missing", supplied.ErrMissing, "salt is missing (3 left)"},
		{"locked", supplied.ErrLocked, "locked"},
		{"broken", supplied.ErrBroken, "the shelf broke"},
		{"wood", supplied.ErrBroken, "the shelf broke"},
		{"sentinel", supplied.ErrLocked, "locked"},
		{"own", supplied.ErrMissing, "pepper is missing (1 left)"},
		{"ownless", supplied.ErrGo, "go said: supplied.Fail: the shelf broke"},
		{"typed", supplied.ErrGo, "go said: supplied.Fail: door is closed"},
	} {
		err := supplied.FindDeclared(test.how)
		if !errors.Is(err, test.want) || err.Error() != test.text {
			t.Errorf("%s: %v", test.how, err)
		}
	}
	err := supplied.FindDeclared("broken")
	if !errors.Is(err, supplied.ErrRot) {
		t.Errorf("the cause is lost: %v", err)
	}
}

func TestLeafMayNotCallGo(t *testing.T) {
	how, err := supplied.LeafCallsGo()
	if err != nil || how != 2 {
		t.Errorf("%d, %v", how, err)
	}
}

// A Goexit would skip the Rust frames below: the process ends and says why.
func TestGoexitEndsTheProcess(t *testing.T) {
	if how := os.Getenv("Supplied_GOEXIT"); how != "" {
		_, err := supplied.CallFail(how)
		t.Fatal("came back: ", err)
	}
	for _, how := range []string{"goexit", "goexit deferred", "goexit then panic", "goexit then recover", "goexit in message"} {
		output, err := child(t, "Supplied_GOEXIT="+how)
		if err == nil || !strings.Contains(output, "spandrel: supplied.Fail called runtime.Goexit") {
			t.Errorf("%s: %v\n%s", how, err, output)
		}
		if strings.Contains(output, "came back") {
			t.Errorf("%s: the process went on:\n%s", how, output)
		}
	}
}

// A goroutine that goes away may still call Rust in its deferred functions, and what panics there is answered.
func TestPanicInADeferredFunctionOfGoexit(t *testing.T) {
	var answer []string
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() { answer, _ = supplied.CallFail("panic text") }()
		runtime.Goexit()
	}()
	<-done
	if len(answer) != 5 || answer[0] != "Panicked" {
		t.Errorf("%q", answer)
	}
}

// In programs older than Go 1.21 recover returns nil for a panic(nil), as it does for a Goexit.
func TestPanicNilOfOldPrograms(t *testing.T) {
	if os.Getenv("Supplied_PANICNIL") != "" {
		answer, err := supplied.CallFail("panic nil")
		t.Logf("%q, %v", answer, err)
		return
	}
	output, err := child(t, "Supplied_PANICNIL=1", "GODEBUG=panicnil=1")
	if err != nil || !strings.Contains(output, `"Panicked" "<nil>"`) {
		t.Errorf("%v\n%s", err, output)
	}
}

// child runs the calling test in a process of its own.
func child(t *testing.T, environment ...string) (string, error) {
	t.Helper()
	command := exec.Command(os.Args[0], "-test.v", "-test.run=^"+t.Name()+"$")
	command.Env = append(os.Environ(), environment...)
	output, err := command.CombinedOutput()
	return string(output), err
}
