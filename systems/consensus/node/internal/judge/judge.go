// Package judge computes every block of a network again, from what the nodes
// answer, with code that it shares with no node: crypto/sha256, the layouts
// written out here, and the engine's library for signatures.
package judge

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/hex"
	"fmt"
	"slices"
	"sync"

	"github.com/oasisprotocol/curve25519-voi/primitives/ed25519"
)

// Block is the answer of /v1/blocks/{number}?full=true.
type Block struct {
	Number       uint64   `json:"number"`
	BlockHash    string   `json:"block_hash"`
	ParentHash   string   `json:"parent_hash"`
	StateRoot    string   `json:"state_root"`
	TxRoot       string   `json:"tx_root"`
	TxCount      int      `json:"tx_count"`
	Timestamp    int64    `json:"timestamp"`
	Validator    string   `json:"validator"`
	Header       string   `json:"header"`
	Transactions []string `json:"transactions"`
}

// Judge collects verdicts on all nodes of one chain. Its methods may be called
// from any goroutine.
type Judge struct {
	chainID string
	admin   ed25519.PublicKey

	mu        sync.Mutex
	hashes    []string            // of each block, as the first node told it
	proposers []string            // of each block
	judged    int                 // blocks of all nodes together
	disagree  map[uint64][]string // nodes that told another hash than the first
	wrong     []string
}

// New returns the judge of a chain whose updates are signed by admin.
func New(chainID string, admin []byte) *Judge {
	return &Judge{chainID: chainID, admin: admin, disagree: map[uint64][]string{}}
}

// Report is what the judge found.
type Report struct {
	Blocks      int      // the highest block
	Judged      int      // blocks of all nodes together
	Disagreeing int      // heights at which two nodes have different hashes
	Wrong       []string // blocks that are not what their transactions make
	Proposers   []string // of each block, from block 1 on
}

// Report returns what was found so far.
func (j *Judge) Report() Report {
	j.mu.Lock()
	defer j.mu.Unlock()
	return Report{len(j.hashes), j.judged, len(j.disagree), slices.Clone(j.wrong), slices.Clone(j.proposers)}
}

// Height returns the number of the highest block that any node told of.
func (j *Judge) Height() uint64 {
	j.mu.Lock()
	defer j.mu.Unlock()
	return uint64(len(j.hashes))
}

// follower is what the judge knows of one node: the chain up to the last block
// that it told of.
type follower struct {
	number, updates uint64
	hash, root      []byte
	timestamp       int64
}

// judge computes one block of a node again.
func (j *Judge) judge(node string, f *follower, b *Block) {
	reasons := j.examine(f, b)
	j.mu.Lock()
	defer j.mu.Unlock()
	j.judged++
	for _, reason := range reasons {
		j.wrong = append(j.wrong, fmt.Sprintf("%s, block %d: %s", node, b.Number, reason))
	}
	place := int(f.number) - 1
	switch {
	case place < len(j.hashes):
		if j.hashes[place] != b.BlockHash {
			j.disagree[f.number] = append(j.disagree[f.number], node)
		}
	case place == len(j.hashes):
		j.hashes, j.proposers = append(j.hashes, b.BlockHash), append(j.proposers, b.Validator)
	}
}

// examine returns what is wrong with a block that follows what f knows, and
// moves f on.
func (j *Judge) examine(f *follower, b *Block) (reasons []string) {
	wrong := func(format string, args ...any) { reasons = append(reasons, fmt.Sprintf(format, args...)) }
	if b.Number != f.number+1 {
		wrong("its number is not %d", f.number+1)
	}
	header, err := hex.DecodeString(b.Header)
	if err != nil || len(header) != 208 {
		wrong("its header does not have 208 bytes")
		header = make([]byte, 208)
	}
	leaves := make([][]byte, len(b.Transactions))
	updates := f.updates
	for i, digits := range b.Transactions {
		tx, err := hex.DecodeString(digits)
		if err != nil || len(tx) == 0 {
			wrong("transaction %d is not hexadecimal", i)
			continue
		}
		leaf := sha256.Sum256(tx)
		leaves[i] = leaf[:]
		if tx[0] == 2 {
			updates++
			if !j.signed(tx, updates) {
				wrong("transaction %d is not update %d, signed by the admin key", i, updates)
			}
		}
	}
	root := promote(leaves)
	state := sha256.Sum256(binary.LittleEndian.AppendUint64(append(slices.Clone(f.rootOrZero()), root...), updates))

	proposer, err := hex.DecodeString(b.Validator)
	if err != nil || len(proposer) != 20 {
		wrong("validator is not an address")
	}
	n := uint64(len(b.Transactions))
	want := binary.LittleEndian.AppendUint64(nil, f.number+1)
	want = append(append(append(want, f.hashOrZero()...), state[:]...), root...)
	want = binary.LittleEndian.AppendUint64(want, uint64(b.Timestamp))
	want = append(append(want, proposer...), make([]byte, 12)...)
	for _, value := range []uint64{0, 0, 30_000_000_000, 21_000 * n, n} {
		want = binary.LittleEndian.AppendUint64(want, value)
	}
	want = append(want, make([]byte, 24)...)
	if !bytes.Equal(header, want) {
		wrong("its header is not what its transactions make")
	}
	hash := sha256.Sum256(want)
	for _, field := range []struct{ name, its, mine string }{
		{"block_hash", b.BlockHash, hex.EncodeToString(hash[:])}, {"parent_hash", b.ParentHash, hex.EncodeToString(f.hashOrZero())},
		{"state_root", b.StateRoot, hex.EncodeToString(state[:])}, {"tx_root", b.TxRoot, hex.EncodeToString(root)},
	} {
		if field.its != field.mine {
			wrong("%s is %s, not %s", field.name, field.its, field.mine)
		}
	}
	if b.TxCount != len(b.Transactions) {
		wrong("tx_count is %d of %d", b.TxCount, len(b.Transactions))
	}
	if b.Timestamp < f.timestamp {
		wrong("it is older than the block before")
	}
	f.number, f.updates, f.hash, f.root, f.timestamp = f.number+1, updates, hash[:], state[:], b.Timestamp
	return reasons
}

func (f *follower) hashOrZero() []byte { return orZero(f.hash) }

func (f *follower) rootOrZero() []byte { return orZero(f.root) }

func orZero(b []byte) []byte {
	if b == nil {
		return make([]byte, 32)
	}
	return b
}

// signed reports whether tx is update number sequence of the admin key.
func (j *Judge) signed(tx []byte, sequence uint64) bool {
	if len(tx) != 113 || binary.LittleEndian.Uint64(tx[41:]) != sequence {
		return false
	}
	message := append([]byte("coinjecture validator update\x00"), j.chainID...)
	message = append(append(message, 0), tx[1:49]...)
	return ed25519.VerifyWithOptions(j.admin, message, tx[49:], &ed25519.Options{Verify: ed25519.VerifyOptionsZIP_215})
}

// promote is the Merkle root of the rule by that name.
func promote(level [][]byte) []byte {
	if len(level) == 0 {
		return make([]byte, 32)
	}
	for len(level) > 1 {
		var above [][]byte
		for i := 0; i+1 < len(level); i += 2 {
			node := sha256.Sum256(append(slices.Clone(level[i]), level[i+1]...))
			above = append(above, node[:])
		}
		if len(level)%2 == 1 {
			above = append(above, level[len(level)-1])
		}
		level = above
	}
	return level[0]
}
