package agree

import (
	"spandrel.dev/spandrel/migrate/schema"
)

// smaller are values that are simpler than one, the simplest first.
func smaller(t *schema.Type, value schema.Value) []schema.Value {
	switch v := value.(type) {
	case bool:
		if v {
			return []schema.Value{false}
		}
	case uint64:
		return integersBelow(v, func(x uint64) schema.Value { return x })
	case int64:
		if t.Kind == schema.EnumKind {
			return nil
		}
		if v < 0 {
			if v == -v {
				return []schema.Value{int64(0), v + 1}
			}
			return append([]schema.Value{-v}, integersBelow(uint64(-v), func(x uint64) schema.Value { return -int64(x) })...)
		}
		return integersBelow(uint64(v), func(x uint64) schema.Value { return int64(x) })
	case schema.Wide:
		if v != (schema.Wide{}) {
			return []schema.Value{schema.Wide{}, schema.Wide{Lo: v.Lo}, schema.Wide{Hi: v.Hi >> 1, Lo: v.Lo >> 1}}
		}
	case float32:
		if v != 0 {
			return []schema.Value{float32(0), float32(1), float32(int32(v))}
		}
	case float64:
		if v != 0 {
			return []schema.Value{0.0, 1.0, float64(int64(v))}
		}
	case string:
		return smallerText(v)
	case []byte:
		if t.Len < 0 && len(v) > 0 {
			return []schema.Value{[]byte{}, v[:len(v)/2], v[:len(v)-1], v[1:]}
		}
	case schema.Some:
		values := []schema.Value{nil}
		for _, inner := range smaller(t.Elem, v.Value) {
			values = append(values, schema.Some{Value: inner})
		}
		return values
	case schema.Choice:
		return smallerFields(t.Enum.Variants[v.Index].Fields, v.Fields, func(fields []schema.Value) schema.Value {
			return schema.Choice{Index: v.Index, Message: v.Message, Fields: fields}
		})
	case []schema.Value:
		return smallerItems(t, v)
	}
	return nil
}

func integersBelow(v uint64, of func(uint64) schema.Value) (values []schema.Value) {
	for _, x := range []uint64{0, 1, v / 2, v - v/4, v - 1} {
		if x < v {
			values = append(values, of(x))
		}
	}
	return values
}

func smallerText(v string) []schema.Value {
	if v == "" {
		return nil
	}
	runes := []rune(v)
	values := []schema.Value{"", string(runes[:len(runes)/2]), string(runes[len(runes)/2:]), string(runes[:len(runes)-1]), string(runes[1:])}
	return values
}

func smallerFields(fields []schema.Field, values []schema.Value, of func([]schema.Value) schema.Value) (all []schema.Value) {
	for i, field := range fields {
		for _, value := range smaller(field.Type, values[i]) {
			all = append(all, of(with(values, i, value)))
		}
	}
	return all
}

// with returns a copy with one value replaced.
func with(values []schema.Value, index int, value schema.Value) []schema.Value {
	copied := append([]schema.Value(nil), values...)
	copied[index] = value
	return copied
}

func smallerItems(t *schema.Type, v []schema.Value) (all []schema.Value) {
	switch t.Kind {
	case schema.RecordKind:
		return smallerFields(t.Record.Fields, v, func(fields []schema.Value) schema.Value { return fields })
	case schema.Tuple:
		for i, item := range t.Items {
			for _, value := range smaller(item, v[i]) {
				all = append(all, with(v, i, value))
			}
		}
		return all
	case schema.List, schema.Set, schema.Map:
		if len(v) > 1 {
			all = append(all, v[:len(v)/2], v[len(v)/2:])
		}
		for i := range min(len(v), 16) {
			all = append(all, append(append([]schema.Value{}, v[:i]...), v[i+1:]...))
		}
	}
	if t.Kind != schema.List && t.Kind != schema.Array {
		return all
	}
	for i := range min(len(v), 16) {
		for _, value := range smaller(t.Elem, v[i]) {
			all = append(all, with(v, i, value))
		}
	}
	return all
}
