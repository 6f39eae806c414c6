package everything

import (
	"testing"

	"spandrel.dev/tests/go_main/go_calls_rust/everything/internal/leaf"
)

// A leaf that silently takes the ordinary way would be a loss nobody sees. slowExpected says where it must.
func TestLeafIsShort(t *testing.T) {
	if leaf.Fast() == slowExpected {
		t.Errorf("leaf calls are short: %v, want %v", leaf.Fast(), !slowExpected)
	}
}
