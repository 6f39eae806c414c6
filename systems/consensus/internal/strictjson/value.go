package strictjson

import (
	"bytes"
	"iter"
	"strconv"
	"unicode/utf8"

	"github.com/go-json-experiment/json/jsontext"
)

// Kind is the kind of a JSON value.
type Kind byte

// The kinds of JSON values.
const (
	Object Kind = '{'
	Array  Kind = '['
	String Kind = '"'
	Number Kind = '0'
	Bool   Kind = 'b'
	Null   Kind = 'n'
)

// Kind returns the kind of v.
func (v Value) Kind() Kind {
	switch v[0] {
	case '{', '[', '"':
		return Kind(v[0])
	case 't', 'f':
		return Bool
	case 'n':
		return Null
	}
	return Number
}

// Text returns the meaning of a string and true, or false when v is not one.
// The result may point into the parsed text.
func (v Value) Text() ([]byte, bool) {
	if v.Kind() != String {
		return nil, false
	}
	if !bytes.ContainsRune(v, '\\') {
		return v[1 : len(v)-1], true
	}
	text, err := jsontext.AppendUnquote(nil, v)
	return text, err == nil
}

// Integer returns the digits of an integer, which is a number written 0 or
// -?[1-9][0-9]*, or a string of that form, and true; or false when v is
// neither. It says nothing about size.
func (v Value) Integer() ([]byte, bool) {
	digits := []byte(v)
	if v.Kind() == String {
		digits, _ = v.Text()
	}
	return digits, integerForm(digits)
}

func integerForm(b []byte) bool {
	if len(b) == 1 && b[0] == '0' {
		return true
	}
	if len(b) > 0 && b[0] == '-' {
		b = b[1:]
	}
	if len(b) == 0 || b[0] == '0' {
		return false
	}
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// Uint returns an integer of 0…most and true, or false.
func (v Value) Uint(most uint64) (uint64, bool) {
	digits, ok := v.Integer()
	if !ok || len(digits) > 20 {
		return 0, false
	}
	n, err := strconv.ParseUint(string(digits), 10, 64)
	return n, err == nil && n <= most
}

// Int returns an integer of 64 bits with sign and true, or false.
func (v Value) Int() (int64, bool) {
	digits, ok := v.Integer()
	if !ok || len(digits) > 20 {
		return 0, false
	}
	n, err := strconv.ParseInt(string(digits), 10, 64)
	return n, err == nil
}

// Elements ranges over the values of an array; over nothing when v is not one.
func (v Value) Elements() iter.Seq2[int, Value] {
	return func(yield func(int, Value) bool) {
		if v.Kind() != Array {
			return
		}
		r := newReader(v)
		if _, err := r.ReadToken(); err != nil {
			return
		}
		for i := 0; r.PeekKind() != ']'; i++ {
			// Parse has checked it: there is no error.
			element, err := r.value()
			if err != nil || !yield(i, element) {
				return
			}
		}
	}
}

// Members returns the entries of an object, which Parse has checked already.
func (v Value) Members() []Member {
	if v.Kind() != Object {
		return nil
	}
	members, err := newReader(v).members()
	if err != nil {
		return nil
	}
	return members
}

// AppendString appends text, which must be UTF-8, as a JSON string.
func AppendString(b []byte, text string) []byte {
	const digits = "0123456789abcdef"
	b = append(b, '"')
	for i := 0; i < len(text); {
		switch c := text[i]; {
		case c == '"' || c == '\\':
			b = append(b, '\\', c)
			i++
		case c < 0x20 || c == 0x7f:
			b = append(b, '\\', 'u', '0', '0', digits[c>>4], digits[c&15])
			i++
		case c < utf8.RuneSelf:
			b = append(b, c)
			i++
		default:
			r, size := utf8.DecodeRuneInString(text[i:])
			b = utf8.AppendRune(b, r) // U+FFFD for what is not UTF-8
			i += size
		}
	}
	return append(b, '"')
}
