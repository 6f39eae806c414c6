// Package amount is numbers of 256 bits: amounts of money, gas and fees. None of them is secret.
package amount

import (
	"encoding/binary"
	"math/bits"

	"spandrel.dev/wallet/internal/fault"
)

// Amount is a number below 2^256, its lowest word first. The zero value is 0, and == compares.
type Amount [4]uint64

// maxDigits is the number of decimal digits of 2^256−1.
const maxDigits = 78

// Of returns an amount of one word.
func Of(value uint64) Amount { return Amount{value} }

// Parse reads `0` or digits without a leading zero.
func Parse(text string) (Amount, error) {
	if text == "" || len(text) > maxDigits || text[0] == '0' && len(text) > 1 {
		return Amount{}, fault.New(fault.InvalidInput, "an amount is a decimal number below 2^256 without leading zeros")
	}
	var a Amount
	for i := range len(text) {
		digit := text[i]
		product, overflow := a.Times(10)
		sum, carry := product.Add(Of(uint64(digit - '0')))
		if digit < '0' || digit > '9' || overflow || carry {
			return Amount{}, fault.New(fault.InvalidInput, "an amount is a decimal number below 2^256 without leading zeros")
		}
		a = sum
	}
	return a, nil
}

// FromBytes returns the number that at most 32 big-endian bytes are.
func FromBytes(raw []byte) Amount {
	var padded [32]byte
	copy(padded[32-len(raw):], raw)
	var a Amount
	for i := range a {
		a[i] = binary.BigEndian.Uint64(padded[24-8*i:])
	}
	return a
}

// Word returns the amount as one word, and whether it fits.
func (a Amount) Word() (uint64, bool) { return a[0], a[1]|a[2]|a[3] == 0 }

// Word32 returns 32 big-endian bytes.
func (a Amount) Word32() (out [32]byte) {
	for i, word := range a {
		binary.BigEndian.PutUint64(out[24-8*i:], word)
	}
	return out
}

// Bytes returns the shortest big-endian bytes: none for 0.
func (a Amount) Bytes() []byte {
	all := a.Word32()
	return all[32-(a.Len()+7)/8:]
}

// Len returns the number of bits without leading zeros.
func (a Amount) Len() int {
	for i := 3; i >= 0; i-- {
		if a[i] != 0 {
			return 64*i + bits.Len64(a[i])
		}
	}
	return 0
}

// Compare returns -1, 0 or 1.
func (a Amount) Compare(b Amount) int {
	for i := 3; i >= 0; i-- {
		if a[i] != b[i] {
			if a[i] < b[i] {
				return -1
			}
			return 1
		}
	}
	return 0
}

// Add returns the sum, and whether it does not fit.
func (a Amount) Add(b Amount) (sum Amount, overflow bool) {
	var carry uint64
	for i := range a {
		sum[i], carry = bits.Add64(a[i], b[i], carry)
	}
	return sum, carry != 0
}

// Times returns the product with one word, and whether it does not fit.
func (a Amount) Times(factor uint64) (product Amount, overflow bool) {
	var carry uint64
	for i := range a {
		high, low := bits.Mul64(a[i], factor)
		var c uint64
		product[i], c = bits.Add64(low, carry, 0)
		carry = high + c
	}
	return product, carry != 0
}

// String returns the decimal digits.
func (a Amount) String() string {
	if a == (Amount{}) {
		return "0"
	}
	var digits [maxDigits]byte
	at := len(digits)
	for a != (Amount{}) {
		var rest uint64
		for i := 3; i >= 0; i-- {
			a[i], rest = bits.Div64(rest, a[i], 10)
		}
		at--
		digits[at] = '0' + byte(rest)
	}
	return string(digits[at:])
}
