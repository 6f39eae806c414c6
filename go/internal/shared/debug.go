//go:build spandrel_debug

package shared

import "unsafe"

// Debug says that batches are copies which are filled with nonsense when they end: code that retained a view notices.
const Debug = true

func (r *Reader) poison() {
	to := unsafe.Slice((*byte)(unsafe.Pointer(unsafe.SliceData(r.copy))), len(r.copy)*8)
	for i := range to {
		to[i] = 0xDB
	}
}
