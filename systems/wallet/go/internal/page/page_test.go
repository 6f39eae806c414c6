package page

import (
	"bytes"
	"strings"
	"testing"
)

func TestReleasedMemoryIsWiped(t *testing.T) {
	scratch, err := Acquire(100)
	if err != nil {
		t.Fatal(err)
	}
	first := scratch.Copy([]byte("stays"))
	mark := scratch.Mark()
	second := scratch.Copy([]byte("goes"))
	scratch.Release(mark)
	if string(first) != "stays" || !bytes.Equal(second, make([]byte, 4)) {
		t.Errorf("after Release: %q and %q", first, second)
	}
	mark = scratch.Mark()
	_ = scratch.Copy([]byte("rest"))
	kept := scratch.Retain(mark, scratch.Copy([]byte("kept")))
	if string(kept) != "kept" || &kept[0] != &scratch.memory[mark] || !bytes.Equal(scratch.memory[mark+4:], make([]byte, len(scratch.memory)-mark-4)) {
		t.Errorf("Retain left %q", scratch.memory[mark:mark+12])
	}
	whole := scratch.memory
	scratch.Close()
	if !bytes.Equal(whole, make([]byte, len(whole))) {
		t.Error("Close left something")
	}
}

func TestFullScratchPanics(t *testing.T) {
	scratch, err := Acquire(Size)
	if err != nil {
		t.Fatal(err)
	}
	defer scratch.Close()
	defer func() {
		if recover() == nil {
			t.Error("more memory than there is was taken")
		}
	}()
	scratch.Take(scratch.Room() + 1)
}

// The kernel says of each mapping whether it is locked (lo), left out of core dumps (dd) and not inherited (dc).
func TestScratchIsLocked(t *testing.T) {
	scratch, err := Acquire(3 * Size)
	if err != nil {
		t.Fatal(err)
	}
	defer scratch.Close()
	flags := flagsOf(t, scratch.memory)
	if strings.Contains(flags, " lo") != scratch.Locked() {
		t.Errorf("Locked says %v, the kernel %s", scratch.Locked(), flags)
	}
	for _, flag := range []string{"dd", "dc"} {
		if !strings.Contains(flags, " "+flag) {
			t.Errorf("the mapping lacks %s: %s", flag, flags)
		}
	}
}

func TestRandom(t *testing.T) {
	a, b := make([]byte, 1000), make([]byte, 1000)
	if Random(a) != nil || Random(b) != nil || bytes.Equal(a, b) || bytes.Contains(a, make([]byte, 16)) {
		t.Error("random bytes repeat")
	}
}
