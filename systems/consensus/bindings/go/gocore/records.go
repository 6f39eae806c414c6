package gocore

import (
	"spandrel.dev/consensus/bindings/go/coinjecture/contract"
	"spandrel.dev/consensus/hash"
)

func headerV1(h contract.HeaderV1, extra []byte) *hash.HeaderV1 {
	return &hash.HeaderV1{HeaderV1Fields: hash.HeaderV1Fields(h), ExtraData: extra}
}

func transaction(kind contract.TxType, t contract.Tx, data []byte) *hash.Tx {
	return &hash.Tx{TxFields: hash.TxFields(t), Type: hash.TxType(kind), Data: data}
}

// into is an answer in the caller's memory.
func into(buffer, answer []byte, err error) ([]byte, error) {
	return append(buffer[:0], answer...), err
}

// HeaderV1Encode encodes a header.
func (c Core) HeaderV1Encode(header contract.HeaderV1, extra []byte) ([]byte, error) {
	encoded, _, err := c.backend().HeaderV1(headerV1(header, extra))
	return encoded, failed(err)
}

// HeaderV1EncodeInto does so into the memory of buf.
func (c Core) HeaderV1EncodeInto(buf []byte, header contract.HeaderV1, extra []byte) ([]byte, error) {
	encoded, err := c.HeaderV1Encode(header, extra)
	return into(buf, encoded, err)
}

// HeaderV1EncodeView shows it.
func (c Core) HeaderV1EncodeView(header contract.HeaderV1, extra []byte, use func(view []byte)) error {
	encoded, err := c.HeaderV1Encode(header, extra)
	if err == nil {
		use(encoded)
	}
	return err
}

// HeaderV1Hash is the hash of a header.
func (c Core) HeaderV1Hash(header contract.HeaderV1, extra []byte) ([32]byte, error) {
	return hashed(c.backend().HeaderV1Hash(headerV1(header, extra)))
}

// HeaderGo208Encode encodes a header.
func (c Core) HeaderGo208Encode(header contract.HeaderGo208) ([208]byte, error) {
	own := hash.HeaderGo208(header)
	encoded, _, err := c.backend().HeaderGo208(&own)
	return encoded, failed(err)
}

// HeaderGo208Hash is the hash of a header.
func (c Core) HeaderGo208Hash(header contract.HeaderGo208) ([32]byte, error) {
	own := hash.HeaderGo208(header)
	return hashed(c.backend().HeaderGo208Hash(&own))
}

// HeaderGo208Hashes hashes encoded headers.
func (c Core) HeaderGo208Hashes(encoded []byte) ([]byte, error) {
	hashes := make([]hash.Hash, len(encoded)/hash.Go208Size)
	if err := c.backend().HashHeaders(encoded, hashes); err != nil {
		return nil, failed(err)
	}
	var answer []byte
	for i := range hashes {
		answer = append(answer, hashes[i][:]...)
	}
	return answer, nil
}

// HeaderGo208HashesInto does so into the memory of buf.
func (c Core) HeaderGo208HashesInto(buf, encoded []byte) ([]byte, error) {
	hashes, err := c.HeaderGo208Hashes(encoded)
	return into(buf, hashes, err)
}

// HeaderGo208HashesView shows them.
func (c Core) HeaderGo208HashesView(encoded []byte, use func(view []byte)) error {
	hashes, err := c.HeaderGo208Hashes(encoded)
	if err == nil {
		use(hashes)
	}
	return err
}

// TxHash is the hash of a transaction.
func (c Core) TxHash(kind contract.TxType, tx contract.Tx, data []byte) ([32]byte, error) {
	return hashed(c.backend().TxHash(transaction(kind, tx, data)))
}

// TxSigningMessage is what the sender signs.
func (c Core) TxSigningMessage(kind contract.TxType, tx contract.Tx, data []byte) ([]byte, error) {
	message, err := c.backend().TxSigningMessage(transaction(kind, tx, data))
	return message, failed(err)
}

// TxSigningMessageInto does so into the memory of buf.
func (c Core) TxSigningMessageInto(buf []byte, kind contract.TxType, tx contract.Tx, data []byte) ([]byte, error) {
	message, err := c.TxSigningMessage(kind, tx, data)
	return into(buf, message, err)
}

// TxSigningMessageView shows it.
func (c Core) TxSigningMessageView(kind contract.TxType, tx contract.Tx, data []byte, use func(view []byte)) error {
	message, err := c.TxSigningMessage(kind, tx, data)
	if err == nil {
		use(message)
	}
	return err
}

// DecodeHeaderV1 reads what HeaderV1Encode writes.
func (c Core) DecodeHeaderV1(encoded []byte) (contract.DecodedHeader, error) {
	h, err := c.backend().DecodeHeaderV1(encoded)
	if err != nil {
		return contract.DecodedHeader{}, failed(err)
	}
	return contract.DecodedHeader{Header: contract.HeaderV1(h.HeaderV1Fields), ExtraData: h.ExtraData}, nil
}

// DecodeTx reads what TxHash hashes.
func (c Core) DecodeTx(encoded []byte) (contract.DecodedTx, error) {
	t, err := c.backend().DecodeTx(encoded)
	if err != nil {
		return contract.DecodedTx{}, failed(err)
	}
	return contract.DecodedTx{Kind: contract.TxType(t.Type), Tx: contract.Tx(t.TxFields), Data: t.Data}, nil
}

// DecodeProblem reads what ProblemHash hashes.
func (c Core) DecodeProblem(encoded []byte) (contract.Problem, error) {
	p, err := c.backend().DecodeProblem(encoded)
	if err != nil {
		return contract.Problem{}, failed(err)
	}
	return contract.Problem{Tier: contract.Tier(p.Tier), Elements: p.Elements, Target: p.Target, Timestamp: p.Timestamp}, nil
}

// DecodeSolution reads what SolutionHash hashes.
func (c Core) DecodeSolution(encoded []byte) (contract.Solution, error) {
	s, err := c.backend().DecodeSolution(encoded)
	if err != nil {
		return contract.Solution{}, failed(err)
	}
	return contract.Solution(s), nil
}
