package golden

import (
	"errors"

	"spandrel.dev/consensus/bindings/go/coinjecture/contract"
	"spandrel.dev/consensus/hash"
)

// backend is a core as the protocol asks it.
type backend struct{ core contract.Core }

var _ hash.Backend = backend{}

// translated is the error of a core as the protocol has it.
func translated(err error) error {
	var own *contract.CoreError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &own):
		// The kinds are numbered as the result codes.
		return hash.Errorf(hash.Code(own.Kind), "%s", own.Error())
	}
	return hash.Errorf(hash.Internal, "core: %v", err)
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

func (backend) Name() string { return hash.Native }

func (b backend) Version() string {
	version, _ := b.core.Version()
	return version
}

func (b backend) Kernels() hash.Kernels {
	k, _ := b.core.ActiveKernels()
	return hash.Kernels{Choice: k.Choice, Single: k.Single, Tree: k.Tree, TreeSmall: k.TreeSmall, TreeFrom: int(k.TreeFrom)}
}

func (b backend) SHA256(data []byte) (hash.Hash, error) { return hashed(b.core.Sha256(data)) }

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

func (b backend) MerkleRoot(rule hash.Rule, leaves hash.Leaves) (hash.Hash, error) {
	is, err := fixed(rule, leaves)
	switch {
	case err != nil:
		return hash.Hash{}, err
	case is:
		return hashed(b.core.MerkleRoot(contract.Rule(rule), leaves.Data()))
	}
	return hashed(b.core.MerkleRootData(leaves.Data(), leaves.Ends()))
}

func (b backend) MerkleProof(rule hash.Rule, leaves hash.Leaves, index uint64) (hash.Proof, error) {
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

func (b backend) MerkleVerify(rule hash.Rule, leaf []byte, index, leafCount uint64, steps []hash.ProofStep, root hash.Hash) error {
	if rule > hash.RFC6962 {
		return hash.Errorf(hash.InvalidInput, "rule: %d does not exist", rule)
	}
	own := make([]contract.ProofStep, len(steps))
	for i, step := range steps {
		own[i] = contract.ProofStep(step)
	}
	return translated(b.core.MerkleVerify(contract.Rule(rule), leaf, index, leafCount, own, root))
}

func (b backend) VerifySubsetSum(q *hash.SubsetSum) error {
	if !q.Tier.Valid() {
		return hash.Errorf(hash.InvalidInput, "tier: %d does not exist", q.Tier)
	}
	return translated(b.core.SubsetSumVerify(contract.Tier(q.Tier), q.Elements, q.Target, q.Indices, q.MaxOps, q.MaxMemory))
}

func (b backend) EpochSalt(parent hash.Hash, index uint64) (hash.Hash, error) {
	return hashed(b.core.EpochSalt(parent, index))
}

func (b backend) MinerSalt(key, epochSalt, parent hash.Hash, index uint64) (hash.Hash, error) {
	return hashed(b.core.MinerSalt(key, epochSalt, parent, index))
}

func (b backend) Commitment(epochSalt, problem, solution, minerSalt hash.Hash) (hash.Hash, error) {
	return hashed(b.core.Commitment(epochSalt, problem, solution, minerSalt))
}

func (b backend) EscrowID(submitter, problem hash.Hash, block uint64) (hash.Hash, error) {
	return hashed(b.core.EscrowID(submitter, problem, block))
}

func (b backend) Address(pubkey hash.Hash) (hash.Hash, error) { return hashed(b.core.Address(pubkey)) }

func (b backend) VerifySignature(publicKey hash.Hash, message []byte, signature hash.Signature) error {
	return translated(b.core.Ed25519Verify(publicKey, message, signature))
}
