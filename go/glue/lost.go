package glue

import (
	"sync"
	"unsafe"

	"spandrel.dev/spandrel/glue/block"
	"spandrel.dev/spandrel/glue/wire"
	"spandrel.dev/spandrel/internal/abi"
	"spandrel.dev/spandrel/internal/lost"
)

// counted are the Rust sides that are asked for their lost panics. Bridges of one object share one.
var counted sync.Map

// registerLost makes the lost panics of a Rust side known to spandrel.OnLostPanic.
func registerLost(link Link) {
	if _, known := counted.LoadOrStore(uintptr(unsafe.Pointer(link.Returned)), true); !known {
		lost.Register(link.Listen)
	}
}

// heard tells of a panic on the Rust side.
func (b *Bridge) heard(frame Frame) {
	reader := wire.NewReader(block.Of(frame))
	lost.Tell(lost.Panic{Origin: reader.String(), Message: reader.String(), Backtrace: reader.String()})
	b.blocks.Release(frame)
}

// lose ends a failure that no call returns: a panic is told.
func (b *Bridge) lose(origin string, frame Frame) {
	if frame.Code() == abi.CodePanic {
		reader := wire.NewReader(block.Of(frame))
		lost.Report(lost.Panic{Origin: origin, Message: reader.String(), Backtrace: reader.String()})
	}
	b.blocks.Release(frame)
}
