// Package rings makes ends of rings of the numbers that Rust passes: for generated code, and for tests.
package rings

import (
	"spandrel.dev/spandrel/internal/shared"
	"spandrel.dev/spandrel/ring"
)

// An end is a number of Rust's. Each stands for one end, and is made an end of Go's once.

// ByteSender makes the writing end of a ring of records.
func ByteSender(end uint64) (*ring.ByteSender, error) {
	out, err := shared.OutOf(end)
	if err != nil {
		return nil, err
	}
	return ring.AttachByteSender(out), nil
}

// ByteReceiver makes a reading end of a ring of records.
func ByteReceiver(end uint64) (*ring.ByteReceiver, error) {
	in, err := shared.InOf(end)
	if err != nil {
		return nil, err
	}
	return ring.AttachByteReceiver(in), nil
}

// Sender makes the writing end of a ring of plain data.
func Sender[T any](end uint64) (*ring.Sender[T], error) {
	out, err := shared.OutOf(end)
	if err != nil {
		return nil, err
	}
	return ring.AttachSender[T](out), nil
}

// Receiver makes a reading end of a ring of plain data.
func Receiver[T any](end uint64) (*ring.Receiver[T], error) {
	in, err := shared.InOf(end)
	if err != nil {
		return nil, err
	}
	return ring.AttachReceiver[T](in), nil
}
