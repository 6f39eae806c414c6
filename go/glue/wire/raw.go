package wire

import (
	"encoding/binary"
	"unsafe"

	"spandrel.dev/spandrel"
)

// flat says that numbers lie in memory as they are encoded: in this byte order, and with an int of 64 bits.
const flat = littleEndian && unsafe.Sizeof(int(0)) == 8

// AppendRaw appends a slice of numbers, without their count.
func AppendRaw[T any](b []byte, v []T) []byte {
	if !flat {
		return appendEach(b, v)
	}
	return append(b, RawBytes(v)...)
}

// ReadRaw reads a list of numbers. An empty list is not nil.
func ReadRaw[T any](r *Reader) []T {
	list := make([]T, r.Count(size[T]()))
	ReadArray(r, list)
	return list
}

// ReadArray reads as many numbers as the slice holds.
func ReadArray[T any](r *Reader, into []T) {
	if !flat {
		readEach(into, r.next(len(into)*size[T]()))
		return
	}
	raw := RawBytes(into)
	copy(raw, r.next(len(raw)))
}

// RawBytes returns the memory of a slice of plain data.
func RawBytes[T any](v []T) []byte {
	var item T
	return unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(v))), uintptr(len(v))*unsafe.Sizeof(item))
}

// size is how many bytes an encoded number takes.
func size[T any]() int {
	var item T
	switch any(item).(type) {
	case int, uint:
		return 8
	}
	return int(unsafe.Sizeof(item))
}

// appendEach appends the numbers one by one.
func appendEach[T any](b []byte, v []T) []byte {
	switch v := any(v).(type) {
	case []int:
		for _, item := range v {
			b = AppendInt(b, item)
		}
	case []uint:
		for _, item := range v {
			b = AppendUint(b, item)
		}
	case []spandrel.Int128:
		for _, item := range v {
			b = AppendInt128(b, item)
		}
	case []spandrel.Uint128:
		for _, item := range v {
			b = AppendUint128(b, item)
		}
	default:
		// It fails for no number of a fixed size.
		b, _ = binary.Append(b, binary.LittleEndian, v)
	}
	return b
}

// readEach reads the numbers one by one; none if there are no bytes.
func readEach[T any](into []T, data []byte) {
	if data == nil {
		return
	}
	r := NewReader(data)
	switch into := any(into).(type) {
	case []int:
		for i := range into {
			into[i] = r.Int()
		}
	case []uint:
		for i := range into {
			into[i] = r.Uint()
		}
	case []spandrel.Int128:
		for i := range into {
			into[i] = r.Int128()
		}
	case []spandrel.Uint128:
		for i := range into {
			into[i] = r.Uint128()
		}
	default:
		_, _ = binary.Decode(data, binary.LittleEndian, into)
	}
}
