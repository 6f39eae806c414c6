package store

import (
	"crypto/subtle"
	"encoding/binary"
)

// writer appends fields: numbers big-endian, texts and lists with their length in front.
type writer []byte

func (w *writer) byte(v byte)     { *w = append(*w, v) }
func (w *writer) count(v int)     { *w = binary.BigEndian.AppendUint32(*w, uint32(v)) }
func (w *writer) number(v uint64) { *w = binary.BigEndian.AppendUint64(*w, v) }
func (w *writer) text(v string)   { w.count(len(v)); *w = append(*w, v...) }
func (w *writer) long(v []byte)   { w.count(len(v)); *w = append(*w, v...) }

func (w *writer) flag(v bool) {
	if v {
		w.byte(1)
		return
	}
	w.byte(0)
}

// reader reads them again. After a failure everything it returns is zero.
type reader struct {
	rest   []byte
	failed bool
}

// bytes returns the next n bytes; n zero bytes after a failure, for the fixed sizes that callers convert to.
func (r *reader) bytes(n int) []byte {
	if r.failed || n > len(r.rest) {
		r.failed = true
		return make([]byte, min(n, 64))
	}
	next := r.rest[:n]
	r.rest = r.rest[n:]
	return next
}

func (r *reader) byte() byte     { return r.bytes(1)[0] }
func (r *reader) count() int     { return int(binary.BigEndian.Uint32(r.bytes(4))) }
func (r *reader) number() uint64 { return binary.BigEndian.Uint64(r.bytes(8)) }
func (r *reader) long() []byte   { return r.bytes(r.count()) }
func (r *reader) text() string   { return string(r.long()) }

func (r *reader) flag() bool {
	v := r.byte()
	r.failed = r.failed || v > 1
	return v == 1
}

func equal(a, b []byte) bool { return subtle.ConstantTimeCompare(a, b) == 1 }
