// Package e2e runs the kitchen bridge end to end. Tests are named <from>_<to>_<what>.
package e2e

import (
	"errors"
	"math"
	"math/big"
	"reflect"
	"strings"
	"testing"
	"time"

	spandrel "spandrel.dev/spandrel"
	"spandrel.dev/tests/e2e/kitchen"
)

// same fails when an echo does not give back what it got.
func same[T any](t *testing.T, name string, values []T, echo func(T) (T, error)) {
	t.Helper()
	for _, value := range values {
		got, err := echo(value)
		if err != nil {
			t.Errorf("%s(%v): %v", name, value, err)
		} else if !reflect.DeepEqual(got, value) {
			t.Errorf("%s(%#v) = %#v", name, value, got)
		}
	}
}

// sure makes an echo without an error fit for same.
func sure[T any](echo func(T) T) func(T) (T, error) {
	return func(v T) (T, error) { return echo(v), nil }
}

func TestGoRustScalars(t *testing.T) {
	same(t, "bool", []bool{false, true}, sure(kitchen.EchoBool))
	same(t, "char", []rune{0, 'a', 'é', 0xD7FF, 0xE000, 0x10FFFF}, kitchen.EchoChar)
	same(t, "u8", []uint8{0, 1, math.MaxUint8}, sure(kitchen.EchoU8))
	same(t, "u16", []uint16{0, 1, math.MaxUint16}, sure(kitchen.EchoU16))
	same(t, "u32", []uint32{0, 1, math.MaxUint32}, sure(kitchen.EchoU32))
	same(t, "u64", []uint64{0, 1, math.MaxUint64}, sure(kitchen.EchoU64))
	same(t, "usize", []uint{0, 1, math.MaxUint}, sure(kitchen.EchoUsize))
	same(t, "i8", []int8{math.MinInt8, -1, 0, math.MaxInt8}, sure(kitchen.EchoI8))
	same(t, "i16", []int16{math.MinInt16, -1, 0, math.MaxInt16}, sure(kitchen.EchoI16))
	same(t, "i32", []int32{math.MinInt32, -1, 0, math.MaxInt32}, sure(kitchen.EchoI32))
	same(t, "i64", []int64{math.MinInt64, -1, 0, math.MaxInt64}, sure(kitchen.EchoI64))
	same(t, "isize", []int{math.MinInt, -1, 0, math.MaxInt}, sure(kitchen.EchoIsize))
	same(t, "f32", []float32{0, -0.5, math.MaxFloat32, float32(math.Inf(1))}, sure(kitchen.EchoF32))
	same(t, "f64", []float64{0, math.Pi, math.Inf(-1), math.SmallestNonzeroFloat64}, sure(kitchen.EchoF64))
	same(t, "u128", []spandrel.Uint128{{}, {Lo: 1}, {Hi: 1}, {Lo: math.MaxUint64, Hi: math.MaxUint64}}, sure(kitchen.EchoU128))
	same(t, "i128", []spandrel.Int128{{}, {Lo: math.MaxUint64, Hi: -1}, {Hi: math.MinInt64}}, sure(kitchen.EchoI128))
	if got := math.Float64bits(kitchen.EchoF64(math.Float64frombits(0x7ff8000000000001))); got != 0x7ff8000000000001 {
		t.Errorf("NaN came back as %#x", got)
	}
	if minus, _ := spandrel.NewInt128(big.NewInt(-5)); kitchen.EchoI128(minus).String() != "-5" {
		t.Errorf("-5 came back as %v", kitchen.EchoI128(minus))
	}
	if kitchen.Add(40, 2) != 42 {
		t.Error("40 + 2")
	}
}

func TestGoRustTextAndBytes(t *testing.T) {
	long := strings.Repeat("wörld ", 10_000)
	same(t, "str", []string{"", "a", "héllo", "\x00", long}, kitchen.EchoStr)
	same(t, "string", []string{"", "a", long}, kitchen.EchoString)
	big := make([]byte, 3<<20)
	for i := range big {
		big[i] = byte(i)
	}
	for _, v := range [][]byte{{}, {0}, big[:4096], big[:4097], big} {
		if got := kitchen.EchoBytes(v); !reflect.DeepEqual(got, v) {
			t.Errorf("bytes of length %d came back with length %d", len(v), len(got))
		}
		if got := kitchen.EchoVec(v); !reflect.DeepEqual(got, v) {
			t.Errorf("vec of length %d came back with length %d", len(v), len(got))
		}
	}
	if got := kitchen.EchoBytes(nil); got == nil || len(got) != 0 {
		t.Errorf("nil bytes came back as %#v, want an empty slice", got)
	}
	if kitchen.Version() != "kitchen 1" {
		t.Error(kitchen.Version())
	}
	if kitchen.Sum([]byte{1, 2, 3}) != 6 || kitchen.Sum(nil) != 0 {
		t.Error("sum")
	}
}

func TestGoRustLists(t *testing.T) {
	same(t, "u32s", [][]uint32{{}, {1, 2, math.MaxUint32}}, sure(kitchen.EchoU32s))
	same(t, "f64s", [][]float64{{}, {1.5, -2}}, sure(kitchen.EchoF64s))
	same(t, "bools", [][]bool{{}, {true, false, true}}, sure(kitchen.EchoBools))
	same(t, "chars", [][]rune{{}, []rune("héllo")}, kitchen.EchoChars)
	same(t, "u128s", [][]spandrel.Uint128{{}, {{Lo: 3, Hi: 4}, {Lo: 5}}}, sure(kitchen.EchoU128s))
	same(t, "colours", [][]kitchen.Colour{{}, {kitchen.ColourBlue, kitchen.ColourRed}}, kitchen.EchoColours)
	same(t, "points", [][]kitchen.Point{{}, {{X: 1, Y: -1, Visible: true}, {X: 2}}}, sure(kitchen.EchoPoints))
	same(t, "strings", [][]string{{}, {"", "b", "ccc"}}, kitchen.EchoStrings)
}

func TestGoRustCompound(t *testing.T) {
	seven, text := uint32(7), "text"
	same(t, "option", []*uint32{nil, &seven}, sure(kitchen.EchoOption))
	same(t, "option text", []*string{nil, &text}, kitchen.EchoOptionText)
	same(t, "option list", [][]byte{nil, {}, {1}}, sure(kitchen.EchoOptionList))
	same(t, "array", [][32]byte{{}, {1, 2, 31: 9}}, sure(kitchen.EchoArray))
	same(t, "grid", [][2][3]uint16{{{1, 2, 3}, {4, 5, 6}}}, sure(kitchen.EchoGrid))
	same(t, "tuple", []spandrel.Tuple3[uint8, string, bool]{{V0: 1, V1: "x", V2: true}}, kitchen.EchoTuple)
	same(t, "map", []map[string]uint32{{}, {"a": 1, "b": 2}}, kitchen.EchoMap)
	same(t, "tree", []map[kitchen.Colour][]string{{kitchen.ColourRed: {"a"}, kitchen.ColourBlue: {}}}, kitchen.EchoTree)
	same(t, "set", []map[string]struct{}{{}, {"a": {}, "b": {}}}, kitchen.EchoSet)
	same(t, "numbers", []map[int64]struct{}{{1: {}, -2: {}}}, sure(kitchen.EchoNumbers))
	same(t, "duration", []time.Duration{0, 1, math.MaxInt64}, kitchen.EchoDuration)
	same(t, "time", []time.Time{
		time.Unix(0, 0).UTC(), time.Unix(-1, 999_999_999).UTC(), time.Date(1666, 9, 2, 1, 2, 3, 4, time.UTC),
		time.Date(2999, 1, 1, 0, 0, 0, 0, time.UTC), {},
	}, kitchen.EchoTime)
	same(t, "colour", []kitchen.Colour{kitchen.ColourGreen}, kitchen.EchoColour)
	same(t, "point", []kitchen.Point{{X: -1, Y: 2, Visible: true}}, sure(kitchen.EchoPoint))
	shapes := []kitchen.Shape{
		kitchen.ShapeEmpty{}, kitchen.ShapeCircle{V0: 1.5},
		kitchen.ShapePolygon{Points: []kitchen.Point{{X: 1}}, Name: "line"},
	}
	same(t, "shape", shapes, kitchen.EchoShape)
	same(t, "shapes", [][]kitchen.Shape{shapes}, kitchen.EchoShapes)
}

func TestGoRustRecords(t *testing.T) {
	nick := "Al"
	people := []kitchen.Person{
		{Name: "Ada", Age: 36, Nick: &nick, Tags: []string{"x", ""}, Places: []kitchen.Point{{X: 1, Visible: true}}, Colour: kitchen.ColourBlue, Scores: []float64{1, 2}},
		{Tags: []string{}, Places: []kitchen.Point{}, Scores: []float64{}},
		{Name: strings.Repeat("long ", 5000), Tags: []string{}, Places: []kitchen.Point{}, Scores: make([]float64, 3000)},
	}
	same(t, "person", people, kitchen.EchoPerson)
	order := kitchen.Order{ID: 1, UserID: 2, Price: 3.5, Quantity: 4, Paid: true, Currency: 978, Weight: 0.5, Title: "a", Address: "bc", Lines: []string{"d", "ef"}}
	same(t, "order", []kitchen.Order{order}, kitchen.EchoOrder)
	if sum, err := kitchen.SumOrder(order); err != nil || sum != 1+2+4+6 {
		t.Errorf("sum of the order = %d, %v", sum, err)
	}
}

// Values that have no counterpart on the other side are refused by the name of their parameter.
func TestGoRustRefused(t *testing.T) {
	refused := func(name, reason string, err error) {
		t.Helper()
		var input *spandrel.InputError
		if !errors.Is(err, spandrel.ErrInvalidInput) || !errors.As(err, &input) {
			t.Errorf("%s: got %v, want an invalid input", name, err)
		} else if !strings.Contains(input.Reason, reason) {
			t.Errorf("%s: reason %q does not say %q", name, input.Reason, reason)
		}
	}
	bad := string([]byte{'a', 0xff})
	_, err := kitchen.EchoStr(bad)
	refused("str", "not UTF-8 at byte 1", err)
	_, err = kitchen.EchoString(bad)
	refused("string", "not UTF-8 at byte 1", err)
	_, err = kitchen.EchoStrings([]string{"a", bad})
	refused("strings", "not UTF-8", err)
	_, err = kitchen.EchoChar(0xD800)
	refused("char", "0xd800", err)
	_, err = kitchen.EchoChar(-1)
	refused("char", "0xffffffff", err)
	_, err = kitchen.EchoChars([]rune{'a', 0x110000})
	refused("chars", "0x110000", err)
	_, err = kitchen.EchoColour(1)
	refused("colour", "1 is not a variant of Colour", err)
	_, err = kitchen.EchoColours([]kitchen.Colour{0, -7})
	refused("colours", "-7 is not a variant", err)
	_, err = kitchen.EchoShape(nil)
	refused("shape", "not a variant of Shape", err)
	_, err = kitchen.EchoDuration(-1)
	refused("duration", "negative", err)
	_, err = kitchen.Forever()
	refused("forever", "292 years", err)
	_, err = kitchen.EchoPerson(kitchen.Person{Colour: 77})
	refused("person", "77 is not a variant", err)
	_, err = kitchen.EchoMap(map[string]uint32{bad: 1})
	refused("map", "not UTF-8", err)
}
