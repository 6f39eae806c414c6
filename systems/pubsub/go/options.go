package pubsub

import (
	"time"

	"spandrel.dev/pubsub/internal/core"
)

// Config has the bounds of a hub. A zero field means its default.
type Config struct {
	// MaxBytes is the most bytes of all messages that wait or are in the history; a message counts once for each queue that it waits in. The
	// default is 256 MiB.
	MaxBytes uint64
	// MaxPayload is the most bytes of a payload. The default is 64 MiB.
	MaxPayload uint64
	// History is how many of the last messages of each subject later subscriptions may have.
	History uint64
	// Exactly says that zero means zero: no bytes, or no payloads.
	Exactly bool
	// OnPanic is called when a handler has panicked, on its goroutine. Nil: the panic is only counted.
	OnPanic func(Panic)
}

// Panic says that a handler panicked.
type Panic struct {
	Subscription string
	Subject      string
	Value        any
	Stack        []byte
}

// OnFull is what happens to a message for which a queue has no room.
type OnFull = core.OnFull

// What happens when a queue is full.
const (
	// Block makes the publisher wait, up to the timeout of the subscription; then the message is dropped and publishing returns [ErrFull].
	Block = core.OnFullBlock
	// DropOldest drops the oldest messages until it fits.
	DropOldest = core.OnFullDropOldest
	// DropNewest drops it.
	DropNewest = core.OnFullDropNewest
	// Latest has only the latest message of each subject wait. If there is no room for a new subject, the oldest are dropped.
	Latest = core.OnFullLatest
	// Disconnect drops it, and the subscription takes no more.
	Disconnect = core.OnFullDisconnect
)

// Option is an option of a subscription.
type Option func(*core.Options)

func options(given []Option) core.Options {
	options := core.Options{
		Messages: 1024,
		Bytes:    8 << 20,
		OnFull:   DropOldest,
		Timeout:  time.Second,
	}
	for _, option := range given {
		option(&options)
	}
	return options
}

// Named gives the subscription a name for counters and errors, unique among the subscriptions of the hub.
func Named(name string) Option { return func(o *core.Options) { o.Name = &name } }

// Group makes it one of a group: of all matching subscriptions of a group, one gets a message.
func Group(name string) Option { return func(o *core.Options) { o.Group = &name } }

// Messages bounds how many messages wait. The default is 1,024, and the bound is exact.
func Messages(messages uint64) Option { return func(o *core.Options) { o.Messages = messages } }

// Bytes bounds the bytes of subject, reply, headers and payload that wait. The default is 8 MiB, and the bound is exact.
func Bytes(bytes uint64) Option { return func(o *core.Options) { o.Bytes = bytes } }

// WhenFull says what happens when the queue is full. The default is DropOldest.
func WhenFull(onFull OnFull) Option { return func(o *core.Options) { o.OnFull = onFull } }

// Timeout is how long a publisher waits for room. The default is a second.
func Timeout(timeout time.Duration) Option { return func(o *core.Options) { o.Timeout = timeout } }

// Replay is how many messages of the history of each subject come first.
func Replay(messages uint64) Option { return func(o *core.Options) { o.Replay = messages } }
