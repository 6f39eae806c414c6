// Package msgpack writes and strictly reads the part of MessagePack that the
// chain uses: maps with known keys, integers, fixed byte fields, integer
// arrays and short strings, all big-endian and each in its shortest form.
//
// Source of the formats: the MessagePack specification,
// https://github.com/msgpack/msgpack/blob/master/spec.md.
package msgpack

import "encoding/binary"

// Format bytes. A format with a range keeps a value in its low bits.
const (
	fixMap   = 0x80
	fixArray = 0x90
	fixStr   = 0xa0
	bin8     = 0xc4
	uint8T   = 0xcc
	uint16T  = 0xcd
	uint32T  = 0xce
	uint64T  = 0xcf
	int8T    = 0xd0
	int16T   = 0xd1
	int32T   = 0xd2
	int64T   = 0xd3
	array16  = 0xdc
	array32  = 0xdd
)

// AppendMap appends the head of a map with n entries, n at most 15.
func AppendMap(b []byte, n int) []byte { return append(b, fixMap|byte(n)) }

// AppendString appends a string of at most 31 bytes.
func AppendString(b []byte, s string) []byte {
	return append(append(b, fixStr|byte(len(s))), s...)
}

// AppendUint appends v in its shortest form.
func AppendUint(b []byte, v uint64) []byte {
	switch {
	case v <= 0x7f:
		return append(b, byte(v))
	case v <= 0xff:
		return append(b, uint8T, byte(v))
	case v <= 0xffff:
		return binary.BigEndian.AppendUint16(append(b, uint16T), uint16(v))
	case v <= 0xffff_ffff:
		return binary.BigEndian.AppendUint32(append(b, uint32T), uint32(v))
	}
	return binary.BigEndian.AppendUint64(append(b, uint64T), v)
}

// AppendInt appends v in its shortest form; one that is not negative is
// written as AppendUint writes it.
func AppendInt(b []byte, v int64) []byte {
	switch {
	case v >= 0:
		return AppendUint(b, uint64(v))
	case v >= -32:
		return append(b, byte(v))
	case v >= -1<<7:
		return append(b, int8T, byte(v))
	case v >= -1<<15:
		return binary.BigEndian.AppendUint16(append(b, int16T), uint16(v))
	case v >= -1<<31:
		return binary.BigEndian.AppendUint32(append(b, int32T), uint32(v))
	}
	return binary.BigEndian.AppendUint64(append(b, int64T), uint64(v))
}

// AppendFixed appends a fixed byte field of at most 255 bytes.
func AppendFixed(b, field []byte) []byte {
	return append(append(b, bin8, byte(len(field))), field...)
}

// AppendArray appends the head of an array with n entries.
func AppendArray(b []byte, n int) []byte {
	switch {
	case n <= 15:
		return append(b, fixArray|byte(n))
	case n <= 0xffff:
		return binary.BigEndian.AppendUint16(append(b, array16), uint16(n))
	}
	return binary.BigEndian.AppendUint32(append(b, array32), uint32(n))
}

// AppendByteArray appends a variable byte field: an array of integers, one per
// byte.
func AppendByteArray(b, field []byte) []byte {
	b = AppendArray(b, len(field))
	for _, v := range field {
		b = AppendUint(b, uint64(v))
	}
	return b
}
