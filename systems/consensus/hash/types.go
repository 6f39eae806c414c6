package hash

import "strconv"

// Hash is a SHA-256 digest, or any other 32-byte field of the protocol.
type Hash = [32]byte

// Signature is an Ed25519 signature.
type Signature = [64]byte

// Limits of the protocol.
const (
	CodecVersion  = 1       // the only codec version there is
	MaxExtraData  = 256     // bytes of HeaderV1.ExtraData
	MaxTxData     = 1 << 20 // bytes of Tx.Data
	Go208Size     = 208     // bytes of an encoded HeaderGo208
	MaxProofSteps = 64      // no tree that a u64 can count is deeper
)

// Rule says how a Merkle tree treats an odd node and whether it separates
// leaves from nodes.
type Rule uint8

// The rule sets. Promote and Duplicate are ambiguous without the leaf count: a
// block that uses them commits to it.
const (
	Promote   Rule = 0 // an odd node goes up unchanged
	Duplicate Rule = 1 // an odd node is hashed with itself
	RFC6962   Rule = 2 // prefixes 00 and 01, split at the largest power of two
)

var ruleNames = [...]string{"promote", "duplicate", "rfc6962"}

// String returns the rule's name in requests and vectors.
func (r Rule) String() string { return nameOf(ruleNames[:], int(r), "rule") }

// ParseRule returns the rule called name.
func ParseRule(name string) (Rule, bool) {
	i := indexOf(ruleNames[:], name)
	return Rule(max(i, 0)), i >= 0
}

// Tier is the hardware class of a problem. The numbers are those of the C ABI.
type Tier uint8

// The tiers.
const (
	Mobile      Tier = 0
	Desktop     Tier = 1
	Workstation Tier = 2
	Server      Tier = 3
	Cluster     Tier = 4
)

var (
	tierNames  = [...]string{"Mobile", "Desktop", "Workstation", "Server", "Cluster"}
	tierRanges = [...][2]int{{8, 12}, {12, 16}, {16, 20}, {20, 24}, {24, 32}}
)

// String returns the tier's name, as it is encoded and answered.
func (t Tier) String() string { return nameOf(tierNames[:], int(t), "tier") }

// Valid reports whether t is one of the five tiers.
func (t Tier) Valid() bool { return int(t) < len(tierNames) }

// Elements returns the least and the greatest number of elements a problem of
// this tier may have, both inclusive. It returns 0, -1 for a tier that does not
// exist.
func (t Tier) Elements() (least, greatest int) {
	if !t.Valid() {
		return 0, -1
	}
	return tierRanges[t][0], tierRanges[t][1]
}

// ParseTier returns the tier called name.
func ParseTier(name string) (Tier, bool) {
	i := indexOf(tierNames[:], name)
	return Tier(max(i, 0)), i >= 0
}

// TxType is the kind of a transaction. The numbers are those of the signing
// message.
type TxType uint8

// The transaction types.
const (
	Transfer          TxType = 1
	ProblemSubmission TxType = 2
	BountyPayment     TxType = 3
)

var txTypeNames = [...]string{"", "Transfer", "ProblemSubmission", "BountyPayment"}

// String returns the type's name, as it is encoded and answered.
func (t TxType) String() string {
	if t == 0 {
		return "tx type 0"
	}
	return nameOf(txTypeNames[:], int(t), "tx type")
}

// Valid reports whether t is one of the three types.
func (t TxType) Valid() bool { return t != 0 && int(t) < len(txTypeNames) }

// ParseTxType returns the transaction type called name.
func ParseTxType(name string) (TxType, bool) {
	i := indexOf(txTypeNames[1:], name)
	return TxType(i + 1), i >= 0
}

// HeaderV1 is a block header in the codec MSGPACK_V1.
type HeaderV1 struct {
	HeaderV1Fields
	ExtraData []byte // at most MaxExtraData bytes; nil is the empty field
}

// HeaderV1Fields are those of a HeaderV1 that have one length in every header.
type HeaderV1Fields struct {
	CodecVersion     uint8
	BlockIndex       uint64
	Timestamp        int64 // Unix seconds
	ParentHash       Hash
	MerkleRoot       Hash
	MinerAddress     Hash
	Commitment       Hash
	DifficultyTarget uint64
	Nonce            uint64
}

// HeaderGo208 is a block header in the fixed little-endian layout GO208.
type HeaderGo208 struct {
	Number     uint64
	Parent     Hash
	StateRoot  Hash
	TxRoot     Hash
	Timestamp  int64 // Unix seconds
	Validator  Hash
	Difficulty uint64
	Nonce      uint64
	GasLimit   uint64
	GasUsed    uint64
	Extra      Hash
}

// Tx is a transaction.
type Tx struct {
	TxFields
	Type TxType
	Data []byte // at most MaxTxData bytes; nil is the empty field
}

// TxFields are those of a Tx, but its type, that have one length in every
// transaction.
type TxFields struct {
	CodecVersion uint8
	From         Hash
	To           Hash
	Amount       uint64
	Nonce        uint64
	GasLimit     uint64
	GasPrice     uint64
	Signature    Signature // not part of the signing message
	Timestamp    int64     // Unix seconds
}

// Problem is a subset-sum problem.
type Problem struct {
	Tier      Tier
	Elements  []int64
	Target    int64
	Timestamp int64 // Unix seconds
}

// Solution is the answer to a Problem: which elements to add.
type Solution struct {
	Indices   []uint32
	Timestamp int64 // Unix seconds
}

// SubsetSum is one question for VerifySubsetSum.
type SubsetSum struct {
	Tier      Tier
	Elements  []int64
	Target    int64
	Indices   []uint32
	MaxOps    uint64 // k indices cost 2k operations
	MaxMemory uint64 // in bytes; k indices cost 8k bytes
}

// ProofStep is one sibling on the way from a leaf to the root.
type ProofStep struct {
	Sibling Hash
	// IsRight is true when the sibling stands to the right of the node.
	IsRight bool
}

// Proof shows that a leaf is in a tree.
type Proof struct {
	Root      Hash
	LeafCount uint64
	Steps     []ProofStep // from leaf to root
}

func nameOf(names []string, i int, what string) string {
	if i < len(names) {
		return names[i]
	}
	return what + " " + strconv.Itoa(i)
}

func indexOf(names []string, name string) int {
	for i, n := range names {
		if n == name {
			return i
		}
	}
	return -1
}
