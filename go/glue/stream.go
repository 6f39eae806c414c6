package glue

import (
	"context"
	"iter"
	"unsafe"

	"spandrel.dev/spandrel/glue/wire"
	"spandrel.dev/spandrel/internal/abi"
)

// stride is how many items are yielded between two looks at the context.
const stride = 16

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
				s.complete(readError)
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
				s.complete(readError)
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
				s.complete(readError)
			}
		}
		if s.err != nil {
			yield(*new(T), s.err)
		}
	}
}

// skip reads over the items of the batch that are left, if a panic stands behind them that must be told.
func skip[T any](s *source, next int, read func(*wire.Reader, *T)) {
	if s.scratch == nil || s.tail != abi.TailPanic {
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
