// Package around is what generated code needs to put a hook around the calls of a core.
//
// It is exported because generated packages live in other modules. It is not covered by the version: only code that
// the spandrel command of the same version wrote may use it.
package around

import (
	"context"
	"sync/atomic"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/wire"
)

// Wrap is what all calls of a wrapped core share.
type Wrap struct {
	hook spandrel.Hook
	// last is the number of the object that was made last.
	last atomic.Uint64
	// objects has the objects by number, where calls come as data; nil otherwise.
	objects *objects
}

// New returns the state of a core with this hook around it.
func New(hook spandrel.Hook) *Wrap {
	return &Wrap{hook: hook}
}

// Begin reports whether the hook wants to surround a call.
func (w *Wrap) Begin(ctx context.Context, f *spandrel.Function) bool {
	return w.hook.Begin(ctx, f)
}

// closer is what every object of a core is.
type closer interface {
	Close() error
}

// Object is an object of a wrapped core. C is its interface.
type Object[C closer] struct {
	*Wrap
	// Core is the object of the core; nil for one that the hook made.
	Core C
	// Number is what hooks know it by.
	Number uint64
	// own tells that the hook made it.
	own bool
}

// NewObject returns an object of the core, which gets the next number.
func NewObject[C closer](w *Wrap, core C) Object[C] {
	number := w.last.Add(1)
	if w.objects != nil {
		w.objects.put(number, core)
	}
	return Object[C]{Wrap: w, Core: core, Number: number}
}

// HookObject returns an object that the hook made.
func HookObject[C closer](w *Wrap, number uint64) Object[C] {
	return Object[C]{Wrap: w, Number: number, own: true}
}

// Begin reports whether the hook wants to surround a call, which it has to for an object of its own.
func (o *Object[C]) Begin(ctx context.Context, f *spandrel.Function) bool {
	return o.Wrap.Begin(ctx, f) || o.own
}

// Core is the object of the core of two results: the object, and its number.
func Core[C any](object C, _ uint64) C { return object }

// Call is the part of a call that does not depend on the function.
type Call struct {
	wrap     *Wrap
	function *spandrel.Function
	ctx      context.Context
	err      error
	answered bool
}

// NewCall returns a call without an answer.
func (w *Wrap) NewCall(ctx context.Context, f *spandrel.Function) Call {
	return Call{wrap: w, function: f, ctx: ctx}
}

// Run has the hook surround the call, and returns its error.
func (c *Call) Run(call spandrel.Call) error {
	c.wrap.hook.Around(call)
	if !c.answered {
		c.err = c.failed(spandrel.ErrUnanswered)
	}
	return c.err
}

// Wrap is the wrapped core that the call is one of.
func (c *Call) Wrap() *Wrap { return c.wrap }

// Function is what is called.
func (c *Call) Function() *spandrel.Function { return c.function }

// Context is that of the caller, or what the hook put in its place.
func (c *Call) Context() context.Context { return c.ctx }

// SetContext replaces the context.
func (c *Call) SetContext(ctx context.Context) { c.ctx = ctx }

// Err is the error of the call.
func (c *Call) Err() error { return c.err }

// OK reports whether there is an answer without an error.
func (c *Call) OK() bool { return c.answered && c.err == nil }

// Fail answers with an error.
func (c *Call) Fail(err error) { _ = c.Done(err) }

// Done notes the answer, and returns its error.
func (c *Call) Done(err error) error {
	c.err, c.answered = err, true
	return err
}

// Replied notes an answer of the hook that was read, if it follows the contract.
func (c *Call) Replied(reader *wire.Reader) error {
	if reader.Failed() || reader.Len() > 0 {
		return c.failed(wire.ErrMalformed)
	}
	return c.Done(nil)
}

// NoCore answers a call of an object that the core does not have.
func (c *Call) NoCore() error {
	return c.Done(c.failed(spandrel.ErrInvalidHandle))
}

// NoRing refuses an answer of the hook for a function that answers with an end of a ring.
func (c *Call) NoRing() error {
	return c.failed(&spandrel.InputError{Parameter: "result", Reason: "is an end of a ring, which only the core has"})
}

// NewObject returns a number for an object of the hook.
func (c *Call) NewObject() uint64 { return c.wrap.last.Add(1) }

func (c *Call) failed(err error) error {
	return &spandrel.CallError{Function: c.function.Name, Err: err}
}

// Reference is what hooks see of a callback, or of an interface that Go implements.
func Reference(isThere bool) uint64 {
	if isThere {
		return 1
	}
	return 0
}

// Into returns an answer in memory of the caller if it fits, as the variants of functions do whose names end in Into.
func Into(buffer, answer []byte) []byte {
	return append(buffer[:0], answer...)
}
