// Package strictjson reads one JSON value as RFC 8259 writes it and nothing
// more: no key twice at any depth, no bytes that are not UTF-8, no escape that
// is half a surrogate pair, no byte order mark, nothing after the value, and no
// more than ten thousand levels.
//
// The reader is jsontext, which keeps these rules. This package keeps numbers as
// they are written, so that integers of 64 bits are exact, and does not build a
// tree: a value is its checked text, and the caller reads it as the type that it
// needs.
package strictjson

import (
	"bytes"
	"errors"
	"fmt"
	"io"

	"github.com/go-json-experiment/json/jsontext"
)

// Value is the text of one checked JSON value, without space around it.
type Value []byte

// Member is one entry of an object.
type Member struct {
	Key   string // unescaped
	Value Value
}

var errKind = errors.New("not a JSON object")

// Parse checks text and returns the members of the object it holds, in their
// order. Values point into text.
func Parse(text []byte) ([]Member, error) {
	r := newReader(text)
	if r.PeekKind() != '{' {
		if err := r.readable(); err != nil {
			return nil, err
		}
		return nil, errKind
	}
	members, err := r.members()
	if err != nil {
		return nil, err
	}
	return members, r.atEnd()
}

// ParseValue checks text and returns the one value of any kind that it holds.
func ParseValue(text []byte) (Value, error) {
	r := newReader(text)
	value, err := r.value()
	if err != nil {
		return nil, err
	}
	return value, r.atEnd()
}

// reader cuts values out of a text.
type reader struct {
	*jsontext.Decoder
	text []byte
}

func newReader(text []byte) reader {
	return reader{jsontext.NewDecoder(bytes.NewBuffer(text)), text}
}

// value reads the next value, with everything in it.
func (r reader) value() (Value, error) {
	read, err := r.ReadValue()
	if err != nil {
		return nil, explain(err)
	}
	end := int(r.InputOffset())
	return Value(r.text[end-len(read) : end : end]), nil
}

// members reads an object.
func (r reader) members() ([]Member, error) {
	var members []Member
	if _, err := r.ReadToken(); err != nil {
		return nil, explain(err)
	}
	for r.PeekKind() != '}' {
		name, err := r.ReadToken()
		if err != nil {
			return nil, explain(err)
		}
		key := name.String()
		value, err := r.value()
		if err != nil {
			return nil, err
		}
		members = append(members, Member{key, value})
	}
	_, err := r.ReadToken()
	return members, explain(err)
}

// readable returns what is wrong with the next value, if anything.
func (r reader) readable() error {
	_, err := r.value()
	return err
}

// atEnd returns an error when more than space is left.
func (r reader) atEnd() error {
	if _, err := r.ReadToken(); err != io.EOF {
		return fmt.Errorf("at byte %d: text after the value", r.InputOffset())
	}
	return nil
}

// explain says where the text is wrong, in the words of this protocol.
func explain(err error) error {
	var wrong *jsontext.SyntacticError
	switch {
	case err == io.EOF:
		return errors.New("no JSON value")
	case errors.Is(err, jsontext.ErrDuplicateName) && errors.As(err, &wrong):
		return fmt.Errorf("at byte %d: key %q for the second time", wrong.ByteOffset, wrong.JSONPointer.LastToken())
	case errors.Is(err, io.ErrUnexpectedEOF):
		return errors.New("the text ends too soon")
	case errors.As(err, &wrong):
		return fmt.Errorf("at byte %d: %w", wrong.ByteOffset, wrong.Err)
	}
	return err
}
