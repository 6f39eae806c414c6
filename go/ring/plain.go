package ring

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math"
	"reflect"
	"unsafe"

	"spandrel.dev/spandrel/internal/shared"
)

// Sender is the end of a ring that writes plain data. In Rust: Sender<T>.
type Sender[T any] struct{ out *shared.Out }

// Writer is the writer of a ring with many readers. What is sent while there is none is discarded. In Rust: Writer<T>.
type Writer[T any] = Sender[T]

// Receiver is the end of a ring that reads plain data. In Rust: Receiver<T>.
type Receiver[T any] struct{ in *shared.In }

// Reader is one of many readers of a ring, or a reader of many rings that Rust adds to it and removes. In Rust: Reader<T>.
type Reader[T any] = Receiver[T]

// New makes a ring of plain data within Go. The error is [ErrPointers] for a type with pointers.
func New[T any](c Config) (*Sender[T], *Receiver[T], error) {
	m, err := madeFor[T](c, true)
	if err != nil {
		return nil, nil, err
	}
	return &Sender[T]{shared.NewOut(m)}, &Receiver[T]{shared.NewIn(m.Another(), 0)}, nil
}

// NewBroadcast makes a ring of plain data with many readers within Go. Its readers are made by [Sender.Reader].
func NewBroadcast[T any](c Config) (*Writer[T], error) {
	m, err := madeFor[T](c, false)
	if err != nil {
		return nil, err
	}
	return &Sender[T]{shared.NewOut(m)}, nil
}

// AttachSender is for generated code.
func AttachSender[T any](out *shared.Out) *Sender[T] {
	sized[T](out.Stride())
	return &Sender[T]{out}
}

// AttachReceiver is for generated code.
func AttachReceiver[T any](in *shared.In) *Receiver[T] {
	sized[T](in.Stride())
	return &Receiver[T]{in}
}

// sized stops what the contract excludes: a type that is not that of the ring.
func sized[T any](stride uint64) {
	if size := unsafe.Sizeof(*new(T)); uint64(size) != stride {
		panic(fmt.Sprintf("ring: a message has %d bytes, and the ring's have %d", size, stride))
	}
}

// Send sends a message. If the ring is full, it does what the ring was made for.
func (s *Sender[T]) Send(v T) error {
	return s.out.Slot(context.Background(), unsafe.Pointer(&v), shared.AsMade)
}

// SendContext is Send, and waits until the context is done at most.
func (s *Sender[T]) SendContext(ctx context.Context, v T) error {
	return s.out.Slot(ctx, unsafe.Pointer(&v), shared.AsMade)
}

// TrySend sends a message if there is room. The error is [ErrFull] otherwise.
func (s *Sender[T]) TrySend(v T) error {
	return s.out.Slot(context.Background(), unsafe.Pointer(&v), shared.Never)
}

// SendAll sends messages, which are seen together as far as they fit. Those before one that is refused are sent.
func (s *Sender[T]) SendAll(vs []T) error {
	return s.out.Slots(context.Background(), unsafe.Pointer(unsafe.SliceData(vs)), len(vs))
}

// Reader makes a reader that gets what is sent from now on, of a ring that was made to have many.
func (s *Sender[T]) Reader() (*Reader[T], error) {
	in, err := joined(s.out)
	if err != nil {
		return nil, err
	}
	return &Receiver[T]{in}, nil
}

// Close closes the end: receivers get the rest, then [ErrClosed]. A second Close does nothing.
func (s *Sender[T]) Close() error {
	s.out.Close()
	return nil
}

// Batches returns the messages, some at a time, as they lie in the ring: they are valid for the turn of the loop, and must not be
// written to. The loop ends when the sender has closed and everything was received. The error is that of the context, [ErrInUse],
// [ErrClosed] if this end is closed, or [ErrCorrupt]; it ends the loop.
func (r *Receiver[T]) Batches(ctx context.Context) iter.Seq2[[]T, error] {
	return func(yield func([]T, error) bool) {
		for {
			at, n, err := r.in.Slots(ctx, math.MaxInt)
			if err != nil {
				if !ended(r.in, err) {
					yield(nil, err)
				}
				return
			}
			if !turn(r.in, func() bool { return yield(unsafe.Slice((*T)(at), n), nil) }) {
				return
			}
		}
	}
}

// Next returns the next message. Behind the last one the error is [ErrClosed].
func (r *Receiver[T]) Next(ctx context.Context) (T, error) {
	var v T
	at, _, err := r.in.Slots(ctx, 1)
	if err != nil {
		return v, err
	}
	v = *(*T)(at)
	r.in.Done()
	return v, nil
}

// Lost returns how many messages this receiver has lost, because the ring was full of what it had not read.
func (r *Receiver[T]) Lost() uint64 { return r.in.Lost() }

// Close closes the end. A batch that is being read stays valid until its turn ends. A second Close does nothing.
func (r *Receiver[T]) Close() error {
	r.in.Close()
	return nil
}

// turn runs one turn of a loop over batches. However it ends, the batch ends with it.
func turn(in *shared.In, body func() bool) bool {
	defer in.Done()
	return body()
}

// ended says whether an error is the end of the ring rather than of this receiver.
func ended(in *shared.In, err error) bool {
	return errors.Is(err, ErrClosed) && !in.Closed()
}

func joined(out *shared.Out) (*shared.In, error) {
	return out.Join()
}

func made(c Config, stride uintptr, solo bool) (*shared.Memory, error) {
	config, err := c.shared(stride, solo)
	if err != nil {
		return nil, fmt.Errorf("ring: %w", err)
	}
	m, err := shared.New(config)
	if err != nil {
		return nil, fmt.Errorf("ring: %w", err)
	}
	return m, nil
}

func madeFor[T any](c Config, solo bool) (*shared.Memory, error) {
	t := reflect.TypeFor[T]()
	if pointers(t) {
		return nil, fmt.Errorf("%w: %v has", ErrPointers, t)
	}
	if t.Size() == 0 {
		return nil, fmt.Errorf("ring: %w: %v has no bytes", ErrConfig, t)
	}
	return made(c, t.Size(), solo)
}

func pointers(t reflect.Type) bool {
	switch t.Kind() {
	case reflect.Bool, reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint, reflect.Uint8,
		reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uintptr, reflect.Float32, reflect.Float64, reflect.Complex64,
		reflect.Complex128:
		return false
	case reflect.Array:
		return pointers(t.Elem())
	case reflect.Struct:
		for i := range t.NumField() {
			if pointers(t.Field(i).Type) {
				return true
			}
		}
		return false
	default:
		return true
	}
}
