//go:build spandrel_debug

package e2e

import (
	"bytes"
	"testing"

	"spandrel.dev/tests/go_main/go_calls_rust/borrowing"
)

// The debug build overwrites what was lent, so that a view that was kept shows at once.
func TestGoRustKeptViewIsOverwritten(t *testing.T) {
	for _, size := range []int{16, 65536} {
		var kept []byte
		borrowing.FillView(uint64(size), 7, func(view []byte) { kept = view })
		if got := bytes.Count(kept, []byte{0xDB}); got != size {
			t.Errorf("%d of %d bytes were overwritten", got, size)
		}
	}
}
