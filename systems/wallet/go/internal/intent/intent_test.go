package intent

import (
	"strings"
	"testing"

	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/vectors"
)

func TestIntent(t *testing.T) {
	scratch := vectors.Scratch(t)
	one := Of(scratch, "message", []byte("ab"), []byte("c"))
	seen := map[Intent]bool{one: true}
	for _, other := range []Intent{
		Of(scratch, "message", []byte("a"), []byte("bc")), Of(scratch, "message", []byte("abc")), Of(scratch, "typed", []byte("ab"), []byte("c")),
		Of(scratch, "message", []byte("ab"), []byte("c"), nil), Of(scratch, "message"),
	} {
		if seen[other] {
			t.Error("two contents have one intent")
		}
		seen[other] = true
		if err := one.Check(other.String()); fault.Of(err) != fault.IntentChanged {
			t.Errorf("another intent: %v", err)
		}
	}
	if err := one.Check(one.String()); err != nil {
		t.Error(err)
	}
	for _, text := range []string{"", "00", strings.ToUpper(one.String()), one.String() + "0", "0x" + one.String()[2:], "zz" + one.String()[2:]} {
		if err := one.Check(text); fault.Of(err) != fault.InvalidInput {
			t.Errorf("%q: %v", text, err)
		}
	}
}
