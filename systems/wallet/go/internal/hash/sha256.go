// Package hash computes SHA-2, HMAC, PBKDF2 and nothing else, over memory that the caller owns.
//
// The standard library's digests keep the message, the key and the state in the Go heap and do not wipe them. Here all
// that depends on the message lies in a scratch, but for the eight words in the processor's registers. FIPS 180-4,
// RFC 2104 and RFC 8018 describe the functions; the vectors of NIST and the RFCs judge them.
package hash

import (
	"encoding/binary"
	"math/bits"

	"spandrel.dev/wallet/internal/page"
)

var k256 = [64]uint32{
	0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
	0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
	0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
	0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
	0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
	0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
	0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
	0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
}

var start256 = [8]uint32{
	0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
}

// The digest of SHA-256 in a scratch: state, block, schedule.
const (
	state256    = 32
	block256    = 64
	schedule256 = 64 * 4
)

// Sum256 writes the SHA-256 of the parts, one behind the other, into out, which has 32 bytes.
func Sum256(scratch *page.Scratch, out []byte, parts ...[]byte) {
	mark := scratch.Mark()
	defer scratch.Release(mark)
	state := scratch.Take(state256)
	block := scratch.Take(block256)
	schedule := scratch.Take(schedule256)
	for i, word := range start256 {
		binary.BigEndian.PutUint32(state[4*i:], word)
	}
	filled, total := 0, uint64(0)
	for _, part := range parts {
		total += uint64(len(part))
		for len(part) > 0 {
			n := copy(block[filled:], part)
			part = part[n:]
			if filled += n; filled == block256 {
				compress256(state, block, schedule)
				filled = 0
			}
		}
	}
	block[filled] = 0x80
	clear(block[filled+1:])
	if filled+1 > block256-8 {
		compress256(state, block, schedule)
		clear(block)
	}
	binary.BigEndian.PutUint64(block[block256-8:], total*8)
	compress256(state, block, schedule)
	copy(out[:32], state)
}

// DoubleSum256 writes the SHA-256 of the SHA-256 of the parts into out.
func DoubleSum256(scratch *page.Scratch, out []byte, parts ...[]byte) {
	mark := scratch.Mark()
	defer scratch.Release(mark)
	inner := scratch.Take(32)
	Sum256(scratch, inner, parts...)
	Sum256(scratch, out, inner)
}

func compress256(state, block, schedule []byte) {
	state, block, schedule = state[:state256:state256], block[:block256:block256], schedule[:schedule256:schedule256]
	copy(schedule, block)
	for i := block256; i < schedule256; i += 4 {
		near := binary.BigEndian.Uint32(schedule[i-8:])
		far := binary.BigEndian.Uint32(schedule[i-60:])
		s1 := bits.RotateLeft32(near, -17) ^ bits.RotateLeft32(near, -19) ^ near>>10
		s0 := bits.RotateLeft32(far, -7) ^ bits.RotateLeft32(far, -18) ^ far>>3
		word := binary.BigEndian.Uint32(schedule[i-64:]) + s0 + binary.BigEndian.Uint32(schedule[i-28:]) + s1
		binary.BigEndian.PutUint32(schedule[i:], word)
	}
	a, b := binary.BigEndian.Uint32(state[0:]), binary.BigEndian.Uint32(state[4:])
	c, d := binary.BigEndian.Uint32(state[8:]), binary.BigEndian.Uint32(state[12:])
	e, f := binary.BigEndian.Uint32(state[16:]), binary.BigEndian.Uint32(state[20:])
	g, h := binary.BigEndian.Uint32(state[24:]), binary.BigEndian.Uint32(state[28:])
	for i, k := range &k256 {
		t1 := h + (bits.RotateLeft32(e, -6) ^ bits.RotateLeft32(e, -11) ^ bits.RotateLeft32(e, -25)) +
			(e&f ^ ^e&g) + k + binary.BigEndian.Uint32(schedule[4*i:])
		t2 := (bits.RotateLeft32(a, -2) ^ bits.RotateLeft32(a, -13) ^ bits.RotateLeft32(a, -22)) + (a&b ^ a&c ^ b&c)
		h, g, f, e, d, c, b, a = g, f, e, d+t1, c, b, a, t1+t2
	}
	add32(state[0:], a)
	add32(state[4:], b)
	add32(state[8:], c)
	add32(state[12:], d)
	add32(state[16:], e)
	add32(state[20:], f)
	add32(state[24:], g)
	add32(state[28:], h)
}

func add32(at []byte, word uint32) {
	binary.BigEndian.PutUint32(at, binary.BigEndian.Uint32(at)+word)
}
