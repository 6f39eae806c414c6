// Package values gives Rust what has no counterpart there, and makes Rust answer with what has none in Go.
package values

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/faults/report"
	"spandrel.dev/tests/go_main/go_calls_rust/everything"
)

// notText is not UTF-8 at byte 1.
const notText = "a\xff"

// second drops a result and keeps the error.
func second[T any](_ T, err error) error { return err }

// refusals are values that the wall must refuse: the parameter it must name, the reason it must give.
var refusals = []struct {
	name, parameter, reason string
	call                    func() error
}{
	{"&str: wrong byte", "v", "not UTF-8 at byte 1", func() error { return second(everything.EchoStr(notText)) }},
	{"&str: cut short", "v", "not UTF-8 at byte 2", func() error { return second(everything.EchoStr("ok\xe2\x82")) }},
	{"&str: overlong", "v", "not UTF-8 at byte 0", func() error { return second(everything.EchoStr("\xc0\x80")) }},
	{"&str: surrogate", "v", "not UTF-8 at byte 0", func() error { return second(everything.EchoStr("\xed\xa0\x80")) }},
	{"&str: beyond Unicode", "v", "not UTF-8 at byte 0", func() error { return second(everything.EchoStr("\xf4\x90\x80\x80")) }},
	{"&str: late", "v", "not UTF-8 at byte 100000", func() error {
		return second(everything.EchoStr(strings.Repeat("x", 100_000) + "\xff"))
	}},
	{"String", "v", "not UTF-8 at byte 1", func() error { return second(everything.EchoString(notText)) }},
	{"Vec<String>", "v", "not UTF-8", func() error { return second(everything.EchoStrings([]string{"a", notText})) }},
	{"Option<String>", "v", "not UTF-8", func() error {
		text := notText
		return second(everything.EchoOptionText(&text))
	}},
	{"tuple", "v", "not UTF-8", func() error {
		return second(everything.EchoTuple(spandrel.Tuple3[uint8, string, bool]{V1: notText}))
	}},
	{"map key", "v", "not UTF-8", func() error { return second(everything.EchoMap(map[string]uint32{notText: 1})) }},
	{"set", "v", "not UTF-8", func() error { return second(everything.EchoSet(map[string]struct{}{notText: {}})) }},
	{"tree value", "v", "not UTF-8", func() error {
		return second(everything.EchoTree(map[everything.Colour][]string{everything.ColourRed: {notText}}))
	}},
	{"tree key", "v", "3 is not a variant of Colour", func() error {
		return second(everything.EchoTree(map[everything.Colour][]string{3: {}}))
	}},
	{"char: surrogate", "v", "0xd800 is not", func() error { return second(everything.EchoChar(0xD800)) }},
	{"char: last surrogate", "v", "0xdfff is not", func() error { return second(everything.EchoChar(0xDFFF)) }},
	{"char: negative", "v", "0xffffffff is not", func() error { return second(everything.EchoChar(-1)) }},
	{"char: beyond Unicode", "v", "0x110000 is not", func() error { return second(everything.EchoChar(0x110000)) }},
	{"char: largest", "v", "0x7fffffff is not", func() error { return second(everything.EchoChar(math.MaxInt32)) }},
	{"&[char]", "v", "0x110000 is not", func() error { return second(everything.EchoChars([]rune{'a', 0x110000})) }},
	{"enum: gap", "v", "1 is not a variant of Colour", func() error { return second(everything.EchoColour(1)) }},
	{"enum: negative", "v", "-1 is not a variant of Colour", func() error { return second(everything.EchoColour(-1)) }},
	{"enum: smallest", "v", "-2147483648 is not a variant", func() error { return second(everything.EchoColour(math.MinInt32)) }},
	{"&[enum]", "v", "-7 is not a variant of Colour", func() error {
		return second(everything.EchoColours([]everything.Colour{0, -7}))
	}},
	{"enum with data: nil", "v", "it holds no Shape", func() error { return second(everything.EchoShape(nil)) }},
	{"enum with data: nil in a list", "v", "it holds no Shape", func() error {
		return second(everything.EchoShapes([]everything.Shape{everything.ShapeEmpty{}, nil}))
	}},
	{"enum with data: text inside", "v", "not UTF-8", func() error {
		return second(everything.EchoShape(everything.ShapePolygon{Name: notText}))
	}},
	{"record: text", "v", "not UTF-8", func() error { return second(everything.EchoPerson(everything.Person{Name: notText})) }},
	{"record: list of text", "v", "not UTF-8", func() error {
		return second(everything.EchoPerson(everything.Person{Tags: []string{notText}}))
	}},
	{"record: optional text", "v", "not UTF-8", func() error {
		text := notText
		return second(everything.EchoPerson(everything.Person{Nick: &text}))
	}},
	{"record: enum", "v", "77 is not a variant of Colour", func() error {
		return second(everything.EchoPerson(everything.Person{Colour: 77}))
	}},
	{"record of ten fields", "v", "not UTF-8", func() error {
		return second(everything.EchoOrder(everything.Order{Lines: []string{notText}}))
	}},
	{"duration: negative", "v", "negative", func() error { return second(everything.EchoDuration(-1)) }},
	{"duration: smallest", "v", "negative", func() error { return second(everything.EchoDuration(math.MinInt64)) }},
	{"duration result: longer than Go's", "result", "292 years", func() error { return second(everything.Forever()) }},
	{"method argument", "name", "not UTF-8", func() error {
		counter, err := everything.NewCounter(1)
		if err != nil {
			return err
		}
		defer counter.Close()
		return counter.Rename(notText)
	}},
	{"constructor argument", "text", "not UTF-8", func() error { return second(everything.ParseCounter(notText)) }},
	{"method argument: negative time", "time", "negative", func() error {
		counter, err := everything.NewCounter(1)
		if err != nil {
			return err
		}
		defer counter.Close()
		return counter.Hold(-time.Second)
	}},
}

// handles are objects that are none.
var handles = []struct {
	name string
	want error
	call func(open, closed *everything.Counter) error
}{
	{"zero value", spandrel.ErrInvalidHandle, func(_, _ *everything.Counter) error { return second(new(everything.Counter).Value()) }},
	{"nil argument", spandrel.ErrInvalidHandle, func(open, _ *everything.Counter) error { return second(open.Absorb(nil)) }},
	{"zero value as argument", spandrel.ErrInvalidHandle, func(open, _ *everything.Counter) error {
		return second(open.Absorb(new(everything.Counter)))
	}},
	{"nil to a function", spandrel.ErrInvalidHandle, func(open, _ *everything.Counter) error { return second(everything.Total(open, nil)) }},
	{"closed", spandrel.ErrClosed, func(_, closed *everything.Counter) error { return second(closed.Value()) }},
	{"closed as argument", spandrel.ErrClosed, func(open, closed *everything.Counter) error { return second(open.Absorb(closed)) }},
	{"itself as argument", spandrel.ErrReentrant, func(open, _ *everything.Counter) error { return second(open.Absorb(open)) }},
}

// refused says what is wrong with the answer to a bad value.
func refused(err error, parameter, reason string) string {
	var input *spandrel.InputError
	switch {
	case !errors.Is(err, spandrel.ErrInvalidInput) || !errors.As(err, &input):
		return fmt.Sprintf("got %v, want an invalid input", err)
	case input.Parameter != parameter:
		return fmt.Sprintf("the error names %q, want %q", input.Parameter, parameter)
	case !strings.Contains(input.Reason, reason):
		return fmt.Sprintf("reason %q does not say %q", input.Reason, reason)
	}
	return ""
}

func TestBadInput(t *testing.T) {
	figure := report.New(t, "values", "bad input per type")
	// Seeded: bytes take anything, so a bridge that declared them instead of text would let this through.
	figure.Canary(refused(func() error { everything.EchoBytes([]byte(notText)); return nil }(), "v", "not UTF-8"))
	for _, bad := range refusals {
		figure.Fault(bad.name, refused(bad.call(), bad.parameter, bad.reason))
	}
	open, err := everything.NewCounter(1)
	if err != nil {
		t.Fatal(err)
	}
	defer open.Close()
	closed, err := everything.NewCounter(1)
	if err != nil {
		t.Fatal(err)
	}
	closed.Close()
	for _, bad := range handles {
		wrong := ""
		if err := bad.call(open, closed); !errors.Is(err, bad.want) {
			wrong = fmt.Sprintf("got %v, want %v", err, bad.want)
		}
		figure.Fault(bad.name, wrong)
	}
	if value, err := open.Value(); value != 1 || err != nil {
		t.Errorf("after all that the counter says %d, %v", value, err)
	}
}
