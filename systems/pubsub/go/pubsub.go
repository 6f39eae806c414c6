// Package pubsub passes messages between Go and Rust inside one process.
//
// A [Hub] passes messages from those who publish on a subject to those who subscribed to a pattern that matches it. Rust owns the memory, the
// matching and the queues. Every subscription has a queue of its own, bounded in messages and bytes, and says what happens when that is full.
// All counts are exact.
//
//	hub, err := pubsub.Open(pubsub.Config{})
//	if err != nil {
//		return err
//	}
//	defer hub.Close(time.Second)
//	_, err = hub.Subscribe("orders.*", func(m pubsub.Msg) {
//		fmt.Printf("%s: %s\n", m.Subject, m.Payload)
//	})
//	if err != nil {
//		return err
//	}
//	return hub.Publish("orders.eu", []byte("two pears"))
//
// # Subjects
//
// A subject is tokens between dots. In a pattern the token * matches any one token, and > at the end one or more.
//
// # Handlers
//
// A handler runs on a goroutine that is made when there is work, one message at a time. It may publish, subscribe, unsubscribe and close. What it
// does through [Msg.Hub], [Msg.Subscription] or [Msg.Context] is known to come from it: a wait that only the handler itself could end returns
// [ErrWouldDeadlock] at once. Through a hub that it has captured, the same wait ends by its timeout. A panic costs the handler's own message.
//
// # Cost
//
// Each publish is one call of Rust, and so is each message that a handler claims; handlers pull their messages in batches of up to 64. Rust never
// calls Go.
package pubsub

import (
	"errors"
	"fmt"

	"spandrel.dev/pubsub/internal/core"
)

// Errors of the hub.
var (
	// ErrInvalidInput is returned for an argument that is never valid.
	ErrInvalidInput = errors.New("invalid input")
	// ErrBadSubject is returned for a subject or pattern that is not one.
	ErrBadSubject = errors.New("bad subject")
	// ErrTooLarge is returned for a payload that is larger than the hub takes.
	ErrTooLarge = errors.New("too large")
	// ErrFull is returned when a subscription that blocks had no room in time. All others have the message.
	ErrFull = errors.New("full")
	// ErrClosed is returned when the hub, the subscription or the publisher is closed.
	ErrClosed = errors.New("closed")
	// ErrNoResponders is returned for a request on a subject that no subscription matches.
	ErrNoResponders = errors.New("no responders")
	// ErrTimeout is returned when what was waited for did not happen in time.
	ErrTimeout = errors.New("timeout")
	// ErrWouldDeadlock is returned when only the handler that would wait could end the wait.
	ErrWouldDeadlock = errors.New("would deadlock")
	// ErrNoMemory is returned when the memory of the hub is used up. Nobody got the message.
	ErrNoMemory = errors.New("no memory")
	// ErrNotFound is returned when there is no such subscription.
	ErrNotFound = errors.New("not found")
)

var kinds = []struct{ from, to error }{
	{core.ErrInvalidInput, ErrInvalidInput},
	{core.ErrBadSubject, ErrBadSubject},
	{core.ErrTooLarge, ErrTooLarge},
	{core.ErrFull, ErrFull},
	{core.ErrClosed, ErrClosed},
	{core.ErrNoResponders, ErrNoResponders},
	{core.ErrTimeout, ErrTimeout},
	{core.ErrWouldDeadlock, ErrWouldDeadlock},
	{core.ErrNoMemory, ErrNoMemory},
	{core.ErrNotFound, ErrNotFound},
}

// hubError is an error of the hub: the text of Rust, and one of the errors above.
type hubError struct {
	what string
	kind error
}

func (e *hubError) Error() string { return "pubsub: " + e.what }
func (e *hubError) Unwrap() error { return e.kind }

// explain makes an error of the boundary one of this package. Others say what was being done.
func explain(err error, doing string) error {
	if err == nil {
		return nil
	}
	for _, kind := range kinds {
		if errors.Is(err, kind.from) {
			return &hubError{doing + ": " + err.Error(), kind.to}
		}
	}
	return fmt.Errorf("pubsub: %s: %w", doing, err)
}
