package jsonl

import (
	"encoding/hex"
	"strconv"

	"spandrel.dev/consensus/hash"
)

// appender appends the JSON of a value.
type appender func(b []byte) []byte

func hexValue(data []byte) appender {
	return func(b []byte) []byte {
		return append(hex.AppendEncode(append(b, '"'), data), '"')
	}
}

func trueValue(b []byte) []byte { return append(b, "true"...) }

// hashed turns what most operations return into an answer's value.
func hashed(h hash.Hash, err error) (appender, error) { return hexValue(h[:]), err }

func verified(err error) (appender, error) { return trueValue, err }

func encodedAndHash(encoded []byte, h hash.Hash) appender {
	return func(b []byte) []byte {
		b = hexValue(encoded)(append(b, `{"encoded":`...))
		b = hexValue(h[:])(append(b, `,"hash":`...))
		return append(b, '}')
	}
}

func runSHA256(b hash.Backend, in *inputs) (appender, error) {
	data := in.bytes("data", 0)
	if in.err != nil {
		return nil, in.err
	}
	return hashed(b.SHA256(data))
}

func runMerkleRoot(b hash.Backend, in *inputs) (appender, error) {
	rule := in.rule()
	leaves := in.leaves(rule)
	if in.err != nil {
		return nil, in.err
	}
	return hashed(b.MerkleRoot(rule, leaves))
}

func runMerkleProof(b hash.Backend, in *inputs) (appender, error) {
	rule := in.rule()
	leaves := in.leaves(rule)
	index := in.uint("index")
	if in.err != nil {
		return nil, in.err
	}
	proof, err := b.MerkleProof(rule, leaves, index)
	return func(b []byte) []byte { return appendProof(b, &proof) }, err
}

func appendProof(b []byte, proof *hash.Proof) []byte {
	b = hexValue(proof.Root[:])(append(b, `{"root":`...))
	b = strconv.AppendUint(append(b, `,"leaf_count":`...), proof.LeafCount, 10)
	b = append(b, `,"proof":[`...)
	for i := range proof.Steps {
		if i > 0 {
			b = append(b, ',')
		}
		b = hexValue(proof.Steps[i].Sibling[:])(append(b, `{"sibling":`...))
		b = strconv.AppendBool(append(b, `,"is_right":`...), proof.Steps[i].IsRight)
		b = append(b, '}')
	}
	return append(b, "]}"...)
}

func runMerkleVerify(b hash.Backend, in *inputs) (appender, error) {
	rule := in.rule()
	leaf := in.leaf(rule)
	index, leafCount := in.uint("index"), in.uint("leaf_count")
	steps, root := in.proof(), in.b32("root")
	if in.err != nil {
		return nil, in.err
	}
	return verified(b.MerkleVerify(rule, leaf, index, leafCount, steps, root))
}

func runHeaderV1(b hash.Backend, in *inputs) (appender, error) {
	h := hash.HeaderV1{
		HeaderV1Fields: hash.HeaderV1Fields{
			CodecVersion:     in.version(),
			BlockIndex:       in.uint("block_index"),
			Timestamp:        in.int("timestamp"),
			ParentHash:       in.b32("parent_hash"),
			MerkleRoot:       in.b32("merkle_root"),
			MinerAddress:     in.b32("miner_address"),
			Commitment:       in.b32("commitment"),
			DifficultyTarget: in.uint("difficulty_target"),
			Nonce:            in.uint("nonce"),
		},
		ExtraData: in.bytes("extra_data", hash.MaxExtraData),
	}
	if in.err != nil {
		return nil, in.err
	}
	encoded, h32, err := b.HeaderV1(&h)
	return encodedAndHash(encoded, h32), err
}

func runHeaderGo208(b hash.Backend, in *inputs) (appender, error) {
	h := hash.HeaderGo208{
		Number:     in.uint("number"),
		Parent:     in.b32("parent"),
		StateRoot:  in.b32("state_root"),
		TxRoot:     in.b32("tx_root"),
		Timestamp:  in.int("timestamp"),
		Validator:  in.b32("validator"),
		Difficulty: in.uint("difficulty"),
		Nonce:      in.uint("nonce"),
		GasLimit:   in.uint("gas_limit"),
		GasUsed:    in.uint("gas_used"),
		Extra:      in.b32("extra"),
	}
	if in.err != nil {
		return nil, in.err
	}
	encoded, h32, err := b.HeaderGo208(&h)
	return encodedAndHash(encoded[:], h32), err
}

// tx reads a transaction without its signature.
func (in *inputs) tx() hash.Tx {
	return hash.Tx{
		TxFields: hash.TxFields{
			CodecVersion: in.version(),
			From:         in.b32("from"),
			To:           in.b32("to"),
			Amount:       in.uint("amount"),
			Nonce:        in.uint("nonce"),
			GasLimit:     in.uint("gas_limit"),
			GasPrice:     in.uint("gas_price"),
			Timestamp:    in.int("timestamp"),
		},
		Type: in.txType(),
		Data: in.bytes("data", hash.MaxTxData),
	}
}

func runTxHash(b hash.Backend, in *inputs) (appender, error) {
	tx := in.tx()
	in.fixed("signature", tx.Signature[:])
	if in.err != nil {
		return nil, in.err
	}
	return hashed(b.TxHash(&tx))
}

func runTxSigningMessage(b hash.Backend, in *inputs) (appender, error) {
	tx := in.tx()
	if in.err != nil {
		return nil, in.err
	}
	message, err := b.TxSigningMessage(&tx)
	return hexValue(message), err
}

func runProblemHash(b hash.Backend, in *inputs) (appender, error) {
	in.name("problem_type", "SubsetSum")
	p := hash.Problem{
		Tier:      in.tier(),
		Elements:  in.int64s("elements"),
		Target:    in.int("target"),
		Timestamp: in.int("timestamp"),
	}
	if in.err != nil {
		return nil, in.err
	}
	return hashed(b.ProblemHash(&p))
}

func runSolutionHash(b hash.Backend, in *inputs) (appender, error) {
	s := hash.Solution{Indices: in.uint32s("indices"), Timestamp: in.int("timestamp")}
	if in.err != nil {
		return nil, in.err
	}
	return hashed(b.SolutionHash(&s))
}

func runSubsetSum(b hash.Backend, in *inputs) (appender, error) {
	q := hash.SubsetSum{
		Tier:      in.tier(),
		Elements:  in.int64s("elements"),
		Target:    in.int("target"),
		Indices:   in.uint32s("indices"),
		MaxOps:    in.uint("max_ops"),
		MaxMemory: in.uint("max_memory"),
	}
	if in.err != nil {
		return nil, in.err
	}
	return verified(b.VerifySubsetSum(&q))
}

func runEpochSalt(b hash.Backend, in *inputs) (appender, error) {
	parent, index := in.b32("parent"), in.uint("index")
	if in.err != nil {
		return nil, in.err
	}
	return hashed(b.EpochSalt(parent, index))
}

func runMinerSalt(b hash.Backend, in *inputs) (appender, error) {
	key, epochSalt, parent, index := in.b32("key"), in.b32("epoch_salt"), in.b32("parent"), in.uint("index")
	if in.err != nil {
		return nil, in.err
	}
	return hashed(b.MinerSalt(key, epochSalt, parent, index))
}

func runCommitment(b hash.Backend, in *inputs) (appender, error) {
	epochSalt, problem := in.b32("epoch_salt"), in.b32("problem_hash")
	solution, minerSalt := in.b32("solution_hash"), in.b32("miner_salt")
	if in.err != nil {
		return nil, in.err
	}
	return hashed(b.Commitment(epochSalt, problem, solution, minerSalt))
}

func runEscrowID(b hash.Backend, in *inputs) (appender, error) {
	submitter, problem, block := in.b32("submitter"), in.b32("problem_hash"), in.uint("block")
	if in.err != nil {
		return nil, in.err
	}
	return hashed(b.EscrowID(submitter, problem, block))
}

func runAddress(b hash.Backend, in *inputs) (appender, error) {
	pubkey := in.b32("pubkey")
	if in.err != nil {
		return nil, in.err
	}
	return hashed(b.Address(pubkey))
}

func runEd25519Verify(b hash.Backend, in *inputs) (appender, error) {
	publicKey, message := in.b32("public_key"), in.bytes("message", 0)
	var signature hash.Signature
	in.fixed("signature", signature[:])
	if in.err != nil {
		return nil, in.err
	}
	return verified(b.VerifySignature(publicKey, message, signature))
}
