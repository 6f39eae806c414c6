package native_test

import (
	"crypto/ed25519"
	"errors"
	"testing"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/hash/signing"
	"spandrel.dev/consensus/reference/go/native"
)

// smallOrder returns the 14 encodings of points whose order divides 8. The four
// of order 8 are given, the others are y = 0, 1, -1 and what reduces to them.
func smallOrder() (points []hash.Hash) {
	var zero, one hash.Hash
	one[0] = 1
	eights := []hash.Hash{
		{0x26, 0xe8, 0x95, 0x8f, 0xc2, 0xb2, 0x27, 0xb0, 0x45, 0xc3, 0xf4, 0x89, 0xf2, 0xef, 0x98, 0xf0, 0xd5, 0xdf, 0xac, 0x05, 0xd3, 0xc6, 0x33, 0x39, 0xb1, 0x38, 0x02, 0x88, 0x6d, 0x53, 0xfc, 0x05},
		{0xc7, 0x17, 0x6a, 0x70, 0x3d, 0x4d, 0xd8, 0x4f, 0xba, 0x3c, 0x0b, 0x76, 0x0d, 0x10, 0x67, 0x0f, 0x2a, 0x20, 0x53, 0xfa, 0x2c, 0x39, 0xcc, 0xc6, 0x4e, 0xc7, 0xfd, 0x77, 0x92, 0xac, 0x03, 0x7a},
	}
	below := func(first byte) (h hash.Hash) { // p + (first - 0xed)
		for i := range h {
			h[i] = 0xff
		}
		h[0], h[31] = first, 0x7f
		return h
	}
	for _, y := range append(eights, zero, one, below(0xec), below(0xed), below(0xee)) {
		points = append(points, y)
		y[31] |= 0x80
		points = append(points, y)
	}
	return points
}

func TestSmallOrderIsAcceptedAsZIP215Says(t *testing.T) {
	points, message := smallOrder(), []byte("small order")
	var ours, library int
	for _, a := range points {
		for _, r := range points {
			var s hash.Signature
			copy(s[:], r[:])
			if signing.Verify(a, message, s) {
				ours++
			}
			if ed25519.Verify(a[:], message, s[:]) {
				library++
			}
		}
	}
	if len(points) != 14 || ours != 196 {
		t.Errorf("%d points, %d of %d pairs accepted, want 14 and all", len(points), ours, len(points)*len(points))
	}
	// Why there is a rule: the standard library accepts only some of them.
	if library == ours {
		t.Errorf("crypto/ed25519 accepts %d as well; the package comment says it does not", library)
	}
	t.Logf("crypto/ed25519 accepts %d of %d", library, ours)
}

func TestSignTx(t *testing.T) {
	backend := native.Backend{}
	key := signing.NewKey(hash.Hash{1, 2, 3})
	tx := hash.Tx{TxFields: hash.TxFields{CodecVersion: hash.CodecVersion, Amount: 7}, Type: hash.Transfer, Data: []byte("data")}
	if err := signing.SignTx(backend, &tx, key); err != nil {
		t.Fatal(err)
	}
	if err := signing.VerifyTx(backend, &tx, key.Public()); err != nil {
		t.Errorf("a signed transaction is refused: %v", err)
	}
	if err := signing.VerifyTx(backend, &tx, signing.NewKey(hash.Hash{4}).Public()); !errors.Is(err, hash.ErrVerificationFailed) {
		t.Errorf("another key: got %v, want VERIFICATION_FAILED", err)
	}
	tx.Amount++
	if err := signing.VerifyTx(backend, &tx, key.Public()); !errors.Is(err, hash.ErrVerificationFailed) {
		t.Errorf("another amount: got %v, want VERIFICATION_FAILED", err)
	}
	tx.CodecVersion = 2
	if err := signing.VerifyTx(backend, &tx, key.Public()); !errors.Is(err, hash.ErrInvalidInput) {
		t.Errorf("another codec version: got %v, want INVALID_INPUT", err)
	}
}
