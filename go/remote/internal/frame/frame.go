// Package frame has the frames of a connection between two processes: a header of 16 bytes, and a payload.
//
//	length u32 | kind u8 | code u8 | function u16 | id u64 | payload of so many bytes
//
// Numbers are little-endian. The length is that of the payload alone.
package frame

import "encoding/binary"

// HeadSize is the size of a header.
const HeadSize = 16

// Kind says what a frame is.
type Kind uint8

// Kinds of frames. Each side may call the other: an id belongs to the side that called.
const (
	// Hello is the first frame of each side: contract and limits.
	Hello Kind = iota + 1
	// Call begins a call. The code is the number of batches that may be sent, for a stream. The payload begins with the
	// nanoseconds until the deadline as u64, 0 for none.
	Call
	// Answer is the answer to a call, or a batch of one. The code says which.
	Answer
	// Cancel says that nobody waits for the call any more. It is answered all the same.
	Cancel
	// Pull allows so many more batches: u32.
	Pull
	// Release says that references are no longer in use: a list of u64.
	Release
	// Ping asks for a Pong.
	Ping
	// Pong answers a Ping.
	Pong
	// Goodbye says why the connection ends, as text.
	Goodbye
	last = Goodbye
)

// secret flags, in the byte of the kind, a payload that is wiped wherever it was.
const secret = 0x80

// Head is a header.
type Head struct {
	Length   uint32
	Kind     Kind
	Code     uint8
	Function uint16
	ID       uint64
	// Secret tells that the payload is wiped wherever it was.
	Secret bool
}

// put writes the header.
func (h Head) put(into []byte) {
	kind := uint8(h.Kind)
	if h.Secret {
		kind |= secret
	}
	binary.LittleEndian.PutUint32(into, h.Length)
	into[4], into[5] = kind, h.Code
	binary.LittleEndian.PutUint16(into[6:], h.Function)
	binary.LittleEndian.PutUint64(into[8:], h.ID)
}

func parse(from []byte) Head {
	return Head{
		Length:   binary.LittleEndian.Uint32(from),
		Kind:     Kind(from[4] &^ secret),
		Code:     from[5],
		Function: binary.LittleEndian.Uint16(from[6:]),
		ID:       binary.LittleEndian.Uint64(from[8:]),
		Secret:   from[4]&secret != 0,
	}
}
