package bench

import (
	"crypto/sha256"
	"fmt"

	"spandrel.dev/consensus/hash"
)

// batch is how many headers one call of header_208_batch hashes.
const batch = 16

// Works returns the kinds of work there are. Large ones bring their inputs only
// when they are asked for.
func Works() []Work {
	v1 := hash.HeaderV1{HeaderV1Fields: hash.HeaderV1Fields{CodecVersion: 1, BlockIndex: 100_000, Timestamp: 1704067200, DifficultyTarget: 100, Nonce: 1 << 40}, ExtraData: []byte("spandrel")}
	go208 := hash.HeaderGo208{Number: 100_000, Timestamp: 1704067200, Difficulty: 100, Nonce: 1 << 40, GasLimit: 30_000_000, GasUsed: 21_000}
	encoded := make([]byte, batch*hash.Go208Size)
	for i := range encoded {
		encoded[i] = byte(i)
	}
	out := make([]hash.Hash, batch)
	question := subsetSum()
	return []Work{
		// A tree of 1024 leaves has 1023 nodes; what is measured is one.
		{"node_64b", 1023, merkle(1024)},
		{"merkle_1000", 1, merkle(1000)},
		{"merkle_1000000", 1, merkle(1_000_000)},
		{"header_208", 1, func(b hash.Backend) error { _, err := b.HeaderGo208Hash(&go208); return err }},
		{"header_208_batch", batch, func(b hash.Backend) error { return b.HashHeaders(encoded, out) }},
		{"header_v1", 1, func(b hash.Backend) error { _, err := b.HeaderV1Hash(&v1); return err }},
		{"subset_sum_14_5", 1, func(b hash.Backend) error { return b.VerifySubsetSum(&question) }},
	}
}

// merkle returns the root over n leaves under Promote as work.
func merkle(n int) func(hash.Backend) error {
	var leaves hash.Leaves
	return func(b hash.Backend) error {
		if leaves.Len() == 0 {
			hashes := make([]hash.Hash, n)
			for i := range hashes {
				hashes[i] = sha256.Sum256(fmt.Appendf(nil, "tx_%04d", i))
			}
			leaves = hash.HashLeaves(hashes)
		}
		_, err := b.MerkleRoot(hash.Promote, leaves)
		return err
	}
}

// subsetSum returns a question of 14 elements of which 5 are the solution.
func subsetSum() hash.SubsetSum {
	q := hash.SubsetSum{Tier: hash.Desktop, Indices: []uint32{1, 3, 5, 7, 13}, MaxOps: 1000, MaxMemory: 1 << 20}
	for i := range int64(14) {
		q.Elements = append(q.Elements, 1000*i-3)
	}
	for _, index := range q.Indices {
		q.Target += q.Elements[index]
	}
	return q
}
