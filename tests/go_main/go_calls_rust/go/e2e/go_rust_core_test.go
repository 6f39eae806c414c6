package e2e

import (
	"errors"
	"testing"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/go_calls_rust/everything"
)

// elsewhere is a counter of some other core.
type elsewhere struct{ everything.CoreCounter }

func TestGoRustCoreFunctions(t *testing.T) {
	core := everything.Embedded()
	if sum, err := core.Add(40, 2); sum != 42 || err != nil {
		t.Error(sum, err)
	}
	if sum, err := core.LeafAdd(40, 2); sum != 42 || err != nil {
		t.Error(sum, err)
	}
	if err := core.Nothing(); err != nil {
		t.Error(err)
	}
	if _, err := core.Fail(2); !errors.Is(err, everything.ErrFull) {
		t.Error(err)
	}
	if _, err := core.EchoChar(0xD800); !errors.Is(err, spandrel.ErrInvalidInput) {
		t.Error(err)
	}
	if bytes, err := core.EchoBytesInto(make([]byte, 8), []byte("abc")); string(bytes) != "abc" || cap(bytes) != 8 || err != nil {
		t.Error(bytes, cap(bytes), err)
	}
	seen := ""
	if err := core.EchoBytesView([]byte("abc"), func(view []byte) { seen = string(view) }); seen != "abc" || err != nil {
		t.Error(seen, err)
	}
	if text, err := core.EchoStr("äöü"); text != "äöü" || err != nil {
		t.Error(text, err)
	}
}

func TestGoRustCoreObjects(t *testing.T) {
	core := everything.Embedded()
	counter, err := core.NewCounter(1)
	if err != nil {
		t.Fatal(err)
	}
	other, err := counter.Fork()
	if err != nil {
		t.Fatal(err)
	}
	if sum, err := counter.Absorb(other); sum != 2 || err != nil {
		t.Error(sum, err)
	}
	if sum, err := core.Total(counter, other); sum != 3 || err != nil {
		t.Error(sum, err)
	}
	if failed, err := core.ParseCounter("many"); failed != nil || !errors.Is(err, everything.ErrOutOfRange) {
		t.Error(failed, err)
	}
	gate, err := core.ClosedGate()
	if err != nil {
		t.Fatal(err)
	}
	if _, concrete := gate.(*everything.Gate); !concrete {
		t.Errorf("%T", gate)
	}
	if err := errors.Join(counter.Close(), counter.Close(), other.Close(), gate.Close()); err != nil {
		t.Error(err)
	}
	if _, err := counter.Value(); !errors.Is(err, spandrel.ErrClosed) {
		t.Error(err)
	}
}

// An object of another core has no handle here: it is refused, and nothing of it is called.
func TestGoRustCoreRefusesForeignObjects(t *testing.T) {
	core := everything.Embedded()
	own, err := core.NewCounter(1)
	if err != nil {
		t.Fatal(err)
	}
	defer own.Close()
	for name, foreign := range map[string]everything.CoreCounter{"nil": nil, "foreign": elsewhere{own}, "zero": elsewhere{}} {
		_, err := core.Total(own, foreign)
		var call *spandrel.CallError
		if !errors.Is(err, spandrel.ErrInvalidHandle) || !errors.As(err, &call) || call.Function != "everything.Total" {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := own.Absorb(foreign); !errors.Is(err, spandrel.ErrInvalidHandle) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if value, err := own.Value(); value != 1 || err != nil {
		t.Error(value, err)
	}
}
