package hd

import (
	"encoding/binary"

	"spandrel.dev/wallet/crypt"
	"spandrel.dev/wallet/internal/hash"
	"spandrel.dev/wallet/internal/object"
	"spandrel.dev/wallet/internal/page"
)

// PublicKey is an extended public key. It is not secret, but it shows all addresses below it.
type PublicKey struct {
	// Point is the compressed key.
	Point [33]byte

	chain [32]byte
	at    position
}

// Depth is the number of steps from the seed.
func (k *PublicKey) Depth() int { return int(k.at.depth) }

// Number is that of the last step.
func (k *PublicKey) Number() uint32 { return k.at.number }

// Fingerprint is the first four bytes of the key's hash.
func (k *PublicKey) Fingerprint() ([4]byte, error) {
	own, err := crypt.Hash160Keys(k.Point[:])
	if err != nil {
		return [4]byte{}, object.Error(err)
	}
	return [4]byte(own), nil
}

// Children returns the compressed keys of count steps from start, one behind the other, in one call of the object. One key
// of 2^127 does not exist; that is an error.
func (k *PublicKey) Children(scratch *page.Scratch, start, count uint32) ([]byte, error) {
	if k.at.depth == MaxDepth {
		return nil, invalidPath("an extended key is at most 255 steps below its seed")
	}
	tweaks := make([]byte, 0, 32*count)
	for number := start; number < start+count; number++ {
		tweak, _ := k.step(scratch, number)
		tweaks = append(tweaks, tweak[:]...)
	}
	keys, err := crypt.AddPublic(k.Point[:], tweaks)
	return keys, object.Error(err)
}

// Child returns the key one step below, which must not be a hardened one.
func (k *PublicKey) Child(scratch *page.Scratch, number uint32) (*PublicKey, error) {
	if number >= Hardened {
		return nil, invalidPath("a hardened step needs the private key")
	}
	point, err := k.Children(scratch, number, 1)
	if err != nil {
		return nil, err
	}
	parent, err := k.Fingerprint()
	if err != nil {
		return nil, err
	}
	_, chain := k.step(scratch, number)
	at := position{depth: k.at.depth + 1, parent: parent, number: number}
	return &PublicKey{Point: [33]byte(point), chain: chain, at: at}, nil
}

// step returns what is added to the key, and the chain code of the child.
func (k *PublicKey) step(scratch *page.Scratch, number uint32) (tweak, chain [32]byte) {
	mark := scratch.Mark()
	defer scratch.Release(mark)
	both := scratch.Take(64)
	hash.HMAC512(scratch, both, k.chain[:], k.Point[:], binary.BigEndian.AppendUint32(nil, number))
	return [32]byte(both), [32]byte(both[32:])
}

// Derive walks a path without hardened steps.
func (k *PublicKey) Derive(scratch *page.Scratch, path Path) (*PublicKey, error) {
	key := k
	for _, number := range path {
		child, err := key.Child(scratch, number)
		if err != nil {
			return nil, err
		}
		key = child
	}
	return key, nil
}
