package jsonl

import (
	"strconv"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/internal/strictjson"
)

// runDecode answers with the record that the bytes encode, as the inputs of
// the operation that would encode it.
func runDecode(b hash.Backend, in *inputs) (appender, error) {
	kind := in.name("type", "header_v1", "tx", "problem", "solution")
	data := in.bytes("data", 0)
	if in.err != nil {
		return nil, in.err
	}
	switch kind {
	case "header_v1":
		h, err := b.DecodeHeaderV1(data)
		return func(b []byte) []byte { return appendHeaderV1(b, &h) }, err
	case "tx":
		tx, err := b.DecodeTx(data)
		return func(b []byte) []byte { return appendTx(b, &tx) }, err
	case "problem":
		p, err := b.DecodeProblem(data)
		return func(b []byte) []byte { return appendProblem(b, &p) }, err
	}
	s, err := b.DecodeSolution(data)
	return func(b []byte) []byte { return appendSolution(b, &s) }, err
}

func appendHeaderV1(b []byte, h *hash.HeaderV1) []byte {
	o := object{b, '{'}
	o.uint("codec_version", uint64(h.CodecVersion))
	o.uint("block_index", h.BlockIndex)
	o.int("timestamp", h.Timestamp)
	o.bytes("parent_hash", h.ParentHash[:])
	o.bytes("merkle_root", h.MerkleRoot[:])
	o.bytes("miner_address", h.MinerAddress[:])
	o.bytes("commitment", h.Commitment[:])
	o.uint("difficulty_target", h.DifficultyTarget)
	o.uint("nonce", h.Nonce)
	o.bytes("extra_data", h.ExtraData)
	return o.end()
}

func appendTx(b []byte, tx *hash.Tx) []byte {
	o := object{b, '{'}
	o.uint("codec_version", uint64(tx.CodecVersion))
	o.text("tx_type", tx.Type.String())
	o.bytes("from", tx.From[:])
	o.bytes("to", tx.To[:])
	o.uint("amount", tx.Amount)
	o.uint("nonce", tx.Nonce)
	o.uint("gas_limit", tx.GasLimit)
	o.uint("gas_price", tx.GasPrice)
	o.bytes("signature", tx.Signature[:])
	o.bytes("data", tx.Data)
	o.int("timestamp", tx.Timestamp)
	return o.end()
}

func appendProblem(b []byte, p *hash.Problem) []byte {
	o := object{b, '{'}
	o.text("problem_type", "SubsetSum")
	o.text("tier", p.Tier.String())
	o.key("elements")
	o.b = append(o.b, '[')
	for i, element := range p.Elements {
		if i > 0 {
			o.b = append(o.b, ',')
		}
		o.b = strconv.AppendInt(o.b, element, 10)
	}
	o.b = append(o.b, ']')
	o.int("target", p.Target)
	o.int("timestamp", p.Timestamp)
	return o.end()
}

func appendSolution(b []byte, s *hash.Solution) []byte {
	o := object{b, '{'}
	o.key("indices")
	o.b = append(o.b, '[')
	for i, index := range s.Indices {
		if i > 0 {
			o.b = append(o.b, ',')
		}
		o.b = strconv.AppendUint(o.b, uint64(index), 10)
	}
	o.b = append(o.b, ']')
	o.int("timestamp", s.Timestamp)
	return o.end()
}

// object appends a JSON object, entry by entry.
type object struct {
	b     []byte
	comma byte // what goes before the next key
}

func (o *object) key(name string) {
	o.b = append(o.b, o.comma)
	o.b = append(strictjson.AppendString(o.b, name), ':')
	o.comma = ','
}

func (o *object) uint(name string, v uint64) {
	o.key(name)
	o.b = strconv.AppendUint(o.b, v, 10)
}

func (o *object) int(name string, v int64) {
	o.key(name)
	o.b = strconv.AppendInt(o.b, v, 10)
}

func (o *object) bytes(name string, v []byte) {
	o.key(name)
	o.b = hexValue(v)(o.b)
}

func (o *object) text(name, v string) {
	o.key(name)
	o.b = strictjson.AppendString(o.b, v)
}

func (o *object) end() []byte { return append(o.b, '}') }
