package schema

import (
	"math"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/wire"
)

// Value is a value of the contract, by the kind of its type:
//
//	Bool                     bool
//	Char                     rune
//	Uint8 … Uint64           uint64
//	Int8 … Int64, Duration   int64, of nanoseconds
//	Uint128, Int128          Wide
//	Float32, Float64         float32, float64
//	String                   string
//	Bytes                    []byte
//	List, Array, Set, Tuple  []Value
//	RecordKind               []Value, the fields
//	Option                   nil, or Some
//	Map                      []Value, of pairs of key and value
//	Time                     Instant
//	EnumKind                 int64 of a plain enum, Choice of any other
//	ErrorKind                Choice
//	Object and the rest      uint64
type Value any

// Wide is an integer of 128 bits.
type Wide struct{ Hi, Lo uint64 }

// Some is an option that is there.
type Some struct{ Value Value }

// Instant is a point in time.
type Instant struct {
	Seconds int64
	Nanos   uint32
}

// Choice is a variant of an enum or error with its fields, and the message of an error. Index is that of the variant.
type Choice struct {
	Index   uint32
	Message string
	Fields  []Value
}

// limit is how many elements lists and arrays of one value may have together: a count of elements that take no memory is not
// bounded by the bytes.
const limit = 1 << 24

// Decode reads a value that is all of the bytes. It is false for bytes that do not follow the contract.
func (t *Type) Decode(encoded []byte) (Value, bool) {
	reader := wire.NewReader(encoded)
	value := t.Read(&reader)
	return value, !reader.Failed() && reader.Len() == 0
}

// Arguments reads encoded arguments: the object of a method comes first.
func (f *Function) Arguments(encoded []byte) (object uint64, arguments []Value, ok bool) {
	if _, data := f.Data(); !data {
		return 0, nil, false
	}
	reader := wire.NewReader(encoded)
	if f.Object != "" {
		object = reader.Uint64()
	}
	for _, param := range f.Params {
		arguments = append(arguments, param.Type.Read(&reader))
	}
	return object, arguments, !reader.Failed() && reader.Len() == 0
}

// AppendArguments appends encoded arguments.
func (f *Function) AppendArguments(buffer []byte, object uint64, arguments []Value) []byte {
	if f.Object != "" {
		buffer = wire.AppendUint64(buffer, object)
	}
	for i, param := range f.Params {
		buffer = param.Type.Append(buffer, arguments[i])
	}
	return buffer
}

// Read reads a value.
func (t *Type) Read(r *wire.Reader) Value {
	switch t.Kind {
	case Bool:
		return r.Bool()
	case Char:
		return r.Rune()
	case Uint8:
		return uint64(r.Uint8())
	case Uint16:
		return uint64(r.Uint16())
	case Uint32:
		return uint64(r.Uint32())
	case Uint64, Object, Interface, Callback, Secret:
		return r.Uint64()
	case Int8:
		return int64(r.Int8())
	case Int16:
		return int64(r.Int16())
	case Int32:
		return int64(r.Int32())
	case Int64, Duration:
		return r.Int64()
	case Uint128, Int128:
		lo := r.Uint64()
		return Wide{Hi: r.Uint64(), Lo: lo}
	case Float32:
		return r.Float32()
	case Float64:
		return r.Float64()
	case String:
		return r.String()
	case Bytes:
		if t.Len < 0 {
			return wire.ReadRaw[uint8](r)
		}
		bytes := make([]byte, t.Len)
		wire.ReadArray(r, bytes)
		return bytes
	case List, Set:
		return t.readList(r, r.Count(1))
	case Array:
		return t.readList(r, t.Len)
	case Option:
		if !r.Bool() {
			return nil
		}
		return Some{t.Elem.Read(r)}
	case Map:
		count := r.Count(1)
		pairs := make([]Value, 0, min(count, 1024))
		for range count {
			if r.Failed() {
				break
			}
			pairs = append(pairs, []Value{t.Key.Read(r), t.Elem.Read(r)})
		}
		return pairs
	case Tuple:
		items := make([]Value, len(t.Items))
		for i, item := range t.Items {
			items[i] = item.Read(r)
		}
		return items
	case Time:
		seconds := r.Int64()
		return Instant{Seconds: seconds, Nanos: r.Uint32()}
	case RecordKind:
		if len(t.Record.Fields) == 0 {
			r.Nothing()
		}
		return readFields(t.Record.Fields, r)
	case EnumKind:
		if t.Enum.Plain {
			return int64(r.Int32())
		}
		return t.readChoice(r, false)
	case ErrorKind:
		return t.readChoice(r, true)
	}
	r.Fail()
	return nil
}

func (t *Type) readList(r *wire.Reader, count int) Value {
	items := make([]Value, 0, min(count, 1024))
	for range min(count, limit) {
		if r.Failed() {
			break
		}
		items = append(items, t.Elem.Read(r))
	}
	return items
}

func readFields(fields []Field, r *wire.Reader) []Value {
	values := make([]Value, len(fields))
	for i, field := range fields {
		values[i] = field.Type.Read(r)
	}
	return values
}

func (t *Type) readChoice(r *wire.Reader, isError bool) Value {
	choice := Choice{Index: r.Variant()}
	if isError {
		choice.Message = r.String()
	}
	switch {
	case int(choice.Index) < len(t.Enum.Variants):
		choice.Fields = readFields(t.Enum.Variants[choice.Index].Fields, r)
	case choice.Index != wire.NoVariant || isError:
		r.Fail()
	}
	return choice
}

// Append appends a value in the flat encoding.
func (t *Type) Append(b []byte, value Value) []byte {
	switch v := value.(type) {
	case bool:
		return wire.AppendBool(b, v)
	case rune:
		return wire.AppendRune(b, v)
	case uint64:
		return appendBits(b, t.Kind, v)
	case int64:
		return appendBits(b, t.Kind, uint64(v))
	case Wide:
		return wire.AppendUint128(b, spandrel.Uint128{Hi: v.Hi, Lo: v.Lo})
	case float32:
		return wire.AppendUint32(b, math.Float32bits(v))
	case float64:
		return wire.AppendUint64(b, math.Float64bits(v))
	case string:
		return wire.AppendString(b, v)
	case []byte:
		if t.Len < 0 {
			b = wire.AppendCount(b, len(v))
		}
		return append(b, v...)
	case nil:
		return wire.AppendBool(b, false)
	case Some:
		return t.Elem.Append(wire.AppendBool(b, true), v.Value)
	case Instant:
		return wire.AppendUint32(wire.AppendInt64(b, v.Seconds), v.Nanos)
	case Choice:
		b = wire.AppendVariant(b, v.Index)
		if t.Kind == ErrorKind {
			b = wire.AppendString(b, v.Message)
		}
		if int(v.Index) < len(t.Enum.Variants) {
			b = appendFields(b, t.Enum.Variants[v.Index].Fields, v.Fields)
		}
		return b
	case []Value:
		return t.appendItems(b, v)
	}
	return b
}

func (t *Type) appendItems(b []byte, values []Value) []byte {
	switch t.Kind {
	case RecordKind:
		if len(values) == 0 {
			return wire.AppendNothing(b)
		}
		return appendFields(b, t.Record.Fields, values)
	case Tuple:
		for i, item := range t.Items {
			b = item.Append(b, values[i])
		}
		return b
	case Map:
		b = wire.AppendCount(b, len(values))
		for _, value := range values {
			pair := value.([]Value)
			b = t.Elem.Append(t.Key.Append(b, pair[0]), pair[1])
		}
		return b
	case List, Set:
		b = wire.AppendCount(b, len(values))
	}
	for _, value := range values {
		b = t.Elem.Append(b, value)
	}
	return b
}

func appendFields(b []byte, fields []Field, values []Value) []byte {
	for i, field := range fields {
		b = field.Type.Append(b, values[i])
	}
	return b
}

// appendBits appends the lower bits of an integer, as many as the kind has.
func appendBits(b []byte, kind Kind, bits uint64) []byte {
	switch kind {
	case Uint8, Int8:
		return wire.AppendUint8(b, uint8(bits))
	case Uint16, Int16:
		return wire.AppendUint16(b, uint16(bits))
	case Uint32, Int32, EnumKind:
		return wire.AppendUint32(b, uint32(bits))
	}
	return wire.AppendUint64(b, bits)
}
