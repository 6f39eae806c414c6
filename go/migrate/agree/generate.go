package agree

import (
	"math"
	"math/rand/v2"
	"strings"
	"time"

	"spandrel.dev/spandrel/migrate/schema"
)

// generator makes values of the contract's types: edge values first, then a mixture of these, small values, values that were made
// before, and chance.
type generator struct {
	random *rand.Rand
	// depth bounds how deep values are nested.
	depth int
}

// deepest is from which depth on lists are empty and options none.
const deepest = 5

// words are texts that mean something to many functions: numbers at the ends of their ranges, signs, spaces, separators.
var words = []string{
	"", "a", "b", "A", "ab", " ", "0", "-1", "+1", "é", "a b", " a", "a ", "a  b", "\n", "a\nb\n", "\x00", "ß", "日本", "1", "12", "007",
	"-0", "1.5", "1e3", "NaN", "true", "null", "127", "128", "255", "256", "32767", "32768", "65535", "65536", "2147483647", "2147483648",
	"-2147483648", "-2147483649", "4294967295", "9223372036854775807", "9223372036854775808", "18446744073709551615", "0x10", "/", "..",
	"%s", "\"", "\\", "'", "<b>", "{}", "[]", "a,b", "a=b", "a/b", "http://x/", "\u202e", "\U0001f600", "e\u0301", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
}

// integers are edges of all widths, as bits.
var integers = func() []uint64 {
	edges := []uint64{0, 1, 2, 3, 7, 8, 10, 100, 1000}
	for _, bits := range []int{7, 8, 15, 16, 31, 32, 53, 63} {
		edge := uint64(1) << bits
		edges = append(edges, edge-1, edge, edge+1)
	}
	for _, edge := range edges[:len(edges):len(edges)] {
		edges = append(edges, -edge)
	}
	return edges
}()

var floats = []float64{
	0, math.Copysign(0, -1), 1, -1, 0.1, 0.5, 1.0 / 3, 2, 1e3, 1e16 + 2, -1e16, math.MaxFloat64, -math.MaxFloat64, math.SmallestNonzeroFloat64,
	math.MaxFloat32, math.SmallestNonzeroFloat32, 1 << 53, math.Inf(1), math.Inf(-1), math.NaN(), math.Pi,
}

// edge returns one of the edge values of a type, counted by n from 0, and how many there are.
func (g *generator) edge(t *schema.Type, n int) (schema.Value, int) {
	switch t.Kind {
	case schema.Bool:
		return n%2 == 1, 2
	case schema.String:
		return words[n%len(words)], len(words)
	case schema.Float32:
		return float32(floats[n%len(floats)]), len(floats)
	case schema.Float64:
		return floats[n%len(floats)], len(floats)
	case schema.Bytes:
		if t.Len >= 0 {
			return g.bytes(t.Len, n), 4
		}
		sizes := []int{0, 1, 7, 8, 9, 31, 32, 33, 63, 64, 65, 255, 256}
		return g.bytes(sizes[n%len(sizes)], n/len(sizes)), 4 * len(sizes)
	case schema.EnumKind, schema.ErrorKind:
		return g.variant(t, n%len(t.Enum.Variants)), len(t.Enum.Variants)
	case schema.Option:
		if n == 0 {
			return nil, 1
		}
		value, count := g.edge(t.Elem, n-1)
		return schema.Some{Value: value}, count + 1
	case schema.Uint8, schema.Uint16, schema.Uint32, schema.Uint64, schema.Int8, schema.Int16, schema.Int32, schema.Int64,
		schema.Uint128, schema.Int128, schema.Duration, schema.Char, schema.Time:
		return integer(t, integers[n%len(integers)]), len(integers)
	case schema.List, schema.Set, schema.Map:
		if n == 0 {
			return []schema.Value{}, 1
		}
	}
	return g.value(t), 8
}

// bytes returns bytes: zeros, ones, counted, or by chance.
func (g *generator) bytes(size, kind int) []byte {
	bytes := make([]byte, size)
	for i := range bytes {
		switch kind % 4 {
		case 1:
			bytes[i] = 0xff
		case 2:
			bytes[i] = byte(i)
		case 3:
			bytes[i] = byte(g.random.Uint32())
		}
	}
	return bytes
}

// integer returns the integer of a type with these lower bits.
func integer(t *schema.Type, bits uint64) schema.Value {
	size, signed := t.Bits()
	switch t.Kind {
	case schema.Uint128, schema.Int128:
		return schema.Wide{Hi: uint64(int64(bits) >> 63), Lo: bits}
	case schema.Duration:
		// Durations of Rust have no sign.
		return int64(bits & math.MaxInt64)
	case schema.Time:
		return schema.Instant{Seconds: int64(bits) >> 30, Nanos: uint32(bits) % uint32(time.Second)}
	case schema.Char:
		r := rune(bits % 0x110000)
		if r >= 0xd800 && r < 0xe000 {
			r = 'x'
		}
		return r
	}
	if signed {
		return int64(bits<<(64-uint(size))) >> (64 - uint(size))
	}
	return bits << (64 - uint(size)) >> (64 - uint(size))
}

// value returns some value.
func (g *generator) value(t *schema.Type) schema.Value {
	g.depth++
	defer func() { g.depth-- }()
	switch t.Kind {
	case schema.List, schema.Set:
		return g.list(t, g.length())
	case schema.Array:
		return g.list(t, t.Len)
	case schema.Map:
		pairs := make([]schema.Value, 0)
		seen := map[string]bool{}
		for range g.length() {
			key := g.value(t.Key)
			if id := string(t.Key.Append(nil, key)); !seen[id] {
				seen[id] = true
				pairs = append(pairs, []schema.Value{key, g.value(t.Elem)})
			}
		}
		return pairs
	case schema.Tuple:
		items := make([]schema.Value, len(t.Items))
		for i, item := range t.Items {
			items[i] = g.value(item)
		}
		return items
	case schema.RecordKind:
		return g.fields(t.Record.Fields)
	case schema.EnumKind, schema.ErrorKind:
		return g.variant(t, g.random.IntN(len(t.Enum.Variants)))
	case schema.Option:
		if g.depth > deepest || g.random.IntN(3) == 0 {
			return nil
		}
		return schema.Some{Value: g.value(t.Elem)}
	}
	return g.scalar(t)
}

func (g *generator) scalar(t *schema.Type) schema.Value {
	chance := g.random.IntN(10)
	if chance < 4 {
		value, _ := g.edge(t, g.random.IntN(1<<20))
		return value
	}
	switch t.Kind {
	case schema.Bool:
		return chance%2 == 0
	case schema.String:
		return g.text(chance)
	case schema.Bytes:
		size := t.Len
		if size < 0 {
			size = g.random.IntN(1 << g.random.IntN(10))
		}
		return g.bytes(size, chance)
	case schema.Float32:
		return float32(g.float(chance))
	case schema.Float64:
		return g.float(chance)
	}
	bits := g.random.Uint64() >> g.random.IntN(64)
	if chance < 8 {
		bits = g.random.Uint64N(16)
	}
	return integer(t, bits)
}

func (g *generator) float(chance int) float64 {
	if chance < 8 {
		return float64(g.random.IntN(2000)-1000) / 8
	}
	return math.Float64frombits(g.random.Uint64())
}

// text returns one of few words, so that names meet, or letters by chance.
func (g *generator) text(chance int) string {
	if chance < 8 {
		return words[1+g.random.IntN(4)]
	}
	var text strings.Builder
	for range g.random.IntN(12) {
		text.WriteString(words[g.random.IntN(len(words))])
	}
	return text.String()
}

func (g *generator) length() int {
	switch {
	case g.depth > deepest:
		return 0
	case g.random.IntN(16) == 0:
		return g.random.IntN(64)
	}
	return g.random.IntN(5)
}

func (g *generator) list(t *schema.Type, length int) schema.Value {
	items := make([]schema.Value, 0, length)
	seen := map[string]bool{}
	for range length {
		item := g.value(t.Elem)
		if t.Kind == schema.Set {
			id := string(t.Elem.Append(nil, item))
			if seen[id] {
				continue
			}
			seen[id] = true
		}
		items = append(items, item)
	}
	return items
}

func (g *generator) fields(fields []schema.Field) []schema.Value {
	values := make([]schema.Value, len(fields))
	for i, field := range fields {
		values[i] = g.value(field.Type)
	}
	return values
}

func (g *generator) variant(t *schema.Type, index int) schema.Value {
	variant := t.Enum.Variants[index]
	if t.Enum.Plain {
		return variant.Discriminant
	}
	return schema.Choice{Index: uint32(index), Fields: g.fields(variant.Fields)}
}
