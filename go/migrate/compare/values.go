package compare

import (
	"bytes"
	"fmt"
	"math"
	"math/bits"
	"slices"
	"strconv"
	"strings"

	"spandrel.dev/spandrel/migrate/schema"
)

func count(n int, more bool) string {
	if more {
		return fmt.Sprintf("%d or more", n)
	}
	return strconv.Itoa(n)
}

// at says which item of a stream a difference is in.
func (d *Difference) at(index int) *Difference {
	if d != nil {
		d.Path = fmt.Sprintf("item %d%s", index, strings.TrimPrefix(d.Path, "item"))
	}
	return d
}

// values compares two encoded values whose bytes differ.
func values(ty *schema.Type, path string, a, b []byte, rules *Rules) *Difference {
	left, okA := ty.Decode(a)
	right, okB := ty.Decode(b)
	if !okA || !okB {
		return &Difference{Malformed, path, fmt.Sprintf("%x", a), fmt.Sprintf("%x", b)}
	}
	w := walk{rules: rules}
	return w.value(ty, place{path, path}, left, right)
}

// place is where a value is: as rules name it, and with indices.
type place struct{ rule, shown string }

func (p place) field(name string) place {
	return place{p.rule + "." + name, p.shown + "." + name}
}

func (p place) element(index int) place {
	return place{p.rule, fmt.Sprintf("%s[%d]", p.shown, index)}
}

type walk struct {
	rules *Rules
	// tolerance is the one that applies here; nil for none.
	tolerance *Tolerance
}

// value compares two values.
func (w walk) value(ty *schema.Type, at place, a, b schema.Value) *Difference {
	if slices.Contains(w.rules.Ignore, at.rule) {
		return nil
	}
	if tolerance, ok := w.rules.Tolerance[at.rule]; ok {
		w.tolerance = &tolerance
	}
	switch ty.Kind {
	case schema.RecordKind:
		return w.fields(ty.Record.Fields, at, a.([]schema.Value), b.([]schema.Value))
	case schema.Tuple:
		for i, item := range ty.Items {
			if d := w.value(item, at.field(strconv.Itoa(i)), a.([]schema.Value)[i], b.([]schema.Value)[i]); d != nil {
				return d
			}
		}
		return nil
	case schema.EnumKind, schema.ErrorKind:
		return w.choice(ty, at, a, b)
	case schema.Option:
		left, okA := a.(schema.Some)
		right, okB := b.(schema.Some)
		if okA && okB {
			return w.value(ty.Elem, at, left.Value, right.Value)
		}
		if okA != okB {
			return differ(Empty, ty, at, a, b)
		}
		return nil
	case schema.List, schema.Array, schema.Set, schema.Map:
		return w.list(ty, at, a.([]schema.Value), b.([]schema.Value))
	}
	return w.scalar(ty, at, a, b)
}

func differ(class Class, ty *schema.Type, at place, a, b schema.Value) *Difference {
	return &Difference{class, at.shown, string(ty.AppendJSON(nil, a)), string(ty.AppendJSON(nil, b))}
}

func (w walk) fields(fields []schema.Field, at place, a, b []schema.Value) *Difference {
	for i, field := range fields {
		if d := w.value(field.Type, at.field(field.Name), a[i], b[i]); d != nil {
			return d
		}
	}
	return nil
}

func (w walk) choice(ty *schema.Type, at place, a, b schema.Value) *Difference {
	left, ok := a.(schema.Choice)
	if !ok {
		if a != b {
			return differ(Value, ty, at, a, b)
		}
		return nil
	}
	right := b.(schema.Choice)
	if left.Index != right.Index {
		if ty.Kind == schema.ErrorKind {
			return differ(ErrorCode, ty, at, a, b)
		}
		return differ(Value, ty, at, a, b)
	}
	if w.rules.Messages && left.Message != right.Message {
		return &Difference{Message, at.shown, left.Message, right.Message}
	}
	if int(left.Index) >= len(ty.Enum.Variants) {
		return nil
	}
	return w.fields(ty.Enum.Variants[left.Index].Fields, at, left.Fields, right.Fields)
}

// list compares lists. Those without an order are compared sorted by their encoding.
func (w walk) list(ty *schema.Type, at place, a, b []schema.Value) *Difference {
	unordered := ty.Kind == schema.Set || ty.Kind == schema.Map || slices.Contains(w.rules.Unordered, at.rule)
	if len(a) != len(b) {
		return differ(lengths(len(a), len(b)), ty, at, ends(a), ends(b))
	}
	originalA, originalB := a, b
	if unordered {
		a, b = sorted(ty, a), sorted(ty, b)
	}
	for i := range a {
		var d *Difference
		if ty.Kind == schema.Map {
			d = w.pair(ty, at.element(i), a[i].([]schema.Value), b[i].([]schema.Value))
		} else {
			d = w.value(ty.Elem, at.element(i), a[i], b[i])
		}
		if d == nil {
			continue
		}
		if !unordered && slices.EqualFunc(sorted(ty, originalA), sorted(ty, originalB), equal(ty)) {
			return differ(Order, ty, at, ends(originalA), ends(originalB))
		}
		return d
	}
	return nil
}

func (w walk) pair(ty *schema.Type, at place, a, b []schema.Value) *Difference {
	if d := w.value(ty.Key, at.field("key"), a[0], b[0]); d != nil {
		return d
	}
	return w.value(ty.Elem, at, a[1], b[1])
}

// ends is what is shown of a list: its first elements.
func ends(values []schema.Value) []schema.Value {
	return values[:min(len(values), 8)]
}

func lengths(a, b int) Class {
	if a == 0 || b == 0 {
		return Empty
	}
	return Length
}

func element(ty *schema.Type, value schema.Value) []byte {
	if ty.Kind == schema.Map {
		pair := value.([]schema.Value)
		return ty.Elem.Append(ty.Key.Append(nil, pair[0]), pair[1])
	}
	return ty.Elem.Append(nil, value)
}

func equal(ty *schema.Type) func(a, b schema.Value) bool {
	return func(a, b schema.Value) bool { return bytes.Equal(element(ty, a), element(ty, b)) }
}

func sorted(ty *schema.Type, values []schema.Value) []schema.Value {
	type keyed struct {
		key   []byte
		value schema.Value
	}
	all := make([]keyed, len(values))
	for i, value := range values {
		all[i] = keyed{element(ty, value), value}
	}
	slices.SortStableFunc(all, func(a, b keyed) int { return bytes.Compare(a.key, b.key) })
	result := make([]schema.Value, len(all))
	for i := range all {
		result[i] = all[i].value
	}
	return result
}

func (w walk) scalar(ty *schema.Type, at place, a, b schema.Value) *Difference {
	if bytes.Equal(ty.Append(nil, a), ty.Append(nil, b)) {
		return nil
	}
	if x, ok := number(a); ok {
		y, _ := number(b)
		// Which NaN an operation has is not determined, in Go as in Rust.
		if math.IsNaN(x) && math.IsNaN(y) || w.tolerance != nil && within(x, y, w.tolerance) {
			return nil
		}
	}
	return differ(class(ty, a, b), ty, at, a, b)
}

func number(value schema.Value) (float64, bool) {
	switch v := value.(type) {
	case float32:
		return float64(v), true
	case float64:
		return v, true
	case uint64:
		return float64(v), true
	case int64:
		return float64(v), true
	case schema.Instant:
		return float64(v.Seconds)*1e9 + float64(v.Nanos), true
	}
	return 0, false
}

func within(x, y float64, tolerance *Tolerance) bool {
	switch {
	case x == y:
		return true
	case math.IsInf(x, 0) || math.IsInf(y, 0) || math.IsNaN(x) || math.IsNaN(y):
		return false
	}
	apart := math.Abs(x - y)
	return apart <= tolerance.Absolute || apart <= tolerance.Relative*max(math.Abs(x), math.Abs(y))
}

// class says in which way two values of one type differ.
func class(ty *schema.Type, a, b schema.Value) Class {
	switch v := a.(type) {
	case uint64:
		return integers(ty, v, b.(uint64))
	case int64:
		return integers(ty, uint64(v), uint64(b.(int64)))
	case float32:
		return floats(float64(v), float64(b.(float32)), 1e-4)
	case float64:
		return floats(v, b.(float64), 1e-6)
	case string:
		return texts([]byte(v), []byte(b.(string)))
	case []byte:
		return texts(v, b.([]byte))
	}
	return Value
}

// integers are classed by their 64 bits, sign-extended.
func integers(ty *schema.Type, a, b uint64) Class {
	size, signed := ty.Bits()
	mask := uint64(math.MaxUint64) >> (64 - uint(min(size, 64)))
	for low := 8; low < size; low *= 2 {
		lower := uint64(1)<<uint(low) - 1
		// One is the lower bits of the other, also if they were read with a sign.
		for _, sides := range [][2]uint64{{a, b}, {b, a}} {
			wide, narrow := sides[0]&mask, sides[1]&mask
			if wide == narrow || wide&lower != narrow&lower || wide <= lower || narrow > lower && narrow|lower != mask {
				continue
			}
			if narrow <= lower && wide|lower == mask {
				return Sign
			}
			return Width
		}
	}
	switch {
	case a == 0 || b == 0:
		return Empty
	case signed && a == -b:
		return Sign
	case bits.ReverseBytes64(a&mask)>>(64-uint(min(size, 64))) == b&mask && size > 8:
		return Codec
	}
	return Value
}

func floats(a, b, near float64) Class {
	switch {
	case a == -b:
		return Sign
	case within(a, b, &Tolerance{Relative: near}):
		return Rounding
	case a == 0 || b == 0:
		return Empty
	}
	return Value
}

func texts(a, b []byte) Class {
	backwards := slices.Clone(b)
	slices.Reverse(backwards)
	trimmed := func(text []byte) []byte { return bytes.Trim(text, "\x00 \t\r\n") }
	switch {
	case len(a) == 0 || len(b) == 0:
		return Empty
	case bytes.Equal(a, backwards), bytes.EqualFold(a, b), bytes.Equal(trimmed(a), trimmed(b)):
		return Codec
	case bytes.HasPrefix(a, b), bytes.HasPrefix(b, a), len(a) != len(b):
		return Length
	}
	return Value
}
