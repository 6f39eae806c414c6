package ring

import (
	"context"
	"iter"
	"math"

	"spandrel.dev/spandrel/internal/shared"
)

// ByteSender is the end of a ring that writes records of any size. In Rust: Sender<[u8]>.
type ByteSender struct{ out *shared.Out }

// ByteWriter is the writer of a ring with many readers. What is sent while there is none is discarded. In Rust: Writer<[u8]>.
type ByteWriter = ByteSender

// ByteReceiver is the end of a ring that reads records. In Rust: Receiver<[u8]>.
type ByteReceiver struct{ in *shared.In }

// ByteReader is one of many readers of a ring, or a reader of many rings that Rust adds to it and removes. In Rust: Reader<[u8]>.
type ByteReader = ByteReceiver

// NewBytes makes a ring of records within Go.
func NewBytes(c Config) (*ByteSender, *ByteReceiver, error) {
	m, err := made(c, 0, true)
	if err != nil {
		return nil, nil, err
	}
	return &ByteSender{shared.NewOut(m)}, &ByteReceiver{shared.NewIn(m.Another(), 0)}, nil
}

// NewByteBroadcast makes a ring of records with many readers within Go. Its readers are made by [ByteSender.Reader].
func NewByteBroadcast(c Config) (*ByteWriter, error) {
	m, err := made(c, 0, false)
	if err != nil {
		return nil, err
	}
	return &ByteSender{shared.NewOut(m)}, nil
}

// AttachByteSender is for generated code.
func AttachByteSender(out *shared.Out) *ByteSender { return &ByteSender{out} }

// AttachByteReceiver is for generated code.
func AttachByteReceiver(in *shared.In) *ByteReceiver { return &ByteReceiver{in} }

// Send sends a copy of the record. If the ring is full, it does what the ring was made for.
func (s *ByteSender) Send(record []byte) error {
	return s.out.Record(context.Background(), record, shared.AsMade)
}

// SendContext is Send, and waits until the context is done at most.
func (s *ByteSender) SendContext(ctx context.Context, record []byte) error {
	return s.out.Record(ctx, record, shared.AsMade)
}

// TrySend sends a copy of the record if there is room. The error is [ErrFull] otherwise.
func (s *ByteSender) TrySend(record []byte) error {
	return s.out.Record(context.Background(), record, shared.Never)
}

// SendAll sends records, which are seen together as far as they fit. Those before one that is refused are sent.
func (s *ByteSender) SendAll(records [][]byte) error {
	return s.out.Records(context.Background(), records)
}

// Reserve returns room for a record of n bytes in the ring, to be filled in place. Commit writes it, and Flush sends it with all that
// were written since. Until Flush other goroutines cannot use the sender: they get [ErrInUse].
func (s *ByteSender) Reserve(n int) ([]byte, error) {
	return s.out.Reserve(context.Background(), n)
}

// ReserveContext is Reserve, and waits until the context is done at most.
func (s *ByteSender) ReserveContext(ctx context.Context, n int) ([]byte, error) {
	return s.out.Reserve(ctx, n)
}

// Commit writes the record that was reserved, which Flush or Close sends. The buffer must not be used any more.
func (s *ByteSender) Commit() error { return s.out.Commit(-1) }

// CommitFirst writes a record of the first n bytes that were reserved.
func (s *ByteSender) CommitFirst(n int) error { return s.out.Commit(max(n, 0)) }

// Flush sends what was committed, and drops what was reserved and not committed.
func (s *ByteSender) Flush() error { return s.out.Flush() }

// Reader makes a reader that gets what is sent from now on, of a ring that was made to have many.
func (s *ByteSender) Reader() (*ByteReader, error) {
	in, err := joined(s.out)
	if err != nil {
		return nil, err
	}
	return &ByteReceiver{in}, nil
}

// Close closes the end: receivers get the rest, then [ErrClosed]. A second Close does nothing.
func (s *ByteSender) Close() error {
	s.out.Close()
	return nil
}

// Batches returns the records, some at a time, as they lie in the ring: they are valid for the turn of the loop. The loop ends when
// the sender has closed and everything was received. The error is that of the context, [ErrInUse], [ErrClosed] if this end is closed, or
// [ErrCorrupt]; it ends the loop.
func (r *ByteReceiver) Batches(ctx context.Context) iter.Seq2[[][]byte, error] {
	return func(yield func([][]byte, error) bool) {
		for {
			views, err := r.in.Records(ctx, math.MaxInt)
			if err != nil {
				if !ended(r.in, err) {
					yield(nil, err)
				}
				return
			}
			if !turn(r.in, func() bool { return yield(views, nil) }) {
				return
			}
		}
	}
}

// Next returns a copy of the next record. Behind the last one the error is [ErrClosed].
func (r *ByteReceiver) Next(ctx context.Context) ([]byte, error) {
	views, err := r.in.Records(ctx, 1)
	if err != nil {
		return nil, err
	}
	defer r.in.Done()
	return append(make([]byte, 0, len(views[0])), views[0]...), nil
}

// Lost returns how many records this receiver has lost, because the ring was full of what it had not read.
func (r *ByteReceiver) Lost() uint64 { return r.in.Lost() }

// Close closes the end. A batch that is being read stays valid until its turn ends. A second Close does nothing.
func (r *ByteReceiver) Close() error {
	r.in.Close()
	return nil
}
