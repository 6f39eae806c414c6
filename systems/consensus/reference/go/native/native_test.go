package native

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"testing"

	"spandrel.dev/consensus/hash"
)

var rules = []hash.Rule{hash.Promote, hash.Duplicate, hash.RFC6962}

// txLeaves returns the digests of tx_0000, tx_0001, …
func txLeaves(n int) hash.Leaves {
	data := make([]byte, 0, 32*n)
	for i := range n {
		digest := sha256.Sum256(fmt.Appendf(nil, "tx_%04d", i))
		data = append(data, digest[:]...)
	}
	leaves, _ := hash.FixedLeaves(data)
	return leaves
}

// The roots of the two trees that the rules give, one too large for a vector.
func TestMerkleRootOfAMillionLeaves(t *testing.T) {
	for n, want := range map[int]string{
		1000:      "4bce718601d6c6a2544cd997fe48f26e636eb54c4d6bd3866281cacadf66e584",
		1_000_000: "fc067cace2002ecdaaaef24a689bcd1b4f08ca190ddf532884e9a890fe5dd3d3",
	} {
		root, err := Backend{}.MerkleRoot(hash.Promote, txLeaves(n))
		if err != nil || hex.EncodeToString(root[:]) != want {
			t.Errorf("%d leaves: got %x, %v", n, root, err)
		}
	}
}

func TestEveryLeafHasAProof(t *testing.T) {
	for _, rule := range rules {
		for n := 1; n <= 70; n++ {
			leaves := txLeaves(n)
			root, err := Backend{}.MerkleRoot(rule, leaves)
			if err != nil {
				t.Fatal(err)
			}
			for i := range n {
				proof, err := Backend{}.MerkleProof(rule, leaves, uint64(i))
				if err != nil || proof.Root != root {
					t.Fatalf("%s %d of %d: root %x, want %x, %v", rule, i, n, proof.Root, root, err)
				}
				verify := func(index, count uint64) error {
					return Backend{}.MerkleVerify(rule, leaves.At(i), index, count, proof.Steps, root)
				}
				if err := verify(uint64(i), uint64(n)); err != nil {
					t.Fatalf("%s %d of %d: %v", rule, i, n, err)
				}
				for other := range uint64(n) {
					if err := verify(other, uint64(n)); other != uint64(i) && !errors.Is(err, hash.ErrVerificationFailed) {
						t.Fatalf("%s: the proof of leaf %d of %d passes for %d: %v", rule, i, n, other, err)
					}
				}
			}
		}
	}
}

// RFC 6962 splits at a power of two, Promote goes up level by level; the shape
// of the tree is the same, and only the prefixes tell the roots apart.
func TestPromoteAndRFC6962HaveOneShape(t *testing.T) {
	var shape func(from, to int, leaves hash.Leaves) hash.Hash
	shape = func(from, to int, leaves hash.Leaves) hash.Hash {
		if to-from == 1 {
			return hash.Hash(leaves.At(from))
		}
		middle := from + split(to-from)
		return node(shape(from, middle, leaves), shape(middle, to, leaves))
	}
	for n := 1; n <= 130; n++ {
		leaves := txLeaves(n)
		if root, _ := (Backend{}).MerkleRoot(hash.Promote, leaves); root != shape(0, n, leaves) {
			t.Errorf("%d leaves differ", n)
		}
	}
}

func TestMerkleRootLeavesItsInputAlone(t *testing.T) {
	leaves := txLeaves(9)
	before := slices.Clone(leaves.Data())
	for _, rule := range rules {
		_, _ = Backend{}.MerkleRoot(rule, leaves)
		_, _ = Backend{}.MerkleProof(rule, leaves, 3)
	}
	if !bytes.Equal(before, leaves.Data()) {
		t.Error("the leaves have changed")
	}
}

func TestSumsOfElementsAreExact(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	edges := []int64{0, 1, -1, 1<<63 - 1, -1 << 63}
	for range 10_000 {
		var sum int128
		want := new(big.Int)
		for range random.IntN(33) {
			v := int64(random.Uint64())
			if random.IntN(2) == 0 {
				v = edges[random.IntN(len(edges))]
			}
			sum = sum.add(v)
			want.Add(want, big.NewInt(v))
		}
		got := new(big.Int).Lsh(big.NewInt(int64(sum.high)), 64)
		got.Add(got, new(big.Int).SetUint64(sum.low))
		if got.Cmp(want) != 0 {
			t.Fatalf("got %v, want %v", got, want)
		}
	}
}

// Values that the types can hold and the rules do not allow.
func TestBadArguments(t *testing.T) {
	b := Backend{}
	short, _ := hash.DataLeaves([]byte{1, 2, 3}, []int{1, 3})
	tests := map[string]error{}
	_, tests["rule 3"] = b.MerkleRoot(3, hash.Leaves{})
	_, tests["proof rule 3"] = b.MerkleProof(3, txLeaves(1), 0)
	tests["verify rule 3"] = b.MerkleVerify(3, make([]byte, 32), 0, 1, nil, hash.Hash{})
	_, tests["short leaves"] = b.MerkleRoot(hash.Promote, short)
	_, tests["short leaves proof"] = b.MerkleProof(hash.Duplicate, short, 0)
	tests["short leaf"] = b.MerkleVerify(hash.Promote, nil, 0, 1, nil, hash.Hash{})
	_, tests["index"] = b.MerkleProof(hash.Promote, txLeaves(2), 2)
	_, tests["header version"] = b.HeaderV1Hash(&hash.HeaderV1{HeaderV1Fields: hash.HeaderV1Fields{CodecVersion: 2}})
	_, _, tests["header extra"] = b.HeaderV1(&hash.HeaderV1{HeaderV1Fields: hash.HeaderV1Fields{CodecVersion: 1}, ExtraData: make([]byte, 257)})
	_, tests["tx version"] = b.TxHash(&hash.Tx{Type: hash.Transfer})
	_, tests["tx type 0"] = b.TxHash(&hash.Tx{TxFields: hash.TxFields{CodecVersion: 1}})
	_, tests["tx type 4"] = b.TxSigningMessage(&hash.Tx{TxFields: hash.TxFields{CodecVersion: 1}, Type: 4})
	_, tests["tx data"] = b.TxHash(&hash.Tx{TxFields: hash.TxFields{CodecVersion: 1}, Type: hash.Transfer, Data: make([]byte, hash.MaxTxData+1)})
	_, tests["problem tier"] = b.ProblemHash(&hash.Problem{Tier: 5})
	tests["subset tier"] = b.VerifySubsetSum(&hash.SubsetSum{Tier: 255})
	tests["batch length"] = b.HashHeaders(make([]byte, 207), make([]hash.Hash, 1))
	_, tests["leaves length"] = hash.FixedLeaves(make([]byte, 33))
	_, tests["leaves ends"] = hash.DataLeaves(make([]byte, 3), []int{2, 1})
	_, tests["leaves ends beyond"] = hash.DataLeaves(make([]byte, 3), []int{4})
	for name, err := range tests {
		if !errors.Is(err, hash.ErrInvalidInput) || hash.MessageOf(err) == "" {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

func TestHeaderHashesAgree(t *testing.T) {
	b := Backend{}
	random := rand.New(rand.NewPCG(3, 4))
	batch := make([]byte, 0, 5*hash.Go208Size)
	var want []hash.Hash
	for range 5 {
		v1 := hash.HeaderV1{HeaderV1Fields: hash.HeaderV1Fields{CodecVersion: 1, Nonce: random.Uint64()}, ExtraData: make([]byte, random.IntN(257))}
		encoded, digest, err := b.HeaderV1(&v1)
		alone, err2 := b.HeaderV1Hash(&v1)
		if err != nil || err2 != nil || digest != alone || digest != sha256.Sum256(encoded) {
			t.Errorf("header_v1: %x and %x, %v, %v", digest, alone, err, err2)
		}
		header := hash.HeaderGo208{Nonce: random.Uint64()}
		fixed, digest, _ := b.HeaderGo208(&header)
		if alone, err := b.HeaderGo208Hash(&header); err != nil || alone != digest {
			t.Errorf("header_go208: %x and %x, %v", digest, alone, err)
		}
		batch, want = append(batch, fixed[:]...), append(want, digest)
	}
	got := make([]hash.Hash, 5)
	if err := b.HashHeaders(batch, got); err != nil || !slices.Equal(got, want) {
		t.Errorf("batch: got %x, want %x, %v", got, want, err)
	}
}

// FuzzDecode: whatever a decoder accepts encodes to the very same bytes.
func FuzzDecode(f *testing.F) {
	b := Backend{}
	header, _, _ := b.HeaderV1(&hash.HeaderV1{HeaderV1Fields: hash.HeaderV1Fields{CodecVersion: 1, Timestamp: -1, Nonce: 300}, ExtraData: []byte{1, 200}})
	f.Add(header)
	f.Add(appendTx(nil, &hash.Tx{TxFields: hash.TxFields{CodecVersion: 1, Amount: 1 << 40}, Type: hash.BountyPayment, Data: []byte{0xff}}))
	f.Add(appendProblem(nil, &hash.Problem{Tier: hash.Server, Elements: []int64{1, -1, 70000}, Target: -5}))
	f.Add(appendSolution(nil, &hash.Solution{Indices: []uint32{1, 300, 70000}, Timestamp: -1}))
	f.Fuzz(func(t *testing.T, data []byte) {
		if h, err := b.DecodeHeaderV1(data); err == nil {
			again, _, err := b.HeaderV1(&h)
			same(t, data, again, err)
		}
		if tx, err := b.DecodeTx(data); err == nil {
			same(t, data, appendTx(nil, &tx), checkTx(&tx))
		}
		if p, err := b.DecodeProblem(data); err == nil {
			same(t, data, appendProblem(nil, &p), nil)
		}
		if s, err := b.DecodeSolution(data); err == nil {
			same(t, data, appendSolution(nil, &s), nil)
		}
	})
}

func same(t *testing.T, data, again []byte, err error) {
	t.Helper()
	if err != nil || !bytes.Equal(data, again) {
		t.Fatalf("%x is accepted but encodes to %x, %v", data, again, err)
	}
}
