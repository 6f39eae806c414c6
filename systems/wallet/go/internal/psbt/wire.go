// Package psbt reads, shows and signs Bitcoin transactions that are under way: BIP-174, version 0, with the taproot fields
// of BIP-371.
package psbt

import (
	"encoding/binary"

	"spandrel.dev/wallet/internal/fault"
)

func invalid(message string) error { return fault.New(fault.InvalidInput, "PSBT: "+message) }

// reader goes through bytes; after a failure everything it returns is zero.
type reader struct {
	rest   []byte
	failed bool
}

func (r *reader) bytes(n uint64) []byte {
	if r.failed || n > uint64(len(r.rest)) {
		r.failed = true
		return nil
	}
	next := r.rest[:n:n]
	r.rest = r.rest[n:]
	return next
}

func (r *reader) number(n uint64) (value uint64) {
	for i, b := range r.bytes(n) {
		value |= uint64(b) << (8 * i)
	}
	return value
}

// size reads a length, which has to be written in its shortest way.
func (r *reader) size() uint64 {
	first := r.number(1)
	if first < 0xfd {
		return first
	}
	value := r.number(1 << (first - 0xfc))
	if least := [...]uint64{0xfd, 1 << 16, 1 << 32}[first-0xfd]; value < least {
		r.failed = true
	}
	return value
}

func (r *reader) sized() []byte { return r.bytes(r.size()) }

func appendSize(out []byte, size int) []byte {
	switch {
	case size < 0xfd:
		return append(out, byte(size))
	case size < 1<<16:
		return binary.LittleEndian.AppendUint16(append(out, 0xfd), uint16(size))
	}
	return binary.LittleEndian.AppendUint32(append(out, 0xfe), uint32(size))
}

func appendSized(out, content []byte) []byte {
	return append(appendSize(out, len(content)), content...)
}
