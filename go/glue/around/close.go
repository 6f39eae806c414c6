package around

import (
	"context"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/wire"
)

// Close closes an object, with the hook around it.
func (o *Object[C]) Close(f *spandrel.Function) error {
	if !o.Begin(context.Background(), f) {
		return o.Core.Close()
	}
	call := &closeCall[C]{Call: o.NewCall(context.Background(), f), object: o}
	return call.Run(call)
}

type closeCall[C closer] struct {
	Call
	object *Object[C]
	// missing tells that the core does not have the object.
	missing bool
}

// AppendArguments appends the number of the object.
func (c *closeCall[C]) AppendArguments(buffer []byte) []byte {
	return wire.AppendUint64(buffer, c.object.Number)
}

// Proceed closes the object of the core. One of the hook has nothing to close.
func (c *closeCall[C]) Proceed() error {
	if c.missing {
		return c.NoCore()
	}
	if c.object.own {
		return c.Done(nil)
	}
	return c.Done(c.object.Core.Close())
}

// AppendAnswer appends nothing.
func (c *closeCall[C]) AppendAnswer(buffer []byte) []byte { return buffer }

// Answer answers in place of the core.
func (c *closeCall[C]) Answer(encoded []byte) error {
	reader := wire.NewReader(encoded)
	return c.Replied(&reader)
}
