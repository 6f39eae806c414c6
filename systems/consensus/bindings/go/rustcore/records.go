//go:build cgo && !coinjecture_off

package rustcore

import (
	"spandrel.dev/consensus/bindings/go/coinjecture"
	"spandrel.dev/consensus/hash"
)

func headerV1(h *hash.HeaderV1) coinjecture.HeaderV1 {
	return coinjecture.HeaderV1{
		CodecVersion: h.CodecVersion, BlockIndex: h.BlockIndex, Timestamp: h.Timestamp, ParentHash: h.ParentHash,
		MerkleRoot: h.MerkleRoot, MinerAddress: h.MinerAddress, Commitment: h.Commitment,
		DifficultyTarget: h.DifficultyTarget, Nonce: h.Nonce,
	}
}

// HeaderV1 implements hash.Backend.
func (b *Backend) HeaderV1(h *hash.HeaderV1) ([]byte, hash.Hash, error) {
	encoded, err := value(coinjecture.HeaderV1Encode(headerV1(h), h.ExtraData))
	if err != nil {
		return nil, hash.Hash{}, err
	}
	return encoded, coinjecture.Sha256(encoded), nil
}

// HeaderV1Hash implements hash.Backend.
func (*Backend) HeaderV1Hash(h *hash.HeaderV1) (hash.Hash, error) {
	return value(coinjecture.HeaderV1Hash(headerV1(h), h.ExtraData))
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

// tx returns the fixed fields of a transaction. A type that does not exist must
// not reach the bridge as an enum.
func tx(t *hash.Tx) (coinjecture.Tx, error) {
	if !t.Type.Valid() {
		return coinjecture.Tx{}, hash.Errorf(hash.InvalidInput, "tx_type: %d does not exist", t.Type)
	}
	return coinjecture.Tx{
		CodecVersion: t.CodecVersion, Kind: coinjecture.TxType(t.Type), From: t.From, To: t.To, Amount: t.Amount, Nonce: t.Nonce,
		GasLimit: t.GasLimit, GasPrice: t.GasPrice, Signature: t.Signature, Timestamp: t.Timestamp,
	}, nil
}

// TxHash implements hash.Backend.
func (*Backend) TxHash(t *hash.Tx) (hash.Hash, error) {
	fields, err := tx(t)
	if err != nil {
		return hash.Hash{}, err
	}
	return value(coinjecture.TxHash(fields, t.Data))
}

// TxSigningMessage implements hash.Backend.
func (*Backend) TxSigningMessage(t *hash.Tx) ([]byte, error) {
	fields, err := tx(t)
	if err != nil {
		return nil, err
	}
	return value(coinjecture.TxSigningMessage(fields, t.Data))
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
	h := d.Header
	return hash.HeaderV1{
		CodecVersion: h.CodecVersion, BlockIndex: h.BlockIndex, Timestamp: h.Timestamp, ParentHash: h.ParentHash,
		MerkleRoot: h.MerkleRoot, MinerAddress: h.MinerAddress, Commitment: h.Commitment,
		DifficultyTarget: h.DifficultyTarget, Nonce: h.Nonce, ExtraData: d.ExtraData,
	}, nil
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
	t := d.Tx
	return hash.Tx{
		CodecVersion: t.CodecVersion, Type: hash.TxType(t.Kind), From: t.From, To: t.To, Amount: t.Amount, Nonce: t.Nonce,
		GasLimit: t.GasLimit, GasPrice: t.GasPrice, Signature: t.Signature, Data: d.Data, Timestamp: t.Timestamp,
	}, nil
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
