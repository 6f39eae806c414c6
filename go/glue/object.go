package glue

import (
	"context"
	"runtime"
	"sync/atomic"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/wire"
)

// Object is the Go half of an object of the Rust side: a handle that is checked on every call.
//
// Calls do not wait inside Rust. What finds the object in use comes back busy, and waits here.
type Object struct {
	_       noCopy
	debug   objectDebug
	handle  uint64
	bridge  *Bridge
	closed  atomic.Bool
	queue   queue
	cleanup runtime.Cleanup
	// whole is the object that this one stands for with a context of its own; nil for the object itself.
	whole *Object
	ctx   context.Context
}

// noCopy lets go vet find copies of an object.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

// Init makes the object own a handle. An object that is never closed is closed by a cleanup: that safety net costs
// some 200 ns and two allocations for each object.
func (o *Object) Init(bridge *Bridge, handle uint64) {
	o.handle = handle
	o.bridge = bridge
	o.cleanup = runtime.AddCleanup(o, func(handle uint64) {
		if Debug {
			neverClosed(bridge.link.Returned, handle)
		}
		if frame := bridge.link.Close(handle); !frame.OK() {
			bridge.lose(bridge.link.Package+": an object that was never closed", frame)
		}
	}, handle)
	if Debug {
		o.debug.made(bridge.link.Returned, handle)
	}
}

// InitWith makes the object stand for another one in calls that wait no longer than the context.
func (o *Object) InitWith(ctx context.Context, other *Object) {
	if other.whole != nil {
		other = other.whole
	}
	o.handle, o.bridge, o.whole, o.ctx = other.handle, other.bridge, other, ctx
	// Makes Retry take the slow path, which finds the object itself.
	o.queue.neverEmpty()
}

// Handle returns the handle for a try of a call. It stays the same after Close, so that the Rust side says what has become
// of it.
func (o *Object) Handle(turn *Turn) uint64 {
	return o.Argument(turn)
}

// Argument is Handle for an object that is an argument.
func (o *Object) Argument(turn *Turn) uint64 {
	handle := o.handle
	if Debug {
		o.of().debug.used(handle, turn == nil)
	}
	if turn != nil {
		handle = o.again(turn)
	}
	if Debug {
		collect()
	}
	return handle
}

// again is the handle for another try. The turn learns that the call has this object.
//
//go:noinline
func (o *Object) again(turn *Turn) uint64 {
	return o.handle | turn.at(&o.of().queue, o.handle, o.ctx)
}

// of returns the object itself.
func (o *Object) of() *Object {
	if o.whole != nil {
		return o.whole
	}
	return o
}

// Retry is asked after each try of a call: the answer is the call's turn if the object was in use and the call is to be
// made again, and nil if it has ended. Retry keeps the object alive to the end of the call, and wakes those who wait for it.
func (o *Object) Retry(frame Frame, turn *Turn) *Turn {
	// Small enough to be inlined, as it is asked on every call. What does not hold under spandrel_debug is in
	// nobody.
	if uint8(frame.Status) != codeBusy && atomic.LoadInt32(&o.queue.length) == nobody {
		return nil
	}
	return o.retry(frame, turn)
}

// retry is the rest of Retry, apart so that the compiler inlines that.
//
//go:noinline
func (o *Object) retry(frame Frame, turn *Turn) *Turn {
	return o.conclude(nil, frame.Status, turn)
}

// RetryContext is Retry for a call with a context.
func (o *Object) RetryContext(ctx context.Context, frame Frame, turn *Turn) *Turn {
	return o.conclude(ctx, frame.Status, turn)
}

// conclude ends a try: it waits for a busy object, or wakes those who wait for one that is free now.
func (o *Object) conclude(ctx context.Context, status uint64, turn *Turn) *Turn {
	if uint8(status) == codeBusy && turn == nil {
		turn = newTurn()
		o.again(turn)
	}
	if turn = conclude(ctx, status, turn); turn == nil {
		o.of().queue.next()
	}
	return turn
}

// Wake is called when the object was an argument of a call that has ended, or when an answer has come later: whoever waits for the
// object may try again. It keeps the object alive to there.
func (o *Object) Wake() {
	if o != nil && atomic.LoadInt32(&o.queue.length) != nobody {
		o.wake()
	}
}

//go:noinline
func (o *Object) wake() {
	if Debug {
		answered(o.handle)
	}
	o.of().queue.next()
}

// Close closes the object. Only the first call does something; a panic of the object's destructor is its error.
func (o *Object) Close(function string) error {
	o = o.of()
	if Debug && o.bridge != nil {
		o.debug.closed(function)
	}
	if o.bridge == nil || !o.closed.CompareAndSwap(false, true) {
		return nil
	}
	o.cleanup.Stop()
	if Debug {
		closing(o.bridge.link.Returned, o.handle)
	}
	frame := o.bridge.link.Close(o.handle)
	o.queue.all()
	if frame.OK() || uint8(frame.Status) == codeClosed {
		return nil
	}
	return o.bridge.Fail(function, frame, nil)
}

// Fail turns the frame of a failed call of a method into an error. others are the objects among its arguments.
func (o *Object) Fail(function string, frame Frame, read func(*wire.Reader) error, others ...*Object) error {
	if o.bridge == nil {
		return &spandrel.CallError{Function: function, Err: spandrel.ErrInvalidHandle}
	}
	if frame.busy() && o.ctx != nil && o.ctx.Err() != nil {
		return Cancelled(function, o.ctx.Err())
	}
	return o.bridge.Fail(function, frame, read, others...)
}

// expired is the error of the context that has ended a wait: the first one that is done. A context of somebody's own may not say so.
func expired(objects []*Object) error {
	for _, o := range objects {
		if o != nil && o.ctx != nil && o.ctx.Err() != nil {
			return o.ctx.Err()
		}
	}
	return nil
}

// Retry is asked after each try of a call that needs objects without being a method of one. Those who wait for the objects hear
// of its end by Wake.
func Retry(frame Frame, turn *Turn) *Turn {
	return conclude(nil, frame.Status, turn)
}

// RetryContext is Retry for a call with a context.
func RetryContext(ctx context.Context, frame Frame, turn *Turn) *Turn {
	return conclude(ctx, frame.Status, turn)
}

// conclude ends a try: it waits for a busy object, or wakes those who wait for one that is free now. A call without a context
// waits by those of its objects.
func conclude(ctx context.Context, status uint64, turn *Turn) (again *Turn) {
	if Debug {
		tried(status)
	}
	if uint8(status) == codeBusy {
		if Debug {
			defer func() {
				if again == nil {
					ended()
				}
			}()
		}
		if turn == nil {
			turn = newTurn()
		}
		return turn.wait(ctx, status)
	}
	if turn != nil {
		turn.end(true)
	}
	return nil
}
