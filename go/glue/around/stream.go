package around

import (
	"iter"

	"spandrel.dev/spandrel/glue/wire"
)

// Stream is the call of a function that returns a stream of T.
type Stream[T any] struct {
	Call
	// Append and Read are the codec of an item.
	Append func(buffer []byte, item T) []byte
	Read   func(reader *wire.Reader) T
	// yield and batch are those of the caller: one of them is there.
	yield func(T, error) bool
	batch func([]T, error) bool
	// see is the hook's.
	see   func(appendItem func(buffer []byte) []byte)
	while func(appendItem func(buffer []byte) []byte) bool
	over  bool
}

// To has the items passed to the loop of a caller.
func (s *Stream[T]) To(yield func(T, error) bool) { s.yield = yield }

// ToBatches has them passed in batches.
func (s *Stream[T]) ToBatches(yield func([]T, error) bool) { s.batch = yield }

// Batched tells whether the caller takes batches.
func (s *Stream[T]) Batched() bool { return s.batch != nil }

// OnItem has see called in front of each item.
func (s *Stream[T]) OnItem(see func(appendItem func(buffer []byte) []byte)) { s.see = see }

// While has pass called in front of each item, behind see: the stream ends in front of an item for which it returns false.
func (s *Stream[T]) While(pass func(appendItem func(buffer []byte) []byte) bool) { s.while = pass }

// Stopped reports whether the caller takes no more items.
func (s *Stream[T]) Stopped() bool { return s.over }

// AppendAnswer appends nothing: a stream has items.
func (s *Stream[T]) AppendAnswer(buffer []byte) []byte { return buffer }

// Answer ends the stream, if nothing is encoded.
func (s *Stream[T]) Answer(encoded []byte) error {
	reader := wire.NewReader(encoded)
	return s.Replied(&reader)
}

// Each passes the items of the core on.
func (s *Stream[T]) Each(items iter.Seq2[T, error]) error {
	for item, err := range items {
		if err != nil {
			return s.Done(err)
		}
		if !s.seen(item) || !s.pass(item) {
			break
		}
	}
	return s.Done(nil)
}

// EachBatch passes the batches of the core on.
func (s *Stream[T]) EachBatch(batches iter.Seq2[[]T, error]) error {
	for batch, err := range batches {
		if err != nil {
			return s.Done(err)
		}
		ended := false
		for i, item := range batch {
			if ended = !s.seen(item); ended {
				batch = batch[:i]
				break
			}
		}
		if ended && len(batch) == 0 {
			break
		}
		if s.over = s.over || !s.batch(batch, nil); s.over || ended {
			break
		}
	}
	return s.Done(nil)
}

// seen shows an item to the hook, and reports whether it is to be passed on.
func (s *Stream[T]) seen(item T) bool {
	if s.see == nil && s.while == nil {
		return true
	}
	appendItem := func(buffer []byte) []byte { return s.Append(buffer, item) }
	if s.see != nil {
		s.see(appendItem)
	}
	return s.while == nil || s.while(appendItem)
}

// Yield passes an item of the hook on.
func (s *Stream[T]) Yield(encoded []byte) (more bool, err error) {
	reader := wire.NewReader(encoded)
	item := s.Read(&reader)
	if reader.Failed() || reader.Len() > 0 {
		return false, s.failed(wire.ErrMalformed)
	}
	return s.pass(item), nil
}

// pass passes one item on, unless the caller wants no more.
func (s *Stream[T]) pass(item T) bool {
	if s.over {
		return false
	}
	switch {
	case s.batch != nil:
		s.over = !s.batch([]T{item}, nil)
	case s.yield != nil:
		s.over = !s.yield(item, nil)
	}
	return !s.over
}

// End passes the error of the call on, as the last element.
func (s *Stream[T]) End(err error) {
	if err == nil || s.over {
		return
	}
	if s.batch != nil {
		s.batch(nil, err)
		return
	}
	var none T
	s.yield(none, err)
}
