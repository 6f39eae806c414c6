package wire

import (
	"encoding/binary"
	"errors"
	"math"
	"math/bits"
	"time"

	"spandrel.dev/spandrel"
)

// TextBlock bounds what a retained string retains of the bytes that it was read from: the strings of so many bytes share
// one allocation.
const TextBlock = 4096

// textAlone is the length from which on a string that begins behind the last block has an allocation of its own.
const textAlone = TextBlock / 4

// ErrMalformed is the error of bytes that do not follow the encoding.
var ErrMalformed = errors.New("bytes do not follow the contract")

// Reader reads the flat encoding.
//
// The bytes need not be trusted. A Reader reads nothing outside them, and makes no list for which they have no elements.
// After a failure every read returns zero, and the Reader stays failed: [Reader.Err] is asked once, at the end.
type Reader struct {
	// data is what is read, from the place on that text was copied at.
	data []byte
	// text is a copy of the beginning of data, in which strings lie that were read.
	text   string
	at     int
	failed bool
	// apart tells that strings share no allocation.
	apart bool
}

// NewReader returns a Reader of these bytes, which must not change until they are read.
func NewReader(data []byte) Reader {
	return Reader{data: data}
}

// Failed reports whether a read has failed.
func (r *Reader) Failed() bool { return r.failed }

// Err returns [ErrMalformed] if a read has failed.
func (r *Reader) Err() error {
	if r.failed {
		return ErrMalformed
	}
	return nil
}

// Len returns the number of bytes that were not read.
func (r *Reader) Len() int { return len(r.data) - r.at }

// Skip passes over n bytes.
func (r *Reader) Skip(n int) {
	if n < 0 {
		r.Fail()
		return
	}
	r.next(n)
}

// Apart has each string copied by itself from now on: where a secret lies among the bytes, what is copied with a string
// could have a part of it.
func (r *Reader) Apart() { r.apart = true }

// Fail notes that the bytes do not follow the contract.
func (r *Reader) Fail() {
	r.failed = true
	r.at = len(r.data)
}

// next returns the next n bytes, nil if there are not so many.
func (r *Reader) next(n int) []byte {
	if n > len(r.data)-r.at {
		r.Fail()
		return nil
	}
	bytes := r.data[r.at : r.at+n]
	r.at += n
	return bytes
}

// Bool reads a bool.
func (r *Reader) Bool() bool { return r.Uint8() != 0 }

// Uint8 reads a uint8.
func (r *Reader) Uint8() uint8 {
	b := r.next(1)
	if b == nil {
		return 0
	}
	return b[0]
}

// Uint16 reads a uint16.
func (r *Reader) Uint16() uint16 {
	b := r.next(2)
	if len(b) < 2 {
		return 0
	}
	return binary.LittleEndian.Uint16(b)
}

// Uint32 reads a uint32.
func (r *Reader) Uint32() uint32 {
	b := r.next(4)
	if len(b) < 4 {
		return 0
	}
	return binary.LittleEndian.Uint32(b)
}

// Uint64 reads a uint64.
func (r *Reader) Uint64() uint64 {
	b := r.next(8)
	if len(b) < 8 {
		return 0
	}
	return binary.LittleEndian.Uint64(b)
}

// Uint reads a uint.
func (r *Reader) Uint() uint { return uint(r.Uint64()) }

// Uint128 reads a 128-bit integer.
func (r *Reader) Uint128() spandrel.Uint128 {
	low := r.Uint64()
	return spandrel.Uint128{Lo: low, Hi: r.Uint64()}
}

// Int8 reads an int8.
func (r *Reader) Int8() int8 { return int8(r.Uint8()) }

// Int16 reads an int16.
func (r *Reader) Int16() int16 { return int16(r.Uint16()) }

// Int32 reads an int32.
func (r *Reader) Int32() int32 { return int32(r.Uint32()) }

// Int64 reads an int64.
func (r *Reader) Int64() int64 { return int64(r.Uint64()) }

// Int reads an int.
func (r *Reader) Int() int { return int(r.Uint64()) }

// Int128 reads a 128-bit integer.
func (r *Reader) Int128() spandrel.Int128 {
	low := r.Uint64()
	return spandrel.Int128{Lo: low, Hi: int64(r.Uint64())}
}

// Float32 reads a float32.
func (r *Reader) Float32() float32 { return math.Float32frombits(r.Uint32()) }

// Float64 reads a float64.
func (r *Reader) Float64() float64 { return math.Float64frombits(r.Uint64()) }

// Rune reads a rune.
func (r *Reader) Rune() rune { return rune(r.Uint32()) }

// Duration reads a duration.
func (r *Reader) Duration() time.Duration { return time.Duration(r.Uint64()) }

// Time reads a point in time, in UTC.
func (r *Reader) Time() time.Time {
	seconds := r.Int64()
	return time.Unix(seconds, int64(r.Uint32())).UTC()
}

// Variant reads the index of a variant. After a failure it is none, so that no fields are read for it.
func (r *Reader) Variant() uint32 {
	index := r.Uint32()
	if r.failed {
		return NoVariant
	}
	return index
}

// Nothing reads the byte of a value without content.
func (r *Reader) Nothing() { r.next(1) }

// Count reads a number of elements that take at least size bytes each, which is not 0.
func (r *Reader) Count(size int) int {
	count := r.Uint64()
	// A product, because a division by a size that is not known here costs more than all the rest.
	over, bytes := bits.Mul64(count, uint64(size))
	if over != 0 || bytes > uint64(len(r.data)-r.at) {
		r.Fail()
		return 0
	}
	return int(count)
}

// String reads text. Short strings that lie close together share one allocation of at most TextBlock bytes.
func (r *Reader) String() string {
	// As Count(1), without the calls.
	start := r.at + 8
	if start > len(r.data) {
		r.Fail()
		return ""
	}
	n := binary.LittleEndian.Uint64(r.data[r.at:start])
	if n > uint64(len(r.data)-start) {
		r.Fail()
		return ""
	}
	end := start + int(n)
	r.at = end
	if n == 0 {
		return ""
	}
	if end > len(r.text) {
		return r.cut(start, end)
	}
	return r.text[start:end]
}

// cut returns a string that lies behind text, alone or with what follows it.
func (r *Reader) cut(start, end int) string {
	if r.apart || len(r.data)-start > TextBlock && end-start > textAlone {
		return string(r.data[start:end])
	}
	r.data, r.at = r.data[start:], end-start
	r.text = string(r.data[:min(TextBlock, len(r.data))])
	return r.text[:r.at]
}
