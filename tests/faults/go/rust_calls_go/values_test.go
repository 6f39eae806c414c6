package rust_calls_go

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/faults/gofails"
	"spandrel.dev/tests/faults/report"
)

// notText is not UTF-8 at byte 1.
const notText = "a\xff"

// pick returns the case with this number; case 0 is right.
func pick[T any](number uint32, cases ...T) (T, error) { return cases[number], nil }

func pointer[T any](value T) *T { return &value }

func (implementation) GiveText(number uint32) (string, error) {
	return pick(number, "fine", notText, "ok\xe2\x82", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80",
		strings.Repeat("x", 100_000)+"\xff", strings.Repeat("long ", 10_000))
}

func (implementation) GiveTexts(number uint32) ([]string, error) {
	return pick(number, []string{"fine", ""}, []string{"a", notText})
}

func (implementation) GiveOption(number uint32) (*string, error) {
	return pick(number, nil, pointer(notText))
}

func (implementation) GiveLetter(number uint32) (rune, error) {
	return pick(number, 'ß', 0xD800, 0xDFFF, -1, 0x110000, math.MaxInt32)
}

func (implementation) GiveLetters(number uint32) ([]rune, error) {
	return pick(number, []rune{'a'}, []rune{'a', 0x110000})
}

func (implementation) GiveLevel(number uint32) (gofails.Level, error) {
	return pick[gofails.Level](number, gofails.LevelHigh, 0, 2, -1, math.MinInt32)
}

func (implementation) GiveLevels(number uint32) ([]gofails.Level, error) {
	return pick(number, []gofails.Level{1}, []gofails.Level{1, -7})
}

func (implementation) GiveShape(number uint32) (gofails.Shape, error) {
	return pick[gofails.Shape](number, gofails.ShapeEmpty{}, nil, gofails.ShapeNamed{Name: notText}, gofails.ShapeSlow{Wait: -1})
}

func (implementation) GiveShapes(number uint32) ([]gofails.Shape, error) {
	return pick(number, []gofails.Shape{}, []gofails.Shape{gofails.ShapeEmpty{}, nil})
}

func (implementation) GiveTime(number uint32) (time.Duration, error) {
	return pick[time.Duration](number, math.MaxInt64, -1, math.MinInt64)
}

func (implementation) GiveTimes(number uint32) ([]time.Duration, error) {
	return pick(number, []time.Duration{1}, []time.Duration{1, -1})
}

func (implementation) GiveMap(number uint32) (map[string]uint32, error) {
	return pick(number, map[string]uint32{"a": 1}, map[string]uint32{notText: 1})
}

func (implementation) GiveSet(number uint32) (map[string]struct{}, error) {
	return pick(number, map[string]struct{}{"a": {}}, map[string]struct{}{notText: {}})
}

func (implementation) GiveTree(number uint32) (map[gofails.Level][]string, error) {
	return pick(number, map[gofails.Level][]string{1: {}}, map[gofails.Level][]string{3: {}}, map[gofails.Level][]string{1: {notText}})
}

func (implementation) GiveTuple(number uint32) (spandrel.Tuple3[uint8, string, bool], error) {
	return pick(number, spandrel.Tuple3[uint8, string, bool]{}, spandrel.Tuple3[uint8, string, bool]{V1: notText})
}

func (implementation) GiveRecord(number uint32) (gofails.Record, error) {
	right := gofails.Record{Level: gofails.LevelLow, Shape: gofails.ShapeEmpty{}}
	change := func(change func(*gofails.Record)) gofails.Record {
		record := right
		change(&record)
		return record
	}
	return pick(number, right,
		change(func(r *gofails.Record) { r.Label = notText }),
		change(func(r *gofails.Record) { r.Lines = []string{"", notText} }),
		change(func(r *gofails.Record) { r.Nick = pointer(notText) }),
		change(func(r *gofails.Record) { r.Level = 77 }),
		change(func(r *gofails.Record) { r.Wait = -time.Second }),
		change(func(r *gofails.Record) { r.Shape = nil }),
		change(func(r *gofails.Record) { r.Shape = gofails.ShapeNamed{Name: notText} }),
	)
}

func (implementation) TakeTime(time.Duration) error                          { return nil }
func (implementation) TakeTimes([]time.Duration) error                       { return nil }
func (implementation) TakeOption(*time.Duration) error                       { return nil }
func (implementation) TakeTuple(spandrel.Tuple2[uint8, time.Duration]) error { return nil }
func (implementation) TakeMap(map[string]time.Duration) error                { return nil }
func (implementation) TakeShape(gofails.Shape) error                         { return nil }
func (implementation) TakeRecord(gofails.Record) error                       { return nil }

// refusals are values that the wall must refuse, on their way to Rust as results and to Go as arguments.
var refusals = []struct {
	what   string
	number uint32
	says   string
}{
	{"text", 1, "result: text is not UTF-8 at byte 1"},
	{"text", 2, "result: text is not UTF-8 at byte 2"},
	{"text", 3, "result: text is not UTF-8 at byte 0"},
	{"text", 4, "result: text is not UTF-8 at byte 0"},
	{"text", 5, "result: text is not UTF-8 at byte 0"},
	{"text", 6, "result: text is not UTF-8 at byte 100000"},
	{"texts", 1, "result: text is not UTF-8"},
	{"option", 1, "result: text is not UTF-8"},
	{"letter", 1, "result: 0xd800 is not"},
	{"letter", 2, "result: 0xdfff is not"},
	{"letter", 3, "result: 0xffffffff is not"},
	{"letter", 4, "result: 0x110000 is not"},
	{"letter", 5, "result: 0x7fffffff is not"},
	{"letters", 1, "result: 0x110000 is not"},
	{"level", 1, "result: 0 is not a variant of Level"},
	{"level", 2, "result: 2 is not a variant of Level"},
	{"level", 3, "result: -1 is not a variant of Level"},
	{"level", 4, "result: -2147483648 is not a variant of Level"},
	{"levels", 1, "result: -7 is not a variant of Level"},
	{"shape", 1, "it holds no Shape"},
	{"shape", 2, "result: text is not UTF-8"},
	{"shape", 3, "result: duration is negative"},
	{"shapes", 1, "it holds no Shape"},
	{"time", 1, "result: duration is negative"},
	{"time", 2, "result: duration is negative"},
	{"times", 1, "result: duration is negative"},
	{"map", 1, "result: text is not UTF-8"},
	{"set", 1, "result: text is not UTF-8"},
	{"tree", 1, "result: 3 is not a variant of Level"},
	{"tree", 2, "result: text is not UTF-8"},
	{"tuple", 1, "result: text is not UTF-8"},
	{"record", 1, "result: text is not UTF-8"},
	{"record", 2, "result: text is not UTF-8"},
	{"record", 3, "result: text is not UTF-8"},
	{"record", 4, "result: 77 is not a variant of Level"},
	{"record", 5, "result: duration is negative"},
	{"record", 6, "it holds no Shape"},
	{"record", 7, "result: text is not UTF-8"},
	{"actor", 0, "result: is nil"},
	{"long time", 0, "duration is longer than 292 years"},
	{"a little too long", 0, "duration is longer than 292 years"},
	{"long times", 0, "duration is longer than 292 years"},
	{"long option", 0, "duration is longer than 292 years"},
	{"long tuple", 0, "duration is longer than 292 years"},
	{"long map", 0, "duration is longer than 292 years"},
	{"long shape", 0, "duration is longer than 292 years"},
	{"long record", 0, "duration is longer than 292 years"},
	{"long shape in a record", 0, "duration is longer than 292 years"},
}

// right are cases that cross.
var right = []string{"text", "texts", "option", "letter", "letters", "level", "levels", "shape", "shapes", "time", "times", "map",
	"set", "tree", "tuple", "record", "good record", "longest time"}

// nils are Go values that are none, given to Rust: the parameter that the error must name.
var nils = []struct {
	function, parameter string
	call                func(*gofails.Keeper) error
}{
	{"gofails.Lent", "act", func(*gofails.Keeper) error { return second(gofails.Lent("calm", nil)) }},
	{"gofails.Kept", "act", func(*gofails.Keeper) error { return second(gofails.Kept("calm", nil)) }},
	{"gofails.OnThread", "act", func(*gofails.Keeper) error { return second(gofails.OnThread("calm", nil)) }},
	{"gofails.Method", "actor", func(*gofails.Keeper) error { return second(gofails.Method("calm", nil)) }},
	{"gofails.BareMethod", "actor", func(*gofails.Keeper) error { return second(gofails.BareMethod("calm", nil)) }},
	{"gofails.Relay", "lent", func(*gofails.Keeper) error { return second(gofails.Relay(actor{}, nil, act)) }},
	{"gofails.Relay", "kept", func(*gofails.Keeper) error { return second(gofails.Relay(actor{}, act, nil)) }},
	{"gofails.Keeper.KeepActor", "actor", func(k *gofails.Keeper) error { return k.KeepActor(nil) }},
	{"gofails.Keeper.KeepCall", "act", func(k *gofails.Keeper) error { return k.KeepCall(nil) }},
	{"gofails.Keeper.Change", "act", func(k *gofails.Keeper) error { return second(k.Change(nil)) }},
}

// refused says what is wrong with the answer to a value without a counterpart.
func refused(err error, says string) string {
	var caught *gofails.Error
	switch {
	case !errors.As(err, &caught):
		return fmt.Sprintf("got %v, want an error from Go", err)
	case caught.KindValue != "Refused":
		return fmt.Sprintf("the error is of kind %s: %v", caught.KindValue, err)
	case !strings.Contains(caught.Message, says):
		return fmt.Sprintf("message %q does not say %q", caught.Message, says)
	}
	return ""
}

func isNil(err error, function, parameter string) string {
	var call *spandrel.CallError
	var input *spandrel.InputError
	if !errors.As(err, &call) || call.Function != function || !errors.As(err, &input) || input.Parameter != parameter || input.Reason != "is nil" {
		return fmt.Sprintf("got %v, want that %s of %s is nil", err, parameter, function)
	}
	return ""
}

func TestBadInput(t *testing.T) {
	figure := report.New(t, "values", "bad input per type: Rust calls Go")
	figure.Canary(refused(gofails.Ask("text", 0), "not UTF-8"))
	figure.Canary(isNil(second(gofails.Lent("calm", act)), "gofails.Lent", "act"))
	before := gofails.MadeAndDropped()
	for _, bad := range refusals {
		name := fmt.Sprintf("%s %d", bad.what, bad.number)
		figure.Fault(name, refused(gofails.Ask(bad.what, bad.number), bad.says))
	}
	for _, what := range right {
		wrong := ""
		if err := gofails.Ask(what, 0); err != nil {
			wrong = err.Error()
		}
		figure.Cases(1, what, wrong)
	}
	figure.Cases(1, "destructors", after(before))

	keeper, err := gofails.MakeKeeper()
	if err != nil {
		t.Fatal(err)
	}
	for _, bad := range nils {
		figure.Fault("nil: "+bad.function, isNil(bad.call(keeper), bad.function, bad.parameter))
	}
	if err := keeper.Close(); err != nil {
		t.Error(err)
	}
	// A nil pointer in an interface is a value; its method is called, and panics.
	var none *pointed
	figure.Fault("nil pointer in an interface", panicked(second(gofails.Method("calm", none)), "gofails.Actor.Act", "nil pointer"))

	gofails.Implement(nil)
	wrong := ""
	if err := second(gofails.Direct("calm")); !missing(err) {
		wrong = fmt.Sprintf("got %v, want an error of kind Missing", err)
	}
	figure.Fault("nil implementation", wrong)
	gofails.Implement(implementation{})
	figure.Cases(1, "Go values", held())
}

// pointed is an actor that looks at itself.
type pointed struct{ value uint32 }

func (p *pointed) Act(string) (uint32, error) { return p.value, nil }
func (p *pointed) ActBare(string) uint32      { return p.value }
