package native

import (
	"crypto/sha256"
	"math/bits"

	"spandrel.dev/consensus/hash"
)

// MerkleRoot implements hash.Backend.
func (Backend) MerkleRoot(rule hash.Rule, leaves hash.Leaves) (hash.Hash, error) {
	switch rule {
	case hash.Promote, hash.Duplicate:
		if err := leaves.RequireFixed(rule); err != nil {
			return hash.Hash{}, err
		}
		if leaves.Len() == 0 {
			return hash.Hash{}, nil
		}
		level := append([]byte(nil), leaves.Data()...)
		for len(level) > 32 {
			level = nextLevel(rule, level)
		}
		return hash.Hash(level), nil
	case hash.RFC6962:
		return subtree(leaves, 0, leaves.Len()), nil
	}
	return hash.Hash{}, unknownRule(rule)
}

// nextLevel hashes the nodes of one level in pairs, in place: a parent is
// written no further on than its left child lies.
func nextLevel(rule hash.Rule, level []byte) []byte {
	pairs := len(level) / 64
	for i := range pairs {
		parent := sha256.Sum256(level[64*i : 64*i+64])
		copy(level[32*i:], parent[:])
	}
	next := level[:32*pairs]
	if len(level)%64 == 0 {
		return next
	}
	odd := hash.Hash(level[64*pairs:])
	if rule == hash.Duplicate {
		odd = node(odd, odd)
	}
	return append(next, odd[:]...)
}

// MerkleProof implements hash.Backend.
func (Backend) MerkleProof(rule hash.Rule, leaves hash.Leaves, index uint64) (hash.Proof, error) {
	if rule > hash.RFC6962 {
		return hash.Proof{}, unknownRule(rule)
	}
	if rule != hash.RFC6962 {
		if err := leaves.RequireFixed(rule); err != nil {
			return hash.Proof{}, err
		}
	}
	if err := checkIndex(index, uint64(leaves.Len())); err != nil {
		return hash.Proof{}, err
	}
	proof := hash.Proof{LeafCount: uint64(leaves.Len())}
	if rule == hash.RFC6962 {
		proof.Root, proof.Steps = rfc6962Path(leaves, int(index), 0, leaves.Len())
		return proof, nil
	}
	level := append([]byte(nil), leaves.Data()...)
	for at := int(index); len(level) > 32; at /= 2 {
		sibling := at ^ 1
		switch {
		case 32*sibling < len(level):
			step := hash.ProofStep{Sibling: hash.Hash(level[32*sibling : 32*sibling+32]), IsRight: at%2 == 0}
			proof.Steps = append(proof.Steps, step)
		case rule == hash.Duplicate:
			step := hash.ProofStep{Sibling: hash.Hash(level[32*at : 32*at+32]), IsRight: true}
			proof.Steps = append(proof.Steps, step)
		}
		level = nextLevel(rule, level)
	}
	proof.Root = hash.Hash(level)
	return proof, nil
}

// MerkleVerify implements hash.Backend. It walks up the levels of a tree of
// leafCount leaves: RFC 6962 trees split so that their levels are those of
// Promote.
func (Backend) MerkleVerify(rule hash.Rule, leaf []byte, index, leafCount uint64, steps []hash.ProofStep, root hash.Hash) error {
	if rule > hash.RFC6962 {
		return unknownRule(rule)
	}
	if rule != hash.RFC6962 && len(leaf) != 32 {
		return hash.Errorf(hash.InvalidInput, "leaf: %d bytes, a %s leaf has 32", len(leaf), rule)
	}
	if err := checkIndex(index, leafCount); err != nil {
		return err
	}
	join, at := node, hash.Hash{}
	if rule == hash.RFC6962 {
		join, at = rfc6962Node, rfc6962Leaf(leaf)
	} else {
		at = hash.Hash(leaf)
	}
	used := 0
	for n := leafCount; n > 1; n, index = n/2+n%2, index/2 {
		alone := index == n-1 && n%2 == 1
		if alone && rule != hash.Duplicate {
			continue
		}
		if used == len(steps) {
			return no("proof: %d entries are too few for leaf %d", used, index)
		}
		step := steps[used]
		used++
		switch {
		case step.IsRight != (index%2 == 0):
			return no("proof[%d]: is_right is %t", used-1, step.IsRight)
		case alone && step.Sibling != at:
			return no("proof[%d]: an odd node is its own sibling", used-1)
		case step.IsRight:
			at = join(at, step.Sibling)
		default:
			at = join(step.Sibling, at)
		}
	}
	if used != len(steps) {
		return no("proof: %d entries, %d belong", len(steps), used)
	}
	if at != root {
		return no("root: the proof leads to %x", at)
	}
	return nil
}

// subtree returns the RFC 6962 hash over leaves from…to.
func subtree(leaves hash.Leaves, from, to int) hash.Hash {
	switch to - from {
	case 0:
		return sha256.Sum256(nil)
	case 1:
		return rfc6962Leaf(leaves.At(from))
	}
	middle := from + split(to-from)
	return rfc6962Node(subtree(leaves, from, middle), subtree(leaves, middle, to))
}

// rfc6962Path returns the hash over leaves from…to, and the way to it from leaf
// index.
func rfc6962Path(leaves hash.Leaves, index, from, to int) (hash.Hash, []hash.ProofStep) {
	if to-from == 1 {
		return rfc6962Leaf(leaves.At(from)), nil
	}
	middle := from + split(to-from)
	if index < middle {
		left, steps := rfc6962Path(leaves, index, from, middle)
		right := subtree(leaves, middle, to)
		return rfc6962Node(left, right), append(steps, hash.ProofStep{Sibling: right, IsRight: true})
	}
	right, steps := rfc6962Path(leaves, index, middle, to)
	left := subtree(leaves, from, middle)
	return rfc6962Node(left, right), append(steps, hash.ProofStep{Sibling: left})
}

// split returns the largest power of two that is less than n, n at least 2.
func split(n int) int { return 1 << (bits.Len(uint(n-1)) - 1) }

func node(left, right hash.Hash) hash.Hash {
	var pair [64]byte
	copy(pair[:], left[:])
	copy(pair[32:], right[:])
	return sha256.Sum256(pair[:])
}

func rfc6962Node(left, right hash.Hash) hash.Hash {
	var pair [65]byte
	pair[0] = 1
	copy(pair[1:], left[:])
	copy(pair[33:], right[:])
	return sha256.Sum256(pair[:])
}

func rfc6962Leaf(data []byte) hash.Hash {
	var short [128]byte // of zeros; the first one is the prefix
	if len(data) < len(short) {
		n := copy(short[1:], data)
		return sha256.Sum256(short[:1+n])
	}
	h := sha256.New()
	h.Write([]byte{0})
	h.Write(data)
	return hash.Hash(h.Sum(nil))
}

func checkIndex(index, leafCount uint64) error {
	if index >= leafCount {
		return hash.Errorf(hash.InvalidInput, "index: %d, there are %d leaves", index, leafCount)
	}
	return nil
}

func unknownRule(rule hash.Rule) error {
	return hash.Errorf(hash.InvalidInput, "rule: %d does not exist", rule)
}
