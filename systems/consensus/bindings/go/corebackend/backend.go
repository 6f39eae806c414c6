// Package corebackend answers the calls of hash.Backend by a core of the bridge: the Rust one, the one in Go, or one with a hook
// around its calls.
package corebackend

import (
	"errors"

	"spandrel.dev/consensus/bindings/go/coinjecture/contract"
	"spandrel.dev/consensus/hash"
)

// Backend implements hash.Backend over a core.
type Backend struct {
	core    contract.Core
	name    string
	version string
	kernels hash.Kernels
}

var _ hash.Backend = (*Backend)(nil)

// Of returns the backend of this name. It fails if the core does not pass its self-test.
func Of(name string, core contract.Core) (*Backend, error) {
	version, err := core.Version()
	if err != nil {
		return nil, err
	}
	k, err := core.ActiveKernels()
	if err != nil {
		return nil, err
	}
	kernels := hash.Kernels{Choice: k.Choice, Single: k.Single, Tree: k.Tree, TreeSmall: k.TreeSmall, TreeFrom: int(k.TreeFrom)}
	return &Backend{core, name, version, kernels}, nil
}

// translated turns an error of a core into an *hash.Error. A panic of the core,
// or a fault of the bridge, is Internal.
func translated(err error) error {
	var own *contract.CoreError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &own):
		// The kinds are numbered as the result codes; a test compares their names.
		return hash.Errorf(hash.Code(own.Kind), "%s", own.Error())
	}
	return hash.Errorf(hash.Internal, "core: %w", err)
}

// value is an answer, or nothing and an error.
func value[T any](v T, err error) (T, error) {
	if err != nil {
		var none T
		return none, translated(err)
	}
	return v, nil
}

// hashed is a hash, or nothing and an error.
func hashed(h [32]byte, err error) (hash.Hash, error) { return value(hash.Hash(h), err) }

// Name implements hash.Backend.
func (b *Backend) Name() string { return b.name }

// Version returns the version of the core.
func (b *Backend) Version() string { return b.version }

// Kernels tells which SHA-256 kernels the core has chosen on this processor.
func (b *Backend) Kernels() hash.Kernels { return b.kernels }

// Kernel returns Kernels as one word.
func (b *Backend) Kernel() string { return b.kernels.String() }

// SHA256 implements hash.Backend.
func (b *Backend) SHA256(data []byte) (hash.Hash, error) { return hashed(b.core.Sha256(data)) }

// fixed reports whether leaves are passed as leaves of 32 bytes; other ones only one rule has.
func fixed(rule hash.Rule, leaves hash.Leaves) (bool, error) {
	if rule > hash.RFC6962 {
		return false, hash.Errorf(hash.InvalidInput, "rule: %d does not exist", rule)
	}
	is, _ := leaves.Fixed()
	if is || rule == hash.RFC6962 {
		return is, nil
	}
	return false, leaves.RequireFixed(rule)
}

// MerkleRoot implements hash.Backend. Leaves of 32 bytes are passed as they lie; only
// RFC 6962 leaves of other lengths need their ends told.
func (b *Backend) MerkleRoot(rule hash.Rule, leaves hash.Leaves) (hash.Hash, error) {
	is, err := fixed(rule, leaves)
	switch {
	case err != nil:
		return hash.Hash{}, err
	case is:
		return hashed(b.core.MerkleRoot(contract.Rule(rule), leaves.Data()))
	}
	return hashed(b.core.MerkleRootData(leaves.Data(), leaves.Ends()))
}

// MerkleProof implements hash.Backend.
func (b *Backend) MerkleProof(rule hash.Rule, leaves hash.Leaves, index uint64) (hash.Proof, error) {
	is, err := fixed(rule, leaves)
	if err != nil {
		return hash.Proof{}, err
	}
	var proof contract.Proof
	if is {
		proof, err = b.core.MerkleProof(contract.Rule(rule), leaves.Data(), index)
	} else {
		proof, err = b.core.MerkleProofData(leaves.Data(), leaves.Ends(), index)
	}
	if err != nil {
		return hash.Proof{}, translated(err)
	}
	own := hash.Proof{Root: proof.Root, LeafCount: proof.LeafCount}
	for _, step := range proof.Steps {
		own.Steps = append(own.Steps, hash.ProofStep(step))
	}
	return own, nil
}

// MerkleVerify implements hash.Backend.
func (b *Backend) MerkleVerify(rule hash.Rule, leaf []byte, index, leafCount uint64, steps []hash.ProofStep, root hash.Hash) error {
	if rule > hash.RFC6962 {
		return hash.Errorf(hash.InvalidInput, "rule: %d does not exist", rule)
	}
	if len(steps) > hash.MaxProofSteps {
		// No tree is that deep; only whether the inputs are right remains to be
		// told.
		steps = steps[:hash.MaxProofSteps+1]
	}
	own := make([]contract.ProofStep, len(steps))
	for i, step := range steps {
		own[i] = contract.ProofStep(step)
	}
	return translated(b.core.MerkleVerify(contract.Rule(rule), leaf, index, leafCount, own, root))
}

// VerifySubsetSum implements hash.Backend.
func (b *Backend) VerifySubsetSum(q *hash.SubsetSum) error {
	if !q.Tier.Valid() {
		return hash.Errorf(hash.InvalidInput, "tier: %d does not exist", q.Tier)
	}
	return translated(b.core.SubsetSumVerify(contract.Tier(q.Tier), q.Elements, q.Target, q.Indices, q.MaxOps, q.MaxMemory))
}

// EpochSalt implements hash.Backend.
func (b *Backend) EpochSalt(parent hash.Hash, index uint64) (hash.Hash, error) {
	return hashed(b.core.EpochSalt(parent, index))
}

// MinerSalt implements hash.Backend.
func (b *Backend) MinerSalt(key, epochSalt, parent hash.Hash, index uint64) (hash.Hash, error) {
	return hashed(b.core.MinerSalt(key, epochSalt, parent, index))
}

// Commitment implements hash.Backend.
func (b *Backend) Commitment(epochSalt, problem, solution, minerSalt hash.Hash) (hash.Hash, error) {
	return hashed(b.core.Commitment(epochSalt, problem, solution, minerSalt))
}

// EscrowID implements hash.Backend.
func (b *Backend) EscrowID(submitter, problem hash.Hash, block uint64) (hash.Hash, error) {
	return hashed(b.core.EscrowID(submitter, problem, block))
}

// Address implements hash.Backend.
func (b *Backend) Address(pubkey hash.Hash) (hash.Hash, error) { return hashed(b.core.Address(pubkey)) }

// VerifySignature implements hash.Backend.
func (b *Backend) VerifySignature(publicKey hash.Hash, message []byte, signature hash.Signature) error {
	return translated(b.core.Ed25519Verify(publicKey, message, signature))
}
