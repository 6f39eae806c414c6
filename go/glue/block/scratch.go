package block

import (
	"sync"

	"spandrel.dev/spandrel/glue/debug"
	"spandrel.dev/spandrel/glue/wire"
	"spandrel.dev/spandrel/internal/abi"
)

// scratchSize is the room for answers that need no memory of Rust's. The strings of one that fits share an allocation.
const scratchSize = wire.TextBlock

// scratchPooled is the largest block that returns to the pool.
const scratchPooled = 64 << 10

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

// Detach frees the block early: its call waits for a result that will not be in it.
func (s *Scratch) Detach() {
	(&Scratch{Data: s.Data}).Free()
	s.Data = nil
}

// Free returns the block to the pool.
func (s *Scratch) Free() {
	if debug.Enabled {
		debug.Poison(s.Data[:cap(s.Data)])
	}
	if cap(s.Data) > scratchPooled || cap(s.Data) < scratchSize {
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
func (s *Scratch) Read(frame abi.Frame) *wire.Reader {
	s.reader, s.read = wire.NewReader(s.View(frame)), true
	return &s.reader
}

// Failed reports whether the reading has failed.
func (s *Scratch) Failed() bool {
	return s.reader.Failed()
}

// View returns the answer where it lies.
func (s *Scratch) View(frame abi.Frame) []byte {
	if frame.Status&abi.StatusInScratch != 0 {
		return s.Data[:frame.Status>>32]
	}
	return Of(frame)
}
