package glue

import (
	"context"
	"runtime"
	"sync/atomic"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/debug"
	"spandrel.dev/spandrel/glue/wait"
	"spandrel.dev/spandrel/glue/wire"
	"spandrel.dev/spandrel/internal/abi"
)

// Object is the Go half of an object of the Rust side: a handle that is checked on every call.
//
// Calls do not wait inside Rust. What finds the object in use comes back busy, and waits here.
type Object struct {
	_       noCopy
	debug   debug.Object
	handle  uint64
	bridge  *Bridge
	closed  atomic.Bool
	queue   wait.Queue
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
		if debug.Enabled {
			debug.NeverClosed(bridge.link.Returned, handle)
		}
		if frame := bridge.link.Close(handle); !frame.OK() {
			bridge.lose(bridge.link.Package+": an object that was never closed", frame)
		}
	}, handle)
	if debug.Enabled {
		o.debug.Made(bridge.link.Returned, handle)
	}
}

// InitWith makes the object stand for another one in calls that wait no longer than the context.
func (o *Object) InitWith(ctx context.Context, other *Object) {
	if other.whole != nil {
		other = other.whole
	}
	o.handle, o.bridge, o.whole, o.ctx = other.handle, other.bridge, other, ctx
	// Makes Retry take the slow path, which finds the object itself.
	o.queue.NeverEmpty()
}

// Handle returns the handle for a try of a call. It stays the same after Close, so that the Rust side says what has become
// of it.
func (o *Object) Handle(turn *wait.Turn) uint64 {
	return o.Argument(turn)
}

// Argument is Handle for an object that is an argument.
func (o *Object) Argument(turn *wait.Turn) uint64 {
	handle := o.handle
	if debug.Enabled {
		o.of().debug.Used(handle, turn == nil)
	}
	if turn != nil {
		handle = o.again(turn)
	}
	if debug.Enabled {
		debug.Collect()
	}
	return handle
}

// again is the handle for another try. The turn learns that the call has this object.
//
//go:noinline
func (o *Object) again(turn *wait.Turn) uint64 {
	return o.handle | turn.At(&o.of().queue, o.handle, o.ctx)
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
func (o *Object) Retry(frame Frame, turn *wait.Turn) *wait.Turn {
	// Small enough to be inlined, as it is asked on every call. What does not hold under spandrel_debug is in
	// wait.Nobody.
	if uint8(frame.Status) != abi.CodeBusy && atomic.LoadInt32(&o.queue.Length) == wait.Nobody {
		return nil
	}
	return o.retry(frame, turn)
}

// retry is the rest of Retry, apart so that the compiler inlines that.
//
//go:noinline
func (o *Object) retry(frame Frame, turn *wait.Turn) *wait.Turn {
	return o.conclude(nil, frame.Status, turn)
}

// RetryContext is Retry for a call with a context.
func (o *Object) RetryContext(ctx context.Context, frame Frame, turn *wait.Turn) *wait.Turn {
	return o.conclude(ctx, frame.Status, turn)
}

// conclude ends a try: it waits for a busy object, or wakes those who wait for one that is free now.
func (o *Object) conclude(ctx context.Context, status uint64, turn *wait.Turn) *wait.Turn {
	if uint8(status) == abi.CodeBusy && turn == nil {
		turn = wait.NewTurn()
		o.again(turn)
	}
	if turn = conclude(ctx, status, turn); turn == nil {
		o.of().queue.Next()
	}
	return turn
}

// Wake is called when the object was an argument of a call that has ended, or when an answer has come later: what waits for the
// object may try again. It keeps the object alive to there.
func (o *Object) Wake() {
	if o != nil && atomic.LoadInt32(&o.queue.Length) != wait.Nobody {
		o.wake()
	}
}

//go:noinline
func (o *Object) wake() {
	if debug.Enabled {
		debug.Answered(o.handle)
	}
	o.of().queue.Next()
}

// Close closes the object. Only the first call does something; a panic of the object's destructor is its error.
func (o *Object) Close(function string) error {
	o = o.of()
	if debug.Enabled && o.bridge != nil {
		o.debug.Closed(function)
	}
	if o.bridge == nil || !o.closed.CompareAndSwap(false, true) {
		return nil
	}
	o.cleanup.Stop()
	if debug.Enabled {
		debug.Closing(o.bridge.link.Returned, o.handle)
	}
	frame := o.bridge.link.Close(o.handle)
	o.queue.All()
	if frame.OK() || frame.Code() == abi.CodeClosed {
		return nil
	}
	return o.bridge.Fail(function, frame, nil)
}

// Fail turns the frame of a failed call of a method into an error. others are the objects among its arguments.
func (o *Object) Fail(function string, frame Frame, read func(*wire.Reader) error, others ...*Object) error {
	if o.bridge == nil {
		return &spandrel.CallError{Function: function, Err: spandrel.ErrInvalidHandle}
	}
	if frame.Busy() && o.ctx != nil && o.ctx.Err() != nil {
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
func Retry(frame Frame, turn *wait.Turn) *wait.Turn {
	return conclude(nil, frame.Status, turn)
}

// RetryContext is Retry for a call with a context.
func RetryContext(ctx context.Context, frame Frame, turn *wait.Turn) *wait.Turn {
	return conclude(ctx, frame.Status, turn)
}

// conclude ends a try: it waits for a busy object, or wakes those who wait for one that is free now. A call without a context
// waits by those of its objects. One that would wait for itself ends and is still busy.
func conclude(ctx context.Context, status uint64, turn *wait.Turn) (again *wait.Turn) {
	if debug.Enabled {
		debug.Tried(status)
	}
	if uint8(status) == abi.CodeBusy {
		if turn == nil {
			turn = wait.NewTurn()
		}
		if turn.Reentrant(ctx, status) {
			if debug.Enabled {
				debug.Tried(abi.CodeReentrant)
			}
			turn.End(false)
			return nil
		}
		if debug.Enabled {
			defer func() {
				if again == nil {
					debug.Ended()
				}
			}()
		}
		return turn.Wait(ctx, status)
	}
	if turn != nil {
		turn.End(true)
	}
	return nil
}
