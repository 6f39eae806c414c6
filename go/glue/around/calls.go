package around

import (
	"context"
	"sync"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/wire"
)

// Calls is [spandrel.Calls] of a bridge.
type Calls struct {
	// Core is what is called.
	Core any

	wrap        *Wrap
	contract    string
	functions   []spandrel.Function
	decode      func(ctx context.Context, calls *Calls, number int, reader *wire.Reader) spandrel.Call
	appendError func(buffer []byte, err error) []byte
}

var _ spandrel.Calls = (*Calls)(nil)

// NewCalls returns the calls of a core.
func NewCalls(
	core any,
	contract string,
	functions []spandrel.Function,
	decode func(ctx context.Context, calls *Calls, number int, reader *wire.Reader) spandrel.Call,
	appendError func(buffer []byte, err error) []byte,
) *Calls {
	wrap := &Wrap{objects: &objects{values: map[uint64]any{}}}
	// The numbers that objects are renamed to are those of another core, which begin at 1.
	wrap.last.Store(1 << 63)
	return &Calls{Core: core, wrap: wrap, contract: contract, functions: functions, decode: decode, appendError: appendError}
}

// objects are the objects of a core by number.
type objects struct {
	mu     sync.Mutex
	values map[uint64]any
}

func (o *objects) put(number uint64, object any) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.values[number] = object
}

func (o *objects) get(number uint64) (any, bool) {
	o.mu.Lock()
	defer o.mu.Unlock()
	object, ok := o.values[number]
	return object, ok
}

// ObjectOf returns the object of a number: nil if there is none of the type.
func ObjectOf[C any](calls *Calls, number uint64) C {
	object, _ := calls.wrap.objects.get(number)
	typed, _ := object.(C)
	return typed
}

// Contract is the contract as text.
func (c *Calls) Contract() string { return c.contract }

// Functions are the functions by number.
func (c *Calls) Functions() []spandrel.Function { return c.functions }

// NewCall returns a call without an answer.
func (c *Calls) NewCall(ctx context.Context, f *spandrel.Function) Call {
	return c.wrap.NewCall(ctx, f)
}

// Again returns a call like another, without an answer.
func (c *Calls) Again(other *Call) Call { return c.wrap.NewCall(other.ctx, other.function) }

// Decode returns a call of the function with this number.
func (c *Calls) Decode(ctx context.Context, number int, arguments []byte) (spandrel.Call, error) {
	if number < 0 || number >= len(c.functions) {
		return nil, &spandrel.CallError{Function: "spandrel.Calls", Err: &spandrel.InputError{Parameter: "number", Reason: "is that of no function"}}
	}
	function := &c.functions[number]
	reader := wire.NewReader(arguments)
	var call spandrel.Call
	if function.Close {
		handle := reader.Uint64()
		call = (&closeCall[closer]{Call: c.NewCall(ctx, function), object: &Object[closer]{Number: handle}}).At(c)
	} else if call = c.decode(ctx, c, number, &reader); call == nil {
		reason := "has a callback, an interface of Go or a secret, which data cannot be"
		return nil, &spandrel.CallError{Function: function.Name, Err: &spandrel.InputError{Parameter: "arguments", Reason: reason}}
	}
	if reader.Failed() || reader.Len() > 0 {
		return nil, &spandrel.CallError{Function: function.Name, Err: wire.ErrMalformed}
	}
	return call, nil
}

// Repeat returns a call with the arguments of another core's.
func (c *Calls) Repeat(call spandrel.Call) (spandrel.Call, error) {
	number := call.Function().Number
	if number >= len(c.functions) || call.Function() != &c.functions[number] {
		return nil, &spandrel.CallError{Function: call.Function().Name, Err: &spandrel.InputError{Parameter: "call", Reason: "is one of another contract"}}
	}
	generated, ok := call.(interface {
		At(calls *Calls) spandrel.Call
	})
	if !ok {
		return nil, &spandrel.CallError{Function: call.Function().Name, Err: &spandrel.InputError{Parameter: "call", Reason: "is not one that a hook surrounds"}}
	}
	return generated.At(c), nil
}

// Rename has an object known by another number.
func (c *Calls) Rename(object, number uint64) {
	objects := c.wrap.objects
	objects.mu.Lock()
	defer objects.mu.Unlock()
	if value, ok := objects.values[object]; ok && object != number {
		delete(objects.values, object)
		objects.values[number] = value
	}
}

// Has reports whether there is an object of this number.
func (c *Calls) Has(object uint64) bool {
	_, ok := c.wrap.objects.get(object)
	return ok
}

// Remove removes an object from the table.
func (c *Calls) Remove(object uint64) {
	objects := c.wrap.objects
	objects.mu.Lock()
	defer objects.mu.Unlock()
	delete(objects.values, object)
}

// AppendError appends which error of the contract this is.
func (c *Calls) AppendError(buffer []byte, err error) []byte {
	if c.appendError == nil {
		return wire.AppendUint8(buffer, 0)
	}
	return c.appendError(buffer, err)
}

// At closes the object of the same number of another core.
func (c *closeCall[C]) At(calls *Calls) spandrel.Call {
	number := c.object.Number
	core := ObjectOf[closer](calls, number)
	object := &Object[closer]{Wrap: calls.wrap, Core: core, Number: number}
	return &closeCall[closer]{Call: calls.Again(&c.Call), object: object, missing: core == nil}
}

// Again is the call of a stream at another core, without a caller that takes its items: they are seen by OnItem.
func (s *Stream[T]) Again(calls *Calls) Stream[T] {
	return Stream[T]{Call: calls.Again(&s.Call), Append: s.Append, Read: s.Read}
}
