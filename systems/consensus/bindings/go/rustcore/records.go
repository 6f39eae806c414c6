//go:build cgo && !coinjecture_off

package rustcore

import (
	"spandrel.dev/consensus/bindings/go/coinjecture"
	"spandrel.dev/consensus/hash"
)

// HeaderV1 implements hash.Backend.
func (b *Backend) HeaderV1(h *hash.HeaderV1) ([]byte, hash.Hash, error) {
	encoded, err := value(coinjecture.HeaderV1Encode(coinjecture.HeaderV1(h.HeaderV1Fields), h.ExtraData))
	if err != nil {
		return nil, hash.Hash{}, err
	}
	return encoded, coinjecture.Sha256(encoded), nil
}

// HeaderV1Hash implements hash.Backend.
func (*Backend) HeaderV1Hash(h *hash.HeaderV1) (hash.Hash, error) {
	return value(coinjecture.HeaderV1Hash(coinjecture.HeaderV1(h.HeaderV1Fields), h.ExtraData))
}

// HeaderGo208 implements hash.Backend.
func (*Backend) HeaderGo208(h *hash.HeaderGo208) ([hash.Go208Size]byte, hash.Hash, error) {
	encoded := coinjecture.HeaderGo208Encode(coinjecture.HeaderGo208(*h))
	return encoded, coinjecture.Sha256(encoded[:]), nil
}

// HeaderGo208Hash implements hash.Backend.
func (*Backend) HeaderGo208Hash(h *hash.HeaderGo208) (hash.Hash, error) {
	return coinjecture.HeaderGo208Hash(coinjecture.HeaderGo208(*h)), nil
}

// HashHeaders implements hash.Backend.
func (*Backend) HashHeaders(encoded []byte, out []hash.Hash) error {
	if len(encoded) != hash.Go208Size*len(out) {
		return hash.Errorf(hash.InvalidInput, "encoded: %d bytes for %d headers of %d", len(encoded), len(out), hash.Go208Size)
	}
	hashes, err := coinjecture.HeaderGo208Hashes(encoded)
	if err != nil {
		return translate(err)
	}
	for i := range out {
		out[i] = hash.Hash(hashes[32*i:])
	}
	return nil
}

// txType returns the type of a transaction. One that does not exist must not
// reach the bridge as an enum.
func txType(t *hash.Tx) (coinjecture.TxType, error) {
	if !t.Type.Valid() {
		return 0, hash.Errorf(hash.InvalidInput, "tx_type: %d does not exist", t.Type)
	}
	return coinjecture.TxType(t.Type), nil
}

// TxHash implements hash.Backend.
func (*Backend) TxHash(t *hash.Tx) (hash.Hash, error) {
	kind, err := txType(t)
	if err != nil {
		return hash.Hash{}, err
	}
	return value(coinjecture.TxHash(kind, coinjecture.Tx(t.TxFields), t.Data))
}

// TxSigningMessage implements hash.Backend.
func (*Backend) TxSigningMessage(t *hash.Tx) ([]byte, error) {
	kind, err := txType(t)
	if err != nil {
		return nil, err
	}
	return value(coinjecture.TxSigningMessage(kind, coinjecture.Tx(t.TxFields), t.Data))
}

// ProblemHash implements hash.Backend.
func (*Backend) ProblemHash(p *hash.Problem) (hash.Hash, error) {
	tier, err := tierOf(p.Tier)
	if err != nil {
		return hash.Hash{}, err
	}
	return value(coinjecture.ProblemHash(tier, p.Elements, p.Target, p.Timestamp))
}

// SolutionHash implements hash.Backend.
func (*Backend) SolutionHash(s *hash.Solution) (hash.Hash, error) {
	return value(coinjecture.SolutionHash(s.Indices, s.Timestamp))
}

// VerifySubsetSum implements hash.Backend.
func (*Backend) VerifySubsetSum(q *hash.SubsetSum) error {
	tier, err := tierOf(q.Tier)
	if err != nil {
		return err
	}
	return translate(coinjecture.SubsetSumVerify(tier, q.Elements, q.Target, q.Indices, q.MaxOps, q.MaxMemory))
}

// EpochSalt implements hash.Backend.
func (*Backend) EpochSalt(parent hash.Hash, index uint64) (hash.Hash, error) {
	return coinjecture.EpochSalt(parent, index), nil
}

// MinerSalt implements hash.Backend.
func (*Backend) MinerSalt(key, epochSalt, parent hash.Hash, index uint64) (hash.Hash, error) {
	return coinjecture.MinerSalt(key, epochSalt, parent, index), nil
}

// Commitment implements hash.Backend.
func (*Backend) Commitment(epochSalt, problem, solution, minerSalt hash.Hash) (hash.Hash, error) {
	return coinjecture.Commitment(epochSalt, problem, solution, minerSalt), nil
}

// EscrowID implements hash.Backend.
func (*Backend) EscrowID(submitter, problem hash.Hash, block uint64) (hash.Hash, error) {
	return coinjecture.EscrowID(submitter, problem, block), nil
}

// Address implements hash.Backend.
func (*Backend) Address(pubkey hash.Hash) (hash.Hash, error) { return coinjecture.Address(pubkey), nil }

// DecodeHeaderV1 implements hash.Backend.
func (*Backend) DecodeHeaderV1(encoded []byte) (hash.HeaderV1, error) {
	d, err := coinjecture.DecodeHeaderV1(encoded)
	if err != nil {
		return hash.HeaderV1{}, translate(err)
	}
	return hash.HeaderV1{HeaderV1Fields: hash.HeaderV1Fields(d.Header), ExtraData: d.ExtraData}, nil
}

// VerifySignature implements hash.Backend.
func (*Backend) VerifySignature(publicKey hash.Hash, message []byte, signature hash.Signature) error {
	return translate(coinjecture.Ed25519Verify(publicKey, message, signature))
}

// DecodeTx implements hash.Backend.
func (*Backend) DecodeTx(encoded []byte) (hash.Tx, error) {
	d, err := coinjecture.DecodeTx(encoded)
	if err != nil {
		return hash.Tx{}, translate(err)
	}
	return hash.Tx{TxFields: hash.TxFields(d.Tx), Type: hash.TxType(d.Kind), Data: d.Data}, nil
}

// DecodeProblem implements hash.Backend.
func (*Backend) DecodeProblem(encoded []byte) (hash.Problem, error) {
	p, err := coinjecture.DecodeProblem(encoded)
	if err != nil {
		return hash.Problem{}, translate(err)
	}
	return hash.Problem{Tier: hash.Tier(p.Tier), Elements: p.Elements, Target: p.Target, Timestamp: p.Timestamp}, nil
}

// DecodeSolution implements hash.Backend.
func (*Backend) DecodeSolution(encoded []byte) (hash.Solution, error) {
	s, err := coinjecture.DecodeSolution(encoded)
	if err != nil {
		return hash.Solution{}, translate(err)
	}
	return hash.Solution(s), nil
}
