package hash

import (
	"encoding/binary"

	"spandrel.dev/wallet/internal/page"
)

// HMAC512 writes the HMAC-SHA512 of the parts, one behind the other, into out, which has 64 bytes. RFC 2104.
func HMAC512(scratch *page.Scratch, out, key []byte, parts ...[]byte) {
	mark := scratch.Mark()
	defer scratch.Release(mark)
	h := newHMAC512(scratch, key)
	h.sum(out, parts...)
}

// hmac512 is a key, as the two states that its blocks lead to.
type hmac512 struct {
	inner, outer []byte
	digest       digest512
}

func newHMAC512(scratch *page.Scratch, key []byte) hmac512 {
	h := hmac512{inner: scratch.Take(state512), outer: scratch.Take(state512), digest: new512(scratch)}
	block := scratch.Take(block512)
	if len(key) > block512 {
		h.digest.write(key)
		copy(block, h.digest.sum())
		h.digest.reset()
	} else {
		copy(block, key)
	}
	for i := range block {
		block[i] ^= 0x36
	}
	h.digest.write(block)
	copy(h.inner, h.digest.state)
	for i := range block {
		block[i] ^= 0x36 ^ 0x5c
	}
	h.digest.reset()
	h.digest.write(block)
	copy(h.outer, h.digest.state)
	return h
}

// sum writes the code of the parts into out; out may be one of the parts.
func (h *hmac512) sum(out []byte, parts ...[]byte) {
	h.digest.resume(h.inner)
	for _, part := range parts {
		h.digest.write(part)
	}
	copy(out[:state512], h.digest.sum())
	h.digest.resume(h.outer)
	h.digest.write(out[:state512])
	copy(out[:state512], h.digest.sum())
}

// PBKDF2 fills out with PBKDF2-HMAC-SHA512 of a password and a salt that comes in parts. RFC 8018, section 5.2.
func PBKDF2(scratch *page.Scratch, out, password []byte, rounds int, salt ...[]byte) {
	mark := scratch.Mark()
	defer scratch.Release(mark)
	h := newHMAC512(scratch, password)
	round, sum, number := scratch.Take(state512), scratch.Take(state512), scratch.Take(4)
	first := append(append(make([][]byte, 0, len(salt)+1), salt...), number)
	for block := uint32(1); len(out) > 0; block++ {
		binary.BigEndian.PutUint32(number, block)
		h.sum(round, first...)
		copy(sum, round)
		for range rounds - 1 {
			h.sum(round, round)
			for i := range sum {
				sum[i] ^= round[i]
			}
		}
		out = out[copy(out, sum):]
	}
}
