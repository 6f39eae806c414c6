package glue

import (
	"encoding/binary"
	"testing"
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
	s := source{items: make([]byte, 16), count: 3}
	if items := plainItems[uint64](&s); len(items) != 0 || !s.reader.failed {
		t.Errorf("%d items in 16 bytes", len(items))
	}
}
