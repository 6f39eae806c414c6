// Package intent names what is going to be signed: what was shown and what is signed have one name, or nothing is signed.
package intent

import (
	"crypto/subtle"
	"encoding/binary"
	"encoding/hex"

	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/hash"
	"spandrel.dev/wallet/internal/page"
)

// Intent is the name.
type Intent [32]byte

// Of returns the name of content that is signed, by its kind and its parts; each part counts with its length.
func Of(scratch *page.Scratch, kind string, parts ...[]byte) (name Intent) {
	whole := append([]byte("arcsign intent "), kind...)
	for _, part := range parts {
		whole = binary.BigEndian.AppendUint64(whole, uint64(len(part)))
		whole = append(whole, part...)
	}
	hash.Sum256(scratch, name[:], whole)
	return name
}

// String returns 64 digits.
func (i Intent) String() string { return hex.EncodeToString(i[:]) }

// Check refuses another name than this one's.
func (i Intent) Check(given string) error {
	raw, err := hex.DecodeString(given)
	if err != nil || len(raw) != len(i) || hex.EncodeToString(raw) != given {
		return fault.New(fault.InvalidInput, "an intent has 64 digits")
	}
	if subtle.ConstantTimeCompare(raw, i[:]) != 1 {
		return fault.New(fault.IntentChanged, "this is not what was shown")
	}
	return nil
}
