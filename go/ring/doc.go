// Package ring sends messages between Go and Rust, or between goroutines, through shared memory: no call for each message.
//
// A ring has one writer and one reader, or one writer and many readers that each get every message. Messages are plain data, such
// as numbers and structs of numbers ([Sender], [Receiver]), or records of any size ([ByteSender], [ByteReceiver]). A bridge passes ends
// between the languages, and [New], [NewBytes] and their broadcasting forms make rings within Go.
//
//	for batch, err := range rx.Batches(ctx) {
//		if err != nil {
//			return err
//		}
//		for _, sample := range batch {
//			use(sample)
//		}
//	}
//
// The elements of a batch lie in the ring, and are valid until the turn of the loop ends: copy what is to stay. In builds with the
// tag spandrel_debug they are filled with nonsense then.
//
// Several goroutines may send. One at a time receives; another one gets [ErrInUse]. Waiting parks the goroutine in the netpoller, so
// it takes no thread. The memory is outside Go's heap; it is released when both ends are closed, at the latest when the garbage
// collector finds that nobody has them.
package ring

import (
	"errors"

	"spandrel.dev/spandrel/internal/abi"
	"spandrel.dev/spandrel/internal/shared"
)

// Errors of an end, for errors.Is.
var (
	// ErrClosed is returned when the end is closed, or the other one: a receiver has had every message then.
	ErrClosed = shared.ErrClosed
	// ErrFull is returned when the ring is full and its writer does not wait.
	ErrFull = shared.ErrFull
	// ErrInUse is returned when another goroutine is receiving, or has reserved room and not called Flush.
	ErrInUse = shared.ErrInUse
	// ErrTooLarge is returned for a record that is larger than the ring's bound in bytes.
	ErrTooLarge = shared.ErrTooLarge
	// ErrCorrupt is returned when the other end has written a length that is not possible. The ring is closed.
	ErrCorrupt = shared.ErrCorrupt
	// ErrNotReserved is returned by Commit without Reserve.
	ErrNotReserved = shared.ErrReserved
	// ErrReaders is returned when a ring has as many readers as it was made for.
	ErrReaders = shared.ErrReaders
	// ErrConfig is returned for bounds that are not supported.
	ErrConfig = shared.ErrConfig
	// ErrPointers is returned for a type that has pointers, which cannot lie outside Go's heap.
	ErrPointers = errors.New("ring: messages have no pointers")
)

// Full is what a writer does when the ring is full.
type Full uint32

const (
	// Wait waits until there is room.
	Wait Full = abi.RingValueWait
	// Refuse returns ErrFull.
	Refuse Full = abi.RingValueRefuse
	// Overwrite lets readers lose their oldest messages, which Lost counts. They read a copy, so a reader that is slow with its batch
	// does not stop the writer.
	Overwrite Full = abi.RingValueOverwrite
)

// Config has the bounds of a ring. They are exact; a batch that is being read counts until its turn ends.
type Config struct {
	// Messages is the bound in messages; 0 means 1,024.
	Messages int
	// Bytes is the bound in bytes of records, which is also the largest record; 0 means 256 KiB. Plain data has no other bound
	// than Messages.
	Bytes int
	// Full is what a writer does when the ring is full.
	Full Full
	// Readers is how many readers a broadcast ring has at most at a time; 0 means 64.
	Readers int
}

func (c Config) shared(stride uintptr, solo bool) (shared.Config, error) {
	or := func(v, otherwise int) int {
		if v == 0 {
			return otherwise
		}
		return v
	}
	messages, bytes, readers := or(c.Messages, 1024), or(c.Bytes, 256<<10), or(c.Readers, 64)
	if messages < 0 || bytes < 0 || readers < 0 || readers > 1<<20 {
		return shared.Config{}, ErrConfig
	}
	if solo {
		readers = 1
	}
	return shared.Config{
		Stride: uint64(stride), Messages: uint64(messages), Bytes: uint64(bytes),
		Full: uint32(c.Full), Readers: uint32(readers), Solo: solo,
	}, nil
}
