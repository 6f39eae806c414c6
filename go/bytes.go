package spandrel

import (
	"fmt"
	"io"
	"strconv"

	"spandrel.dev/spandrel/internal/memory"
)

// Bytes is reference-counted memory of the Rust side, seen from Go: Rust's Bytes.
//
// What a call returns stays where Rust made it; [Bytes.View] looks at it without a copy. Passed to a function of the
// same Rust side, it is not copied either: Rust takes another reference. [NewBytes] makes one of a slice of Go's, which
// is copied into Rust by each call that it is passed to.
//
// Close releases the reference; the garbage collector does it for values that were never closed, but does not know how much
// memory hangs on it. All methods may be called from several goroutines, also while another one closes: what is in use
// stays until its users are done. The content never changes.
//
// A function that Rust calls owns the Bytes that it receives, and closes them. Ownership of those that it returns moves to Rust: they
// are closed when they have been passed; return a [Bytes.Clone] to keep them.
//
// nil and the zero value are empty, and are passed as an empty Bytes. A closed one shows nothing and is refused
// with [ErrClosed].
type Bytes struct {
	// The memory, and nothing else: the package for generated code relies on it.
	memory *memory.Memory
}

// NewBytes returns Bytes over a slice of Go's. The slice is not copied here, and must not change until they are closed
// or was never closed.
func NewBytes(v []byte) *Bytes {
	return &Bytes{memory.Of(v)}
}

// Len returns the number of bytes, 0 after Close.
func (b *Bytes) Len() int {
	n := 0
	_ = b.use("Len", func(view []byte) error { n = len(view); return nil })
	return n
}

// View calls use with the bytes, in place. The view is valid until use returns, must not be retained, and must not be
// written to. The error is [ErrClosed], or nil.
func (b *Bytes) View(use func(view []byte)) error {
	return b.use("View", func(view []byte) error { use(view); return nil })
}

// Copy returns a copy that is Go's own: never nil, except after Close.
func (b *Bytes) Copy() []byte {
	var v []byte
	_ = b.use("Copy", func(view []byte) error {
		v = make([]byte, len(view))
		copy(v, view)
		return nil
	})
	return v
}

// WriteTo writes the bytes to w, which must not keep or change them, as [io.Writer] demands.
func (b *Bytes) WriteTo(w io.Writer) (int64, error) {
	var written int64
	err := b.use("WriteTo", func(view []byte) error {
		n, err := w.Write(view)
		written = int64(n)
		if err == nil && n < len(view) {
			err = io.ErrShortWrite
		}
		return err
	})
	return written, err
}

// Clone returns another reference to the same memory, to be closed by itself. One of closed Bytes is closed.
func (b *Bytes) Clone() *Bytes {
	if b == nil || b.memory == nil {
		return nil
	}
	return &Bytes{b.memory.Share()}
}

// Close releases the memory, once it is not in use any more. A second Close does nothing.
func (b *Bytes) Close() error {
	if b != nil && b.memory != nil {
		b.memory.Close()
	}
	return nil
}

// Format prints the number of bytes, whatever the verb, and none of them: "spandrel.Bytes(12)", or
// "spandrel.Bytes(closed)". There is no String, which would be taken for the content.
func (b *Bytes) Format(state fmt.State, _ rune) {
	if b == nil {
		_, _ = io.WriteString(state, "<nil>")
		return
	}
	size := "closed"
	_ = b.use("Format", func(view []byte) error { size = strconv.Itoa(len(view)); return nil })
	_, _ = io.WriteString(state, "spandrel.Bytes("+size+")")
}

// use calls the function with the bytes. They stay valid while it runs, however it ends.
func (b *Bytes) use(method string, use func(view []byte) error) error {
	if b == nil || b.memory == nil {
		return use([]byte{})
	}
	view, ok := b.memory.Enter()
	if !ok {
		return &CallError{Function: "spandrel.Bytes." + method, Err: ErrClosed}
	}
	defer b.memory.Leave()
	return use(view)
}
