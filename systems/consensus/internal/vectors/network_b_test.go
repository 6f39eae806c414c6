package vectors

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/reference/go/native"
)

// networkB is the shape of network_b_vectors.json.
type networkB struct {
	Version   string
	Generator string
	Hashes    []struct {
		Name, Input  string
		ExpectedHash string `json:"expected_hash"`
	} `json:"test_vectors"`
	Roots []struct {
		Name         string
		TxHashes     []string `json:"tx_hashes"`
		ExpectedRoot string   `json:"expected_root"`
	} `json:"merkle_vectors"`
	Headers []struct {
		Name   string
		Header struct {
			CodecVersion     uint8  `json:"codec_version"`
			BlockIndex       uint32 `json:"block_index"`
			Timestamp        int64
			ParentHash       string `json:"parent_hash"`
			MerkleRoot       string `json:"merkle_root"`
			MinerAddress     string `json:"miner_address"`
			Commitment       string
			DifficultyTarget uint32 `json:"difficulty_target"`
			Nonce            uint64
			ExtraData        string `json:"extra_data"`
		}
		ExpectedHash string `json:"expected_hash"`
	} `json:"block_header_vectors"`
	Sums []struct {
		Name    string
		Problem struct {
			ProblemType string `json:"problem_type"`
			Tier        string
			Elements    []int64
			Target      int64
			Timestamp   int64
		}
		Solution struct {
			Indices   []uint32
			Timestamp int64
		}
		Budget struct {
			MaxOps         uint32 `json:"max_ops"`
			MaxDurationMS  uint32 `json:"max_duration_ms"`
			MaxMemoryBytes uint32 `json:"max_memory_bytes"`
		}
		Valid bool
	} `json:"subset_sum_vectors"`
}

// The file that Rust writes holds the answers of the Go reference.
func TestIssueNetworkBVectors(t *testing.T) {
	folder, err := Folder()
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile(filepath.Join(folder, "network_b", "network_b_vectors.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file networkB
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&file); err != nil {
		t.Fatal(err)
	}
	if file.Version != hash.Version {
		t.Errorf("got version %q", file.Version)
	}
	if n := len(file.Hashes) + len(file.Roots) + len(file.Headers) + len(file.Sums); n < 50 {
		t.Errorf("%d vectors, at least 50 are wanted", n)
	}
	names := map[string]bool{}
	checked := func(kind, name, got, want string) {
		if got != want || name == "" || names[kind+name] {
			t.Errorf("%s %s: got %s, want %s", kind, name, got, want)
		}
		names[kind+name] = true
	}
	reference := native.Backend{}
	for _, v := range file.Hashes {
		sum, err := reference.SHA256(unhex(t, v.Input))
		checked("hash", v.Name, answer(t, sum, err), v.ExpectedHash)
	}
	for _, v := range file.Roots {
		var leaves []hash.Hash
		for _, leaf := range v.TxHashes {
			leaves = append(leaves, hash.Hash(unhex(t, leaf)))
		}
		root, err := reference.MerkleRoot(hash.Promote, hash.HashLeaves(leaves))
		checked("root", v.Name, answer(t, root, err), v.ExpectedRoot)
	}
	for _, v := range file.Headers {
		h := v.Header
		sum, err := reference.HeaderV1Hash(&hash.HeaderV1{
			HeaderV1Fields: hash.HeaderV1Fields{
				CodecVersion:     h.CodecVersion,
				BlockIndex:       uint64(h.BlockIndex),
				Timestamp:        h.Timestamp,
				ParentHash:       hash.Hash(unhex(t, h.ParentHash)),
				MerkleRoot:       hash.Hash(unhex(t, h.MerkleRoot)),
				MinerAddress:     hash.Hash(unhex(t, h.MinerAddress)),
				Commitment:       hash.Hash(unhex(t, h.Commitment)),
				DifficultyTarget: uint64(h.DifficultyTarget),
				Nonce:            h.Nonce,
			},
			ExtraData: unhex(t, h.ExtraData),
		})
		checked("header", v.Name, answer(t, sum, err), v.ExpectedHash)
	}
	verdict := map[bool]string{true: "true", false: "false"}
	for _, v := range file.Sums {
		tier, ok := hash.ParseTier(v.Problem.Tier)
		err := reference.VerifySubsetSum(&hash.SubsetSum{
			Tier: tier, Elements: v.Problem.Elements, Target: v.Problem.Target, Indices: v.Solution.Indices,
			MaxOps: uint64(v.Budget.MaxOps), MaxMemory: uint64(v.Budget.MaxMemoryBytes),
		})
		checked("sum", v.Name, verdict[ok && err == nil], verdict[v.Valid])
	}
}

func unhex(t *testing.T, text string) []byte {
	t.Helper()
	b, err := hex.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func answer(t *testing.T, sum hash.Hash, err error) string {
	t.Helper()
	if err != nil {
		t.Error(err)
	}
	return hex.EncodeToString(sum[:])
}
