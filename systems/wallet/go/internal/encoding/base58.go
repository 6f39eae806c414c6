// Package encoding reads and writes the ways in which keys and addresses are written: base58 with a checksum, bech32,
// bech32m.
package encoding

import (
	"crypto/subtle"

	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/hash"
	"spandrel.dev/wallet/internal/page"
)

const alphabet58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"

// digits58 maps a character to its value, and others to 0xff.
var digits58 = func() (digits [256]byte) {
	for i := range digits {
		digits[i] = 0xff
	}
	for i := range len(alphabet58) {
		digits[alphabet58[i]] = byte(i)
	}
	return digits
}()

// Length of what carries a checksum: no extended key and no address is longer.
const maxBase58 = 120

// DecodeBase58 returns what text says, without the checksum, in memory of the scratch: the text may be a private key. A
// wrong checksum is INVALID_CHECKSUM, all else INVALID_INPUT.
func DecodeBase58(scratch *page.Scratch, text []byte) ([]byte, error) {
	if len(text) > maxBase58 {
		return nil, fault.New(fault.InvalidInput, "the base58 text is too long")
	}
	out := scratch.Take(len(text))
	size := 0 // bytes in use, at the end of out
	for i, character := range text {
		carry := uint32(digits58[character])
		if carry == 0xff {
			return nil, fault.New(fault.InvalidInput, "a character is not one of base58")
		}
		if i == 0 && carry == 0 {
			continue // counted below
		}
		at := len(out) - 1
		for used := 0; used < size || carry != 0; used++ {
			carry += 58 * uint32(out[at])
			out[at] = byte(carry)
			carry >>= 8
			at--
			size = max(size, used+1)
		}
	}
	zeros := 0
	for zeros < len(text) && text[zeros] == alphabet58[0] {
		zeros++
	}
	if zeros+size < 4 {
		return nil, fault.New(fault.InvalidInput, "the base58 text is too short")
	}
	out = out[len(out)-size-zeros:]
	content, check := out[:len(out)-4], out[len(out)-4:]
	mark := scratch.Mark()
	defer scratch.Release(mark)
	sum := scratch.Take(32)
	hash.DoubleSum256(scratch, sum, content)
	if subtle.ConstantTimeCompare(sum[:4], check) != 1 {
		return nil, fault.New(fault.InvalidChecksum, "the checksum of the base58 text is wrong")
	}
	return content, nil
}

// EncodeBase58 returns the content, which is public, with its checksum.
func EncodeBase58(scratch *page.Scratch, content []byte) string {
	mark := scratch.Mark()
	defer scratch.Release(mark)
	sum := scratch.Take(32)
	hash.DoubleSum256(scratch, sum, content)
	number := append(append(make([]byte, 0, len(content)+4), content...), sum[:4]...)
	digits := make([]byte, 0, len(number)*138/100+1) // the last digit first
	zeros := 0
	for zeros < len(number) && number[zeros] == 0 {
		zeros++
	}
	for _, value := range number[zeros:] {
		carry := uint32(value)
		for i := range digits {
			carry += uint32(digits[i]) << 8
			digits[i] = byte(carry % 58)
			carry /= 58
		}
		for ; carry > 0; carry /= 58 {
			digits = append(digits, byte(carry%58))
		}
	}
	text := make([]byte, 0, zeros+len(digits))
	for range zeros {
		text = append(text, alphabet58[0])
	}
	for i := len(digits) - 1; i >= 0; i-- {
		text = append(text, alphabet58[digits[i]])
	}
	return string(text)
}
