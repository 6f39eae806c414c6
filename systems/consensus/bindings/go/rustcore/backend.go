//go:build cgo && !coinjecture_off

package rustcore

import (
	"errors"
	"fmt"
	"sync"

	"spandrel.dev/consensus/bindings/go/coinjecture"
	"spandrel.dev/consensus/hash"
)

// Backend implements hash.Backend over the Rust core.
type Backend struct {
	kernels hash.Kernels
	version string
}

var _ hash.Backend = (*Backend)(nil)

// open tests the core once per process.
var open = sync.OnceValues(func() (*Backend, error) {
	k, err := coinjecture.ActiveKernels()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrUnavailable, err)
	}
	kernels := hash.Kernels{Choice: k.Choice, Single: k.Single, Tree: k.Tree, TreeSmall: k.TreeSmall, TreeFrom: int(k.TreeFrom)}
	return &Backend{kernels, coinjecture.Version()}, nil
})

// Open returns the backend. It fails with ErrUnavailable when the core does not
// pass its self-test, as with an environment that forces a SHA-256 kernel this
// processor does not have.
func Open() (hash.Backend, error) {
	backend, err := open()
	if err != nil {
		return nil, err
	}
	return backend, nil
}

// Name returns "rust".
func (*Backend) Name() string { return hash.Rust }

// Version returns the version of the core.
func (b *Backend) Version() string { return b.version }

// Kernels tells which SHA-256 kernels the core has chosen on this processor.
func (b *Backend) Kernels() hash.Kernels { return b.kernels }

// Kernel returns Kernels as one word.
func (b *Backend) Kernel() string { return b.kernels.String() }

// SHA256 implements hash.Backend.
func (*Backend) SHA256(data []byte) (hash.Hash, error) { return coinjecture.Sha256(data), nil }

// MerkleRoot implements hash.Backend. Leaves of 32 bytes are passed as they lie; only
// RFC 6962 leaves of other lengths need their ends told.
func (*Backend) MerkleRoot(rule hash.Rule, leaves hash.Leaves) (hash.Hash, error) {
	fixed, kind, err := tree(rule, leaves)
	if err != nil {
		return hash.Hash{}, err
	}
	if fixed {
		return value(coinjecture.MerkleRoot(kind, leaves.Data()))
	}
	return value(coinjecture.MerkleRootData(leaves.Data(), leaves.Ends()))
}

// MerkleProof implements hash.Backend.
func (*Backend) MerkleProof(rule hash.Rule, leaves hash.Leaves, index uint64) (hash.Proof, error) {
	fixed, kind, err := tree(rule, leaves)
	if err != nil {
		return hash.Proof{}, err
	}
	var proof coinjecture.Proof
	if fixed {
		proof, err = coinjecture.MerkleProof(kind, leaves.Data(), index)
	} else {
		proof, err = coinjecture.MerkleProofData(leaves.Data(), leaves.Ends(), index)
	}
	if err != nil {
		return hash.Proof{}, translate(err)
	}
	out := hash.Proof{Root: proof.Root, LeafCount: proof.LeafCount}
	for _, step := range proof.Steps {
		out.Steps = append(out.Steps, hash.ProofStep(step))
	}
	return out, nil
}

// MerkleVerify implements hash.Backend.
func (*Backend) MerkleVerify(rule hash.Rule, leaf []byte, index, leafCount uint64, steps []hash.ProofStep, root hash.Hash) error {
	kind, err := ruleOf(rule)
	if err != nil {
		return err
	}
	if len(steps) > hash.MaxProofSteps {
		// No tree is that deep; only whether the inputs are right remains to be
		// told.
		steps = steps[:hash.MaxProofSteps+1]
	}
	crossing := make([]coinjecture.ProofStep, len(steps))
	for i, step := range steps {
		crossing[i] = coinjecture.ProofStep(step)
	}
	return translate(coinjecture.MerkleVerify(kind, leaf, index, leafCount, crossing, root))
}

// tree reports whether the leaves are passed as 32-byte leaves, and under which rule.
func tree(rule hash.Rule, leaves hash.Leaves) (fixed bool, kind coinjecture.Rule, err error) {
	if kind, err = ruleOf(rule); err != nil {
		return false, 0, err
	}
	if fixed, _ = leaves.Fixed(); !fixed && rule != hash.RFC6962 {
		return false, 0, leaves.RequireFixed(rule)
	}
	return fixed, kind, nil
}

func ruleOf(rule hash.Rule) (coinjecture.Rule, error) {
	if rule > hash.RFC6962 {
		return 0, hash.Errorf(hash.InvalidInput, "rule: %d does not exist", rule)
	}
	return coinjecture.Rule(rule), nil
}

func tierOf(tier hash.Tier) (coinjecture.Tier, error) {
	if !tier.Valid() {
		return 0, hash.Errorf(hash.InvalidInput, "tier: %d does not exist", tier)
	}
	return coinjecture.Tier(tier), nil
}

// value translates the error of a call that gives a value.
func value[T any](v T, err error) (T, error) {
	if err != nil {
		var none T
		return none, translate(err)
	}
	return v, nil
}

// translate turns an error of the core into an *hash.Error. A panic of the core,
// or a fault of the bridge, is Internal.
func translate(err error) error {
	if err == nil {
		return nil
	}
	var core *coinjecture.CoreError
	if !errors.As(err, &core) {
		return hash.Errorf(hash.Internal, "rust core: %v", err)
	}
	// The kinds are numbered as the result codes; a test compares their names.
	return hash.Errorf(hash.Code(core.Kind), "%s", core.Error())
}
