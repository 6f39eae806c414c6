package msgpack

import (
	"bytes"
	"math"
	"testing"
)

func TestIntegersTakeTheShortestForm(t *testing.T) {
	for _, test := range []struct {
		value int64
		want  []byte
	}{
		{0, []byte{0}}, {127, []byte{0x7f}}, {128, []byte{0xcc, 0x80}}, {255, []byte{0xcc, 0xff}}, {256, []byte{0xcd, 1, 0}},
		{65535, []byte{0xcd, 0xff, 0xff}}, {65536, []byte{0xce, 0, 1, 0, 0}}, {math.MaxUint32, []byte{0xce, 0xff, 0xff, 0xff, 0xff}},
		{math.MaxUint32 + 1, []byte{0xcf, 0, 0, 0, 1, 0, 0, 0, 0}},
		{-1, []byte{0xff}}, {-32, []byte{0xe0}}, {-33, []byte{0xd0, 0xdf}}, {-128, []byte{0xd0, 0x80}}, {-129, []byte{0xd1, 0xff, 0x7f}},
		{-32768, []byte{0xd1, 0x80, 0}}, {-32769, []byte{0xd2, 0xff, 0xff, 0x7f, 0xff}}, {math.MinInt32, []byte{0xd2, 0x80, 0, 0, 0}},
		{math.MinInt32 - 1, []byte{0xd3, 0xff, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff}}, {math.MinInt64, []byte{0xd3, 0x80, 0, 0, 0, 0, 0, 0, 0}},
	} {
		if got := AppendInt(nil, test.value); !bytes.Equal(got, test.want) {
			t.Errorf("%d: got %x, want %x", test.value, got, test.want)
		}
	}
}

func TestArrayHeads(t *testing.T) {
	for n, want := range map[int][]byte{
		0: {0x90}, 15: {0x9f}, 16: {0xdc, 0, 16}, 65535: {0xdc, 0xff, 0xff}, 65536: {0xdd, 0, 1, 0, 0},
	} {
		if got := AppendArray(nil, n); !bytes.Equal(got, want) {
			t.Errorf("%d: got %x, want %x", n, got, want)
		}
	}
}

// FuzzInteger: whatever Int or Uint accepts is what AppendInt or AppendUint
// writes.
func FuzzInteger(f *testing.F) {
	f.Add([]byte{0xd3, 0xff, 0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff})
	f.Add([]byte{0xcc, 0x7f})
	f.Fuzz(func(t *testing.T, data []byte) {
		d := NewDecoder(data)
		if v := d.Int(); d.End() == nil && !bytes.Equal(AppendInt(nil, v), data) {
			t.Errorf("%x read as %d, which is written %x", data, v, AppendInt(nil, v))
		}
		d = NewDecoder(data)
		if v := d.Uint(math.MaxUint64); d.End() == nil && !bytes.Equal(AppendUint(nil, v), data) {
			t.Errorf("%x read as %d, which is written %x", data, v, AppendUint(nil, v))
		}
		d = NewDecoder(data)
		if v := d.ByteArray(1 << 20); d.End() == nil && !bytes.Equal(AppendByteArray(nil, v), data) {
			t.Errorf("%x read as %x, which is written %x", data, v, AppendByteArray(nil, v))
		}
	})
}
