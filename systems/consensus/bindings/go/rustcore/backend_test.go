//go:build cgo && !coinjecture_off

package rustcore

import (
	"crypto/sha256"
	"fmt"
	"sync"
	"testing"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/reference/go/native"
)

func opened(t *testing.T) hash.Backend {
	t.Helper()
	backend, err := Open()
	if err != nil {
		t.Fatal(err)
	}
	return backend
}

func txLeaves(n int) hash.Leaves {
	hashes := make([]hash.Hash, n)
	for i := range hashes {
		hashes[i] = sha256.Sum256(fmt.Appendf(nil, "tx_%04d", i))
	}
	return hash.HashLeaves(hashes)
}

// Values that the types can hold and the rules do not allow get the codes that
// the reference gives, and never reach Rust as an enum that does not exist.
func TestBadArgumentsHaveTheCodesOfTheReference(t *testing.T) {
	short, err := hash.DataLeaves([]byte{1, 2, 3}, []int{1, 3})
	if err != nil {
		t.Fatal(err)
	}
	calls := map[string]func(hash.Backend) error{
		"rule 3":        func(b hash.Backend) error { _, err := b.MerkleRoot(3, hash.Leaves{}); return err },
		"rule 255":      func(b hash.Backend) error { _, err := b.MerkleProof(255, txLeaves(1), 0); return err },
		"verify rule 3": func(b hash.Backend) error { return b.MerkleVerify(3, make([]byte, 32), 0, 1, nil, hash.Hash{}) },
		"short leaves":  func(b hash.Backend) error { _, err := b.MerkleRoot(hash.Promote, short); return err },
		"data leaves":   func(b hash.Backend) error { _, err := b.MerkleRoot(hash.RFC6962, short); return err },
		"no leaves":     func(b hash.Backend) error { _, err := b.MerkleProof(hash.RFC6962, hash.Leaves{}, 0); return err },
		"short leaf":    func(b hash.Backend) error { return b.MerkleVerify(hash.Promote, nil, 0, 1, nil, hash.Hash{}) },
		"index":         func(b hash.Backend) error { _, err := b.MerkleProof(hash.Promote, txLeaves(2), 2); return err },
		"many steps": func(b hash.Backend) error {
			return b.MerkleVerify(hash.Promote, make([]byte, 32), 0, 1, make([]hash.ProofStep, 1000), hash.Hash{})
		},
		"header version": func(b hash.Backend) error {
			_, err := b.HeaderV1Hash(&hash.HeaderV1{HeaderV1Fields: hash.HeaderV1Fields{CodecVersion: 2}})
			return err
		},
		"header extra": func(b hash.Backend) error {
			_, _, err := b.HeaderV1(&hash.HeaderV1{HeaderV1Fields: hash.HeaderV1Fields{CodecVersion: 1}, ExtraData: make([]byte, 257)})
			return err
		},
		"tx type 0": func(b hash.Backend) error {
			_, err := b.TxHash(&hash.Tx{TxFields: hash.TxFields{CodecVersion: 1}})
			return err
		},
		"tx type 4": func(b hash.Backend) error {
			_, err := b.TxSigningMessage(&hash.Tx{TxFields: hash.TxFields{CodecVersion: 1}, Type: 4})
			return err
		},
		"tx data": func(b hash.Backend) error {
			_, err := b.TxHash(&hash.Tx{TxFields: hash.TxFields{CodecVersion: 1}, Type: hash.Transfer, Data: make([]byte, hash.MaxTxData+1)})
			return err
		},
		"problem tier": func(b hash.Backend) error { _, err := b.ProblemHash(&hash.Problem{Tier: 5}); return err },
		"subset tier":  func(b hash.Backend) error { return b.VerifySubsetSum(&hash.SubsetSum{Tier: 255}) },
		"subset size":  func(b hash.Backend) error { return b.VerifySubsetSum(&hash.SubsetSum{}) },
		"batch length": func(b hash.Backend) error { return b.HashHeaders(make([]byte, 207), make([]hash.Hash, 1)) },
		"batch empty":  func(b hash.Backend) error { return b.HashHeaders(nil, nil) },
		"bad bytes":    func(b hash.Backend) error { _, err := b.DecodeTx([]byte{0xc1}); return err },
		"no bytes":     func(b hash.Backend) error { _, err := b.DecodeHeaderV1(nil); return err },
	}
	rust := opened(t)
	for name, call := range calls {
		want, got := call(native.Backend{}), call(rust)
		if hash.CodeOf(got) != hash.CodeOf(want) {
			t.Errorf("%s: got %v, the reference %v", name, got, want)
		}
		if got != nil && hash.MessageOf(got) == "" {
			t.Errorf("%s: no message", name)
		}
	}
}

func TestHeadersHashAlike(t *testing.T) {
	rust := opened(t)
	v1 := hash.HeaderV1{HeaderV1Fields: hash.HeaderV1Fields{CodecVersion: 1, Timestamp: -1, Nonce: 1 << 40}, ExtraData: []byte{1, 200}}
	go208 := hash.HeaderGo208{Number: 1, Timestamp: -1, GasUsed: 1 << 60}
	for name, call := range map[string]func(hash.Backend) (hash.Hash, error){
		"header_v1":    func(b hash.Backend) (hash.Hash, error) { return b.HeaderV1Hash(&v1) },
		"header_go208": func(b hash.Backend) (hash.Hash, error) { return b.HeaderGo208Hash(&go208) },
		"batch": func(b hash.Backend) (hash.Hash, error) {
			out := make([]hash.Hash, 33)
			encoded := make([]byte, 33*hash.Go208Size)
			encoded[len(encoded)-1] = 7
			err := b.HashHeaders(encoded, out)
			return out[32], err
		},
	} {
		want, err := call(native.Backend{})
		if err != nil {
			t.Fatal(err)
		}
		if got, err := call(rust); err != nil || got != want {
			t.Errorf("%s: got %x, want %x, %v", name, got, want, err)
		}
	}
}

// A root over leaves that are there already costs no memory of Go's.
func TestRootAllocatesNothing(t *testing.T) {
	rust, leaves := opened(t), txLeaves(1000)
	if n := testing.AllocsPerRun(100, func() {
		if _, err := rust.MerkleRoot(hash.Promote, leaves); err != nil {
			t.Fatal(err)
		}
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

func TestConcurrentCallsAgree(t *testing.T) {
	rust := opened(t)
	var group sync.WaitGroup
	for worker := range 8 {
		group.Go(func() {
			for n := 1; n < 200; n += 7 {
				leaves := txLeaves(n + worker)
				got, err := rust.MerkleRoot(hash.Duplicate, leaves)
				want, _ := native.Backend{}.MerkleRoot(hash.Duplicate, leaves)
				if err != nil || got != want {
					t.Errorf("%d leaves: got %x, want %x, %v", n+worker, got, want, err)
				}
			}
		})
	}
	group.Wait()
}

// From 131,072 leaves on the core builds a tree on several threads.
func TestTreesThatThreadsBuild(t *testing.T) {
	rust := opened(t)
	data := make([]byte, 32*(3<<16+4097))
	for i := range data {
		data[i] = byte(i * i >> 7)
	}
	for _, n := range []int{1<<17 - 1, 1 << 17, 1<<17 + 1, 3<<16 + 4097} {
		leaves, err := hash.FixedLeaves(data[:32*n])
		if err != nil {
			t.Fatal(err)
		}
		for _, rule := range []hash.Rule{hash.Promote, hash.Duplicate, hash.RFC6962} {
			want, err := native.Backend{}.MerkleRoot(rule, leaves)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := rust.MerkleRoot(rule, leaves); err != nil || got != want {
				t.Errorf("%s, %d leaves: got %x, %v, want %x", rule, n, got, err, want)
			}
		}
	}
}
