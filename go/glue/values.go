package glue

import (
	"runtime"
	"sync/atomic"
)

// Values of Go that Rust holds: interface values and functions. Rust knows them by references: the slot in the lower half,
// the slot's generation in the upper. All bridges of a program share one table.
//
// Taking and freeing a slot waits for nothing, and looking one up is two loads.
type values struct {
	chunks [valueChunks]atomic.Pointer[[valueChunk]value]
	// free is a stack of free slots: index + 1 in the lower half, a counter against ABA in the upper.
	free atomic.Uint64
	used atomic.Uint32
	live atomic.Int64
}

type value struct {
	// content is written before the generation is stored, and read after it is loaded.
	content    any
	generation atomic.Uint32
	next       atomic.Uint32
}

const (
	valueChunk  = 1024
	valueChunks = 16384
)

var retained values

// LiveValues tells how many Go values Rust holds.
func LiveValues() int64 {
	return retained.live.Load()
}

// put stores a value and returns its reference.
func (t *values) put(content any) uint64 {
	index := t.take()
	slot := t.slot(index)
	slot.content = content
	generation := slot.generation.Add(1)
	t.live.Add(1)
	return uint64(generation)<<32 | uint64(index)
}

// get returns the value behind a reference, or nil if it is gone.
func (t *values) get(reference uint64) any {
	index := uint32(reference)
	if index >= t.used.Load() {
		return nil
	}
	slot := t.slot(index)
	if slot.generation.Load() != uint32(reference>>32) {
		return nil
	}
	return slot.content
}

// remove releases a reference. Only its owner may do so, once.
func (t *values) remove(reference uint64) {
	index := uint32(reference)
	slot := t.slot(index)
	if slot.generation.Load() != uint32(reference>>32) {
		return
	}
	slot.content = nil
	slot.generation.Add(1)
	t.live.Add(-1)
	head := t.free.Load()
	for {
		slot.next.Store(uint32(head))
		if t.free.CompareAndSwap(head, (head>>32+1)<<32|uint64(index+1)) {
			return
		}
		head = t.free.Load()
	}
}

// take returns the index of a free slot.
func (t *values) take() uint32 {
	head := t.free.Load()
	for uint32(head) != 0 {
		index := uint32(head) - 1
		next := t.slot(index).next.Load()
		if t.free.CompareAndSwap(head, (head>>32+1)<<32|uint64(next)) {
			return index
		}
		head = t.free.Load()
	}
	for {
		used := t.used.Load()
		if used >= valueChunk*valueChunks {
			panic("spandrel: Rust holds more than 16 million Go values")
		}
		chunk := &t.chunks[used/valueChunk]
		if chunk.Load() == nil {
			chunk.CompareAndSwap(nil, new([valueChunk]value))
		}
		if t.used.CompareAndSwap(used, used+1) {
			return used
		}
	}
}

func (t *values) slot(index uint32) *value {
	return &t.chunks[index/valueChunk].Load()[index%valueChunk]
}

// Lend lets Rust borrow a Go value for one call. Release it afterwards.
func Lend(content any) uint64 {
	return retained.put(content)
}

// TakeBack ends what Lend began.
func TakeBack(reference uint64) {
	retained.remove(reference)
}

// Give hands a Go value to Rust, which keeps it for as long as it likes.
func (b *Bridge) Give(content any) uint64 {
	b.Collect()
	b.watch.Do(b.watchCollections)
	return retained.put(content)
}

// GiveValue answers a Go value.
func (b *Bridge) GiveValue(call *Call, content any) {
	call.hand(handsValue, b.Give(content))
}

// Collect releases the Go values that Rust has dropped. Rust cannot say so at once, since it may drop a value where Go
// cannot be called.
func (b *Bridge) Collect() {
	for atomic.LoadUint64((*uint64)(b.link.Released)) != 0 {
		var references [64]uint64
		n := b.link.TakeReleased(references[:])
		for _, reference := range references[:n] {
			retained.remove(reference)
		}
		if n == 0 {
			return
		}
	}
}

// watchCollections collects at each garbage collection: what Rust has dropped could not have been freed before.
func (b *Bridge) watchCollections() {
	// Not a tiny object: those are freed together with others.
	sentinel := new([64]byte)
	runtime.AddCleanup(sentinel, func(b *Bridge) {
		b.Collect()
		b.watchCollections()
	}, b)
}
