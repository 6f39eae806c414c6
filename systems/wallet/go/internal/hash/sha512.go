package hash

import (
	"encoding/binary"
	"math/bits"

	"spandrel.dev/wallet/internal/page"
)

var k512 = [80]uint64{
	0x428a2f98d728ae22, 0x7137449123ef65cd, 0xb5c0fbcfec4d3b2f, 0xe9b5dba58189dbbc,
	0x3956c25bf348b538, 0x59f111f1b605d019, 0x923f82a4af194f9b, 0xab1c5ed5da6d8118,
	0xd807aa98a3030242, 0x12835b0145706fbe, 0x243185be4ee4b28c, 0x550c7dc3d5ffb4e2,
	0x72be5d74f27b896f, 0x80deb1fe3b1696b1, 0x9bdc06a725c71235, 0xc19bf174cf692694,
	0xe49b69c19ef14ad2, 0xefbe4786384f25e3, 0x0fc19dc68b8cd5b5, 0x240ca1cc77ac9c65,
	0x2de92c6f592b0275, 0x4a7484aa6ea6e483, 0x5cb0a9dcbd41fbd4, 0x76f988da831153b5,
	0x983e5152ee66dfab, 0xa831c66d2db43210, 0xb00327c898fb213f, 0xbf597fc7beef0ee4,
	0xc6e00bf33da88fc2, 0xd5a79147930aa725, 0x06ca6351e003826f, 0x142929670a0e6e70,
	0x27b70a8546d22ffc, 0x2e1b21385c26c926, 0x4d2c6dfc5ac42aed, 0x53380d139d95b3df,
	0x650a73548baf63de, 0x766a0abb3c77b2a8, 0x81c2c92e47edaee6, 0x92722c851482353b,
	0xa2bfe8a14cf10364, 0xa81a664bbc423001, 0xc24b8b70d0f89791, 0xc76c51a30654be30,
	0xd192e819d6ef5218, 0xd69906245565a910, 0xf40e35855771202a, 0x106aa07032bbd1b8,
	0x19a4c116b8d2d0c8, 0x1e376c085141ab53, 0x2748774cdf8eeb99, 0x34b0bcb5e19b48a8,
	0x391c0cb3c5c95a63, 0x4ed8aa4ae3418acb, 0x5b9cca4f7763e373, 0x682e6ff3d6b2b8a3,
	0x748f82ee5defb2fc, 0x78a5636f43172f60, 0x84c87814a1f0ab72, 0x8cc702081a6439ec,
	0x90befffa23631e28, 0xa4506cebde82bde9, 0xbef9a3f7b2c67915, 0xc67178f2e372532b,
	0xca273eceea26619c, 0xd186b8c721c0c207, 0xeada7dd6cde0eb1e, 0xf57d4f7fee6ed178,
	0x06f067aa72176fba, 0x0a637dc5a2c898a6, 0x113f9804bef90dae, 0x1b710b35131c471b,
	0x28db77f523047d84, 0x32caab7b40c72493, 0x3c9ebe0a15c9bebc, 0x431d67c49c100d4c,
	0x4cc5d4becb3e42b6, 0x597f299cfc657e2a, 0x5fcb6fab3ad6faec, 0x6c44198c4a475817,
}

var start512 = [8]uint64{
	0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
	0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179,
}

const (
	state512    = 64
	block512    = 128
	schedule512 = 80 * 8
)

// digest512 is SHA-512 under way; all that it holds lies in a scratch.
type digest512 struct {
	state, block, schedule []byte
	filled                 int
	total                  uint64
}

func new512(scratch *page.Scratch) digest512 {
	d := digest512{state: scratch.Take(state512), block: scratch.Take(block512), schedule: scratch.Take(schedule512)}
	d.reset()
	return d
}

func (d *digest512) reset() {
	for i, word := range start512 {
		binary.BigEndian.PutUint64(d.state[8*i:], word)
	}
	d.filled, d.total = 0, 0
}

// resume continues from a state that one block of a key has led to.
func (d *digest512) resume(state []byte) {
	copy(d.state, state)
	d.filled, d.total = 0, block512
}

func (d *digest512) write(part []byte) {
	d.total += uint64(len(part))
	for len(part) > 0 {
		n := copy(d.block[d.filled:], part)
		part = part[n:]
		if d.filled += n; d.filled == block512 {
			compress512(d.state, d.block, d.schedule)
			d.filled = 0
		}
	}
}

// sum ends the digest; the answer is its state, until it is reset or resumed.
func (d *digest512) sum() []byte {
	d.block[d.filled] = 0x80
	clear(d.block[d.filled+1:])
	if d.filled+1 > block512-16 {
		compress512(d.state, d.block, d.schedule)
		clear(d.block)
	}
	// The length has 128 bits; no message here needs the upper 64.
	binary.BigEndian.PutUint64(d.block[block512-8:], d.total*8)
	compress512(d.state, d.block, d.schedule)
	return d.state
}

// Sum512 writes the SHA-512 of the parts, one behind the other, into out, which has 64 bytes.
func Sum512(scratch *page.Scratch, out []byte, parts ...[]byte) {
	mark := scratch.Mark()
	defer scratch.Release(mark)
	d := new512(scratch)
	for _, part := range parts {
		d.write(part)
	}
	copy(out[:state512], d.sum())
}

func compress512(state, block, schedule []byte) {
	state, block, schedule = state[:state512:state512], block[:block512:block512], schedule[:schedule512:schedule512]
	copy(schedule, block)
	for i := block512; i < schedule512; i += 8 {
		near := binary.BigEndian.Uint64(schedule[i-16:])
		far := binary.BigEndian.Uint64(schedule[i-120:])
		s1 := bits.RotateLeft64(near, -19) ^ bits.RotateLeft64(near, -61) ^ near>>6
		s0 := bits.RotateLeft64(far, -1) ^ bits.RotateLeft64(far, -8) ^ far>>7
		word := binary.BigEndian.Uint64(schedule[i-128:]) + s0 + binary.BigEndian.Uint64(schedule[i-56:]) + s1
		binary.BigEndian.PutUint64(schedule[i:], word)
	}
	a, b := binary.BigEndian.Uint64(state[0:]), binary.BigEndian.Uint64(state[8:])
	c, d := binary.BigEndian.Uint64(state[16:]), binary.BigEndian.Uint64(state[24:])
	e, f := binary.BigEndian.Uint64(state[32:]), binary.BigEndian.Uint64(state[40:])
	g, h := binary.BigEndian.Uint64(state[48:]), binary.BigEndian.Uint64(state[56:])
	for i, k := range &k512 {
		t1 := h + (bits.RotateLeft64(e, -14) ^ bits.RotateLeft64(e, -18) ^ bits.RotateLeft64(e, -41)) +
			(e&f ^ ^e&g) + k + binary.BigEndian.Uint64(schedule[8*i:])
		t2 := (bits.RotateLeft64(a, -28) ^ bits.RotateLeft64(a, -34) ^ bits.RotateLeft64(a, -39)) + (a&b ^ a&c ^ b&c)
		h, g, f, e, d, c, b, a = g, f, e, d+t1, c, b, a, t1+t2
	}
	add64(state[0:], a)
	add64(state[8:], b)
	add64(state[16:], c)
	add64(state[24:], d)
	add64(state[32:], e)
	add64(state[40:], f)
	add64(state[48:], g)
	add64(state[56:], h)
}

func add64(at []byte, word uint64) {
	binary.BigEndian.PutUint64(at, binary.BigEndian.Uint64(at)+word)
}
