//go:build coinjecture_faults

// Package faults plants faults in a backend, so that tests see whether they are
// found. A program has them only with the build tag coinjecture_faults.
package faults

import (
	"crypto/ed25519"
	"crypto/sha256"
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"sync/atomic"
	"time"

	"spandrel.dev/consensus/hash"
)

// planted is a backend with at most one fault.
type planted struct {
	hash.Backend
	fault  atomic.Pointer[string]
	stale  atomic.Pointer[hash.Hash]
	hashed atomic.Uint64
}

// flipEvery is how many messages are hashed rightly before a bit is flipped.
const flipEvery = 100

// names of the faults that show in a block. Others of the list need two backends
// in one node, because blocks of this chain do not have what they spoil.
var names = []string{
	"odd_node", "duplicate_for_promote", "rfc_prefix", "leaf_order", "empty_list", "single_leaf", "stale", "bit_flip",
	"big_endian", "byte_lost", "extra_cut", "wall_clock", "signature_rule", "panic", "hang",
}

// Wrap returns a backend in which the returned function plants a fault; "" takes
// it out again.
func Wrap(backend hash.Backend) (hash.Backend, func(fault string) error) {
	p := &planted{Backend: backend}
	return p, func(fault string) error {
		if fault != "" && !slices.Contains(names, fault) {
			return fmt.Errorf("no fault %q; there are %s", fault, strings.Join(names, ", "))
		}
		p.stale.Store(nil)
		p.fault.Store(&fault)
		return nil
	}
}

func (p *planted) is(fault string) bool {
	now := p.fault.Load()
	return now != nil && *now == fault
}

// SHA256 flips a bit once in flipEvery.
func (p *planted) SHA256(data []byte) (hash.Hash, error) {
	digest, err := p.Backend.SHA256(data)
	if p.is("bit_flip") && p.hashed.Add(1)%flipEvery == 0 {
		digest[11] ^= 4
	}
	return digest, err
}

// MerkleRoot has the faults of trees.
func (p *planted) MerkleRoot(rule hash.Rule, leaves hash.Leaves) (hash.Hash, error) {
	switch n := leaves.Len(); {
	case p.is("panic"):
		panic("planted")
	case p.is("hang"):
		select {}
	case p.is("odd_node") && n%2 == 1 && n > 1:
		more, err := hash.FixedLeaves(append(slices.Clone(leaves.Data()), make([]byte, 32)...))
		if err != nil {
			return hash.Hash{}, err
		}
		return p.Backend.MerkleRoot(rule, more)
	case p.is("duplicate_for_promote"):
		rule = hash.Duplicate
	case p.is("rfc_prefix"):
		rule = hash.RFC6962
	case p.is("empty_list") && n == 0:
		return sha256.Sum256(nil), nil
	case p.is("single_leaf") && n == 1:
		return sha256.Sum256(leaves.At(0)), nil
	case p.is("leaf_order"):
		var list []hash.Hash
		for i := range n {
			list = append(list, hash.Hash(leaves.At(n-1-i)))
		}
		leaves = hash.HashLeaves(list)
	}
	root, err := p.Backend.MerkleRoot(rule, leaves)
	if p.is("stale") {
		p.stale.CompareAndSwap(nil, &root)
		root = *p.stale.Load()
	}
	return root, err
}

// HeaderGo208 has the faults of headers.
func (p *planted) HeaderGo208(h *hash.HeaderGo208) ([hash.Go208Size]byte, hash.Hash, error) {
	wrong := *h
	switch {
	case p.is("big_endian"):
		wrong.Number = bits.ReverseBytes64(h.Number)
	case p.is("extra_cut"):
		wrong.Extra = hash.Hash{}
	case p.is("wall_clock"):
		wrong.Timestamp = time.Now().Unix()
	}
	encoded, digest, err := p.Backend.HeaderGo208(&wrong)
	if p.is("byte_lost") {
		digest = sha256.Sum256(encoded[:hash.Go208Size-1])
	}
	return encoded, digest, err
}

// HeaderGo208Hash has them too.
func (p *planted) HeaderGo208Hash(h *hash.HeaderGo208) (hash.Hash, error) {
	_, digest, err := p.HeaderGo208(h)
	return digest, err
}

// VerifySignature asks the standard library instead of the chain's rule.
func (p *planted) VerifySignature(publicKey hash.Hash, message []byte, signature hash.Signature) error {
	if p.is("signature_rule") {
		if !ed25519.Verify(publicKey[:], message, signature[:]) {
			return hash.Errorf(hash.VerificationFailed, "not a signature of this message by this key")
		}
		return nil
	}
	return p.Backend.VerifySignature(publicKey, message, signature)
}
