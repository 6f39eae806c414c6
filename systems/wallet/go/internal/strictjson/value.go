// Package strictjson reads JSON of others, none of it secret: one form of it and no other. A key that comes twice is an
// error, numbers stay as they were written, and texts are valid Unicode.
package strictjson

import (
	"strings"
)

// Kind is what a value is.
type Kind uint8

// The kinds.
const (
	Null Kind = iota
	Bool
	Number
	Text
	List
	Object
)

// Value is a value and all in it.
type Value struct {
	Kind Kind
	// Text is that of a text, and a number as it was written.
	Text string
	// True is that of a bool.
	True bool
	// Items are those of a list.
	Items []*Value
	// Members are those of an object, in their order.
	Members []Member
}

// Member is a key of an object and its value.
type Member struct {
	Key   string
	Value *Value
}

// Get returns the value of a key, or nil: also for nil and for what is not an object.
func (v *Value) Get(key string) *Value {
	if v == nil {
		return nil
	}
	for _, member := range v.Members {
		if member.Key == key {
			return member.Value
		}
	}
	return nil
}

// Fold returns the value of a key in any case, or nil.
func (v *Value) Fold(key string) *Value {
	if v == nil {
		return nil
	}
	for _, member := range v.Members {
		if strings.EqualFold(member.Key, key) {
			return member.Value
		}
	}
	return nil
}

// Is reports whether there is a value of that kind.
func (v *Value) Is(kind Kind) bool { return v != nil && v.Kind == kind }

// Integer reports whether the value is a number written as an integer, without fraction and exponent.
func (v *Value) Integer() bool {
	return v.Is(Number) && !strings.ContainsAny(v.Text, ".eE")
}
