// Package jsonl is the JSON Lines protocol of the chain's hashing: a request line in, one
// answer line out for each, the same for every backend and language.
package jsonl

import (
	"spandrel.dev/consensus/hash"
)

// Kind is the kind of an input, as the contract names them.
type Kind string

// The kinds of inputs.
const (
	KindBytes   Kind = "bytes"
	KindB32     Kind = "b32"
	KindB64     Kind = "b64"
	KindU64     Kind = "u64"
	KindI64     Kind = "i64"
	KindI64s    Kind = "[i64]"
	KindU32s    Kind = "[u32]"
	KindLeaves  Kind = "[bytes]"
	KindProof   Kind = "proof"
	KindRule    Kind = "rule"
	KindTier    Kind = "tier"
	KindTxType  Kind = "tx_type"
	KindProblem Kind = "problem_type"
	KindVersion Kind = "codec_version"
	KindRecord  Kind = "record"
)

// Input is one input of an operation.
type Input struct {
	Name string
	Kind Kind
	Max  int // bytes of a KindBytes input that has a limit, else 0
}

// Operation is one operation of the protocol.
type Operation struct {
	Name   string
	Inputs []Input
	Value  string // what the value is, for help
	run    func(hash.Backend, *inputs) (appender, error)
}

// Operations is the table of all operations, in the order of the contract. It
// is what parsing, help, flags, the vector linter and the fuzzer go by.
func Operations() []Operation { return operations }

// Lookup returns the operation called name.
func Lookup(name string) (*Operation, bool) {
	for i := range operations {
		if operations[i].Name == name {
			return &operations[i], true
		}
	}
	return nil, false
}

func (o *Operation) has(name string) bool {
	for i := range o.Inputs {
		if o.Inputs[i].Name == name {
			return true
		}
	}
	return false
}

var (
	treeInputs = []Input{{"rule", KindRule, 0}, {"leaves", KindLeaves, 0}}

	headerV1Inputs = []Input{
		{"codec_version", KindVersion, 0}, {"block_index", KindU64, 0}, {"timestamp", KindI64, 0},
		{"parent_hash", KindB32, 0}, {"merkle_root", KindB32, 0}, {"miner_address", KindB32, 0},
		{"commitment", KindB32, 0}, {"difficulty_target", KindU64, 0}, {"nonce", KindU64, 0},
		{"extra_data", KindBytes, hash.MaxExtraData},
	}
	go208Inputs = []Input{
		{"number", KindU64, 0}, {"parent", KindB32, 0}, {"state_root", KindB32, 0}, {"tx_root", KindB32, 0},
		{"timestamp", KindI64, 0}, {"validator", KindB32, 0}, {"difficulty", KindU64, 0}, {"nonce", KindU64, 0},
		{"gas_limit", KindU64, 0}, {"gas_used", KindU64, 0}, {"extra", KindB32, 0},
	}
	txInputs = []Input{
		{"codec_version", KindVersion, 0}, {"tx_type", KindTxType, 0}, {"from", KindB32, 0}, {"to", KindB32, 0},
		{"amount", KindU64, 0}, {"nonce", KindU64, 0}, {"gas_limit", KindU64, 0}, {"gas_price", KindU64, 0},
		{"signature", KindB64, 0}, {"data", KindBytes, hash.MaxTxData}, {"timestamp", KindI64, 0},
	}
	signingInputs = append(append([]Input{}, txInputs[:8]...), txInputs[9:]...)
	problemInputs = []Input{
		{"problem_type", KindProblem, 0}, {"tier", KindTier, 0}, {"elements", KindI64s, 0},
		{"target", KindI64, 0}, {"timestamp", KindI64, 0},
	}
	solutionInputs = []Input{{"indices", KindU32s, 0}, {"timestamp", KindI64, 0}}
	subsetInputs   = []Input{
		{"tier", KindTier, 0}, {"elements", KindI64s, 0}, {"target", KindI64, 0}, {"indices", KindU32s, 0},
		{"max_ops", KindU64, 0}, {"max_memory", KindU64, 0},
	}
)

var operations = []Operation{
	{"sha256", []Input{{"data", KindBytes, 0}}, "b32", runSHA256},
	{"merkle_root", treeInputs, "b32", runMerkleRoot},
	{"merkle_proof", append(append([]Input{}, treeInputs...), Input{"index", KindU64, 0}), "root, leaf_count and proof", runMerkleProof},
	{"merkle_verify", []Input{
		{"rule", KindRule, 0}, {"leaf", KindBytes, 0}, {"index", KindU64, 0}, {"leaf_count", KindU64, 0},
		{"proof", KindProof, 0}, {"root", KindB32, 0},
	}, "true", runMerkleVerify},
	{"header_v1", headerV1Inputs, "encoded and hash", runHeaderV1},
	{"header_go208", go208Inputs, "encoded and hash", runHeaderGo208},
	{"tx_hash", txInputs, "b32", runTxHash},
	{"tx_signing_message", signingInputs, "bytes", runTxSigningMessage},
	{"problem_hash", problemInputs, "b32", runProblemHash},
	{"solution_hash", solutionInputs, "b32", runSolutionHash},
	{"subset_sum_verify", subsetInputs, "true", runSubsetSum},
	{"epoch_salt", []Input{{"parent", KindB32, 0}, {"index", KindU64, 0}}, "b32", runEpochSalt},
	{"miner_salt", []Input{
		{"key", KindB32, 0}, {"epoch_salt", KindB32, 0}, {"parent", KindB32, 0}, {"index", KindU64, 0},
	}, "b32", runMinerSalt},
	{"commitment", []Input{
		{"epoch_salt", KindB32, 0}, {"problem_hash", KindB32, 0}, {"solution_hash", KindB32, 0}, {"miner_salt", KindB32, 0},
	}, "b32", runCommitment},
	{"escrow_id", []Input{{"submitter", KindB32, 0}, {"problem_hash", KindB32, 0}, {"block", KindU64, 0}}, "b32", runEscrowID},
	{"address", []Input{{"pubkey", KindB32, 0}}, "b32", runAddress},
	{"ed25519_verify", []Input{{"public_key", KindB32, 0}, {"message", KindBytes, 0}, {"signature", KindB64, 0}}, "true", runEd25519Verify},
	{"msgpack_decode_strict", []Input{{"type", KindRecord, 0}, {"data", KindBytes, 0}}, "the fields of the record", runDecode},
}
