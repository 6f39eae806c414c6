package rust_calls_go

import (
	"errors"
	"fmt"
	"testing"

	"spandrel.dev/spandrel/glue/values"
	"spandrel.dev/tests/faults/gofails"
	"spandrel.dev/tests/faults/report"
)

// callsOfRelay is how many calls a relay makes: six of each kind in each of eight rounds.
const callsOfRelay = 48

// relays are the works to torture.
var relays = []struct {
	name string
	run  func() (uint32, error)
}{
	{"in a call", func() (uint32, error) { return gofails.Relay(actor{}, act, act) }},
	{"on a thread", func() (uint32, error) { return gofails.RelayOnThread(actor{}, act) }},
}

// modes are the ways to fail, with what the error must say.
var modes = []struct{ how, kind, says string }{
	{"error", "Returned", "told to fail"},
	{"text", "Panicked", "overboiled"},
	{"nil", "Panicked", "panic called with nil argument"},
	{"error without words", "Panicked", "no words"},
}

// torture lets the nth call fail and says what is wrong with the answer.
func torture(run func() (uint32, error), nth int, how, kind, says string) string {
	before := gofails.MadeAndDropped()
	failing.made.Store(0)
	failing.nth.Store(int64(nth))
	failing.mode = how
	value, err := run()
	var caught *gofails.Error
	switch {
	case !errors.As(err, &caught) || caught.KindValue != kind || caught.Message != says && kind != "Panicked":
		return fmt.Sprintf("got %d, %v, want an error of kind %s that says %q", value, err, kind, says)
	case failing.made.Load() != int64(nth):
		return fmt.Sprintf("%d calls were made", failing.made.Load())
	}
	if wrong := after(before); wrong != "" {
		return wrong
	}
	if nth%8 == 0 {
		return held()
	}
	return ""
}

// whole makes all calls of a relay, and says what is wrong.
func whole(run func() (uint32, error)) string {
	failing.made.Store(0)
	failing.nth.Store(0)
	value, err := run()
	if err != nil || value != 7*callsOfRelay*5/6 || failing.made.Load() != callsOfRelay {
		return fmt.Sprintf("got %d, %v after %d calls", value, err, failing.made.Load())
	}
	return ""
}

func TestTorture(t *testing.T) {
	figure := report.New(t, "torture", "torture: the Nth callback fails")
	figure.Canary(torture(relays[0].run, callsOfRelay+1, "error", "Returned", "told to fail"))
	for _, relay := range relays {
		for _, mode := range modes {
			for nth := 1; nth <= callsOfRelay; nth++ {
				name := fmt.Sprintf("%s, %s, call %d", relay.name, mode.how, nth)
				figure.Fault(name, torture(relay.run, nth, mode.how, mode.kind, mode.says))
			}
			figure.Cases(1, relay.name+", whole", whole(relay.run))
		}
		// Every sixth call finds an actor; it can answer with none.
		for nth := 5; nth <= callsOfRelay; nth += 6 {
			name := fmt.Sprintf("%s, nil interface, call %d", relay.name, nth)
			figure.Fault(name, torture(relay.run, nth, "nil interface", "Refused", "result: is nil"))
		}
	}
	step := 1
	if testing.Short() {
		step = 12
	}
	for nth := 1; nth <= callsOfRelay; nth += step {
		function := []string{"Act", "Actor.Act", "Relay.lent", "Relay.kept", "Find", "Actor.Act"}[(nth-1)%6]
		ending := report.Child(t, "relay", fmt.Sprint(nth))
		figure.Fault(fmt.Sprintf("Goexit, call %d", nth), exited(ending, "gofails."+function))
	}
	figure.Cases(1, "Go values", held())
	if live := values.Live(); live != 0 {
		t.Errorf("Rust holds %d Go values", live)
	}
}

// relayChild lets the nth call of a relay go away.
func relayChild(argument string) {
	var nth int64
	if _, err := fmt.Sscan(argument, &nth); err != nil {
		panic(err)
	}
	failing.nth.Store(nth)
	failing.mode = "goexit"
	_, err := relays[0].run()
	fmt.Println("came back:", err)
}
