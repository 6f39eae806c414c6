package rust_calls_go

import (
	"errors"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/values"
	"spandrel.dev/tests/faults/gofails"
	"spandrel.dev/tests/faults/gofails/live"
	"spandrel.dev/tests/faults/report"
)

// kinds are the panics, with what their message says.
var kinds = []struct{ how, says string }{
	{"text", "overboiled"},
	{"nil", "panic called with nil argument"},
	{"value", "{42 lid}"},
	{"error value", "closed: told to fail"},
	{"no words", "PANIC=Error method: no words"},
	{"error without words", "no words"},
	{"runtime", "assignment to entry in nil map"},
	{"address", "invalid memory address or nil pointer dereference"},
	{"deferred", "second"},
	{"again", "again: once"},
	{"lock", "a lock was held"},
}

// route is a way from Rust into Go: the Go function that the error must name.
type route struct {
	function string
	run      func(how string) error
}

var routes = []route{
	{"gofails.Act", func(how string) error { return second(gofails.Direct(how)) }},
	{"gofails.Actor.Act", func(how string) error { return second(gofails.Method(how, actor{})) }},
	{"gofails.Actor.Act", func(how string) error { return second(gofails.Found(how, "calm")) }},
	{"gofails.Find", func(how string) error { return second(gofails.Found("calm", how)) }},
	{"gofails.Lent.act", func(how string) error { return second(gofails.Lent(how, act)) }},
	{"gofails.Kept.act", func(how string) error { return second(gofails.Kept(how, act)) }},
	{"gofails.Locked.act", func(how string) error { return second(gofails.Locked(how, act)) }},
	{"gofails.OnThread.act", func(how string) error { return second(gofails.OnThread(how, act)) }},
	{"gofails.Nested.act", func(how string) error { return second(gofails.Nested(how, 3, deeper)) }},
	{"gofails.Keeper.KeepCall.act", throughKeeper},
}

// bare are routes without a place for an error: the Rust caller panics in its turn.
var bare = []route{
	{"gofails.Bare", func(how string) error { return second(gofails.Bare(how)) }},
	{"gofails.BareMethod", func(how string) error { return second(gofails.BareMethod(how, actor{})) }},
}

// bareNames are the Go functions that bare routes call.
var bareNames = map[string]string{"gofails.Bare": "gofails.ActBare", "gofails.BareMethod": "gofails.Actor.ActBare"}

func second[T any](_ T, err error) error { return err }

// deeper goes through Rust again, and panics at the bottom; each level above panics with what it gets.
func deeper(how string, depth uint32) (uint32, error) {
	if depth == 0 {
		return act(how)
	}
	value, err := gofails.Nested(how, depth-1, deeper)
	if err != nil {
		panic(err)
	}
	return value, nil
}

func throughKeeper(how string) error {
	keeper, err := gofails.MakeKeeper()
	if err != nil {
		return err
	}
	defer keeper.Close()
	if err := keeper.KeepCall(act); err != nil {
		return err
	}
	return second(keeper.CallAll(how))
}

// judge runs one cell and says what is wrong with it.
func judge(route route, how, says string) string {
	before := gofails.MadeAndDropped()
	err := route.run(how)
	if wrong := panicked(err, route.function, says); wrong != "" {
		return wrong
	}
	return after(before)
}

// panicked says what is wrong with the error of a route.
func panicked(err error, function, says string) string {
	var caught *gofails.Error
	switch {
	case !errors.As(err, &caught) || caught.Kind != gofails.ErrorKindGo:
		return fmt.Sprintf("got %v, want an error from Go", err)
	case caught.KindValue != "Panicked":
		return fmt.Sprintf("the error is of kind %s", caught.KindValue)
	case caught.Function != function:
		return fmt.Sprintf("the error names %s", caught.Function)
	case !strings.Contains(caught.Message, says):
		return fmt.Sprintf("message %q does not say %q", caught.Message, says)
	case !caught.Stack:
		return "no Go stack came with it"
	}
	return ""
}

// judgeBare does the same for a route without a place for an error.
func judgeBare(route route, how, says string) string {
	before := gofails.MadeAndDropped()
	if wrong := raised(route.run(how), route.function, says); wrong != "" {
		return wrong
	}
	return after(before)
}

// raised says what is wrong with the error of such a route.
func raised(err error, function, says string) string {
	var caught *spandrel.PanicError
	switch {
	case !errors.As(err, &caught):
		return fmt.Sprintf("got %v, want a *spandrel.PanicError", err)
	case caught.Function != function:
		return fmt.Sprintf("the error names %s", caught.Function)
	case !strings.HasPrefix(caught.Message, bareNames[function]+" panicked in Go: ") || !strings.Contains(caught.Message, says):
		return fmt.Sprintf("message %q does not say %q", caught.Message, says)
	}
	return ""
}

// after says what a call has left behind.
func after(before spandrel.Tuple2[uint64, uint64]) string {
	now := gofails.MadeAndDropped()
	switch {
	case now.V0 == before.V0:
		return "no guard was made: Rust was not there"
	case now.V0-before.V0 != now.V1-before.V1:
		return fmt.Sprintf("%d guards made, %d dropped", now.V0-before.V0, now.V1-before.V1)
	case !gofails.LockIsFree():
		return "the mutex of Rust is still held"
	case !mutex.TryLock():
		return "the mutex of Go is still held"
	}
	mutex.Unlock()
	if objects, blocks := live.Counters(); objects != 0 || blocks != 0 {
		return fmt.Sprintf("%d objects and %d blocks are left", objects, blocks)
	}
	return ""
}

// held waits until Rust holds no Go value: what it has dropped is taken over at the next garbage collection.
func held() string {
	for deadline := time.Now().Add(10 * time.Second); values.Live() != 0; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			return fmt.Sprintf("Rust holds %d Go values", values.Live())
		}
		runtime.GC()
	}
	return ""
}

// duringInit are the answers to panics while the program was starting.
var duringInit = map[string]string{}

func init() {
	if err := second(gofails.Direct("calm")); !missing(err) {
		duringInit["before Implement"] = fmt.Sprintf("got %v, want an error of kind Missing", err)
	}
	gofails.Implement(implementation{})
	for _, kind := range kinds {
		for _, route := range routes {
			// Go lets a thread that is not its own in only when all packages are initialised.
			if route.function == "gofails.OnThread.act" {
				continue
			}
			if wrong := judge(route, kind.how, kind.says); wrong != "" {
				duringInit[kind.how+" in "+route.function] = wrong
			}
		}
	}
}

func missing(err error) bool {
	var caught *gofails.Error
	return errors.As(err, &caught) && caught.KindValue == "Missing"
}

func TestMain(m *testing.M) {
	report.Main(m, map[string]func(string){
		// "3 goexit" takes route 3.
		"route": func(argument string) {
			var number int
			if _, err := fmt.Sscan(argument, &number); err != nil {
				panic(err)
			}
			_, how, _ := strings.Cut(argument, " ")
			fmt.Println("came back:", slices.Concat(routes, bare, laterRoutes)[number].run(how))
		},
		"relay": relayChild,
	})
}

func TestPanicMatrix(t *testing.T) {
	figure := report.New(t, "panics", "panic matrix: the Go side")
	forgetful := route{"gofails.Act", func(how string) error { return second(gofails.Forgetful(how)) }}
	figure.Canary(judge(forgetful, "text", "overboiled"))
	figure.Canary(judge(routes[0], "recovered", ""))
	figure.Canary(judgeBare(bare[0], "recovered", ""))
	for _, kind := range kinds {
		for _, route := range routes {
			figure.Fault(kind.how+" in "+route.function, judge(route, kind.how, kind.says))
		}
		if kind.how == "error without words" {
			continue // the functions without a place for an error return none
		}
		for _, route := range bare {
			figure.Fault(kind.how+" in "+route.function, judgeBare(route, kind.how, kind.says))
		}
	}
	for _, route := range slices.Concat(routes, bare) {
		wrong := ""
		if err := route.run("recovered"); err != nil {
			wrong = err.Error()
		}
		figure.Cases(1, "a panic that Go recovers, in "+route.function, wrong)
	}
	figure.Faults(1+len(kinds)*(len(routes)-1)-len(duringInit), "panics during init", "")
	for name, wrong := range duringInit {
		figure.Fault("during init: "+name, wrong)
	}
	figure.Cases(1, "Go values", held())
}

// A goroutine that goes away would skip the destructors of Rust: the process stops and names the function.
func TestGoexit(t *testing.T) {
	figure := report.New(t, "panics", "panic matrix: Goexit")
	figure.Canary(exited(report.Child(t, "route", "0 calm"), "gofails.Act"))
	for number, route := range slices.Concat(routes, bare) {
		name := route.function
		if bareName, ok := bareNames[name]; ok {
			name = bareName
		}
		hows := []string{"goexit"}
		if number == 0 || !testing.Short() {
			hows = append(hows, "goexit deferred", "goexit then panic", "goexit then recover", "goexit in message")
		}
		for _, how := range hows {
			ending := report.Child(t, "route", fmt.Sprintf("%d %s", number, how))
			figure.Fault(how+" in "+route.function, exited(ending, name))
		}
	}
}

// exited says what is wrong with the end of a process that a Goexit should have stopped.
func exited(ending report.Ending, function string) string {
	switch {
	case ending.Hung:
		return "the process hangs"
	case strings.Contains(ending.Output, "came back") || ending.Status == 0:
		return "the process went on: " + ending.Output
	case !strings.Contains(ending.Output, "spandrel: "+function+" called runtime.Goexit"):
		return "the function is not named: " + ending.Output
	case !strings.Contains(ending.Output, "SIGABRT"):
		return fmt.Sprintf("status %d: %s", ending.Status, ending.Output)
	}
	return ""
}
