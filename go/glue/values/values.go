// Package values is the table of the Go values that Rust has: interface values and functions.
//
// Rust knows them by references: the slot in the lower half, the slot's generation in the upper. All bridges of a program
// share one table. Storing and removing a value waits for nothing, and looking one up is two loads.
package values

import "sync/atomic"

var table struct {
	chunks [maxChunks]atomic.Pointer[[chunkSize]slot]
	// free is a stack of free slots: index + 1 in the lower half, a counter against ABA in the upper.
	free atomic.Uint64
	used atomic.Uint32
	live atomic.Int64
}

type slot struct {
	// content is written before the generation is stored, and read after it is loaded.
	content    any
	generation atomic.Uint32
	next       atomic.Uint32
}

const (
	chunkSize = 1024
	maxChunks = 16384
)

// Live returns how many there are.
func Live() int64 {
	return table.live.Load()
}

// Put stores a value and returns its reference. The owner of the reference removes it.
func Put(content any) uint64 {
	index := take()
	slot := at(index)
	slot.content = content
	generation := slot.generation.Add(1)
	table.live.Add(1)
	return uint64(generation)<<32 | uint64(index)
}

// Get returns the value behind a reference, or nil if it is gone.
func Get(reference uint64) any {
	index := uint32(reference)
	if index >= table.used.Load() {
		return nil
	}
	slot := at(index)
	if slot.generation.Load() != uint32(reference>>32) {
		return nil
	}
	return slot.content
}

// Remove releases a reference. Only its owner may do so, once.
func Remove(reference uint64) {
	index := uint32(reference)
	slot := at(index)
	if slot.generation.Load() != uint32(reference>>32) {
		return
	}
	slot.content = nil
	slot.generation.Add(1)
	table.live.Add(-1)
	head := table.free.Load()
	for {
		slot.next.Store(uint32(head))
		if table.free.CompareAndSwap(head, (head>>32+1)<<32|uint64(index+1)) {
			return
		}
		head = table.free.Load()
	}
}

// take returns the index of a free slot.
func take() uint32 {
	head := table.free.Load()
	for uint32(head) != 0 {
		index := uint32(head) - 1
		next := at(index).next.Load()
		if table.free.CompareAndSwap(head, (head>>32+1)<<32|uint64(next)) {
			return index
		}
		head = table.free.Load()
	}
	for {
		used := table.used.Load()
		if used >= chunkSize*maxChunks {
			panic("spandrel: Rust has more than 16 million Go values")
		}
		chunk := &table.chunks[used/chunkSize]
		if chunk.Load() == nil {
			chunk.CompareAndSwap(nil, new([chunkSize]slot))
		}
		if table.used.CompareAndSwap(used, used+1) {
			return used
		}
	}
}

func at(index uint32) *slot {
	return &table.chunks[index/chunkSize].Load()[index%chunkSize]
}
