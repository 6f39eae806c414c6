package hd

import (
	"encoding/binary"

	"spandrel.dev/wallet/crypt"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/hash"
	"spandrel.dev/wallet/internal/object"
	"spandrel.dev/wallet/internal/page"
)

// Key is a private extended key. Its secret and its chain code lie in a scratch.
type Key struct {
	secret []byte // 32
	chain  []byte // 32
	at     position
}

// position is where a key stands in its tree: no secret.
type position struct {
	depth  uint8
	parent [4]byte
	number uint32
}

var masterSalt = []byte("Bitcoin seed")

// Seeds of BIP-32 have 128 to 512 bits.
const (
	minSeed = 16
	maxSeed = 64
)

// Master returns the key of a seed.
func Master(scratch *page.Scratch, seed []byte) (*Key, error) {
	if len(seed) < minSeed || len(seed) > maxSeed {
		return nil, fault.New(fault.InvalidInput, "a seed has 16 to 64 bytes")
	}
	both := scratch.Take(64)
	hash.HMAC512(scratch, both, masterSalt, seed)
	key := &Key{secret: both[:32:32], chain: both[32:]}
	// One seed of 2^127 has no key.
	if _, err := key.public(); err != nil {
		return nil, err
	}
	return key, nil
}

func (k *Key) public() ([33]byte, error) {
	public, err := crypt.PublicKey(k.secret)
	return public, object.Error(err)
}

// Raw returns the private key and the chain code of a master key, for [OfRaw]. They stay where they are.
func (k *Key) Raw() (secret, chain []byte) { return k.secret, k.chain }

// OfRaw returns the master key that Raw was called for. Both stay the caller's.
func OfRaw(secret, chain []byte) *Key { return &Key{secret: secret, chain: chain} }

// Secret returns the 32 bytes of the private key, which stay where they are.
func (k *Key) Secret() []byte { return k.secret }

// Public returns the extended public key of this key: a copy without any secret but the chain code, which is known to
// all who know the extended public key.
func (k *Key) Public() (*PublicKey, error) {
	public, err := k.public()
	if err != nil {
		return nil, err
	}
	return &PublicKey{Point: public, chain: [32]byte(k.chain), at: k.at}, nil
}

// Child returns the key one step below.
func (k *Key) Child(scratch *page.Scratch, number uint32) (*Key, error) {
	if k.at.depth == MaxDepth {
		return nil, invalidPath("an extended key is at most 255 steps below its seed")
	}
	public, err := k.public()
	if err != nil {
		return nil, err
	}
	own, err := crypt.Hash160Keys(public[:])
	if err != nil {
		return nil, object.Error(err)
	}
	child := &Key{secret: scratch.Take(32), chain: scratch.Take(32)}
	child.at = position{depth: k.at.depth + 1, parent: [4]byte(own), number: number}
	mark := scratch.Mark()
	defer scratch.Release(mark)
	both := scratch.Take(64)
	var step [4]byte
	binary.BigEndian.PutUint32(step[:], number)
	if number >= Hardened {
		hash.HMAC512(scratch, both, k.chain, zero[:], k.secret, step[:])
	} else {
		hash.HMAC512(scratch, both, k.chain, public[:], step[:])
	}
	sum, err := object.Secret(crypt.AddSecret(k.secret, both[:32])).Into(scratch)
	if err != nil {
		return nil, err
	}
	copy(child.secret, sum)
	copy(child.chain, both[32:])
	return child, nil
}

var zero [1]byte

// Derive walks a path. The keys between stay in the scratch until it is released.
func (k *Key) Derive(scratch *page.Scratch, path Path) (*Key, error) {
	if int(k.at.depth)+len(path) > MaxDepth {
		return nil, invalidPath("an extended key is at most 255 steps below its seed")
	}
	// Two places in turn, so that a long path takes no more room than a short one.
	here, there := &Key{secret: scratch.Take(32), chain: scratch.Take(32)}, &Key{secret: scratch.Take(32), chain: scratch.Take(32)}
	here.take(k)
	for _, number := range path {
		mark := scratch.Mark()
		child, err := here.Child(scratch, number)
		if err != nil {
			return nil, err
		}
		there.take(child)
		scratch.Release(mark)
		here, there = there, here
	}
	page.Wipe(there.secret)
	return here, nil
}

func (k *Key) take(other *Key) {
	copy(k.secret, other.secret)
	copy(k.chain, other.chain)
	k.at = other.at
}
