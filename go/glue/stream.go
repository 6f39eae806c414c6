package glue

import (
	"context"
	"encoding/binary"
	"iter"
	"sync"
	"unsafe"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/wire"
	"spandrel.dev/spandrel/internal/abi"
	"spandrel.dev/spandrel/internal/lost"
)

// What follows the items of a batch.
const (
	tailMore    = abi.TailMore
	tailEnd     = abi.TailEnd
	tailError   = abi.TailError
	tailPanic   = abi.TailPanic
	tailRefused = abi.TailRefused
)

// tailSize is the number of items and the kind of tail at the end of a batch.
const tailSize = 8

// batchSize is the room for a batch of items of 64 bytes, and as much again.
const batchSize = 2 * 64 * abi.LimitBatchItems

// stride is how many items are yielded between two looks at the context.
const stride = 16

var batches = sync.Pool{New: func() any {
	return &Scratch{Data: make([]byte, 0, batchSize)}
}}

// PlainStream returns the items of a stream of plain data. open calls Rust for the stream; each range does so anew.
// readError reads a declared error.
func PlainStream[T any](
	ctx context.Context, b *Bridge, function string, open func() Frame, readError func(*wire.Reader) error,
) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		s := source{ctx: ctx, done: ctx.Done(), bridge: b, function: function}
		defer s.close()
		if s.open(open) {
			for s.pull() {
				items := plainItems[T](&s)
				s.reader.Skip(len(items) * int(unsafe.Sizeof(*new(T))))
				for len(items) > 0 && !s.cancelled() {
					some := items[:min(len(items), stride)]
					for i := range some {
						if !yield(some[i], nil) {
							return
						}
					}
					items = items[len(some):]
				}
				s.settle(readError)
			}
		}
		if s.err != nil {
			yield(*new(T), s.err)
		}
	}
}

// PlainBatches is PlainStream a batch at a time, in place. A batch that is retained too long shows other items.
func PlainBatches[T any](
	ctx context.Context, b *Bridge, function string, open func() Frame, readError func(*wire.Reader) error,
) iter.Seq2[[]T, error] {
	return func(yield func([]T, error) bool) {
		s := source{ctx: ctx, done: ctx.Done(), bridge: b, function: function}
		defer s.close()
		if s.open(open) {
			for s.pull() {
				items := plainItems[T](&s)
				s.reader.Skip(len(items) * int(unsafe.Sizeof(*new(T))))
				if len(items) > 0 && !s.cancelled() && !yield(items[:len(items):len(items)], nil) {
					return
				}
				s.settle(readError)
			}
		}
		if s.err != nil {
			yield(nil, s.err)
		}
	}
}

// Stream returns the items of a stream of data that is encoded; read reads one. Their strings share allocations as those
// of an answer do.
func Stream[T any](
	ctx context.Context, b *Bridge, function string, open func() Frame,
	read func(*wire.Reader, *T), readError func(*wire.Reader) error,
) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		s := source{ctx: ctx, done: ctx.Done(), bridge: b, function: function}
		next := 0
		defer func() {
			skip(&s, next, read)
			s.close()
		}()
		if s.open(open) {
			for s.pull() {
				for next = 0; next < s.count; {
					if next%stride == 0 && s.cancelled() {
						break
					}
					var item T
					read(&s.reader, &item)
					if s.reader.Failed() {
						break
					}
					next++
					if !yield(item, nil) {
						return
					}
				}
				skip(&s, next, read)
				s.settle(readError)
			}
		}
		if s.err != nil {
			yield(*new(T), s.err)
		}
	}
}

// skip reads over the items of the batch that are left, if a panic stands behind them that must be told.
func skip[T any](s *source, next int, read func(*wire.Reader, *T)) {
	if s.scratch == nil || s.tail != tailPanic {
		return
	}
	for ; next < s.count && !s.reader.Failed(); next++ {
		var item T
		read(&s.reader, &item)
	}
}

// plainItems is the batch as it lies in memory.
func plainItems[T any](s *source) []T {
	if s.count > len(s.items)/int(unsafe.Sizeof(*new(T))) {
		s.reader.Fail()
		return nil
	}
	address := unsafe.Pointer(unsafe.SliceData(s.items))
	if uintptr(address)%unsafe.Alignof(*new(T)) != 0 {
		// An allocator of the user's put large items there.
		items := make([]T, s.count)
		copy(wire.RawBytes(items), s.items)
		return items
	}
	return unsafe.Slice((*T)(address), s.count)
}

// source is a stream that is being ranged over.
type source struct {
	ctx      context.Context
	done     <-chan struct{}
	bridge   *Bridge
	function string
	waiter   *Waiter
	stream   uint64
	// closed tells that Rust has no stream any more.
	closed bool
	err    error

	// The batch at hand.
	scratch *Scratch
	frame   Frame
	items   []byte
	count   int
	tail    uint32
	reader  wire.Reader
}

// open opens the stream.
func (s *source) open(call func() Frame) bool {
	s.closed = true
	if err := s.ctx.Err(); err != nil {
		s.err = Cancelled(s.function, err)
		return false
	}
	frame := call()
	if frame.busy() && s.cancelled() {
		return false
	}
	if !frame.OK() {
		s.err = s.bridge.Fail(s.function, frame, nil)
		return false
	}
	s.stream, s.closed = frame.Value, false
	s.waiter = NewWaiter()
	if lost.Listening() {
		s.bridge.dispatch()
	}
	return true
}

// pull takes the next batch, waiting until there is one.
func (s *source) pull() bool {
	for s.err == nil && !s.closed {
		if s.cancelled() {
			return false
		}
		s.scratch, s.tail = batches.Get().(*Scratch), tailMore
		s.frame = s.bridge.link.Pull(s.stream, s.waiter.ID(), s.scratch.Data)
		if uint8(s.frame.Status) != codePending {
			return s.read()
		}
		// Others may use the memory while this one waits.
		s.giveUpBatch()
		s.bridge.dispatch()
		select {
		case <-s.waiter.done:
			s.waiter.arm()
		case <-s.done:
			s.waiter.disarm()
			s.waiter.arm()
		}
	}
	return false
}

// read looks at what was pulled.
func (s *source) read() bool {
	if !s.frame.OK() {
		s.err = s.bridge.Fail(s.function, s.frame, nil)
		s.frame = Frame{Status: inScratch}
		return false
	}
	data := s.scratch.view(s.frame)
	end := len(data) - tailSize
	s.items = data[:end]
	s.count = int(binary.LittleEndian.Uint32(data[end:]))
	s.tail = binary.LittleEndian.Uint32(data[end+4:])
	s.closed = s.tail != tailMore
	s.reader = wire.NewReader(s.items)
	return true
}

// settle reads what stands behind the items, once they are used up, and releases the batch.
func (s *source) settle(readError func(*wire.Reader) error) {
	if s.err != nil {
		s.lose()
	} else {
		switch s.tail {
		case tailError:
			s.err = readError(&s.reader)
		case tailPanic:
			s.err = &spandrel.PanicError{
				Function: s.function, Message: s.reader.String(), Backtrace: s.reader.String(),
			}
		case tailRefused:
			input := &spandrel.InputError{Parameter: "item", Reason: s.reader.String()}
			s.err = &spandrel.CallError{Function: s.function, Err: input}
		}
	}
	if s.reader.Failed() {
		panic("spandrel: " + s.function + ": items do not follow the contract; run `spandrel check`")
	}
	s.giveUpBatch()
}

// lose tells of a panic behind the items of a batch that is not read to its end.
func (s *source) lose() {
	if s.scratch != nil && s.tail == tailPanic {
		lost.Report(lost.Panic{Origin: s.function, Message: s.reader.String(), Backtrace: s.reader.String()})
	}
}

// giveUpBatch releases the memory of the batch.
func (s *source) giveUpBatch() {
	if s.scratch == nil {
		return
	}
	if s.frame.Status&inScratch == 0 && s.frame.OK() {
		s.bridge.giveBack(s.frame)
	}
	if Debug {
		Poison(s.scratch.Data[:cap(s.scratch.Data)])
	}
	batches.Put(s.scratch)
	s.scratch, s.items, s.reader = nil, nil, wire.Reader{}
}

// cancelled notes that the context is done.
func (s *source) cancelled() bool {
	select {
	case <-s.done:
		s.err = Cancelled(s.function, s.ctx.Err())
		return true
	default:
		return false
	}
}

// close drops the stream, wherever the range was left.
func (s *source) close() {
	s.lose()
	s.giveUpBatch()
	if s.waiter != nil {
		s.waiter.free()
	}
	if !s.closed {
		// Rust tells of a destructor that panics.
		frame := s.bridge.link.Close(s.stream)
		if !frame.OK() {
			s.bridge.giveBack(frame)
		}
	}
}
