package wire

import (
	"unsafe"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/internal/memory"
)

// In place of a length, for what has no content.
const (
	// closed stands for what is closed.
	closed = ^uint64(0)
	// none stands for a secret that is nil.
	none = closed - 1
)

// holder is the layout of spandrel.Bytes and spandrel.Secret, checked below.
type holder struct {
	memory *memory.Memory
}

const (
	_ = -(unsafe.Sizeof(spandrel.Bytes{}) ^ unsafe.Sizeof(holder{}))
	_ = -(unsafe.Sizeof(spandrel.Secret{}) ^ unsafe.Sizeof(holder{}))
)

// AppendBytes appends Bytes with their length in front. nil is empty.
func AppendBytes(b []byte, v *spandrel.Bytes) []byte {
	if v == nil {
		return AppendCount(b, 0)
	}
	before := len(b)
	if v.View(func(view []byte) { b = append(AppendCount(b, len(view)), view...) }) != nil {
		return AppendUint64(b[:before], closed)
	}
	return b
}

// Bytes reads Bytes, as a copy.
func (r *Reader) Bytes() *spandrel.Bytes {
	size := r.Uint64()
	if size == closed {
		v := spandrel.NewBytes([]byte{})
		_ = v.Close()
		return v
	}
	view := r.counted(size)
	v := make([]byte, len(view))
	copy(v, view)
	return spandrel.NewBytes(v)
}

// Opened is a secret that an encoder reads. Its content follows behind everything else, so that it is in one place of a
// buffer which is then not grown any more.
type Opened struct {
	size   uint64
	data   []byte
	memory *memory.Memory
}

// OpenSecret keeps a secret from being wiped until Append.
func OpenSecret(v *spandrel.Secret) Opened {
	if v == nil || (*holder)(unsafe.Pointer(v)).memory == nil {
		return Opened{size: none}
	}
	m := (*holder)(unsafe.Pointer(v)).memory
	data, ok := m.Enter()
	if !ok {
		return Opened{size: closed}
	}
	return Opened{size: uint64(len(data)), data: data, memory: m}
}

// AppendSize appends what stands in the place of the secret: its length.
func (o Opened) AppendSize(b []byte) []byte { return AppendUint64(b, o.size) }

// Append appends the content and ends the use. A buffer that has to grow for it is wiped.
func (o Opened) Append(b []byte) []byte {
	if o.memory == nil {
		return b
	}
	defer o.memory.Leave()
	if size := len(b) + len(o.data); size > cap(b) {
		grown := make([]byte, len(b), size+size/2)
		copy(grown, b)
		clear(b)
		b = grown
	}
	return append(b, o.data...)
}

// Secret reads the content of a secret whose length was read before, and wipes it where it lay.
func (r *Reader) Secret(size uint64) *spandrel.Secret {
	switch size {
	case none:
		return nil
	case closed:
		v := spandrel.NewSecret(nil)
		_ = v.Close()
		return v
	}
	content := r.counted(size)
	if r.failed {
		return nil
	}
	return spandrel.NewSecret(content)
}

// counted returns the next bytes, of a number that was read.
func (r *Reader) counted(size uint64) []byte {
	if size > uint64(r.Len()) {
		r.Fail()
		return nil
	}
	return r.next(int(size))
}
