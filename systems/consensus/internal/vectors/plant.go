package vectors

import (
	"fmt"

	"spandrel.dev/consensus/hash"
)

// Plants lists the faults that Plant knows.
func Plants() []string { return []string{"odd-node"} }

// Plant returns backend with a deliberate fault in it. It is the canary of the
// vectors: a run that does not notice proves nothing.
//
// odd-node swaps the two treatments of an odd Merkle node, promotion and
// duplication. That is how two honest nodes of one chain come to fork.
func Plant(backend hash.Backend, fault string) (hash.Backend, error) {
	if fault == "odd-node" {
		return oddNode{backend}, nil
	}
	return nil, fmt.Errorf("no plant %q; there are %q", fault, Plants())
}

type oddNode struct{ hash.Backend }

func swapped(rule hash.Rule) hash.Rule {
	switch rule {
	case hash.Promote:
		return hash.Duplicate
	case hash.Duplicate:
		return hash.Promote
	}
	return rule
}

func (b oddNode) Name() string { return b.Backend.Name() + " with planted odd-node" }

func (b oddNode) MerkleRoot(rule hash.Rule, leaves hash.Leaves) (hash.Hash, error) {
	return b.Backend.MerkleRoot(swapped(rule), leaves)
}

func (b oddNode) MerkleProof(rule hash.Rule, leaves hash.Leaves, index uint64) (hash.Proof, error) {
	return b.Backend.MerkleProof(swapped(rule), leaves, index)
}

func (b oddNode) MerkleVerify(rule hash.Rule, leaf []byte, index, leafCount uint64, steps []hash.ProofStep, root hash.Hash) error {
	return b.Backend.MerkleVerify(swapped(rule), leaf, index, leafCount, steps, root)
}
