package glue

import (
	"bytes"
	"testing"
	"unsafe"

	"spandrel.dev/spandrel"
)

// rustSide is a Rust side without Rust: blocks in memory of the test, and a list to give them back on.
func rustSide() *Bridge {
	list := new(returned)
	return Open(Link{Package: "test", Returned: unsafe.Pointer(list), Limit: 1 << 20, Drain: func() {}})
}

// blocks keeps the blocks of the tests where they are: frames hold their addresses as numbers.
var blocks []*block

func frameOf(content []byte) (Frame, *block) {
	b := &block{data: unsafe.Pointer(unsafe.SliceData(content)), len: uint64(len(content))}
	blocks = append(blocks, b)
	return Frame{Value: uint64(uintptr(unsafe.Pointer(b)))}, b
}

// The block of a secret is wiped as soon as the secret is copied out, and given back.
func TestSecretLeavesNoTraceInItsBlock(t *testing.T) {
	bridge := rustSide()
	content := []byte("correct horse")
	frame, given := frameOf(content)
	secret := bridge.NewSecret(frame)
	defer secret.Close()
	if !bytes.Equal(content, make([]byte, 13)) {
		t.Errorf("the block holds %q", content)
	}
	if bridge.returned.head != uintptr(unsafe.Pointer(given)) {
		t.Error("the block was not given back")
	}
	shown := ""
	if err := secret.Use(func(v []byte) { shown = string(v) }); err != nil || shown != "correct horse" {
		t.Errorf("the secret is %q, %v", shown, err)
	}
}

// Bytes of one Rust side are lent by their block there, and by their memory anywhere else.
func TestBytesKnowTheirSide(t *testing.T) {
	home, abroad := rustSide(), rustSide()
	frame, given := frameOf([]byte("abc"))
	b := home.NewBytes(frame)
	lent := home.LendBytes(b)
	if lent.Owner != frame.Value || string(lent.Data) != "abc" {
		t.Errorf("at home: owner %#x, %q", lent.Owner, lent.Data)
	}
	foreign := abroad.LendBytes(b)
	if foreign.Owner != ownerForeign || string(foreign.Data) != "abc" {
		t.Errorf("abroad: owner %#x, %q", foreign.Owner, foreign.Data)
	}
	b.Close()
	lent.Return()
	if home.returned.head != 0 {
		t.Error("given back while it is lent")
	}
	foreign.Return()
	if home.returned.head != uintptr(unsafe.Pointer(given)) || abroad.returned.head != 0 {
		t.Error("not given back, or to the wrong side")
	}
	if lent := home.LendBytes(b); lent.Owner != ownerClosed {
		t.Errorf("closed: owner %d", lent.Owner)
	}
	if lent := home.LendBytes(spandrel.NewBytes([]byte("x"))); lent.Owner != ownerForeign || string(lent.Data) != "x" {
		t.Errorf("Go's own: owner %d, %q", lent.Owner, lent.Data)
	}
}
