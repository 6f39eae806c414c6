package main

import (
	"context"
	"encoding/binary"
	"errors"

	"spandrel.dev/bench/mail"
)

// between is groups with one end in Rust. Their base is the channel within Go, since there is none between the languages.
func between() []group {
	return []group{
		{"64B_go_to_rust_by_32", 1, 400_000, []way{
			{"channel", 0, channel}, {"ring", 2, toRust}, {"leaf_push_and_take_into", 0, leaves},
		}},
		{"64B_rust_to_go_by_32", 1, 400_000, []way{
			{"channel", 0, channel}, {"ring", 2, fromRust}, {"stream", 0, streamed},
		}},
	}
}

// batch is how many messages are sent at a time.
const batch = 32

// toRust writes to a ring that a thread of Rust's reads.
func toRust(count uint64) (sum uint64, err error) {
	adding, err := mail.BeginAdding(waiting)
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, adding.Close()) }()
	tx, err := adding.Input()
	if err != nil {
		return 0, err
	}
	buffer := make([][8]uint64, 0, batch)
	for n := range count {
		if buffer = append(buffer, [8]uint64{n}); len(buffer) == batch || n == count-1 {
			if err := tx.SendAll(buffer); err != nil {
				return 0, err
			}
			buffer = buffer[:0]
		}
	}
	tx.Close()
	return adding.Sum()
}

// fromRust reads a ring that a thread of Rust's writes.
func fromRust(count uint64) (uint64, error) {
	rx, err := mail.Written(count, batch, waiting)
	if err != nil {
		return 0, err
	}
	defer rx.Close()
	sum := uint64(0)
	for messages, err := range rx.Batches(context.Background()) {
		if err != nil {
			return 0, err
		}
		for i := range messages {
			sum += messages[i][0]
		}
	}
	return sum, nil
}

// streamed reads a stream of Rust's, some items at a time.
func streamed(count uint64) (uint64, error) {
	sum := uint64(0)
	for messages, err := range mail.StreamedBatches(context.Background(), count) {
		if err != nil {
			return 0, err
		}
		for i := range messages {
			sum += messages[i][0]
		}
	}
	return sum, nil
}

// leaves pushes messages into a queue of Rust's and takes them out again, by leaf calls.
func leaves(count uint64) (sum uint64, err error) {
	queue, err := mail.OpenQueue()
	if err != nil {
		return 0, err
	}
	defer func() { err = errors.Join(err, queue.Close()) }()
	in, out := make([]byte, 0, batch*64), make([]byte, 0, batch*64)
	for n := range count {
		in = binary.LittleEndian.AppendUint64(in, n)
		if in = in[:len(in)+56]; len(in) < cap(in) && n < count-1 {
			continue
		}
		if _, err := queue.Push(in); err != nil {
			return 0, err
		}
		in = in[:0]
		if out, err = queue.TakeInto(out, batch); err != nil {
			return 0, err
		}
		for at := 0; at < len(out); at += 64 {
			sum += binary.LittleEndian.Uint64(out[at:])
		}
	}
	return sum, nil
}
