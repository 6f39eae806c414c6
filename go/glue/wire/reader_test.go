package wire

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
	"testing"
	"time"

	"spandrel.dev/spandrel"
)

// A text with its length in front, as Rust writes it.
func encoded(length uint64, text string) []byte {
	return append(binary.LittleEndian.AppendUint64(nil, length), text...)
}

func TestReaderTexts(t *testing.T) {
	data := append(encoded(3, "abc"), encoded(0, "")...)
	reader := Reader{data: append(data, encoded(1, "d")...)}
	for _, want := range []string{"abc", "", "d"} {
		if got := reader.String(); got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if reader.failed || reader.at != len(reader.data) {
		t.Error("the reader is not at the end", reader.at, reader.failed)
	}
}

// Bytes that do not follow the contract fail the reader, whatever they say of themselves.
func TestReaderTruncated(t *testing.T) {
	cases := map[string][]byte{
		"nothing":             nil,
		"half a length":       encoded(3, "")[:4],
		"no text":             encoded(3, ""),
		"half a text":         encoded(3, "ab"),
		"longer than an int":  encoded(1<<63, "abc"),
		"all bits":            encoded(1<<64-1, "abc"),
		"as long as its word": encoded(8, ""),
	}
	for name, data := range cases {
		reader := Reader{data: data}
		if got := reader.String(); got != "" || !reader.failed || reader.at != len(data) {
			t.Errorf("%s: got %q at %d, failed is %v", name, got, reader.at, reader.failed)
		}
		if reader.Uint64() != 0 || reader.Uint32() != 0 || reader.Uint16() != 0 || reader.Uint8() != 0 || reader.String() != "" {
			t.Errorf("%s: a reader that failed reads on", name)
		}
	}
}

func TestReaderNumbers(t *testing.T) {
	reader := Reader{data: []byte{1, 2, 1, 4, 3, 2, 1, 8, 7, 6, 5, 4, 3, 2, 1}}
	if a, b, c, d := reader.Uint8(), reader.Uint16(), reader.Uint32(), reader.Uint64(); a != 1 || b != 0x0102 || c != 0x01020304 || d != 0x0102030405060708 {
		t.Errorf("%x %x %x %x", a, b, c, d)
	}
	if reader.Uint8() != 0 || !reader.failed {
		t.Error("read behind the end")
	}
}

// A wrong count, variant or number of items reads no more than there is.
func TestReaderBounds(t *testing.T) {
	reader := Reader{data: binary.LittleEndian.AppendUint64(nil, 1<<40)}
	if got := reader.Count(1); got != 0 || !reader.failed {
		t.Errorf("a count of %d without a byte behind it", got)
	}
	if got := reader.Variant(); got != NoVariant {
		t.Errorf("a failed reader reads variant %d", got)
	}
	reader = Reader{data: append(binary.LittleEndian.AppendUint64(nil, 3), AppendNothing(AppendNothing(nil))...)}
	if got := reader.Count(1); got != 0 || !reader.failed {
		t.Errorf("a count of %d before two values", got)
	}
}

// However often a Reader is asked, it reads what is there, fails once, and stays failed.
func FuzzReader(f *testing.F) {
	f.Add([]byte{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, encoded(3, "abc"))
	f.Add([]byte{7, 7, 8, 9}, encoded(1<<63, ""))
	f.Add([]byte{11, 0, 10, 10}, encoded(1, "\x00\x00\x00\x00\x00\x00\x00\x00\x00"))
	reads := []func(r *Reader, n int) bool{
		func(r *Reader, _ int) bool { return r.Bool() },
		func(r *Reader, _ int) bool { return r.Uint16() != 0 },
		func(r *Reader, _ int) bool { return r.Rune() != 0 },
		func(r *Reader, _ int) bool { return r.Int() != 0 },
		func(r *Reader, _ int) bool { return r.Uint128() != spandrel.Uint128{} },
		func(r *Reader, _ int) bool { return r.Float64() != 0 },
		func(r *Reader, _ int) bool { return !r.Time().Equal(time.Unix(0, 0)) },
		func(r *Reader, _ int) bool { return r.String() != "" },
		func(r *Reader, n int) bool { return r.Count(n+1) != 0 },
		func(r *Reader, _ int) bool { return len(ReadRaw[uint32](r)) != 0 },
		func(r *Reader, n int) bool { r.Skip(n - 8); return false },
		func(r *Reader, _ int) bool { r.Nothing(); return false },
		func(r *Reader, _ int) bool { return r.Variant() != NoVariant },
	}
	f.Fuzz(func(t *testing.T, order, data []byte) {
		reader := NewReader(data)
		for _, which := range order {
			left, failed := reader.Len(), reader.Failed()
			found := reads[int(which)%len(reads)](&reader, int(which))
			switch {
			case reader.Len() < 0 || reader.Len() > left:
				t.Fatalf("%d bytes are left of %d", reader.Len(), left)
			case failed && (found || !reader.Failed() || !errors.Is(reader.Err(), ErrMalformed)):
				t.Fatalf("a Reader that had failed: found %v, %v", found, reader.Err())
			case reader.Failed() && reader.Len() != 0:
				t.Fatalf("a failed Reader has %d bytes left", reader.Len())
			}
		}
	})
}

// Numbers that are encoded one by one, as on machines of other kinds, are the bytes of their memory on this one.
func TestNumbersOneByOne(t *testing.T) {
	sameNumbers(t, []uint8{1, 255})
	sameNumbers(t, []int16{-2, 3})
	sameNumbers(t, []uint32{1 << 31, 4})
	sameNumbers(t, []int64{-1 << 63, 5})
	sameNumbers(t, []float32{1.5, -0.25})
	sameNumbers(t, []float64{1e300, 6})
	sameNumbers(t, []int{-7, 8})
	sameNumbers(t, []uint{9, 1 << 31})
	sameNumbers(t, []spandrel.Int128{{Lo: 1, Hi: -2}, {Lo: 3}})
	sameNumbers(t, []spandrel.Uint128{{Lo: 4, Hi: 5}, {Hi: 6}})
}

func sameNumbers[T comparable](t *testing.T, list []T) {
	t.Helper()
	data := appendEach(nil, list)
	if flat && !bytes.Equal(data, RawBytes(list)) || len(data) != len(list)*size[T]() {
		t.Errorf("%v is %x one by one, and %x in memory", list, data, RawBytes(list))
	}
	got := make([]T, len(list))
	readEach(got, data)
	if !slices.Equal(got, list) {
		t.Errorf("%v is read as %v", list, got)
	}
}
