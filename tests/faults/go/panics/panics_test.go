// Package panics fills the panic matrix: every kind of panic in every place that user code runs in.
package panics

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/faults/faults"
	"spandrel.dev/tests/faults/faults/live"
	"spandrel.dev/tests/faults/report"
)

// kinds are the panics, in the order of panic_bare, with what their message says.
var kinds = []struct {
	how  faults.How
	says string
}{
	{faults.HowLiteral, "a literal"},
	{faults.HowFormatted, "formatted with 1"},
	{faults.HowNotText, "not text"},
	{faults.HowInDestructor, "a destructor panicked"},
	{faults.HowLockHeld, "a mutex was locked"},
	{faults.HowNested, "nested at level 3"},
	{faults.HowOnThread, "a thread panicked"},
	{faults.HowPayloadBomb, "not text"},
	{faults.HowAfterCaught, "the panic that counts"},
}

// places are where user code runs. Each makes the panic happen there and returns the error that Go got.
var places = []struct {
	function string
	run      func(how faults.How) (error, string)
}{
	{"faults.PanicFree", func(how faults.How) (error, string) {
		_, err := faults.PanicFree(how)
		return err, ""
	}},
	{"faults.PanicLater", func(how faults.How) (error, string) { return later(how, 0) }},
	{"faults.PanicLater", func(how faults.How) (error, string) { return later(how, 3) }},
	{"faults.MakeVictim", func(how faults.How) (error, string) {
		_, err := faults.MakeVictim(how)
		return err, ""
	}},
	{"faults.Victim.Look", func(how faults.How) (error, string) {
		return withVictim(func(victim *faults.Victim) (error, string) {
			_, err := victim.Look(how)
			if value, again := victim.Look(faults.HowCalm); again != nil || value != 7 {
				return err, fmt.Sprintf("the object is unusable after a panic that changed nothing: %v", again)
			}
			return err, ""
		})
	}},
	{"faults.Victim.Change", func(how faults.How) (error, string) {
		return withVictim(func(victim *faults.Victim) (error, string) {
			_, err := victim.Change(how)
			var caught *spandrel.PanicError
			if _, again := victim.Look(faults.HowCalm); !errors.As(again, &caught) || !caught.Poisoned {
				return err, fmt.Sprintf("the half-changed object is not poisoned: %v", again)
			}
			return err, ""
		})
	}},
	{"faults.Victim.Close", func(how faults.How) (error, string) {
		victim, err := faults.MakeVictim(faults.HowCalm)
		if err != nil {
			return nil, err.Error()
		}
		if err := victim.Rig(how); err != nil {
			return nil, err.Error()
		}
		err = victim.Close()
		if again := victim.Close(); again != nil {
			return err, fmt.Sprintf("the second Close: %v", again)
		}
		return err, ""
	}},
}

// later panics in a future: in the call, or, after some turns, on the executor, which ends its part soon after the answer.
func later(how faults.How, turns uint32) (error, string) {
	before := faults.MadeAndDropped()
	_, err := faults.PanicLater(context.Background(), how, turns)
	for deadline := time.Now().Add(10 * time.Second); time.Now().Before(deadline); time.Sleep(10 * time.Microsecond) {
		now := faults.MadeAndDropped()
		if _, blocks := live.Counters(); now.V0-before.V0 == now.V1-before.V1 && blocks == 0 {
			break
		}
	}
	return err, ""
}

func withVictim(use func(*faults.Victim) (error, string)) (error, string) {
	victim, err := faults.MakeVictim(faults.HowCalm)
	if err != nil {
		return nil, err.Error()
	}
	got, wrong := use(victim)
	if err := victim.Close(); err != nil {
		return got, fmt.Sprintf("close: %v", err)
	}
	return got, wrong
}

// judge runs one cell of the matrix and says what is wrong with it.
func judge(function, says string, run func(faults.How) (error, string), how faults.How) string {
	before := faults.MadeAndDropped()
	err, wrong := run(how)
	after := faults.MadeAndDropped()
	var caught *spandrel.PanicError
	switch {
	case wrong != "":
		return wrong
	case !errors.As(err, &caught):
		return fmt.Sprintf("got %v, want a *spandrel.PanicError", err)
	case caught.Function != function:
		return fmt.Sprintf("the error names %s", caught.Function)
	case !strings.Contains(caught.Message, says):
		return fmt.Sprintf("message %q does not say %q", caught.Message, says)
	case !faults.LockIsFree():
		return "the mutex is still held"
	case after.V0-before.V0 != after.V1-before.V1:
		return fmt.Sprintf("%d guards made, %d dropped", after.V0-before.V0, after.V1-before.V1)
	}
	if objects, blocks := live.Counters(); objects != 0 || blocks != 0 {
		return fmt.Sprintf("%d objects and %d blocks are left", objects, blocks)
	}
	return ""
}

func TestMain(m *testing.M) {
	report.Main(m, map[string]func(string){
		"bare": func(argument string) {
			number, _ := strconv.ParseUint(argument, 10, 8)
			faults.PanicBare(uint8(number))
		},
	})
}

func TestPanicMatrix(t *testing.T) {
	figure := report.New(t, "panics", "panic matrix")
	for _, place := range places {
		figure.Canary(judge(place.function, "a guard was never dropped", place.run, faults.HowForgetful))
		for _, kind := range kinds {
			name := fmt.Sprintf("%v in %s", kind.how, place.function)
			figure.Fault(name, judge(place.function, kind.says, place.run, kind.how))
		}
	}
	// A function without an error result stops the process and says which it was.
	for number, kind := range kinds {
		ending := report.Child(t, "bare", strconv.Itoa(number))
		figure.Fault(fmt.Sprintf("%v in faults.PanicBare", kind.how), stopped(ending, kind.says))
	}
	figure.Canary(stopped(report.Child(t, "bare", "200"), ""))
}

// stopped says what is wrong with the end of a process that a panic should have stopped.
func stopped(ending report.Ending, says string) string {
	switch {
	case ending.Hung:
		return "the process hangs"
	case ending.Status == 0:
		return "the process went on"
	case !strings.Contains(ending.Output, "panic_bare panicked and has no error result") &&
		!strings.Contains(ending.Output, "PanicBare panicked and has no error result"):
		return "the function is not named: " + ending.Output
	case !strings.Contains(ending.Output, says):
		return fmt.Sprintf("the message does not say %q: %s", says, ending.Output)
	}
	return ""
}
