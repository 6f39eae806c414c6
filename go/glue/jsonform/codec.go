// Package jsonform is JSON of what bridges declare, both ways. It is for generated code, which has one function a type: the same
// function writes and reads, so that both agree.
//
// It is strict, because what it reads may come from anywhere: a field that is missing, unknown, or there twice, a number that does
// not fit and text that is not UTF-8 are errors, which name the place. It reads nothing twice as often as values are nested, and
// recurses no deeper than its types and a fixed limit.
package jsonform

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
)

// Form writes a value, or reads it, as its codec does.
type Form[T any] func(c *Codec, v *T)

// Codec writes one value, or reads one. After a failure it does nothing.
type Codec struct {
	// out is what was written, in is what is read, from the place on.
	out     []byte
	in      []byte
	at      int
	reading bool
	err     error
	path    []step
}

// step is a part of the way to a value: a field, or an element.
type step struct {
	field string
	index int
}

// Error says which value has no counterpart in JSON or in the contract, and why.
type Error struct {
	// Path is the way to the value, such as "points[1].x"; empty for the whole.
	Path string
	// Reason says what is wrong with it.
	Reason string
	// Err is the error behind it, if there is one.
	Err error
}

// Error returns path and reason.
func (e *Error) Error() string {
	if e.Path == "" {
		return e.Reason
	}
	return e.Path + ": " + e.Reason
}

// Unwrap returns the error behind it, or nil.
func (e *Error) Unwrap() error { return e.Err }

// NewWriter returns a codec that appends to b.
func NewWriter(b []byte) *Codec { return &Codec{out: b} }

// NewReader returns a codec that reads text.
func NewReader(text []byte) *Codec { return &Codec{in: text, reading: true} }

// Reads tells whether it reads.
func (c *Codec) Reads() bool { return c.reading }

// Written ends the writing.
func (c *Codec) Written() ([]byte, error) { return c.out, c.err }

// Read ends the reading: nothing may follow the value.
func (c *Codec) Read() error {
	if c.space(); c.err == nil && c.at < len(c.in) {
		c.Fail("more follows the value")
	}
	return c.err
}

// Marshal returns JSON of a value.
func Marshal[T any](v T, form Form[T]) ([]byte, error) {
	c := NewWriter(nil)
	form(c, &v)
	return c.Written()
}

// Unmarshal reads a value. It is unchanged if there is an error.
func Unmarshal[T any](text []byte, v *T, form Form[T]) error {
	c := NewReader(text)
	var read T
	form(c, &read)
	if err := c.Read(); err != nil {
		return err
	}
	*v = read
	return nil
}

// Fail says that the value is refused. The first reason counts.
func (c *Codec) Fail(format string, values ...any) {
	if c.err == nil {
		c.err = &Error{Path: c.place(), Reason: fmt.Sprintf(format, values...)}
	}
}

// failed is the error of a value whose type writes or reads itself.
func (c *Codec) failed(err error) {
	if c.err != nil {
		return
	}
	path := c.place()
	var inner *Error
	if !errors.As(err, &inner) {
		c.err = &Error{Path: path, Reason: err.Error(), Err: err}
		return
	}
	if path != "" && inner.Path != "" && inner.Path[0] != '[' {
		path += "."
	}
	c.err = &Error{Path: path + inner.Path, Reason: inner.Reason, Err: inner.Err}
}

func (c *Codec) place() string {
	var text strings.Builder
	for _, step := range c.path {
		switch {
		case step.field == "":
			text.WriteString("[" + strconv.Itoa(step.index) + "]")
		case text.Len() > 0:
			text.WriteString("." + step.field)
		default:
			text.WriteString(step.field)
		}
	}
	return text.String()
}

func (c *Codec) enter(field string, index int) { c.path = append(c.path, step{field, index}) }

func (c *Codec) leave() {
	// The way to what failed first stays.
	if c.err == nil {
		c.path = c.path[:len(c.path)-1]
	}
}

func (c *Codec) write(text string) { c.out = append(c.out, text...) }
