package remote

import (
	"context"
	"io"
	"runtime"
	"sync/atomic"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/wire"
)

// theirs flags, in the lowest bit of a reference of a Go value, one of the side that receives it. The others are of the side that
// sends it.
const theirs = 1

// Object is an object of the core at the other side. It is for generated code, which puts it into types of its own.
type Object struct {
	link      *link
	client    *Client
	reference uint64
	closed    atomic.Bool
	cleanup   runtime.Cleanup
}

// Opened is an object that was returned.
func (c *Call) Opened(reference uint64) *Object { return c.link.object(reference) }

// Reference is what the other side knows the object by.
func (o *Object) Reference() uint64 {
	if o == nil {
		return 0
	}
	return o.reference
}

func (l *link) object(reference uint64) *Object {
	o := &Object{link: l, client: l.client, reference: reference}
	o.cleanup = runtime.AddCleanup(o, func(r released) { r.release() }, released{l, reference})
	return o
}

// released is a reference that nothing uses any more.
type released struct {
	link      *link
	reference uint64
}

func (r released) release() {
	if !r.link.isGone() {
		r.link.peer.Release(r.reference)
	}
}

// Call begins a call of a method.
func (o *Object) Call(ctx context.Context, function *spandrel.Function) *Call {
	if o == nil {
		return failedCall(function, &spandrel.CallError{Function: function.Name, Err: spandrel.ErrInvalidHandle})
	}
	c := newCall(ctx, o.link, function)
	switch {
	case o.closed.Load():
		c.fail(c.boundary(spandrel.ErrClosed))
	case o.link.isGone():
		c.fail(o.link.gone(function.Name, false))
	}
	c.target = o
	return c
}

// Close closes the object at the other side. A second Close does nothing; nor does one of an object whose core is gone.
func (o *Object) Close(ctx context.Context, function *spandrel.Function) error {
	if o == nil || o.closed.Swap(true) {
		return nil
	}
	o.cleanup.Stop()
	if o.link.isGone() {
		return nil
	}
	c := newCall(ctx, o.link, function)
	c.Buffer = wire.AppendUint64(c.Buffer, o.reference)
	return c.Send()
}

// Value is a Go value of the other side, which this side calls. It is for generated code, which puts it into types of its own.
type Value struct {
	link      *link
	reference uint64
}

// RemoteValue is the value itself, through whatever type it is part of.
func (v *Value) RemoteValue() *Value { return v }

// Call begins a call of the value.
func (v *Value) Call(ctx context.Context, function *spandrel.Function) *Call {
	c := newCall(ctx, v.link, function)
	c.Buffer = wire.AppendUint64(c.Buffer, v.reference)
	return c
}

// reference is what the other side is told for a Go value.
func (l *link) reference(value any) (uint64, error) {
	if proxy, ok := value.(interface{ RemoteValue() *Value }); ok {
		if own := proxy.RemoteValue(); own != nil && own.link == l {
			return own.reference<<1 | theirs, nil
		}
	}
	reference, err := l.values.put(value)
	return reference << 1, err
}

// value is what the other side means by the reference of a Go value: one of this side's, or of the other's; neither if there is none.
func (l *link) value(reference uint64) (own any, other *Value) {
	switch {
	case reference>>1 == 0:
		return nil, nil
	case reference&theirs != 0:
		own, _, _ = l.values.get(reference >> 1)
		return own, nil
	}
	other = &Value{link: l, reference: reference >> 1}
	runtime.AddCleanup(other, func(r released) { r.release() }, released{l, reference >> 1})
	return nil, other
}

// Value is a Go value that was returned: one of this side's, or of the other's.
func (c *Call) Value(reference uint64) (own any, other *Value) { return c.link.value(reference) }

var _ io.Closer = (*opened)(nil)
