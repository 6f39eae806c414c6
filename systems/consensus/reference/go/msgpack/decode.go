package msgpack

import (
	"encoding/binary"
	"fmt"
	"math"
)

// Decoder reads one value from the front of its bytes, call by call, and
// refuses every form but the shortest. The first fault stays: later calls
// return zero values and Err tells of it, so a caller may read a whole record
// and look once.
type Decoder struct {
	data  []byte
	at    int
	fault error
}

// NewDecoder returns a decoder over data, which it only reads.
func NewDecoder(data []byte) *Decoder { return &Decoder{data: data} }

// Err returns the first fault, or nil.
func (d *Decoder) Err() error { return d.fault }

// End returns the first fault, or an error when bytes are left over.
func (d *Decoder) End() error {
	if d.fault == nil && d.at != len(d.data) {
		d.fail("%d bytes after the end", len(d.data)-d.at)
	}
	return d.fault
}

// Map reads the head of a map that must have n entries.
func (d *Decoder) Map(n int) {
	if head, ok := d.head("a map"); ok && head != fixMap|byte(n) {
		d.fail("%#02x is not the head of a map of %d", head, n)
	}
}

// Key reads the key of a map entry, which must be name.
func (d *Decoder) Key(name string) {
	start := d.at
	if head, ok := d.head("key " + name); ok {
		if head&0xe0 != fixStr {
			d.fail("%#02x is not the head of key %s", head, name)
			return
		}
		if got := d.take(int(head&0x1f), "key "+name); d.fault == nil && string(got) != name {
			d.at = start
			d.fail("key %q where %q belongs", got, name)
		}
	}
}

// String reads a string of at most 31 bytes.
func (d *Decoder) String() string {
	head, ok := d.head("a string")
	if !ok {
		return ""
	}
	if head&0xe0 != fixStr {
		d.fail("%#02x is not the head of a short string", head)
		return ""
	}
	return string(d.take(int(head&0x1f), "a string"))
}

// Fixed reads a byte field of exactly len(into) bytes into into.
func (d *Decoder) Fixed(into []byte) {
	head, ok := d.head("a byte field")
	if !ok {
		return
	}
	if head != bin8 {
		d.fail("%#02x is not the head of a byte field", head)
		return
	}
	size := d.take(1, "a byte field")
	if d.fault != nil {
		return
	}
	if int(size[0]) != len(into) {
		d.fail("byte field of %d bytes where %d belong", size[0], len(into))
		return
	}
	copy(into, d.take(len(into), "a byte field"))
}

// Uint reads an integer of 0…most.
func (d *Decoder) Uint(most uint64) uint64 {
	v, negative := d.integer()
	if d.fault != nil {
		return 0
	}
	if negative || v > most {
		d.fail("integer is not in 0…%d", most)
		return 0
	}
	return v
}

// Int reads a signed integer of 64 bits.
func (d *Decoder) Int() int64 {
	v, negative := d.integer()
	if !negative && v > math.MaxInt64 {
		d.fail("%d is not an i64", v)
		return 0
	}
	return int64(v)
}

// Array reads the head of an array and returns its length, which is never more
// than the bytes left, so that it may size an allocation.
func (d *Decoder) Array() int {
	head, ok := d.head("an array")
	if !ok {
		return 0
	}
	var n, least uint64
	switch {
	case head&0xf0 == fixArray:
		n = uint64(head & 0x0f)
	case head == array16:
		n, least = d.bigEndian(2), 16
	case head == array32:
		n, least = d.bigEndian(4), 0x1_0000
	default:
		d.fail("%#02x is not the head of an array", head)
	}
	switch {
	case d.fault != nil:
		return 0
	case n < least:
		d.fail("array length %d is not in its shortest form", n)
		return 0
	case n > uint64(len(d.data)-d.at):
		d.fail("array of %d has only %d bytes left", n, len(d.data)-d.at)
		return 0
	}
	return int(n)
}

// ByteArray reads a variable byte field of at most limit bytes. The result is
// not nil unless there is a fault.
func (d *Decoder) ByteArray(limit int) []byte {
	n := d.Array()
	if d.fault == nil && n > limit {
		d.fail("%d bytes, the limit is %d", n, limit)
	}
	if d.fault != nil {
		return nil
	}
	field := make([]byte, 0, n)
	for range n {
		field = append(field, byte(d.Uint(0xff)))
		if d.fault != nil {
			return nil
		}
	}
	return field
}

// integer reads any integer. A negative one is returned as the u64 with the
// same bits.
func (d *Decoder) integer() (v uint64, negative bool) {
	head, ok := d.head("an integer")
	if !ok {
		return 0, false
	}
	shortest := true
	switch {
	case head <= 0x7f:
		return uint64(head), false
	case head >= 0xe0:
		return uint64(int64(int8(head))), true
	case head == uint8T:
		v = d.bigEndian(1)
		shortest = v > 0x7f
	case head == uint16T:
		v = d.bigEndian(2)
		shortest = v > 0xff
	case head == uint32T:
		v = d.bigEndian(4)
		shortest = v > 0xffff
	case head == uint64T:
		v = d.bigEndian(8)
		shortest = v > 0xffff_ffff
	case head == int8T:
		s := int64(int8(d.bigEndian(1)))
		v, negative, shortest = uint64(s), true, s < -32
	case head == int16T:
		s := int64(int16(d.bigEndian(2)))
		v, negative, shortest = uint64(s), true, s < -1<<7
	case head == int32T:
		s := int64(int32(d.bigEndian(4)))
		v, negative, shortest = uint64(s), true, s < -1<<15
	case head == int64T:
		s := int64(d.bigEndian(8))
		v, negative, shortest = uint64(s), true, s < -1<<31
	default:
		d.fail("%#02x is not the head of an integer", head)
	}
	if !shortest {
		d.fail("integer under %#02x is not in its shortest form", head)
	}
	if d.fault != nil {
		return 0, false
	}
	return v, negative
}

func (d *Decoder) bigEndian(size int) uint64 {
	var wide [8]byte
	copy(wide[8-size:], d.take(size, "an integer"))
	return binary.BigEndian.Uint64(wide[:])
}

func (d *Decoder) head(what string) (byte, bool) {
	b := d.take(1, what)
	if d.fault != nil {
		return 0, false
	}
	return b[0], true
}

// take returns the next n bytes, or nil after a fault.
func (d *Decoder) take(n int, what string) []byte {
	if d.fault != nil {
		return nil
	}
	if len(d.data)-d.at < n {
		d.fail("the bytes end within %s", what)
		return nil
	}
	b := d.data[d.at : d.at+n]
	d.at += n
	return b
}

func (d *Decoder) fail(format string, args ...any) {
	if d.fault == nil {
		d.fault = fmt.Errorf("at byte %d: %s", d.at, fmt.Sprintf(format, args...))
	}
}
