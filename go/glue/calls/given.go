package calls

import (
	"runtime"
	"sync/atomic"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/owned"
	"spandrel.dev/spandrel/glue/values"
	"spandrel.dev/spandrel/internal/abi"
)

// GivenBytes takes ownership of Bytes that are an argument of a call.
func (s *Server) GivenBytes(call *Call, index int) *spandrel.Bytes {
	return owned.NewBytes(s.blocks, call.takeBlock(index))
}

// GivenSecret takes ownership of a secret that is an argument of a call.
func (s *Server) GivenSecret(call *Call, index int) *spandrel.Secret {
	return owned.NewSecret(s.blocks, call.takeBlock(index))
}

// takeBlock takes ownership of the block of an argument: Rust would free one that is still there when the call ends.
func (c *Call) takeBlock(index int) abi.Frame {
	word := (*uint64)(c.Address(index))
	frame := abi.Frame{Value: *word}
	*word = 0
	return frame
}

// TakeEnd takes ownership of an end of a ring that is an argument: Rust would close one that is still there when the call ends.
func (c *Call) TakeEnd(index int) uint64 {
	word := (*uint64)(c.Address(index))
	end := *word
	*word = 0
	return end
}

// Give moves ownership of a Go value to Rust.
func (s *Server) Give(content any) uint64 {
	s.Collect()
	s.watch.Do(s.watchCollections)
	return values.Put(content)
}

// Collect releases the Go values that Rust has dropped. Rust cannot say so at once, since it may drop a value where Go
// cannot be called.
func (s *Server) Collect() {
	for atomic.LoadUint64((*uint64)(s.link.Released)) != 0 {
		var references [64]uint64
		n := s.link.TakeReleased(references[:])
		for _, reference := range references[:n] {
			values.Remove(reference)
		}
		if n == 0 {
			return
		}
	}
}

// watchCollections collects at each garbage collection: what Rust has dropped could not have been freed before.
func (s *Server) watchCollections() {
	// Not a tiny object: those are freed together with others.
	sentinel := new([64]byte)
	runtime.AddCleanup(sentinel, func(s *Server) {
		s.Collect()
		s.watchCollections()
	}, s)
}
