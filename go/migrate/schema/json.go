package schema

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"strconv"
	"unicode/utf8"

	"spandrel.dev/spandrel/glue/wire"
)

// AppendJSON appends a value as JSON: records are objects, variants strings or objects of one member, bytes hexadecimal strings,
// maps lists of pairs. What JSON has no form of, such as NaN, is a string; text that is not UTF-8 is {"bytes": "ff"}.
func (t *Type) AppendJSON(b []byte, value Value) []byte {
	switch v := value.(type) {
	case nil:
		return append(b, "null"...)
	case bool:
		return strconv.AppendBool(b, v)
	case rune:
		return strconv.AppendInt(b, int64(v), 10)
	case uint64:
		return strconv.AppendUint(b, v, 10)
	case int64:
		if t.Kind == EnumKind {
			for _, variant := range t.Enum.Variants {
				if variant.Discriminant == v {
					return appendText(b, variant.Name)
				}
			}
		}
		return strconv.AppendInt(b, v, 10)
	case Wide:
		return t.wide(v).Append(b, 10)
	case float32:
		return appendFloat(b, float64(v), 32)
	case float64:
		return appendFloat(b, v, 64)
	case string:
		return appendText(b, v)
	case []byte:
		return append(hex.AppendEncode(append(b, '"'), v), '"')
	case Some:
		if t.Elem.Kind == Option {
			return append(t.Elem.AppendJSON(append(b, `{"some": `...), v.Value), '}')
		}
		return t.Elem.AppendJSON(b, v.Value)
	case Instant:
		return fmt.Appendf(b, `{"seconds": %d, "nanos": %d}`, v.Seconds, v.Nanos)
	case Choice:
		return t.appendChoice(b, v)
	case []Value:
		if t.Kind == RecordKind {
			return appendObject(b, t.Record.Fields, v)
		}
		b = append(b, '[')
		for i, item := range v {
			if i > 0 {
				b = append(b, ", "...)
			}
			b = t.appendItem(b, i, item)
		}
		return append(b, ']')
	}
	return append(b, "null"...)
}

func (t *Type) appendItem(b []byte, index int, item Value) []byte {
	switch t.Kind {
	case Tuple:
		return t.Items[index].AppendJSON(b, item)
	case Map:
		pair := item.([]Value)
		b = append(t.Key.AppendJSON(append(b, '['), pair[0]), ", "...)
		return append(t.Elem.AppendJSON(b, pair[1]), ']')
	}
	return t.Elem.AppendJSON(b, item)
}

func (t *Type) appendChoice(b []byte, choice Choice) []byte {
	if int(choice.Index) >= len(t.Enum.Variants) {
		return append(b, "null"...)
	}
	variant := t.Enum.Variants[choice.Index]
	if len(variant.Fields) == 0 {
		return appendText(b, variant.Name)
	}
	b = append(appendText(append(b, '{'), variant.Name), ": "...)
	return append(appendObject(b, variant.Fields, choice.Fields), '}')
}

// ArgumentsJSON appends arguments as a JSON object of the parameters.
func (f *Function) ArgumentsJSON(b []byte, arguments []Value) []byte {
	return appendObject(b, f.Params, arguments)
}

func appendObject(b []byte, fields []Field, values []Value) []byte {
	b = append(b, '{')
	for i, field := range fields {
		if i > 0 {
			b = append(b, ", "...)
		}
		b = append(appendText(b, field.Name), ": "...)
		b = field.Type.AppendJSON(b, values[i])
	}
	return append(b, '}')
}

func appendText(b []byte, text string) []byte {
	if !utf8.ValidString(text) {
		return append(hex.AppendEncode(append(b, `{"bytes": "`...), []byte(text)), `"}`...)
	}
	var buffer bytes.Buffer
	encoder := json.NewEncoder(&buffer)
	encoder.SetEscapeHTML(false)
	// Text that is UTF-8 is always encoded.
	_ = encoder.Encode(text)
	return append(b, bytes.TrimSuffix(buffer.Bytes(), []byte("\n"))...)
}

func appendFloat(b []byte, v float64, bits int) []byte {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return strconv.AppendQuote(b, strconv.FormatFloat(v, 'g', -1, bits))
	}
	return strconv.AppendFloat(b, v, 'g', -1, bits)
}

func (t *Type) wide(v Wide) *big.Int {
	wide := new(big.Int).Or(new(big.Int).Lsh(new(big.Int).SetUint64(v.Hi), 64), new(big.Int).SetUint64(v.Lo))
	if t.Kind == Int128 && v.Hi>>63 == 1 {
		wide.Sub(wide, new(big.Int).Lsh(big.NewInt(1), 128))
	}
	return wide
}

// ParseJSON reads what AppendJSON appends.
func (t *Type) ParseJSON(data []byte) (Value, error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var tree any
	if err := decoder.Decode(&tree); err != nil {
		return nil, err
	}
	return t.fromTree(tree)
}

// ParseArguments reads what ArgumentsJSON appends. A name of no parameter, and a missing parameter, are errors.
func (f *Function) ParseArguments(data []byte) ([]Value, error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var tree any
	if err := decoder.Decode(&tree); err != nil {
		return nil, err
	}
	return fieldsFromTree(f.Params, tree)
}

func (t *Type) mismatch(tree any) error {
	return fmt.Errorf("%s is expected, not %v", t.Text, tree)
}

func (t *Type) fromTree(tree any) (Value, error) {
	switch t.Kind {
	case Bool:
		if v, ok := tree.(bool); ok {
			return v, nil
		}
	case Char, Uint8, Uint16, Uint32, Uint64, Uint128, Int8, Int16, Int32, Int64, Int128, Duration, Object, Interface, Callback, Secret:
		return t.integer(tree)
	case Float32, Float64:
		return t.float(tree)
	case String:
		switch v := tree.(type) {
		case string:
			return v, nil
		case map[string]any:
			text, _ := v["bytes"].(string)
			raw, err := hex.DecodeString(text)
			return string(raw), err
		}
	case Bytes:
		if v, ok := tree.(string); ok {
			raw, err := hex.DecodeString(v)
			if err == nil && t.Len >= 0 && len(raw) != t.Len {
				err = fmt.Errorf("%d bytes are expected, not %d", t.Len, len(raw))
			}
			return raw, err
		}
	case Option:
		return t.optionFromTree(tree)
	case Time:
		return instantFromTree(tree)
	case RecordKind:
		return fieldsFromTree(t.Record.Fields, tree)
	case EnumKind, ErrorKind:
		return t.choiceFromTree(tree)
	case List, Array, Set, Tuple, Map:
		if v, ok := tree.([]any); ok {
			return t.listFromTree(v)
		}
	}
	return nil, t.mismatch(tree)
}

func (t *Type) optionFromTree(tree any) (Value, error) {
	if tree == nil {
		return nil, nil
	}
	if object, ok := tree.(map[string]any); ok && t.Elem.Kind == Option {
		tree = object["some"]
	}
	value, err := t.Elem.fromTree(tree)
	return Some{value}, err
}

func instantFromTree(tree any) (Value, error) {
	object, _ := tree.(map[string]any)
	seconds, _ := object["seconds"].(json.Number)
	nanos, _ := object["nanos"].(json.Number)
	s, err := seconds.Int64()
	if err != nil {
		return nil, err
	}
	n, err := strconv.ParseUint(nanos.String(), 10, 32)
	return Instant{Seconds: s, Nanos: uint32(n)}, err
}

func (t *Type) listFromTree(list []any) (Value, error) {
	if t.Kind == Array && len(list) != t.Len || t.Kind == Tuple && len(list) != len(t.Items) {
		return nil, t.mismatch(list)
	}
	values := make([]Value, len(list))
	for i, item := range list {
		var err error
		switch t.Kind {
		case Tuple:
			values[i], err = t.Items[i].fromTree(item)
		case Map:
			pair, ok := item.([]any)
			if !ok || len(pair) != 2 {
				return nil, t.mismatch(item)
			}
			var key, value Value
			if key, err = t.Key.fromTree(pair[0]); err == nil {
				value, err = t.Elem.fromTree(pair[1])
			}
			values[i] = []Value{key, value}
		default:
			values[i], err = t.Elem.fromTree(item)
		}
		if err != nil {
			return nil, fmt.Errorf("element %d: %w", i, err)
		}
	}
	return values, nil
}

func fieldsFromTree(fields []Field, tree any) ([]Value, error) {
	object, ok := tree.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("an object is expected, not %v", tree)
	}
	values := make([]Value, len(fields))
	for i, field := range fields {
		member, ok := object[field.Name]
		if !ok {
			return nil, fmt.Errorf("%q is missing", field.Name)
		}
		value, err := field.Type.fromTree(member)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", field.Name, err)
		}
		values[i] = value
	}
	if len(object) > len(fields) {
		for name := range object {
			if !hasField(fields, name) {
				return nil, fmt.Errorf("%q is not a name of the contract here", name)
			}
		}
	}
	return values, nil
}

func hasField(fields []Field, name string) bool {
	for _, field := range fields {
		if field.Name == name {
			return true
		}
	}
	return false
}

func (t *Type) choiceFromTree(tree any) (Value, error) {
	var name string
	var content any
	switch v := tree.(type) {
	case nil:
		return Choice{Index: wire.NoVariant}, nil
	case json.Number:
		return v.Int64()
	case string:
		name = v
	case map[string]any:
		for key, value := range v {
			name, content = key, value
		}
	}
	for i, variant := range t.Enum.Variants {
		if variant.Name != name {
			continue
		}
		if t.Enum.Plain {
			return variant.Discriminant, nil
		}
		choice := Choice{Index: uint32(i)}
		if len(variant.Fields) == 0 {
			return choice, nil
		}
		fields, err := fieldsFromTree(variant.Fields, content)
		choice.Fields = fields
		return choice, err
	}
	return nil, fmt.Errorf("%q is not a variant of %s", name, t.Enum.Name)
}

func (t *Type) integer(tree any) (Value, error) {
	number, _ := tree.(json.Number)
	v, ok := new(big.Int).SetString(number.String(), 10)
	if !ok {
		return nil, t.mismatch(tree)
	}
	bits, signed := t.Bits()
	low, high := big.NewInt(0), new(big.Int).Lsh(big.NewInt(1), uint(bits))
	if signed {
		high.Rsh(high, 1)
		low.Neg(high)
	}
	if v.Cmp(low) < 0 || v.Cmp(high) >= 0 {
		return nil, fmt.Errorf("%s is out of range for %s", number, t.Text)
	}
	switch {
	case bits == 128:
		if v.Sign() < 0 {
			v.Add(v, new(big.Int).Lsh(big.NewInt(1), 128))
		}
		return Wide{Hi: new(big.Int).Rsh(v, 64).Uint64(), Lo: new(big.Int).And(v, new(big.Int).SetUint64(math.MaxUint64)).Uint64()}, nil
	case t.Kind == Char:
		return rune(v.Int64()), nil
	case signed:
		return v.Int64(), nil
	}
	return v.Uint64(), nil
}

// Bits is the number of bits of an integer's type, and whether it has a sign.
func (t *Type) Bits() (bits int, signed bool) {
	switch t.Kind {
	case Uint8:
		return 8, false
	case Uint16:
		return 16, false
	case Uint32:
		return 32, false
	case Uint128:
		return 128, false
	case Int8:
		return 8, true
	case Int16:
		return 16, true
	case Int32, Char:
		return 32, true
	case Int64, Duration:
		return 64, true
	case Int128:
		return 128, true
	}
	return 64, false
}

func (t *Type) float(tree any) (Value, error) {
	var text string
	switch v := tree.(type) {
	case json.Number:
		text = v.String()
	case string:
		text = v
	default:
		return nil, t.mismatch(tree)
	}
	if t.Kind == Float32 {
		v, err := strconv.ParseFloat(text, 32)
		return float32(v), err
	}
	return strconv.ParseFloat(text, 64)
}
