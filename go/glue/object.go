package glue

import (
	"runtime"
	"sync/atomic"
	"time"
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
	waiting atomic.Int32
	// wake is made by the first that waits.
	wake    atomic.Pointer[chan struct{}]
	cleanup runtime.Cleanup
}

// noCopy lets go vet find copies of an object.
type noCopy struct{}

func (*noCopy) Lock()   {}
func (*noCopy) Unlock() {}

// Init makes the object own a handle. When the object is forgotten without Close, a cleanup closes it: that net costs
// some 200 ns and two allocations for each object.
func (o *Object) Init(bridge *Bridge, handle uint64) {
	o.handle = handle
	o.bridge = bridge
	o.cleanup = runtime.AddCleanup(o, func(handle uint64) {
		if Debug {
			forgotten(bridge.link.Returned, handle)
		}
		if frame := bridge.link.Close(handle); !frame.OK() {
			bridge.lose(bridge.link.Package+": an object that was never closed", frame)
		}
	}, handle)
	if Debug {
		o.debug.made(bridge.link.Returned, handle)
	}
}

// Handle returns the handle. It stays the same after Close, so that the Rust side says what has become of it.
func (o *Object) Handle() uint64 {
	handle := o.handle
	if Debug {
		o.debug.used(handle)
		collect()
	}
	return handle
}

// Retry is asked after each attempt of a call: whether the object was in use and the call is to be made again. It
// keeps the object alive to the end of the call, and wakes those who wait for it.
func (o *Object) Retry(frame Frame, attempt int) bool {
	// Small enough to be inlined, as it is asked on every call.
	return (uint8(frame.Status) == codeBusy || o.waiting.Load() != 0) && o.settle(frame.Status, attempt)
}

// settle waits for a busy object, or wakes those who wait for one that is free now.
func (o *Object) settle(status uint64, attempt int) bool {
	if uint8(status) != codeBusy {
		o.wakeOne()
		return false
	}
	if o.bridge == nil {
		return false
	}
	if attempt == 0 {
		// The first repetition follows at once: the waiter must be counted before it looks again.
		o.waiting.Add(1)
		runtime.Gosched()
		o.waiting.Add(-1)
		return true
	}
	if inBubble() {
		// Whoever wakes may be outside, and must not touch a channel or a timer of the bubble's.
		sleep(pause(attempt))
		return true
	}
	o.waiting.Add(1)
	timer := time.NewTimer(pause(attempt))
	select {
	case <-o.waker():
	case <-timer.C:
	}
	timer.Stop()
	o.waiting.Add(-1)
	return true
}

// waker is where those wait who found the object in use.
func (o *Object) waker() chan struct{} {
	if wake := o.wake.Load(); wake != nil {
		return *wake
	}
	wake := make(chan struct{}, 1)
	o.wake.CompareAndSwap(nil, &wake)
	return *o.wake.Load()
}

// Wake is called when an answer has come later: whoever waits for the object may try again. It keeps the object alive
// to there.
func (o *Object) Wake() {
	if o.waiting.Load() != 0 {
		o.wakeOne()
	}
}

func (o *Object) wakeOne() {
	wake := o.wake.Load()
	if wake == nil {
		return
	}
	select {
	case *wake <- struct{}{}:
	default:
	}
}

// Close closes the object. Only the first call does something; a panic of the object's destructor is its error.
func (o *Object) Close(function string) error {
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
	o.wakeOne()
	if frame.OK() || uint8(frame.Status) == codeClosed {
		return nil
	}
	return o.bridge.Fail(function, frame, nil)
}

// Retry is asked after each attempt of a call that needs an object without being its method.
func Retry(frame Frame, attempt int) bool {
	if !frame.busy() {
		return false
	}
	if attempt == 0 {
		runtime.Gosched()
	} else {
		sleep(pause(attempt))
	}
	return true
}

// pause grows from 20 µs to 5 ms: the net under a wake-up that another goroutine took.
func pause(attempt int) time.Duration {
	return min(20*time.Microsecond<<min(attempt, 8), 5*time.Millisecond)
}
