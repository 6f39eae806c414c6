package vectors

import (
	"crypto/ed25519"
	"crypto/sha512"
	"encoding/hex"
	"fmt"

	"filippo.io/edwards25519"

	"spandrel.dev/consensus/hash"
)

// fromZIP is the source of what ZIP 215 decides by its text alone.
const fromZIP = "ZIP 215"

// smallOrder are all encodings of points whose order divides 8: one for each of
// the eight points, then six whose y is not reduced or whose x is a zero with a
// sign.
var smallOrder = []string{
	"0100000000000000000000000000000000000000000000000000000000000000",
	"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	"0000000000000000000000000000000000000000000000000000000000000000",
	"0000000000000000000000000000000000000000000000000000000000000080",
	"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
	"26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
	"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
	"c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
	"0100000000000000000000000000000000000000000000000000000000000080",
	"ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
	"edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	"edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
	"eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
	"eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff",
}

// orderL is the order of the base point, little-endian.
var orderL = [32]byte{
	0xed, 0xd3, 0xf5, 0x5c, 0x1a, 0x63, 0x12, 0x58, 0xd6, 0x9c, 0xf7, 0xa2, 0xde, 0xf9, 0xde, 0x14,
	0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x10,
}

func signature(publicKey, message, sig []byte) fields {
	return fields{{"public_key", hexText(publicKey)}, {"message", hexText(message)}, {"signature", hexText(sig)}}
}

// goodSignature is one by the key whose seed counts up from 1.
func goodSignature() fields { return signedMessage([]byte("abc")) }

func signedMessage(message []byte) fields {
	key := ed25519.NewKeyFromSeed(run(1, 32))
	return signature(key.Public().(ed25519.PublicKey), message, ed25519.Sign(key, message))
}

func signatureCases() []testCase {
	const op = "ed25519_verify"
	yes := func(name string, inputs fields) testCase { return known("ed25519_"+name, op, inputs, "true", fromTwo) }
	no := func(name string, inputs fields) testCase {
		return fails("ed25519_"+name, op, inputs, hash.VerificationFailed)
	}
	var cases []testCase
	for _, n := range []int{0, 1, 31, 32, 63, 64, 111, 112, 127, 128, 208, 1023, 4096} {
		cases = append(cases, yes(fmt.Sprintf("message_%d", n), signedMessage(run(byte(n), n))))
	}
	key, message := ed25519.NewKeyFromSeed(run(1, 32)), []byte("abc")
	public, good := []byte(key.Public().(ed25519.PublicKey)), ed25519.Sign(key, message)
	other := []byte(ed25519.NewKeyFromSeed(run(2, 32)).Public().(ed25519.PublicKey))
	for _, bit := range []int{0, 7, 128, 254, 255, 256, 300, 383, 508} {
		spoilt := append([]byte(nil), good...)
		spoilt[bit/8] ^= 1 << (bit % 8)
		cases = append(cases, no(fmt.Sprintf("signature_bit_%d", bit), signature(public, message, spoilt)))
	}
	cases = append(cases,
		no("other_message", signature(public, []byte("abd"), good)),
		no("message_longer", signature(public, []byte("abc\x00"), good)),
		no("message_empty", signature(public, nil, good)),
		no("other_key", signature(other, message, good)),
		no("signature_zero", signature(public, message, make([]byte, 64))),
		no("signature_ff", signature(public, message, filled(64, 0xff))),
		no("key_not_on_curve", signature(offCurve, message, good)),
		no("r_not_on_curve", signature(public, message, append(append([]byte(nil), offCurve...), good[32:]...))),
		no("s_plus_order", signature(public, message, plusOrder(good))),
		no("s_is_order", signature(mustHex(smallOrder[0]), message, append(mustHex(smallOrder[0]), orderL[:]...))),
		no("small_order_s_one", signature(mustHex(smallOrder[0]), message, append(mustHex(smallOrder[0]), append([]byte{1}, make([]byte, 31)...)...))),
	)
	// Every pair of small order is a signature of everything, with s = 0.
	for a, encodedA := range smallOrder {
		for r, encodedR := range smallOrder {
			sig := append(mustHex(encodedR), make([]byte, 32)...)
			cases = append(cases, known(fmt.Sprintf("ed25519_small_order_a%d_r%d", a, r), op, signature(mustHex(encodedA), []byte("small order"), sig), "true", fromZIP))
		}
	}
	// A key or an R with a part of small order holds only with the cofactor.
	for torsion := range smallOrder[:8] {
		inputs, spoilt := mixedOrder(smallOrder[torsion])
		cases = append(cases,
			known(fmt.Sprintf("ed25519_mixed_order_%d", torsion), op, inputs, "true", fromZIP),
			no(fmt.Sprintf("mixed_order_%d_other_s", torsion), spoilt))
	}
	return cases
}

// offCurve is y = 2, of which no point has that y.
var offCurve = append([]byte{2}, make([]byte, 31)...)

func filled(n int, b byte) []byte {
	out := make([]byte, n)
	for i := range out {
		out[i] = b
	}
	return out
}

func mustHex(digits string) []byte {
	b, err := hex.DecodeString(digits)
	if err != nil {
		panic(err) // a constant of this file
	}
	return b
}

// plusOrder adds the order to s: the same number modulo the order.
func plusOrder(sig []byte) []byte {
	out := append([]byte(nil), sig...)
	carry := 0
	for i, b := range orderL {
		sum := int(out[32+i]) + int(b) + carry
		out[32+i], carry = byte(sum), sum>>8
	}
	return out
}

// mixedOrder signs with a key and a nonce whose points have a point of small
// order added. The second answer has another s.
func mixedOrder(torsion string) (good, spoilt fields) {
	small, err := new(edwards25519.Point).SetBytes(mustHex(torsion))
	if err != nil {
		panic(err) // a constant of this file
	}
	secret, nonce := scalar("secret"), scalar("nonce "+torsion)
	base := new(edwards25519.Point)
	public := new(edwards25519.Point).Add(base.ScalarBaseMult(secret), small).Bytes()
	r := new(edwards25519.Point).Add(base.ScalarBaseMult(nonce), small).Bytes()
	message := []byte("mixed order")
	k := scalar(string(r) + string(public) + string(message))
	s := new(edwards25519.Scalar).MultiplyAdd(k, secret, nonce).Bytes()
	good = signature(public, message, append(r, s...))
	other := append([]byte(nil), s...)
	other[0] ^= 1
	return good, signature(public, message, append(append([]byte(nil), r...), other...))
}

// scalar hashes a text to a scalar, as Ed25519 does with R, A and the message.
func scalar(text string) *edwards25519.Scalar {
	digest := sha512.Sum512([]byte(text))
	s, err := edwards25519.NewScalar().SetUniformBytes(digest[:])
	if err != nil {
		panic(err) // 64 bytes always are one
	}
	return s
}
