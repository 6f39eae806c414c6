package hash

// Names of the backends, as flags, logs and answers spell them.
const (
	Native = "go"
	Rust   = "rust"
)

// Version is the version of this library; the Rust core and the Python package
// carry the same.
const Version = "0.1.0"

// KernelVariable is the environment variable that forces a SHA-256 kernel of
// the Rust core.
const KernelVariable = "COINJECTURE_SHA256"

// Kernels names what computes SHA-256. Single messages and the nodes of Merkle
// trees may go different ways.
type Kernels struct {
	// Choice is what was asked for: "auto", unless the environment forces one.
	Choice string
	// Single hashes single messages.
	Single string
	// Tree hashes the levels of a tree that have TreeFrom nodes or more, and
	// TreeSmall the smaller ones.
	Tree, TreeSmall string
	TreeFrom        int
}

// String returns Single+Tree, or one name when both are the same.
func (k Kernels) String() string {
	if k.Single == k.Tree {
		return k.Single
	}
	return k.Single + "+" + k.Tree
}

// Backend is one implementation of the chain's hashing rules. Two backends give
// the same value or the same Code for the same arguments; only the message of
// an error may differ.
//
// A failed call returns an *Error and zero values.
type Backend interface {
	// Name returns Native or Rust. It goes into logs, metrics and answers.
	Name() string
	// Version returns the version of the library that hashes.
	Version() string
	// Kernels tells what it hashes with on this processor.
	Kernels() Kernels

	// SHA256 returns the FIPS 180-4 digest of data; nil is the empty input.
	SHA256(data []byte) (Hash, error)

	// MerkleRoot returns the root over leaves. Under Promote and Duplicate
	// every leaf has 32 bytes, no leaf gives 32 zero bytes and one leaf is the
	// root. Under RFC6962 leaves have any length and are hashed first. The Rust
	// core builds trees of 131,072 leaves and more on all cores.
	MerkleRoot(rule Rule, leaves Leaves) (Hash, error)
	// MerkleProof returns the way from leaf index to the root.
	MerkleProof(rule Rule, leaves Leaves, index uint64) (Proof, error)
	// MerkleVerify returns nil when steps lead from leaf, at index of
	// leafCount, to root. Index and leafCount fix the number of steps and the
	// side of each; any departure is VerificationFailed, an index that is not
	// below leafCount InvalidInput.
	MerkleVerify(rule Rule, leaf []byte, index, leafCount uint64, steps []ProofStep, root Hash) error

	// HeaderV1 returns the encoding of h and its hash.
	HeaderV1(h *HeaderV1) ([]byte, Hash, error)
	// HeaderV1Hash returns the hash of h without keeping the encoding.
	HeaderV1Hash(h *HeaderV1) (Hash, error)
	// HeaderGo208 returns the encoding of h and its hash.
	HeaderGo208(h *HeaderGo208) ([Go208Size]byte, Hash, error)
	// HeaderGo208Hash returns the hash of h without keeping the encoding.
	HeaderGo208Hash(h *HeaderGo208) (Hash, error)
	// HashHeaders hashes encoded GO208 headers, which lie one behind the other
	// in encoded, into out. len(encoded) must be Go208Size*len(out).
	HashHeaders(encoded []byte, out []Hash) error

	// TxHash returns the hash of the encoded transaction.
	TxHash(tx *Tx) (Hash, error)
	// TxSigningMessage returns the bytes that the sender signs. It does not
	// look at tx.Signature.
	TxSigningMessage(tx *Tx) ([]byte, error)
	// ProblemHash returns the hash of the encoded problem. It does not check
	// the number of elements against the tier.
	ProblemHash(p *Problem) (Hash, error)
	// SolutionHash returns the hash of the encoded solution.
	SolutionHash(s *Solution) (Hash, error)
	// VerifySubsetSum returns nil when the indexed elements add up to the
	// target within the tier's and the caller's limits, VerificationFailed when
	// not, and InvalidInput for a tier that does not exist.
	VerifySubsetSum(q *SubsetSum) error

	// EpochSalt returns SHA256(parent ‖ LE64 index).
	EpochSalt(parent Hash, index uint64) (Hash, error)
	// MinerSalt returns HMAC-SHA256(key, epochSalt ‖ parent ‖ LE64 index).
	MinerSalt(key, epochSalt, parent Hash, index uint64) (Hash, error)
	// Commitment returns SHA256(epochSalt ‖ problem ‖ solution ‖ minerSalt).
	Commitment(epochSalt, problem, solution, minerSalt Hash) (Hash, error)
	// EscrowID returns SHA256(submitter ‖ problem ‖ LE64 block).
	EscrowID(submitter, problem Hash, block uint64) (Hash, error)
	// Address returns SHA256(pubkey).
	Address(pubkey Hash) (Hash, error)

	// VerifySignature returns nil when signature is an Ed25519 signature of
	// message by publicKey under ZIP 215, and VerificationFailed when not.
	VerifySignature(publicKey Hash, message []byte, signature Signature) error

	// DecodeHeaderV1 reads exactly what HeaderV1 encodes; all else is Encoding.
	DecodeHeaderV1(encoded []byte) (HeaderV1, error)
	// DecodeTx reads exactly what TxHash hashes; all else is Encoding.
	DecodeTx(encoded []byte) (Tx, error)
	// DecodeProblem reads exactly what ProblemHash hashes; all else is Encoding.
	DecodeProblem(encoded []byte) (Problem, error)
	// DecodeSolution reads exactly what SolutionHash hashes; all else is
	// Encoding.
	DecodeSolution(encoded []byte) (Solution, error)
}
