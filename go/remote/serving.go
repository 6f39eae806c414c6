package remote

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/wire"
	"spandrel.dev/spandrel/remote/internal/frame"
)

// Serving is a call of the other side that is being answered: the arguments are read, then the result is appended to Buffer. It is for
// generated code.
type Serving struct {
	// Buffer is where the result is appended.
	Buffer []byte

	link   *link
	call   incoming
	name   string
	answer *frame.Buffer
	reader wire.Reader
	// err is what is wrong with the arguments.
	err error
	// panicked tells that the function did.
	panicked bool
}

// run makes the call. A panic is an error, and so is a Goexit, which would end the goroutine without an answer.
func (s *Serving) run() (err error) {
	returned := false
	defer func() {
		s.call.Free()
		if returned {
			return
		}
		reason := recover()
		if reason == nil {
			// The goroutine ends behind this, so nothing else answers.
			s.panicked = true
			s.fail(&spandrel.PanicError{Message: "called runtime.Goexit"})
			return
		}
		s.panicked = true
		err = &spandrel.PanicError{Message: fmt.Sprint(reason), Backtrace: string(debug.Stack())}
	}()
	s.reader = wire.NewReader(s.call.Arguments())
	number := s.call.Number()
	switch {
	case number >= len(s.link.functions) && number-len(s.link.functions) < s.link.closers:
		err = s.closeObject()
	case number >= len(s.link.functions):
		err = s.refused("function", fmt.Sprintf("has number %d, which is none of this bridge", number))
	default:
		function := &s.link.functions[number]
		s.name, s.answer.Secret = function.Function.Name, function.Function.Secret
		err = function.Serve(s)
	}
	returned = true
	return err
}

func (s *Serving) fail(err error) {
	b := s.link.bridge
	appendError := b.appendError
	if s.link.core == nil && !s.panicked && err != s.err {
		// What a function of Go's returns is an error of Go's to Rust, whatever it is.
		appendError = b.appendOther
	}
	code, buffer := appendError(s.Buffer[:frame.HeadSize], err)
	s.Buffer = buffer
	s.finish(code)
}

// finish sends the answer, or says that it is too large.
func (s *Serving) finish(code uint8) {
	s.answer.Data = s.Buffer
	if size := len(s.answer.Payload()); !s.call.Fits(size) {
		err := s.refused("result", fmt.Sprintf("has %d bytes, more than the other side accepts", size))
		code, s.answer.Data = s.link.bridge.appendError(s.answer.Data[:frame.HeadSize], err)
	}
	s.call.Answer(code, s.answer)
}

func (s *Serving) refused(what, reason string) error {
	return &spandrel.CallError{Function: s.name, Err: &spandrel.InputError{Parameter: what, Reason: reason}}
}

// closeObject closes an object and forgets it.
func (s *Serving) closeObject() error {
	reference := s.reader.Uint64()
	if err := s.Ready(); err != nil {
		return err
	}
	value, ok, issued := s.link.values.get(reference)
	object, isObject := value.(*opened)
	if !isObject {
		// A Go value that is there is no object.
		return s.absent(issued && !ok)
	}
	if _, ok, _ := s.link.values.take(reference); !ok {
		// Another call has closed it in between.
		return s.absent(true)
	}
	return object.Close()
}

func (s *Serving) absent(issued bool) error {
	if issued {
		return &spandrel.CallError{Function: s.name, Err: spandrel.ErrClosed}
	}
	return &spandrel.CallError{Function: s.name, Err: spandrel.ErrInvalidHandle}
}

// Core is what is served.
func (s *Serving) Core() any { return s.link.core }

// Context is done when the caller has stopped waiting.
func (s *Serving) Context() context.Context { return s.call.Context() }

// Reader reads the arguments.
func (s *Serving) Reader() *wire.Reader { return &s.reader }

// ObjectOf is the object that an argument refers to: nil if there is none of the type, which Ready says. It is for generated code.
func ObjectOf[T any](s *Serving, reference uint64) T {
	value, ok, issued := s.link.values.get(reference)
	var object T
	if owned, is := value.(*opened); is {
		object, ok = owned.Closer.(T)
		issued = false
	}
	if !ok {
		s.refuse(s.absent(issued))
	}
	return object
}

// Target reads the Go value that is called: nil if it is gone, which Ready says. It is for generated code.
func Target[T any](s *Serving) T {
	reference := s.reader.Uint64()
	value, _, issued := s.link.values.get(reference)
	if reference == 0 && s.link.client != nil {
		value = s.link.client.functions
	}
	target, ok := value.(T)
	if !ok {
		s.refuse(s.absent(issued && value == nil))
	}
	return target
}

func (s *Serving) refuse(err error) {
	if s.err == nil {
		s.err = err
	}
}

// Callback is the function of the other side that an argument refers to: nil if there is none, which Ready says.
func (s *Serving) Callback(reference uint64) *Value {
	_, other := s.Value(reference)
	if other == nil {
		s.refuse(s.absent(false))
	}
	return other
}

// Value is the Go value that an argument refers to: one of this side's, or of the other's.
func (s *Serving) Value(reference uint64) (own any, other *Value) {
	own, other = s.link.value(reference)
	if own == nil && other == nil {
		s.refuse(s.absent(reference != 0))
	}
	return own, other
}

// Ready ends the reading of the arguments. The error says that they are not those of the function.
func (s *Serving) Ready() error {
	if s.reader.Failed() || s.reader.Len() > 0 {
		return s.refused("arguments", "do not follow the contract")
	}
	return s.err
}

// Put returns the reference of an object that is returned, which the other side owns from then on.
func (s *Serving) Put(object io.Closer) (uint64, error) {
	reference, err := s.link.values.put(&opened{object})
	if err != nil {
		return 0, errors.Join(&spandrel.CallError{Function: s.name, Err: err}, object.Close())
	}
	return reference, nil
}

// Give returns the reference of a Go value that is returned.
func (s *Serving) Give(value any) (uint64, error) {
	switch {
	case value == nil && s.link.core == nil:
		// It is refused where it is returned to Rust.
		return 0, nil
	case value == nil:
		return 0, s.refused("result", "is nil")
	}
	reference, err := s.link.reference(value)
	if err != nil {
		return 0, &spandrel.CallError{Function: s.name, Err: err}
	}
	return reference, nil
}
