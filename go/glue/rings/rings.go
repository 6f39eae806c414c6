// Package rings makes ends of rings of the numbers that Rust passes: for generated code.
package rings

import (
	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/internal/shared"
	"spandrel.dev/spandrel/ring"
)

// An end is a number of Rust's. Each stands for one end, and is made an end of Go's once. Errors name the function that answered it.

// ByteSender makes the writing end of a ring of records.
func ByteSender(function string, end uint64) (*ring.ByteSender, error) {
	out, err := shared.OutOf(end)
	if err != nil {
		return nil, failed(function, err)
	}
	return ring.AttachByteSender(out), nil
}

// ByteWriter is ByteSender.
func ByteWriter(function string, end uint64) (*ring.ByteWriter, error) {
	return ByteSender(function, end)
}

// ByteReceiver makes a reading end of a ring of records.
func ByteReceiver(function string, end uint64) (*ring.ByteReceiver, error) {
	in, err := shared.InOf(end)
	if err != nil {
		return nil, failed(function, err)
	}
	return ring.AttachByteReceiver(in), nil
}

// ByteReader is ByteReceiver.
func ByteReader(function string, end uint64) (*ring.ByteReader, error) {
	return ByteReceiver(function, end)
}

// Sender makes the writing end of a ring of plain data.
func Sender[T any](function string, end uint64) (*ring.Sender[T], error) {
	out, err := shared.OutOf(end)
	if err != nil {
		return nil, failed(function, err)
	}
	return ring.AttachSender[T](out), nil
}

// Writer is Sender.
func Writer[T any](function string, end uint64) (*ring.Writer[T], error) {
	return Sender[T](function, end)
}

// Receiver makes a reading end of a ring of plain data.
func Receiver[T any](function string, end uint64) (*ring.Receiver[T], error) {
	in, err := shared.InOf(end)
	if err != nil {
		return nil, failed(function, err)
	}
	return ring.AttachReceiver[T](in), nil
}

// Reader is Receiver.
func Reader[T any](function string, end uint64) (*ring.Reader[T], error) {
	return Receiver[T](function, end)
}

func failed(function string, err error) error {
	return &spandrel.CallError{Function: function, Err: err}
}
