package frame

import (
	"encoding/binary"
	"sync"
	"time"
)

// pooled is the capacity up to which buffers are used again.
const pooled = 64 << 10

// callSize is where the arguments of a call begin.
const callSize = HeadSize + 8

// Buffer is a frame in memory: the header, and the payload behind it.
type Buffer struct {
	// Data has room for the header in front.
	Data []byte
	// Secret tells that the payload is wiped when the buffer is freed.
	Secret bool
}

var buffers = sync.Pool{New: func() any { return &Buffer{Data: make([]byte, 0, 512)} }}

// New returns a frame without payload.
func New() *Buffer {
	b := buffers.Get().(*Buffer)
	b.Data = append(b.Data[:0], make([]byte, HeadSize)...)
	return b
}

// NewCall returns a frame to append the arguments of a call to.
func NewCall() *Buffer {
	b := buffers.Get().(*Buffer)
	b.Data = append(b.Data[:0], make([]byte, callSize)...)
	return b
}

// Free wipes what is secret, and lets the buffer be used again. Nothing may refer to its content.
func (b *Buffer) Free() {
	if b == nil {
		return
	}
	if b.Secret {
		clear(b.Data[:cap(b.Data)])
		b.Secret = false
	}
	if cap(b.Data) <= pooled {
		buffers.Put(b)
	}
}

// Payload is what is behind the header.
func (b *Buffer) Payload() []byte { return b.Data[HeadSize:] }

// Arguments is what is behind the deadline of a call; nil if it has none.
func (b *Buffer) Arguments() []byte {
	if len(b.Data) < callSize {
		return nil
	}
	return b.Data[callSize:]
}

// Head writes the header for the payload that is in the buffer.
func (b *Buffer) Head(h Head) {
	h.Length, h.Secret = uint32(len(b.Data)-HeadSize), b.Secret
	h.put(b.Data)
}

// SetTimeout says how long the caller waits, 0 for without end.
func (b *Buffer) SetTimeout(d time.Duration) {
	binary.LittleEndian.PutUint64(b.Data[HeadSize:], uint64(d))
}

// Timeout is how long the caller waits, 0 for without end. It is false if the frame is too short for a call.
func (b *Buffer) Timeout() (time.Duration, bool) {
	if len(b.Data) < callSize {
		return 0, false
	}
	d := time.Duration(binary.LittleEndian.Uint64(b.Data[HeadSize:]))
	return max(d, 0), true
}

// grow makes room for n more bytes, and wipes what it moves away from if that is secret.
func (b *Buffer) grow(n int) {
	if cap(b.Data)-len(b.Data) >= n {
		return
	}
	larger := make([]byte, len(b.Data), len(b.Data)+n)
	copy(larger, b.Data)
	if b.Secret {
		clear(b.Data)
	}
	b.Data = larger
}
