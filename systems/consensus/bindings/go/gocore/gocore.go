// Package gocore is a backend as a core of the bridge, so that it can be compared with the one in Rust: the reference in Go, for
// `spandrel agree`, or any other.
package gocore

import (
	"errors"

	"spandrel.dev/consensus/bindings/go/coinjecture/contract"
	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/reference/go/native"
	"spandrel.dev/spandrel/migrate/agree"
	"spandrel.dev/spandrel/migrate/compare"
)

// Core is the reference, unless it has another backend.
type Core struct {
	Backend hash.Backend
}

var _ contract.Core = Core{}

func (c Core) backend() hash.Backend {
	if c.Backend == nil {
		return native.Backend{}
	}
	return c.Backend
}

// Configure is for `spandrel agree --with`: the two have one verdict and one kind of error, in words of their own, and say
// different things about themselves.
func Configure(options *agree.Options) {
	self := compare.Rules{Ignore: []string{"answer"}}
	options.Rules = map[string]compare.Rules{
		"": {Ignore: []string{"error.reason"}}, "ActiveKernels": self, "Version": self,
	}
}

// failed is an error as the contract has it.
func failed(err error) error {
	var own *hash.Error
	if !errors.As(err, &own) {
		return err
	}
	switch own.Code {
	case hash.InvalidInput:
		return contract.NewInvalidInputError(own.Message)
	case hash.VerificationFailed:
		return contract.NewVerificationFailedError(own.Message)
	case hash.Encoding:
		return contract.NewEncodingError(own.Message)
	case hash.OutOfMemory:
		return contract.ErrOutOfMemory
	}
	return contract.NewInternalError(own.Message)
}

// hashed is a hash, or an error of the contract.
func hashed(h hash.Hash, err error) ([32]byte, error) { return h, failed(err) }

// ActiveKernels says what it hashes with.
func (c Core) ActiveKernels() (contract.Kernels, error) {
	k := c.backend().Kernels()
	return contract.Kernels{Choice: k.Choice, Single: k.Single, Tree: k.Tree, TreeSmall: k.TreeSmall, TreeFrom: uint64(k.TreeFrom)}, nil
}

// Version is that of the backend.
func (c Core) Version() (string, error) { return c.backend().Version(), nil }

// Sha256 is the digest.
func (c Core) Sha256(data []byte) ([32]byte, error) { return hashed(c.backend().SHA256(data)) }

// MerkleRoot is the root over leaves of 32 bytes.
func (c Core) MerkleRoot(rule contract.Rule, leaves []byte) ([32]byte, error) {
	of, err := hash.FixedLeaves(leaves)
	if err != nil {
		return [32]byte{}, failed(err)
	}
	return hashed(c.backend().MerkleRoot(hash.Rule(rule), of))
}

// MerkleRootData is the RFC 6962 root over leaves of any length.
func (c Core) MerkleRootData(leaves []byte, ends []int) ([32]byte, error) {
	of, err := hash.DataLeaves(leaves, ends)
	if err != nil {
		return [32]byte{}, failed(err)
	}
	return hashed(c.backend().MerkleRoot(hash.RFC6962, of))
}

func proved(p hash.Proof, err error) (contract.Proof, error) {
	if err != nil {
		return contract.Proof{}, failed(err)
	}
	proof := contract.Proof{Root: p.Root, LeafCount: p.LeafCount}
	for _, step := range p.Steps {
		proof.Steps = append(proof.Steps, contract.ProofStep(step))
	}
	return proof, nil
}

// MerkleProof is the proof of one leaf among leaves of 32 bytes.
func (c Core) MerkleProof(rule contract.Rule, leaves []byte, index uint64) (contract.Proof, error) {
	of, err := hash.FixedLeaves(leaves)
	if err != nil {
		return contract.Proof{}, failed(err)
	}
	return proved(c.backend().MerkleProof(hash.Rule(rule), of, index))
}

// MerkleProofData is the RFC 6962 proof of one leaf among leaves of any length.
func (c Core) MerkleProofData(leaves []byte, ends []int, index uint64) (contract.Proof, error) {
	of, err := hash.DataLeaves(leaves, ends)
	if err != nil {
		return contract.Proof{}, failed(err)
	}
	return proved(c.backend().MerkleProof(hash.RFC6962, of, index))
}

// MerkleVerify checks a proof.
func (c Core) MerkleVerify(rule contract.Rule, leaf []byte, index, leafCount uint64, steps []contract.ProofStep, root [32]byte) error {
	own := make([]hash.ProofStep, len(steps))
	for i, step := range steps {
		own[i] = hash.ProofStep(step)
	}
	return failed(c.backend().MerkleVerify(hash.Rule(rule), leaf, index, leafCount, own, root))
}

// ProblemHash is the hash of a problem.
func (c Core) ProblemHash(tier contract.Tier, elements []int64, target, timestamp int64) ([32]byte, error) {
	return hashed(c.backend().ProblemHash(&hash.Problem{Tier: hash.Tier(tier), Elements: elements, Target: target, Timestamp: timestamp}))
}

// SolutionHash is the hash of a solution.
func (c Core) SolutionHash(indices []uint32, timestamp int64) ([32]byte, error) {
	return hashed(c.backend().SolutionHash(&hash.Solution{Indices: indices, Timestamp: timestamp}))
}

// SubsetSumVerify checks a solution.
func (c Core) SubsetSumVerify(tier contract.Tier, elements []int64, target int64, indices []uint32, maxOps, maxMemory uint64) error {
	return failed(c.backend().VerifySubsetSum(&hash.SubsetSum{
		Tier: hash.Tier(tier), Elements: elements, Target: target, Indices: indices, MaxOps: maxOps, MaxMemory: maxMemory,
	}))
}

// EpochSalt is the salt of an epoch.
func (c Core) EpochSalt(parent [32]byte, index uint64) ([32]byte, error) {
	return hashed(c.backend().EpochSalt(parent, index))
}

// MinerSalt is the salt of a miner.
func (c Core) MinerSalt(key, epochSalt, parent [32]byte, index uint64) ([32]byte, error) {
	return hashed(c.backend().MinerSalt(key, epochSalt, parent, index))
}

// Commitment is the commitment to a solution.
func (c Core) Commitment(epochSalt, problem, solution, minerSalt [32]byte) ([32]byte, error) {
	return hashed(c.backend().Commitment(epochSalt, problem, solution, minerSalt))
}

// EscrowID is the name of an escrow.
func (c Core) EscrowID(submitter, problem [32]byte, block uint64) ([32]byte, error) {
	return hashed(c.backend().EscrowID(submitter, problem, block))
}

// Address is that of a public key.
func (c Core) Address(pubkey [32]byte) ([32]byte, error) { return hashed(c.backend().Address(pubkey)) }

// Ed25519Verify checks a signature.
func (c Core) Ed25519Verify(publicKey [32]byte, message []byte, signature [64]byte) error {
	return failed(c.backend().VerifySignature(publicKey, message, signature))
}
