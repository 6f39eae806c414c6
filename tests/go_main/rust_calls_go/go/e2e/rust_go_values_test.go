package e2e

import (
	"testing"

	"spandrel.dev/tests/go_main/rust_calls_go/supplied"
)

func TestRustCallsEveryFunction(t *testing.T) {
	compared, err := supplied.CallAll()
	if err != nil {
		t.Fatal(err)
	}
	if compared != 25 {
		t.Errorf("%d values were compared", compared)
	}
}

func TestAnswersOfAnyLength(t *testing.T) {
	for _, length := range []uint64{0, 1, 255, 256, 257, 4096, 4097, 1 << 20, 20 << 20} {
		if back, err := supplied.ReverseMany(length); err != nil || back != length {
			t.Errorf("%d bytes: %d came back, %v", length, back, err)
		}
	}
}
