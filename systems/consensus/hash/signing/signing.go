// Package signing signs and verifies with Ed25519 under the one rule of this
// chain, ZIP 215.
//
// RFC 8032 leaves open which encodings of points a verifier accepts and whether
// it multiplies by the cofactor, and libraries differ: of the 196 signatures made
// of points of small order crypto/ed25519 accepts about twelve and the consensus
// engine all. Nodes that differ fork, so a node never asks crypto/ed25519 for a
// verdict.
// Signing is the same under every rule.
package signing

import (
	"crypto/ed25519"

	"github.com/hdevalence/ed25519consensus"

	"spandrel.dev/consensus/hash"
)

// Rule is the rule's name in configurations and in the genesis file.
const Rule = "zip215"

// Verify reports whether signature is one of message by publicKey: points may
// be encoded with a coordinate that is not reduced and may be of small order,
// s must be below the order of the group, and [8][s]B = [8]R + [8][k]A.
//
// It is the verdict of the native backend; hash.Backend.VerifySignature asks
// any backend.
func Verify(publicKey hash.Hash, message []byte, signature hash.Signature) bool {
	return ed25519consensus.Verify(publicKey[:], message, signature[:])
}

// Key is a private key.
type Key struct{ private ed25519.PrivateKey }

// NewKey returns the key of a seed. The seed must be random and stay secret.
func NewKey(seed hash.Hash) Key { return Key{ed25519.NewKeyFromSeed(seed[:])} }

// Public returns the public key.
func (k Key) Public() hash.Hash { return hash.Hash(k.private.Public().(ed25519.PublicKey)) }

// Sign returns the signature of message, the same for the same message.
func (k Key) Sign(message []byte) hash.Signature {
	return hash.Signature(ed25519.Sign(k.private, message))
}

// SignTx sets the sender and the signature of tx.
func SignTx(backend hash.Backend, tx *hash.Tx, key Key) error {
	from, err := backend.Address(key.Public())
	if err != nil {
		return err
	}
	tx.From = from
	message, err := backend.TxSigningMessage(tx)
	if err != nil {
		return err
	}
	tx.Signature = key.Sign(message)
	return nil
}

// VerifyTx returns nil when tx is sent by the owner of publicKey and signed with
// that key, and VerificationFailed when not.
func VerifyTx(backend hash.Backend, tx *hash.Tx, publicKey hash.Hash) error {
	from, err := backend.Address(publicKey)
	if err != nil {
		return err
	}
	if from != tx.From {
		return hash.Errorf(hash.VerificationFailed, "from: not the address of the public key")
	}
	message, err := backend.TxSigningMessage(tx)
	if err != nil {
		return err
	}
	return backend.VerifySignature(publicKey, message, tx.Signature)
}
