package glue

import (
	"sync"

	"spandrel.dev/spandrel/glue/wire"
)

// scratchSize is the room for answers that cross without memory of Rust's. The strings of one that fits share an allocation.
const scratchSize = wire.TextBlock

// scratchKept is the largest block that goes back into the pool.
const scratchKept = 64 << 10

// Scratch is a block of Go memory for one call: packed arguments on the way in, a small answer on the way out.
type Scratch struct {
	// Data is the block; its length is that of the packed arguments.
	Data   []byte
	reader wire.Reader
	// read tells that reader has texts of an answer.
	read bool
}

var pool = sync.Pool{New: func() any {
	return &Scratch{Data: make([]byte, 0, scratchSize)}
}}

// NewScratch takes a block from the pool.
func NewScratch() *Scratch {
	return pool.Get().(*Scratch)
}

// detach frees the block early: its call waits for a result that will not be in it.
func (s *Scratch) detach() {
	(&Scratch{Data: s.Data}).Free()
	s.Data = nil
}

// Free puts the block back.
func (s *Scratch) Free() {
	if Debug {
		Poison(s.Data[:cap(s.Data)])
	}
	if cap(s.Data) > scratchKept || cap(s.Data) < scratchSize {
		return
	}
	if len(s.Data) != 0 {
		s.Data = s.Data[:0]
	}
	if s.read {
		// The texts of the answer must not live as long as the pool.
		s.reader, s.read = wire.Reader{}, false
	}
	pool.Put(s)
}

// Read starts to read an answer. The reader is valid until the result is released.
func (s *Scratch) Read(frame Frame) *wire.Reader {
	s.reader, s.read = wire.NewReader(s.view(frame)), true
	return &s.reader
}

// view returns the answer where it lies.
func (s *Scratch) view(frame Frame) []byte {
	if frame.Status&inScratch != 0 {
		return s.Data[:frame.Status>>32]
	}
	return frame.block()
}
