package spandrel

import "spandrel.dev/spandrel/internal/lost"

// OnLostPanic sets what hears of panics that no call returns, in place of standard error: those of Rust destructors, of a
// future that is cancelled, of a stream that is left early, of an object that the garbage collector closes or whose last
// user was a future; and those of Close of a Go object that a client in another process left behind. Function is the function or type that the panic belongs to. nil restores standard error.
//
// The hook is called on a goroutine of its own for each panic, so that several may run at once. A hook that the Rust side has
// set hears of what happens there in its place.
func OnLostPanic(hook func(*PanicError)) {
	if hook == nil {
		lost.Listen(nil)
		return
	}
	lost.Listen(func(p lost.Panic) {
		hook(&PanicError{Function: p.Origin, Message: p.Message, Backtrace: p.Backtrace})
	})
}

// LostPanics returns how many panics there were that no call has returned, whether a hook has heard of them or not.
func LostPanics() uint64 {
	return lost.Count()
}
