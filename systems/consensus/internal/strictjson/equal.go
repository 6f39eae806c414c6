package strictjson

import "bytes"

// Equal reports whether two values mean the same: strings by their characters,
// objects whatever the order of their keys, integers exactly. Numbers that are
// not integers are equal when they are written alike.
func Equal(a, b Value) bool {
	if a.Kind() != b.Kind() {
		return false
	}
	switch a.Kind() {
	case String:
		textA, _ := a.Text()
		textB, _ := b.Text()
		return bytes.Equal(textA, textB)
	case Array:
		return equalElements(a, b)
	case Object:
		return equalMembers(a.Members(), b.Members())
	}
	return bytes.Equal(a, b)
}

func equalElements(a, b Value) bool {
	var left []Value
	for _, element := range a.Elements() {
		left = append(left, element)
	}
	n := 0
	for i, element := range b.Elements() {
		if i >= len(left) || !Equal(left[i], element) {
			return false
		}
		n++
	}
	return n == len(left)
}

func equalMembers(a, b []Member) bool {
	if len(a) != len(b) {
		return false
	}
	values := make(map[string]Value, len(a))
	for _, m := range a {
		values[m.Key] = m.Value
	}
	for _, m := range b {
		if v, ok := values[m.Key]; !ok || !Equal(v, m.Value) {
			return false
		}
	}
	return true
}
