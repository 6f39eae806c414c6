package wire

import (
	"math"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/internal/abi"
)

// NoVariant stands for a nil where the contract requires one of the variants; the other side refuses it.
const NoVariant = abi.VariantNone

// Byte returns a bool as a byte.
func Byte(v bool) uint8 {
	if v {
		return 1
	}
	return 0
}

// AppendBool appends a bool.
func AppendBool(b []byte, v bool) []byte { return append(b, Byte(v)) }

// AppendUint8 appends a uint8.
func AppendUint8(b []byte, v uint8) []byte { return append(b, v) }

// AppendUint16 appends a uint16.
func AppendUint16(b []byte, v uint16) []byte { return append(b, byte(v), byte(v>>8)) }

// AppendUint32 appends a uint32.
func AppendUint32(b []byte, v uint32) []byte {
	return append(b, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
}

// AppendUint64 appends a uint64.
func AppendUint64(b []byte, v uint64) []byte {
	return append(b, byte(v), byte(v>>8), byte(v>>16), byte(v>>24), byte(v>>32), byte(v>>40), byte(v>>48), byte(v>>56))
}

// AppendUint appends a uint as 64 bits.
func AppendUint(b []byte, v uint) []byte { return AppendUint64(b, uint64(v)) }

// AppendUint128 appends a 128-bit integer.
func AppendUint128(b []byte, v spandrel.Uint128) []byte {
	return AppendUint64(AppendUint64(b, v.Lo), v.Hi)
}

// AppendInt8 appends an int8.
func AppendInt8(b []byte, v int8) []byte { return append(b, byte(v)) }

// AppendInt16 appends an int16.
func AppendInt16(b []byte, v int16) []byte { return AppendUint16(b, uint16(v)) }

// AppendInt32 appends an int32.
func AppendInt32(b []byte, v int32) []byte { return AppendUint32(b, uint32(v)) }

// AppendInt64 appends an int64.
func AppendInt64(b []byte, v int64) []byte { return AppendUint64(b, uint64(v)) }

// AppendInt appends an int as 64 bits.
func AppendInt(b []byte, v int) []byte { return AppendUint64(b, uint64(v)) }

// AppendInt128 appends a 128-bit integer.
func AppendInt128(b []byte, v spandrel.Int128) []byte {
	return AppendUint64(AppendUint64(b, v.Lo), uint64(v.Hi))
}

// AppendFloat32 appends a float32.
func AppendFloat32(b []byte, v float32) []byte { return AppendUint32(b, math.Float32bits(v)) }

// AppendFloat64 appends a float64.
func AppendFloat64(b []byte, v float64) []byte { return AppendUint64(b, math.Float64bits(v)) }

// AppendRune appends a rune.
func AppendRune(b []byte, v rune) []byte { return AppendUint32(b, uint32(v)) }

// AppendString appends text with its length in front.
func AppendString(b []byte, v string) []byte { return append(AppendCount(b, len(v)), v...) }

// AppendTime appends a point in time: seconds since 1970, rounded down, and nanoseconds.
func AppendTime(b []byte, v time.Time) []byte {
	return AppendUint32(AppendInt64(b, v.Unix()), uint32(v.Nanosecond()))
}

// AppendCount appends the number of elements that follow.
func AppendCount(b []byte, n int) []byte { return AppendUint64(b, uint64(n)) }

// AppendVariant appends the index of a variant.
func AppendVariant(b []byte, index uint32) []byte { return AppendUint32(b, index) }

// AppendNothing appends the byte of a value without content: a count must have something to be checked against.
func AppendNothing(b []byte) []byte { return append(b, 0) }
