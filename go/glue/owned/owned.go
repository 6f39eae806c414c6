// Package owned is memory with an owner: spandrel.Bytes and spandrel.Secret, which calls borrow, and which are made of
// blocks of Rust's.
package owned

import (
	"unsafe"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/block"
	"spandrel.dev/spandrel/internal/abi"
	"spandrel.dev/spandrel/internal/memory"
)

// holder is the layout of spandrel.Bytes and spandrel.Secret, checked below.
type holder struct {
	memory *memory.Memory
}

const (
	_ = -(unsafe.Sizeof(spandrel.Bytes{}) ^ unsafe.Sizeof(holder{}))
	_ = -(unsafe.Sizeof(spandrel.Secret{}) ^ unsafe.Sizeof(holder{}))
)

// NewBytes returns what the frame's block holds, and releases it when that is closed. The memory is shared: it is never
// written to, not even in the debug build.
func NewBytes(side *block.List, frame abi.Frame) *spandrel.Bytes {
	origin := memory.Origin{Side: unsafe.Pointer(side.Released), Block: frame.Value}
	shared := memory.New(block.Of(frame), origin, func() { side.ReleaseShared(frame) })
	return (*spandrel.Bytes)(unsafe.Pointer(&holder{shared}))
}

// NewSecret copies the secret out of the frame's block, wipes the block and releases it.
func NewSecret(side *block.List, frame abi.Frame) *spandrel.Secret {
	data := block.Of(frame)
	secret := memory.Secret(len(data), func(content []byte) { copy(content, data) })
	clear(data)
	side.ReleaseShared(frame)
	return (*spandrel.Secret)(unsafe.Pointer(&holder{secret}))
}
