package glue

import (
	"context"
	"encoding/binary"
	"sync"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/block"
	"spandrel.dev/spandrel/glue/debug"
	"spandrel.dev/spandrel/glue/wait"
	"spandrel.dev/spandrel/glue/wire"
	"spandrel.dev/spandrel/internal/abi"
	"spandrel.dev/spandrel/internal/lost"
)

// tailSize is the number of items and the kind of tail at the end of a batch.
const tailSize = 8

// batchSize is the room for a batch of items of 64 bytes, and as much again.
const batchSize = 2 * 64 * abi.LimitBatchItems

var batches = sync.Pool{New: func() any {
	return &block.Scratch{Data: make([]byte, 0, batchSize)}
}}

// source is a stream that is being ranged over.
type source struct {
	ctx      context.Context
	done     <-chan struct{}
	bridge   *Bridge
	function string
	waiter   *wait.Waiter
	stream   uint64
	// closed tells that Rust has no stream any more.
	closed bool
	err    error

	// The batch at hand.
	scratch *block.Scratch
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
	if frame.Busy() && s.cancelled() {
		return false
	}
	if !frame.OK() {
		s.err = s.bridge.Fail(s.function, frame, nil)
		return false
	}
	s.stream, s.closed = frame.Value, false
	s.waiter = wait.NewWaiter()
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
		s.scratch, s.tail = batches.Get().(*block.Scratch), abi.TailMore
		s.frame = s.bridge.link.Pull(s.stream, s.waiter.ID(), s.scratch.Data)
		if s.frame.Code() != abi.CodePending {
			return s.read()
		}
		// Others may use the memory while this one waits.
		s.releaseBatch()
		s.bridge.dispatch()
		select {
		case <-s.waiter.Done():
			s.waiter.Arm()
		case <-s.done:
			s.waiter.Disarm()
			s.waiter.Arm()
		}
	}
	return false
}

// read looks at what was pulled.
func (s *source) read() bool {
	if !s.frame.OK() {
		s.err = s.bridge.Fail(s.function, s.frame, nil)
		s.frame = Frame{Status: abi.StatusInScratch}
		return false
	}
	data := s.scratch.View(s.frame)
	end := len(data) - tailSize
	s.items = data[:end]
	s.count = int(binary.LittleEndian.Uint32(data[end:]))
	s.tail = binary.LittleEndian.Uint32(data[end+4:])
	s.closed = s.tail != abi.TailMore
	s.reader = wire.NewReader(s.items)
	return true
}

// complete reads what stands behind the items, once they are used up, and releases the batch.
func (s *source) complete(readError func(*wire.Reader) error) {
	if s.err != nil {
		s.lose()
	} else {
		switch s.tail {
		case abi.TailError:
			s.err = readError(&s.reader)
		case abi.TailPanic:
			s.err = &spandrel.PanicError{
				Function: s.function, Message: s.reader.String(), Backtrace: s.reader.String(),
			}
		case abi.TailRefused:
			input := &spandrel.InputError{Parameter: "item", Reason: s.reader.String()}
			s.err = &spandrel.CallError{Function: s.function, Err: input}
		}
	}
	if s.reader.Failed() {
		panic("spandrel: " + s.function + ": items do not follow the contract; run `spandrel check`")
	}
	s.releaseBatch()
}

// lose tells of a panic behind the items of a batch that is not read to its end.
func (s *source) lose() {
	if s.scratch != nil && s.tail == abi.TailPanic {
		lost.Report(lost.Panic{Origin: s.function, Message: s.reader.String(), Backtrace: s.reader.String()})
	}
}

// releaseBatch releases the memory of the batch.
func (s *source) releaseBatch() {
	if s.scratch == nil {
		return
	}
	if s.frame.Status&abi.StatusInScratch == 0 && s.frame.OK() {
		s.bridge.blocks.Release(s.frame)
	}
	if debug.Enabled {
		debug.Poison(s.scratch.Data[:cap(s.scratch.Data)])
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
	s.releaseBatch()
	if s.waiter != nil {
		s.waiter.Free()
	}
	if !s.closed {
		// Rust tells of a destructor that panics.
		frame := s.bridge.link.Close(s.stream)
		if !frame.OK() {
			s.bridge.blocks.Release(frame)
		}
	}
}
