package kitchen

import (
	"testing"

	"spandrel.dev/tests/e2e/kitchen/internal/leaf"
)

// A leaf that silently takes the ordinary way would be a loss nobody sees. slowExpected says where it must.
func TestLeafIsShort(t *testing.T) {
	if leaf.Fast() == slowExpected {
		t.Errorf("leaf calls are short: %v, want %v", leaf.Fast(), !slowExpected)
	}
}
