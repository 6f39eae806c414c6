package corebackend

import (
	"spandrel.dev/consensus/bindings/go/coinjecture/contract"
	"spandrel.dev/consensus/hash"
)

// HeaderV1 implements hash.Backend.
func (b *Backend) HeaderV1(h *hash.HeaderV1) ([]byte, hash.Hash, error) {
	encoded, err := value(b.core.HeaderV1Encode(contract.HeaderV1(h.HeaderV1Fields), h.ExtraData))
	if err != nil {
		return nil, hash.Hash{}, err
	}
	sum, err := b.HeaderV1Hash(h)
	return encoded, sum, err
}

// HeaderV1Hash implements hash.Backend.
func (b *Backend) HeaderV1Hash(h *hash.HeaderV1) (hash.Hash, error) {
	return hashed(b.core.HeaderV1Hash(contract.HeaderV1(h.HeaderV1Fields), h.ExtraData))
}

// HeaderGo208 implements hash.Backend.
func (b *Backend) HeaderGo208(h *hash.HeaderGo208) ([hash.Go208Size]byte, hash.Hash, error) {
	encoded, err := value(b.core.HeaderGo208Encode(contract.HeaderGo208(*h)))
	if err != nil {
		return encoded, hash.Hash{}, err
	}
	sum, err := b.HeaderGo208Hash(h)
	return encoded, sum, err
}

// HeaderGo208Hash implements hash.Backend.
func (b *Backend) HeaderGo208Hash(h *hash.HeaderGo208) (hash.Hash, error) {
	return hashed(b.core.HeaderGo208Hash(contract.HeaderGo208(*h)))
}

// HashHeaders implements hash.Backend.
func (b *Backend) HashHeaders(encoded []byte, out []hash.Hash) error {
	if len(encoded) != hash.Go208Size*len(out) {
		return hash.Errorf(hash.InvalidInput, "encoded: %d bytes for %d headers of %d", len(encoded), len(out), hash.Go208Size)
	}
	hashes, err := value(b.core.HeaderGo208Hashes(encoded))
	if err != nil {
		return err
	}
	for i := range out {
		out[i] = hash.Hash(hashes[32*i:])
	}
	return nil
}

// TxHash implements hash.Backend.
func (b *Backend) TxHash(t *hash.Tx) (hash.Hash, error) {
	if !t.Type.Valid() {
		return hash.Hash{}, hash.Errorf(hash.InvalidInput, "tx_type: %d does not exist", t.Type)
	}
	return hashed(b.core.TxHash(contract.TxType(t.Type), contract.Tx(t.TxFields), t.Data))
}

// TxSigningMessage implements hash.Backend.
func (b *Backend) TxSigningMessage(t *hash.Tx) ([]byte, error) {
	if !t.Type.Valid() {
		return nil, hash.Errorf(hash.InvalidInput, "tx_type: %d does not exist", t.Type)
	}
	return value(b.core.TxSigningMessage(contract.TxType(t.Type), contract.Tx(t.TxFields), t.Data))
}

// ProblemHash implements hash.Backend.
func (b *Backend) ProblemHash(p *hash.Problem) (hash.Hash, error) {
	if !p.Tier.Valid() {
		return hash.Hash{}, hash.Errorf(hash.InvalidInput, "tier: %d does not exist", p.Tier)
	}
	return hashed(b.core.ProblemHash(contract.Tier(p.Tier), p.Elements, p.Target, p.Timestamp))
}

// SolutionHash implements hash.Backend.
func (b *Backend) SolutionHash(s *hash.Solution) (hash.Hash, error) {
	return hashed(b.core.SolutionHash(s.Indices, s.Timestamp))
}

// DecodeHeaderV1 implements hash.Backend.
func (b *Backend) DecodeHeaderV1(encoded []byte) (hash.HeaderV1, error) {
	d, err := value(b.core.DecodeHeaderV1(encoded))
	if err != nil {
		return hash.HeaderV1{}, err
	}
	return hash.HeaderV1{HeaderV1Fields: hash.HeaderV1Fields(d.Header), ExtraData: d.ExtraData}, nil
}

// DecodeTx implements hash.Backend.
func (b *Backend) DecodeTx(encoded []byte) (hash.Tx, error) {
	d, err := value(b.core.DecodeTx(encoded))
	if err != nil {
		return hash.Tx{}, err
	}
	return hash.Tx{TxFields: hash.TxFields(d.Tx), Type: hash.TxType(d.Kind), Data: d.Data}, nil
}

// DecodeProblem implements hash.Backend.
func (b *Backend) DecodeProblem(encoded []byte) (hash.Problem, error) {
	p, err := value(b.core.DecodeProblem(encoded))
	if err != nil {
		return hash.Problem{}, err
	}
	return hash.Problem{Tier: hash.Tier(p.Tier), Elements: p.Elements, Target: p.Target, Timestamp: p.Timestamp}, nil
}

// DecodeSolution implements hash.Backend.
func (b *Backend) DecodeSolution(encoded []byte) (hash.Solution, error) {
	s, err := value(b.core.DecodeSolution(encoded))
	if err != nil {
		return hash.Solution{}, err
	}
	return hash.Solution(s), nil
}
