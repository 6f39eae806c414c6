package remote

import (
	"context"
	"time"

	"spandrel.dev/spandrel/remote/internal/frame"
	"spandrel.dev/spandrel/remote/internal/peer"
)

// transport carries the calls of one side to the other.
type transport interface {
	// Begin sends a call and frees its arguments. Window is how many batches may be sent before they are asked for.
	Begin(ctx context.Context, function uint16, window uint8, args *frame.Buffer) (exchange, error)
	// Release says that this side has no use for a reference of the other's any more.
	Release(reference uint64)
	// Run returns why the transport has ended, once it has.
	Run() error
	// Done is closed when it ends.
	Done() <-chan struct{}
	// Fail ends it, and says why.
	Fail(err error)
	// Close ends it from this side.
	Close()
	// Overdue is for how long the other side has been at work on a call that nobody waits for.
	Overdue() time.Duration
	// Serving is how many calls of the other side are in flight.
	Serving() int
}

// exchange is a call that was sent.
type exchange interface {
	// Next waits for an answer, or the next batch.
	Next(ctx context.Context) (peer.Answer, error)
	// Pull allows another batch.
	Pull()
	// Abandon says that the caller has stopped waiting.
	Abandon()
}

// incoming is a call of the other side.
type incoming interface {
	// Number is that of the function.
	Number() int
	// Arguments are the encoded arguments, until Free.
	Arguments() []byte
	Free()
	// Context is done when the caller has stopped waiting.
	Context() context.Context
	// Streams tells whether the caller takes batches.
	Streams() bool
	// Fits tells whether the caller accepts a payload of this size.
	Fits(size int) bool
	// More sends a batch. It is false if the caller has stopped waiting.
	More(batch *frame.Buffer) bool
	// Answer ends the call.
	Answer(code uint8, answer *frame.Buffer)
}

// frames is a connection of frames as a transport.
type frames struct{ *peer.Peer }

// Begin sends a call.
func (f frames) Begin(ctx context.Context, function uint16, window uint8, args *frame.Buffer) (exchange, error) {
	pending, err := f.Peer.Begin(ctx, function, window, args)
	if err != nil {
		return nil, err
	}
	return pending, nil
}
