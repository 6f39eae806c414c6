// Package show writes values as Rust does, for the messages of errors that were made in Go: DisplayFloat as Rust's Display,
// the others as its Debug.
package show

import (
	"cmp"
	"fmt"
	"math"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/wire"
)

// DisplayFloat writes a floating-point number of 32 or 64 bits as Rust's Display does: never with an exponent.
func DisplayFloat(v float64, bits int) string {
	if math.IsInf(v, 0) {
		return infinity(v)
	}
	return strconv.FormatFloat(v, 'f', -1, bits)
}

// Float32 writes a float32.
func Float32(v float32) string { return float(float64(v), 32) }

// Float64 writes a float64.
func Float64(v float64) string { return float(v, 64) }

func float(v float64, bits int) string {
	size, low, high := math.Abs(v), 1e-4, 1e16
	if bits == 32 {
		low, high = float64(float32(low)), float64(float32(high))
	}
	switch {
	case math.IsInf(v, 0):
		return infinity(v)
	case math.IsNaN(v):
		return "NaN"
	case size != 0 && (size < low || size >= high):
		digits, exponent, _ := strings.Cut(strconv.FormatFloat(v, 'e', -1, bits), "e")
		power, _ := strconv.Atoi(exponent)
		return digits + "e" + strconv.Itoa(power)
	}
	text := strconv.FormatFloat(v, 'f', -1, bits)
	if !strings.Contains(text, ".") {
		text += ".0"
	}
	return text
}

func infinity(v float64) string {
	if v < 0 {
		return "-inf"
	}
	return "inf"
}

// Plain writes an integer, a bool, or a value that writes itself.
func Plain[T any](v T) string { return fmt.Sprint(v) }

// Text writes text in quotation marks.
func Text(v string) string {
	text := []byte{'"'}
	for _, letter := range v {
		if letter == '\'' {
			text = append(text, '\'')
			continue
		}
		text = appendEscaped(text, letter)
	}
	return string(append(text, '"'))
}

// Rune writes a character in single quotation marks.
func Rune(v rune) string {
	if v == '"' {
		return `'"'`
	}
	return string(append(appendEscaped([]byte{'\''}, v), '\''))
}

// appendEscaped appends a character as Rust's Debug escapes it. What is printable is the Unicode version's to say, and
// Go's may be another one than Rust's.
func appendEscaped(text []byte, letter rune) []byte {
	switch letter {
	case 0:
		return append(text, `\0`...)
	case '\t':
		return append(text, `\t`...)
	case '\r':
		return append(text, `\r`...)
	case '\n':
		return append(text, `\n`...)
	case '"', '\'', '\\':
		return append(text, '\\', byte(letter))
	}
	if unicode.IsPrint(letter) && !unicode.In(letter, unicode.Mn, unicode.Me) {
		return append(text, string(letter)...)
	}
	return fmt.Appendf(text, `\u{%x}`, letter)
}

// Duration writes a duration.
func Duration(v time.Duration) string {
	units := []struct {
		size time.Duration
		name string
	}{{time.Second, "s"}, {time.Millisecond, "ms"}, {time.Microsecond, "µs"}}
	for _, unit := range units {
		if v >= unit.size {
			text := strconv.FormatInt(int64(v/unit.size), 10)
			if rest := v % unit.size; rest != 0 {
				digits := len(strconv.FormatInt(int64(unit.size), 10)) - 1
				text += "." + strings.TrimRight(fmt.Sprintf("%0*d", digits, int64(rest)), "0")
			}
			return text + unit.name
		}
	}
	return strconv.FormatInt(int64(v), 10) + "ns"
}

// Time writes a point in time, as Rust does on Unix.
func Time(v time.Time) string {
	return fmt.Sprintf("SystemTime { tv_sec: %d, tv_nsec: %d }", v.Unix(), v.Nanosecond())
}

// Option writes a value that may be missing.
func Option[T any](item func(T) string) func(*T) string {
	return func(v *T) string {
		if v == nil {
			return "None"
		}
		return "Some(" + item(*v) + ")"
	}
}

// Nilable writes a value that may be missing, whose type has a nil of its own: a slice, a map, an interface.
func Nilable[T any](item func(T) string) func(T) string {
	return func(v T) string {
		if reflect.ValueOf(&v).Elem().IsNil() {
			return "None"
		}
		return "Some(" + item(v) + ")"
	}
}

// List writes a list.
func List[T any](item func(T) string) func([]T) string {
	return func(v []T) string {
		items := make([]string, len(v))
		for i := range v {
			items[i] = item(v[i])
		}
		return "[" + strings.Join(items, ", ") + "]"
	}
}

// Array writes an array, of type A.
func Array[A, T any](item func(T) string) func(A) string {
	return func(v A) string {
		array := reflect.ValueOf(v)
		items := make([]string, array.Len())
		for i := range items {
			items[i] = item(array.Index(i).Interface().(T))
		}
		return "[" + strings.Join(items, ", ") + "]"
	}
}

// Tuple2 writes a tuple.
func Tuple2[A, B any](a func(A) string, b func(B) string) func(spandrel.Tuple2[A, B]) string {
	return func(v spandrel.Tuple2[A, B]) string { return tuple(a(v.V0), b(v.V1)) }
}

// Tuple3 writes a tuple.
func Tuple3[A, B, C any](a func(A) string, b func(B) string, c func(C) string) func(spandrel.Tuple3[A, B, C]) string {
	return func(v spandrel.Tuple3[A, B, C]) string { return tuple(a(v.V0), b(v.V1), c(v.V2)) }
}

// Tuple4 writes a tuple.
func Tuple4[A, B, C, D any](a func(A) string, b func(B) string, c func(C) string, d func(D) string) func(spandrel.Tuple4[A, B, C, D]) string {
	return func(v spandrel.Tuple4[A, B, C, D]) string { return tuple(a(v.V0), b(v.V1), c(v.V2), d(v.V3)) }
}

// Tuple5 writes a tuple.
func Tuple5[A, B, C, D, E any](a func(A) string, b func(B) string, c func(C) string, d func(D) string, e func(E) string) func(spandrel.Tuple5[A, B, C, D, E]) string {
	return func(v spandrel.Tuple5[A, B, C, D, E]) string {
		return tuple(a(v.V0), b(v.V1), c(v.V2), d(v.V3), e(v.V4))
	}
}

// Tuple6 writes a tuple.
func Tuple6[A, B, C, D, E, F any](a func(A) string, b func(B) string, c func(C) string, d func(D) string, e func(E) string, f func(F) string) func(spandrel.Tuple6[A, B, C, D, E, F]) string {
	return func(v spandrel.Tuple6[A, B, C, D, E, F]) string {
		return tuple(a(v.V0), b(v.V1), c(v.V2), d(v.V3), e(v.V4), f(v.V5))
	}
}

func tuple(items ...string) string { return "(" + strings.Join(items, ", ") + ")" }

// Map writes a map in the order of its keys, which is that of a BTreeMap; a HashMap has none.
func Map[K comparable, V any](key func(K) string, value func(V) string) func(map[K]V) string {
	return func(v map[K]V) string {
		var items []string
		for _, k := range sortedKeys(v) {
			items = append(items, key(k)+": "+value(v[k]))
		}
		return "{" + strings.Join(items, ", ") + "}"
	}
}

// Set writes a set in the order of its items, which is that of a BTreeSet; a HashSet has none.
func Set[K comparable](item func(K) string) func(map[K]struct{}) string {
	return func(v map[K]struct{}) string {
		var items []string
		for _, k := range sortedKeys(v) {
			items = append(items, item(k))
		}
		return "{" + strings.Join(items, ", ") + "}"
	}
}

func sortedKeys[K comparable, V any](v map[K]V) []K {
	keys := make([]K, 0, len(v))
	for k := range v {
		keys = append(keys, k)
	}
	slices.SortFunc(keys, func(a, b K) int { return compare(any(a), any(b)) })
	return keys
}

// compare orders two keys of one type: numbers, bools, text, plain enums.
func compare(a, b any) int {
	switch a := a.(type) {
	case spandrel.Uint128:
		return a.Big().Cmp(b.(spandrel.Uint128).Big())
	case spandrel.Int128:
		return a.Big().Cmp(b.(spandrel.Int128).Big())
	}
	x, y := reflect.ValueOf(a), reflect.ValueOf(b)
	switch {
	case x.CanInt():
		return cmp.Compare(x.Int(), y.Int())
	case x.CanUint():
		return cmp.Compare(x.Uint(), y.Uint())
	case x.Kind() == reflect.Bool:
		return cmp.Compare(wire.Byte(x.Bool()), wire.Byte(y.Bool()))
	}
	return cmp.Compare(x.String(), y.String())
}
