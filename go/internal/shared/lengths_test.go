package shared

import (
	"context"
	"encoding/binary"
	"errors"
	"testing"
	"unsafe"

	"spandrel.dev/spandrel/internal/abi"
)

// Whatever another end writes, a reader returns views inside the data, and then an error.
func FuzzLengths(f *testing.F) {
	header := func(lengths ...uint32) []byte {
		var b []byte
		for _, n := range lengths {
			b = binary.LittleEndian.AppendUint32(b, n)
			b = append(b, make([]byte, 4)...)
		}
		return b
	}
	f.Add(header(8, 0, 16), uint64(24), false)
	f.Add(header(0xffffffff, 0xffffffff), uint64(16), false)
	f.Add(header(0xfffffff8), uint64(4096), true)
	f.Add(header(0x7fffffff), uint64(1)<<63, false)
	f.Add(header(1), uint64(4), true)
	f.Fuzz(func(t *testing.T, data []byte, head uint64, overwrite bool) {
		c := Config{Messages: 64, Bytes: 512, Readers: 1, Solo: true, Full: abi.RingValueWait}
		if overwrite {
			c.Full = abi.RingValueOverwrite
		}
		m, err := New(c)
		if err != nil {
			t.Fatal(err)
		}
		from := uintptr(m.at(0))
		copy(unsafe.Slice((*byte)(m.at(0)), m.capacity), data)
		m.word(abi.RingHead).Store(head)
		m.half(abi.RingWriter).Store(abi.RingValueClosed)
		in := NewIn(m, 0)
		for range head/8 + 2 {
			views, err := in.Records(context.Background(), 1<<20)
			if err != nil {
				if !errors.Is(err, ErrClosed) && !errors.Is(err, ErrCorrupt) {
					t.Fatalf("got %v, want ErrClosed or ErrCorrupt", err)
				}
				in.Close()
				return
			}
			for _, v := range views {
				at := uintptr(unsafe.Pointer(unsafe.SliceData(v)))
				if !overwrite && !Debug && len(v) > 0 && (at < from || at+uintptr(len(v)) > from+uintptr(m.capacity)) {
					t.Fatalf("a view of %d bytes at %d, outside the data", len(v), at-from)
				}
			}
			in.Done()
		}
		t.Fatal("the reader goes on for ever")
	})
}
