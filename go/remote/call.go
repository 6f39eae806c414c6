package remote

import (
	"context"
	"errors"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/wire"
	"spandrel.dev/spandrel/internal/abi"
	"spandrel.dev/spandrel/remote/internal/frame"
	"spandrel.dev/spandrel/remote/internal/peer"
)

// Call is a call to the other side that is being made: arguments are appended to Buffer, then Do sends them. It is for generated
// code.
type Call struct {
	// Buffer is where the arguments are appended.
	Buffer []byte

	ctx      context.Context
	link     *link
	function *spandrel.Function
	frame    *frame.Buffer
	// err is why it cannot be made.
	err error
	// target and objects are reachable until the call is done, so that they are not released before.
	target  *Object
	objects []*Object
	// closed tells that an object among the arguments is. Any other reason comes first, as in the same process.
	closed bool
	// borrowed are values that the other side may call until the call returns.
	borrowed []uint64
	answer   *frame.Buffer
	reader   wire.Reader
}

func newCall(ctx context.Context, l *link, function *spandrel.Function) *Call {
	c := &Call{ctx: ctx, link: l, function: function, frame: frame.NewCall()}
	c.frame.Secret = function.Secret
	c.Buffer = c.frame.Data
	return c
}

// failedCall returns its error when it is made.
func failedCall(function *spandrel.Function, err error) *Call {
	c := newCall(context.Background(), nil, function)
	c.err = err
	return c
}

func (c *Call) fail(err error) {
	if c.err == nil {
		c.err = err
	}
}

// Nil notes that a required value is nil.
func (c *Call) Nil(parameter string) {
	c.fail(c.boundary(&spandrel.InputError{Parameter: parameter, Reason: "is nil"}))
}

func (c *Call) boundary(err error) error {
	return &spandrel.CallError{Function: c.function.Name, Err: err}
}

// Object returns the reference of an object of the other side, as an argument. A nil one, and one of another core, is refused.
func (c *Call) Object(object *Object) uint64 {
	switch {
	case object == nil:
		c.fail(c.boundary(spandrel.ErrInvalidHandle))
		return 0
	case object.closed.Load():
		c.closed = true
	case object.client != c.client() || c.link == nil:
		c.fail(c.boundary(spandrel.ErrInvalidHandle))
	case object.link != c.link:
		c.fail(object.link.gone(c.function.Name, false))
	}
	c.objects = append(c.objects, object)
	return object.reference
}

func (c *Call) client() *Client {
	if c.link == nil {
		return nil
	}
	return c.link.client
}

// Borrow returns the reference of a Go value, as an argument, that the other side may call until the call returns.
func (c *Call) Borrow(value any) uint64 {
	reference := c.Give(value)
	if reference != 0 && reference&theirs == 0 {
		c.borrowed = append(c.borrowed, reference>>1)
	}
	return reference
}

// Give returns the reference of a Go value, as an argument, that the other side may call until it drops it.
func (c *Call) Give(value any) uint64 {
	if c.link == nil || c.err != nil {
		return 0
	}
	reference, err := c.link.reference(value)
	if err != nil {
		c.fail(c.boundary(err))
	}
	return reference
}

// Do makes the call, and returns a reader of the result. It is valid until Done.
func (c *Call) Do() (*wire.Reader, error) {
	defer c.release()
	if err := c.refused(); err != nil {
		return nil, err
	}
	ctx, cancel := c.link.limited(c.ctx)
	if cancel != nil {
		defer cancel()
	}
	pending, err := c.begin(ctx, 0)
	if err != nil {
		return nil, err
	}
	answer, err := pending.Next(ctx)
	if err != nil {
		return nil, c.failed(ctx, err)
	}
	if answer.Code == peer.CodeMore {
		answer.Buffer.Free()
		c.link.peer.Fail(peer.Violation("a batch in answer to %s", c.function.Name))
		return nil, c.link.gone(c.function.Name, true)
	}
	return c.read(answer)
}

// refused frees a call that cannot be made, and says why.
func (c *Call) refused() error {
	if c.closed {
		c.fail(c.boundary(spandrel.ErrClosed))
	}
	if c.err == nil {
		if cause := c.ctx.Err(); cause != nil {
			c.fail(c.boundary(cause))
		}
	}
	if c.err != nil {
		c.frame.Data = c.Buffer
		c.frame.Free()
	}
	return c.err
}

// Send makes a call that has no result.
func (c *Call) Send() error {
	if _, err := c.Do(); err != nil {
		return err
	}
	return c.Done()
}

func (c *Call) begin(ctx context.Context, window uint8) (exchange, error) {
	c.frame.Data = c.Buffer
	pending, err := c.link.peer.Begin(ctx, uint16(c.function.Number), window, c.frame)
	c.frame, c.Buffer = nil, nil
	switch {
	case err == nil:
		return pending, nil
	case errors.Is(err, peer.ErrEnded):
		return nil, c.link.gone(c.function.Name, false)
	}
	var own *ownError
	if errors.As(err, &own) {
		return nil, own.of(c.function.Name)
	}
	return nil, c.boundary(err)
}

// failed is the error of a call without an answer.
func (c *Call) failed(ctx context.Context, err error) error {
	if cause := ctx.Err(); cause != nil && errors.Is(err, cause) {
		return c.boundary(cause)
	}
	var own *ownError
	if errors.As(err, &own) {
		return own.of(c.function.Name)
	}
	return c.link.gone(c.function.Name, true)
}

// read opens an answer.
func (c *Call) read(answer peer.Answer) (*wire.Reader, error) {
	c.answer = answer.Buffer
	c.reader = wire.NewReader(answer.Buffer.Payload())
	if answer.Code == abi.CodeOK || answer.Code == peer.CodeMore {
		return &c.reader, nil
	}
	err := c.link.bridge.readError(c.function.Name, answer.Code, &c.reader)
	if err == nil {
		c.reader.Fail()
	}
	if bad := c.Done(); bad != nil {
		return nil, bad
	}
	return nil, err
}

// Done ends the reading of the result. The error is that of an answer that does not follow the contract: the connection ends.
func (c *Call) Done() error {
	malformed := c.reader.Failed() || c.reader.Len() > 0
	c.answer.Free()
	c.answer = nil
	if !malformed {
		return nil
	}
	c.link.peer.Fail(peer.Violation("its answer to %s does not follow the contract", c.function.Name))
	return c.link.gone(c.function.Name, true)
}

// release ends what the other side could call until now.
func (c *Call) release() {
	for _, reference := range c.borrowed {
		c.link.values.take(reference)
	}
}
