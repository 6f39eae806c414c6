// Package spawn is where the goroutines of a stream begin, so that a panic in
// one of them is the end of that stream's work and not of the program.
package spawn

import (
	"fmt"
	"runtime/debug"

	"spandrel.dev/remux/internal/foreign"
)

// stackBytes bounds what is remembered of a stack.
const stackBytes = 4 << 10

// PanicError is a panic that was caught.
type PanicError struct {
	// Value is what was panicked with, made printable.
	Value string
	// Stack is where, cut to its innermost calls.
	Stack string
}

func (e *PanicError) Error() string { return "panic: " + e.Value }

// Call runs f and returns its error, or a *PanicError when it panicked.
func Call(f func() error) (err error) {
	defer func() {
		if value := recover(); value != nil {
			err = Caught(value)
		}
	}()
	return f()
}

// Caught is what was recovered by the deferred function that calls it.
func Caught(value any) *PanicError {
	stack := debug.Stack()
	return &PanicError{
		Value: foreign.Clean(fmt.Sprint(value), foreign.Limit),
		Stack: string(stack[:min(len(stack), stackBytes)]),
	}
}

// Go runs f in a goroutine of its own and then hands ended its error, which is
// a *PanicError when it panicked.
func Go(f func() error, ended func(error)) { go func() { ended(Call(f)) }() }
