package owned

import (
	"bytes"
	"testing"
	"unsafe"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/block"
	"spandrel.dev/spandrel/internal/abi"
)

// rustSide is a Rust side without Rust: a list in memory of the test to release blocks on.
func rustSide() *block.List {
	return &block.List{Released: new(block.Released), Limit: 1 << 20, Drain: func() {}}
}

// blocks has the blocks of the tests stay where they are: frames have their addresses as numbers.
var blocks []*block.Block

func frameOf(content []byte) (abi.Frame, *block.Block) {
	b := &block.Block{Data: unsafe.Pointer(unsafe.SliceData(content)), Len: uint64(len(content))}
	blocks = append(blocks, b)
	return abi.Frame{Value: uint64(uintptr(unsafe.Pointer(b)))}, b
}

// The block of a secret is wiped as soon as the secret is copied out, and released.
func TestSecretLeavesNoTraceInItsBlock(t *testing.T) {
	side := rustSide()
	content := []byte("correct horse")
	frame, given := frameOf(content)
	secret := NewSecret(side, frame)
	defer secret.Close()
	if !bytes.Equal(content, make([]byte, 13)) {
		t.Errorf("the block holds %q", content)
	}
	if side.Released.Head != uintptr(unsafe.Pointer(given)) {
		t.Error("the block was not released")
	}
	shown := ""
	if err := secret.Use(func(v []byte) { shown = string(v) }); err != nil || shown != "correct horse" {
		t.Errorf("the secret is %q, %v", shown, err)
	}
}

// Bytes of one Rust side are borrowed by their block there, and by their memory anywhere else.
func TestBytesKnowTheirSide(t *testing.T) {
	home, abroad := rustSide(), rustSide()
	frame, given := frameOf([]byte("abc"))
	b := NewBytes(home, frame)
	near := BorrowBytes(home, b)
	if near.Owner != frame.Value || string(near.Data) != "abc" {
		t.Errorf("at home: owner %#x, %q", near.Owner, near.Data)
	}
	far := BorrowBytes(abroad, b)
	if far.Owner != abi.OwnerForeign || string(far.Data) != "abc" {
		t.Errorf("abroad: owner %#x, %q", far.Owner, far.Data)
	}
	b.Close()
	near.Release()
	if home.Released.Head != 0 {
		t.Error("released while it is borrowed")
	}
	far.Release()
	if home.Released.Head != uintptr(unsafe.Pointer(given)) || abroad.Released.Head != 0 {
		t.Error("not released, or to the wrong side")
	}
	if closed := BorrowBytes(home, b); closed.Owner != abi.OwnerClosed {
		t.Errorf("closed: owner %d", closed.Owner)
	}
	if own := BorrowBytes(home, spandrel.NewBytes([]byte("x"))); own.Owner != abi.OwnerForeign || string(own.Data) != "x" {
		t.Errorf("Go's own: owner %d, %q", own.Owner, own.Data)
	}
}
