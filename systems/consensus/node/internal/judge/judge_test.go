package judge

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os/exec"
	"strings"
	"testing"

	"spandrel.dev/consensus/chain"
	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/hash/signing"
	"spandrel.dev/consensus/reference/go/native"
)

// The judge would be none if it used what it judges.
func TestJudgeSharesNoCodeWithNodes(t *testing.T) {
	output, err := exec.Command("go", "list", "-deps", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range strings.Fields(string(output)) {
		if strings.HasPrefix(name, "spandrel.dev/") && name != "spandrel.dev/consensus/node/internal/judge" {
			t.Errorf("it imports %s", name)
		}
	}
	if !strings.Contains(string(output), "curve25519-voi") {
		t.Error("go list names no dependency of it")
	}
}

// blocks are a chain as a node with backend would tell of it.
func blocks(t *testing.T, backend hash.Backend, count int) []Block {
	t.Helper()
	admin := signing.NewKey(hash.Hash{1})
	state := chain.State{ChainID: "test", Rules: chain.DefaultRules(), Admin: admin.Public(), Validators: []chain.Validator{{PublicKey: hash.Hash{2}, Power: 1}}}
	var told []Block
	for n := range count {
		var txs [][]byte
		for i := range n {
			txs = append(txs, fmt.Appendf([]byte{chain.KindData}, "%d %d", n, i))
		}
		if n == 3 {
			txs = append(txs, chain.Update{PublicKey: hash.Hash{5}, Power: 3, Sequence: 1}.Sign("test", admin))
		}
		b, next, err := chain.Build(backend, &state, chain.Slot{Time: int64(1000 + n), Proposer: hash.Hash{byte(n + 1)}}, txs, 1<<20)
		if err != nil {
			t.Fatal(err)
		}
		state = next
		block := Block{
			Number: b.Header.Number, BlockHash: hex.EncodeToString(b.Hash[:]), ParentHash: hex.EncodeToString(b.Header.Parent[:]),
			StateRoot: hex.EncodeToString(b.Header.StateRoot[:]), TxRoot: hex.EncodeToString(b.Header.TxRoot[:]), TxCount: len(txs),
			Timestamp: b.Header.Timestamp, Validator: hex.EncodeToString(b.Header.Validator[:20]), Header: hex.EncodeToString(b.Encoded[:]),
		}
		for _, tx := range b.Transactions {
			block.Transactions = append(block.Transactions, hex.EncodeToString(tx))
		}
		told = append(told, block)
	}
	return told
}

// tell judges the answers of some nodes, one server each.
func tell(t *testing.T, nodes ...[]Block) Report {
	t.Helper()
	public := signing.NewKey(hash.Hash{1}).Public()
	j := New("test", public[:])
	for i, told := range nodes {
		server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			for _, b := range told {
				if r.URL.Path == fmt.Sprintf("/v1/blocks/%d", b.Number) && r.URL.Query().Get("full") == "true" {
					_ = json.NewEncoder(w).Encode(b)
					return
				}
			}
			w.WriteHeader(http.StatusNotFound)
			_ = json.NewEncoder(w).Encode(map[string]string{"error": "no such block"})
		}))
		defer server.Close()
		f := j.Follow(fmt.Sprintf("node%d", i+1), strings.TrimPrefix(server.URL, "http://"))
		if err := f.CatchUp(context.Background(), 1000); err != nil {
			t.Fatal(err)
		}
	}
	return j.Report()
}

func TestGoodChain(t *testing.T) {
	r := tell(t, blocks(t, native.Backend{}, 8), blocks(t, native.Backend{}, 6))
	if r.Blocks != 8 || r.Judged != 14 || r.Disagreeing != 0 || len(r.Wrong) != 0 || len(r.Proposers) != 8 {
		t.Errorf("got %+v", r)
	}
}

// odd duplicates the odd node, which the rule promotes.
type odd struct{ native.Backend }

func (o odd) MerkleRoot(_ hash.Rule, leaves hash.Leaves) (hash.Hash, error) {
	return o.Backend.MerkleRoot(hash.Duplicate, leaves)
}

// The judge finds what is planted: it is the last one that could.
func TestJudgeFindsFaults(t *testing.T) {
	good := blocks(t, native.Backend{}, 8)
	if r := tell(t, good, blocks(t, odd{}, 8)); r.Disagreeing != 3 || len(r.Wrong) == 0 {
		t.Errorf("a chain with another rule: got %d disagreeing, wrong %q", r.Disagreeing, r.Wrong)
	}
	for name, spoil := range map[string]func(b *Block){
		"hash":             func(b *Block) { b.BlockHash = "00" + b.BlockHash[2:] },
		"parent":           func(b *Block) { b.ParentHash = b.BlockHash },
		"root":             func(b *Block) { b.TxRoot = b.BlockHash },
		"state root":       func(b *Block) { b.StateRoot = b.BlockHash },
		"header":           func(b *Block) { b.Header = b.Header[:414] + "01" },
		"short header":     func(b *Block) { b.Header = b.Header[:414] },
		"timestamp":        func(b *Block) { b.Timestamp-- },
		"validator":        func(b *Block) { b.Validator = "ff" + b.Validator[2:] },
		"transaction lost": func(b *Block) { b.Transactions = b.Transactions[1:] },
		"transaction":      func(b *Block) { b.Transactions[0] = "01ff" },
		"count":            func(b *Block) { b.TxCount++ },
		"number":           func(b *Block) { b.Number = 4; b.Header = "05" + b.Header[2:] },
		"update":           func(b *Block) { tx := b.Transactions[3]; b.Transactions[3] = tx[:len(tx)-2] + "00" },
	} {
		told := blocks(t, native.Backend{}, 4)
		spoil(&told[3])
		if r := tell(t, told); len(r.Wrong) == 0 {
			t.Errorf("%s: nothing found", name)
		}
	}
}
