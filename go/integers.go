package spandrel

import "math/big"

// Uint128 is Rust's u128: two words, low half first. The zero value is 0, and values compare with ==.
type Uint128 struct {
	Lo, Hi uint64
}

// Int128 is Rust's i128 in two's complement: two words, low half first.
type Int128 struct {
	Lo uint64
	Hi int64
}

var maxUint64 = new(big.Int).SetUint64(1<<64 - 1)

// Big returns the value as a big integer.
func (v Uint128) Big() *big.Int {
	high := new(big.Int).SetUint64(v.Hi)
	return high.Lsh(high, 64).Or(high, new(big.Int).SetUint64(v.Lo))
}

// String returns the value in decimal.
func (v Uint128) String() string {
	return v.Big().String()
}

// NewUint128 returns the value of a big integer, and false if it is negative or needs more than 128 bits.
func NewUint128(value *big.Int) (Uint128, bool) {
	if value.Sign() < 0 || value.BitLen() > 128 {
		return Uint128{}, false
	}
	low := new(big.Int).And(value, maxUint64).Uint64()
	return Uint128{Lo: low, Hi: new(big.Int).Rsh(value, 64).Uint64()}, true
}

// Big returns the value as a big integer.
func (v Int128) Big() *big.Int {
	high := big.NewInt(v.Hi)
	return high.Lsh(high, 64).Add(high, new(big.Int).SetUint64(v.Lo))
}

// String returns the value in decimal.
func (v Int128) String() string {
	return v.Big().String()
}

// NewInt128 returns the value of a big integer, and false if it does not fit.
func NewInt128(value *big.Int) (Int128, bool) {
	high := new(big.Int).Rsh(value, 64)
	if !high.IsInt64() {
		return Int128{}, false
	}
	low := new(big.Int).And(value, maxUint64).Uint64()
	return Int128{Lo: low, Hi: high.Int64()}, true
}
