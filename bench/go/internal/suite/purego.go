//go:build purego

package suite

import (
	"fmt"
	"time"
	"unsafe"

	"github.com/ebitengine/purego"

	"spandrel.dev/bench/internal/measure"
)

// openPurego loads the hand-written C functions from a shared library and registers them, as purego's manual shows it.
func openPurego(library string) (peer, error) {
	handle, err := purego.Dlopen(library, purego.RTLD_NOW|purego.RTLD_LOCAL)
	if err != nil {
		return peer{}, fmt.Errorf("loading the shared library: %w", err)
	}
	var (
		add   func(a, b uint64) uint64
		probe func(data []byte, size uintptr) uint64
		fill  func(count uint64, value uint8, size *uintptr) unsafe.Pointer
		free  func(data unsafe.Pointer, size uintptr)
	)
	purego.RegisterLibFunc(&add, handle, "plain_add")
	purego.RegisterLibFunc(&probe, handle, "plain_probe")
	purego.RegisterLibFunc(&fill, handle, "plain_fill_into")
	purego.RegisterLibFunc(&free, handle, "plain_buffer_free")
	var (
		eachNumber         func(count uint64, visit, data uintptr) uint64
		eachNumberInThread func(count uint64, visit, data uintptr, nanos *uint64) uint64
	)
	purego.RegisterLibFunc(&eachNumber, handle, "plain_each_number")
	purego.RegisterLibFunc(&eachNumberInThread, handle, "plain_each_number_in_thread")
	// It takes closures as they are, but a process can make no more than 2000 callbacks, and none is freed.
	visit := purego.NewCallback(func(data, value uintptr) uintptr { return uintptr(addSeven(uint64(value))) })
	return peer{
		callback: func() measure.Row {
			return measure.Row{Name: "purego", Run: func(n int) (uint64, error) {
				return eachNumber(uint64(n), visit, 0), nil
			}}
		},
		foreignCallback: func() measure.Row {
			return measure.Row{Name: "purego", Timed: func(n int) (uint64, time.Duration, error) {
				var nanos uint64
				sum := eachNumberInThread(uint64(n), visit, 0, &nanos)
				return sum, time.Duration(nanos), nil
			}}
		},
		scalar: func() measure.Row {
			return measure.Row{Name: "purego", Run: func(n int) (sum uint64, err error) {
				for i := range uint64(n) {
					sum += add(i, 7)
				}
				return sum, nil
			}}
		},
		bytesIn: func(data []byte) measure.Row {
			return measure.Row{Name: "purego", Run: func(n int) (sum uint64, err error) {
				for i := range n {
					data[0] = byte(i)
					sum += probe(data, uintptr(len(data)))
				}
				return sum, nil
			}}
		},
		bytesOut: func(size int) measure.Row {
			return fillRow("purego", size, func(count uint64, value uint8) []byte {
				var length uintptr
				data := fill(count, value, &length)
				defer free(data, length)
				return append([]byte(nil), unsafe.Slice((*byte)(data), length)...)
			})
		},
	}, nil
}
