package app_test

import (
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"strings"
	"testing"
	"time"

	abci "github.com/cometbft/cometbft/abci/types"

	"spandrel.dev/consensus/bindings/go/rustcore"
	"spandrel.dev/consensus/chain"
	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/hash/signing"
	"spandrel.dev/consensus/node/internal/app"
	"spandrel.dev/consensus/node/internal/store"
	"spandrel.dev/consensus/reference/go/native"
)

var (
	admin = signing.NewKey(hash.Hash{1})
	ctx   = context.Background()
	quiet = slog.New(slog.NewTextHandler(io.Discard, nil))
	now   = time.Unix(1704067200, 0)
)

// node is an application with its store and the engine's part played by hand.
type node struct {
	*app.App
	store *store.Store
	home  string
}

func open(t *testing.T, backend hash.Backend, home string) node {
	t.Helper()
	blocks, err := store.Open(home)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { blocks.Close() })
	a, err := app.New(backend, chain.DefaultRules(), blocks, quiet)
	if err != nil {
		t.Fatal(err)
	}
	return node{a, blocks, home}
}

func genesisState(t *testing.T, rules chain.Rules) []byte {
	t.Helper()
	public := admin.Public()
	text, err := json.Marshal(app.Genesis{Rules: rules, Admin: hex.EncodeToString(public[:])})
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func begin(t *testing.T, backend hash.Backend) node {
	t.Helper()
	n := open(t, backend, t.TempDir())
	if _, err := n.InitChain(ctx, &abci.RequestInitChain{
		ChainId: "test", InitialHeight: 1, AppStateBytes: genesisState(t, chain.DefaultRules()),
		Validators: []abci.ValidatorUpdate{abci.Ed25519ValidatorUpdate(make([]byte, 32), 10), abci.Ed25519ValidatorUpdate(append([]byte{9}, make([]byte, 31)...), 10)},
	}); err != nil {
		t.Fatal(err)
	}
	return n
}

var proposer = []byte("proposer's address..")

func (n node) propose(t *testing.T, height int64, txs ...[]byte) [][]byte {
	t.Helper()
	r, err := n.PrepareProposal(ctx, &abci.RequestPrepareProposal{Height: height, Time: now, ProposerAddress: proposer, Txs: txs, MaxTxBytes: 1 << 20})
	if err != nil {
		t.Fatal(err)
	}
	return r.Txs
}

func (n node) accepts(t *testing.T, height int64, txs [][]byte) bool {
	t.Helper()
	r, err := n.ProcessProposal(ctx, &abci.RequestProcessProposal{Height: height, Time: now, ProposerAddress: proposer, Txs: txs})
	if err != nil {
		t.Fatal(err)
	}
	return r.Status == abci.ResponseProcessProposal_ACCEPT
}

func (n node) decide(height int64, txs [][]byte) (*abci.ResponseFinalizeBlock, error) {
	r, err := n.FinalizeBlock(ctx, &abci.RequestFinalizeBlock{Height: height, Time: now, ProposerAddress: proposer, Txs: txs})
	if err != nil {
		return nil, err
	}
	_, err = n.Commit(ctx, &abci.RequestCommit{})
	return r, err
}

func data(text string) []byte { return append([]byte{chain.KindData}, text...) }

func TestBackendsDecideTheSameBlocks(t *testing.T) {
	rust, err := rustcore.Open()
	if err != nil {
		t.Fatal(err)
	}
	nodes := []node{begin(t, native.Backend{}), begin(t, rust)}
	for height := int64(1); height <= 9; height++ {
		txs := nodes[height%2].propose(t, height, data("a"), []byte{99}, data("b"), data("c"))
		if len(txs) != 4 || len(txs[0]) != chain.WireSize {
			t.Fatalf("block %d: %d transactions, want transaction 0 and three", height, len(txs))
		}
		var answers []string
		for _, n := range nodes {
			if !n.accepts(t, height, txs) {
				t.Fatalf("block %d: %s refuses it", height, n.Backend().Name())
			}
			r, err := n.decide(height, txs)
			if err != nil {
				t.Fatal(err)
			}
			answers = append(answers, hex.EncodeToString(r.AppHash))
			if state := n.State(); int64(state.Number) != height || hex.EncodeToString(state.Hash[:]) != answers[0] {
				t.Errorf("block %d: the state of %s is %d %x", height, n.Backend().Name(), state.Number, state.Hash)
			}
		}
		if answers[0] != answers[1] {
			t.Fatalf("block %d: app hashes %s", height, answers)
		}
	}
}

func TestOtherBytesAreRefused(t *testing.T) {
	n := begin(t, native.Backend{})
	txs := n.propose(t, 1, data("a"), data("b"))
	for at := range txs[0] {
		txs[0][at] ^= 1
		if n.accepts(t, 1, txs) {
			t.Errorf("byte %d of transaction 0 may be another", at)
		}
		txs[0][at] ^= 1
	}
	for name, wrong := range map[string][][]byte{"nothing": nil, "no block": txs[1:], "a transaction less": txs[:2], "another order": {txs[0], txs[2], txs[1]}} {
		if n.accepts(t, 1, wrong) {
			t.Errorf("%s is accepted", name)
		}
	}
	if got := n.Metrics().Refused(); got != int64(len(txs[0])+4) {
		t.Errorf("%d refusals counted, want %d", got, len(txs[0])+4)
	}
	if !n.accepts(t, 1, txs) {
		t.Error("the block itself is refused")
	}
}

// A node that computes otherwise than the network decided keeps its state, says
// so, and goes on with another backend.
func TestDivergedNodeStopsAndComesBack(t *testing.T) {
	good, bad := begin(t, native.Backend{}), begin(t, wrongTrees{native.Backend{}})
	first := good.propose(t, 1, data("a"), data("b"))
	for _, n := range []node{good, bad} {
		if _, err := n.decide(1, first); err != nil {
			t.Fatal(err)
		}
	}
	second := good.propose(t, 2, data("a"), data("b"), data("c"))
	if bad.accepts(t, 2, second) {
		t.Error("the faulty node accepts a block that it computes otherwise")
	}
	if _, err := bad.decide(2, second); !errors.Is(err, app.ErrDiverged) || !errors.Is(err, chain.ErrHeader) {
		t.Errorf("got %v, want %v", err, app.ErrDiverged)
	}
	select {
	case err := <-bad.Fatal():
		if !errors.Is(err, app.ErrDiverged) {
			t.Errorf("fatal: got %v", err)
		}
	default:
		t.Error("nobody is told that the node cannot go on")
	}
	if bad.State().Number != 1 {
		t.Errorf("the state moved to %d", bad.State().Number)
	}
	bad.store.Close()
	mended := open(t, native.Backend{}, bad.home)
	if _, err := mended.decide(2, second); err != nil || mended.State().Number != 2 {
		t.Errorf("with another backend: %v", err)
	}
}

// wrongTrees duplicates the odd node where the rule promotes it.
type wrongTrees struct{ hash.Backend }

func (w wrongTrees) MerkleRoot(_ hash.Rule, leaves hash.Leaves) (hash.Hash, error) {
	return w.Backend.MerkleRoot(hash.Duplicate, leaves)
}

func TestStateIsOnDiskAfterCommit(t *testing.T) {
	n := begin(t, native.Backend{})
	update := chain.Update{PublicKey: hash.Hash{7}, Power: 5, Sequence: 1}.Sign("test", admin)
	r, err := n.decide(1, n.propose(t, 1, update))
	if err != nil || len(r.ValidatorUpdates) != 1 || r.ValidatorUpdates[0].Power != 5 {
		t.Fatalf("%+v, %v", r, err)
	}
	before := n.State()
	n.store.Close()
	again := open(t, native.Backend{}, n.home)
	info, err := again.Info(ctx, &abci.RequestInfo{})
	if err != nil || info.LastBlockHeight != 1 || string(info.LastBlockAppHash) != string(before.Hash[:]) {
		t.Errorf("after a restart: %+v, %v", info, err)
	}
	if state := again.State(); state.Updates != 1 || len(state.Validators) != 3 {
		t.Errorf("after a restart: %+v", state)
	}
	again.store.Close()

	blocks, err := store.Open(n.home)
	if err != nil {
		t.Fatal(err)
	}
	defer blocks.Close()
	other := chain.DefaultRules()
	other.Merkle = "duplicate"
	if _, err := app.New(native.Backend{}, other, blocks, quiet); err == nil || !strings.Contains(err.Error(), "merkle is promote, not duplicate") {
		t.Errorf("other rules: got %v", err)
	}
	if number, err := blocks.Rollback(); err != nil || number != 0 {
		t.Errorf("rollback: %d, %v", number, err)
	}
	if _, err := blocks.Rollback(); !errors.Is(err, store.ErrNone) {
		t.Errorf("rollback before block 1: got %v", err)
	}
}

// The engine refuses a set in which a key stands twice, or is removed without
// having been there.
func TestSetChangesOnceForEachKey(t *testing.T) {
	n := begin(t, native.Backend{})
	key, joined := hash.Hash{7}, uint64(0)
	var txs [][]byte
	for sequence, power := range []uint64{5, 6, 0, 8} {
		joined = power
		txs = append(txs, chain.Update{PublicKey: key, Power: power, Sequence: uint64(sequence + 1)}.Sign("test", admin))
	}
	txs = append(txs, chain.Update{PublicKey: hash.Hash{8}, Power: 1, Sequence: 5}.Sign("test", admin), chain.Update{PublicKey: hash.Hash{8}, Power: 0, Sequence: 6}.Sign("test", admin))
	r, err := n.decide(1, n.propose(t, 1, txs...))
	if err != nil || len(r.ValidatorUpdates) != 1 || uint64(r.ValidatorUpdates[0].Power) != joined {
		t.Errorf("got %+v, %v; want one update to power %d", r, err, joined)
	}
}

// panics is a backend that fails as a planted one does.
type panics struct{ hash.Backend }

func (panics) MerkleRoot(hash.Rule, hash.Leaves) (hash.Hash, error) { panic("planted") }

func TestPanicOfTheBackendIsAnError(t *testing.T) {
	n := begin(t, panics{native.Backend{}})
	if _, err := n.PrepareProposal(ctx, &abci.RequestPrepareProposal{Height: 1, Time: now, MaxTxBytes: 1000}); !errors.Is(err, hash.ErrInternal) {
		t.Errorf("got %v, want INTERNAL", err)
	}
	if err := <-n.Fatal(); !errors.Is(err, hash.ErrInternal) {
		t.Errorf("fatal: got %v", err)
	}
}

func TestWrongGenesisIsRefused(t *testing.T) {
	other := chain.DefaultRules()
	other.Merkle = "rfc6962"
	for name, r := range map[string]*abci.RequestInitChain{
		"other rules":    {ChainId: "test", InitialHeight: 1, AppStateBytes: genesisState(t, other)},
		"no state":       {ChainId: "test", InitialHeight: 1},
		"unknown key":    {ChainId: "test", InitialHeight: 1, AppStateBytes: []byte(`{"rules":{},"more":1}`)},
		"initial height": {ChainId: "test", InitialHeight: 7, AppStateBytes: genesisState(t, chain.DefaultRules())},
	} {
		n := open(t, native.Backend{}, t.TempDir())
		if _, err := n.InitChain(ctx, r); err == nil {
			t.Errorf("%s is accepted", name)
		}
	}
}
