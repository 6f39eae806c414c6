package chain_test

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"testing"

	"spandrel.dev/consensus/chain"
	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/hash/signing"
	"spandrel.dev/consensus/reference/go/msgpack"
)

var admin = signing.NewKey(hash.Hash{1})

func genesis() chain.State {
	return chain.State{
		ChainID: "test", Rules: chain.DefaultRules(), Admin: admin.Public(),
		Validators: []chain.Validator{{PublicKey: hash.Hash{0xa}, Power: 10}, {PublicKey: hash.Hash{0xb}, Power: 10}},
	}
}

var slot = chain.Slot{Time: 1704067200, Proposer: hash.Hash{0xa}}

func data(n int) [][]byte {
	list := make([][]byte, n)
	for i := range list {
		list[i] = fmt.Appendf([]byte{chain.KindData}, "tx_%04d", i)
	}
	return list
}

// signed returns a signed transaction, its encoding written out here.
func signed(t testing.TB, backend hash.Backend, key signing.Key) []byte {
	tx := hash.Tx{TxFields: hash.TxFields{CodecVersion: 1, To: hash.Hash{9}, Amount: 5, Nonce: 1, GasLimit: 21000, GasPrice: 1, Timestamp: 7}, Type: hash.Transfer, Data: []byte("x")}
	if err := signing.SignTx(backend, &tx, key); err != nil {
		t.Fatal(err)
	}
	b := msgpack.AppendMap(nil, 11)
	field := func(name string) { b = msgpack.AppendString(b, name) }
	field("codec_version")
	b = msgpack.AppendUint(b, 1)
	field("tx_type")
	b = msgpack.AppendString(b, "Transfer")
	field("from")
	b = msgpack.AppendFixed(b, tx.From[:])
	field("to")
	b = msgpack.AppendFixed(b, tx.To[:])
	for _, f := range []struct {
		name  string
		value uint64
	}{{"amount", 5}, {"nonce", 1}, {"gas_limit", 21000}, {"gas_price", 1}} {
		field(f.name)
		b = msgpack.AppendUint(b, f.value)
	}
	field("signature")
	b = msgpack.AppendFixed(b, tx.Signature[:])
	field("data")
	b = msgpack.AppendByteArray(b, tx.Data)
	field("timestamp")
	b = msgpack.AppendInt(b, 7)
	return chain.Signed(key.Public(), b)
}

func TestBackendsBuildTheSameChain(t *testing.T) {
	for _, rule := range []string{"promote", "duplicate", "rfc6962"} {
		all := backends(t)
		states := make([]chain.State, len(all))
		for i := range states {
			states[i] = genesis()
			states[i].Rules.Merkle = rule
		}
		for number := range 40 {
			slot := chain.Slot{Time: slot.Time + int64(number), Proposer: hash.Hash{byte(number)}}
			transactions := append(data(number), signed(t, all[0], signing.NewKey(hash.Hash{byte(number)})))
			var wires [][]byte
			nexts := make([]chain.State, len(all))
			for i, backend := range all {
				block, next, err := chain.Build(backend, &states[i], slot, transactions, chain.MaxBlockBytes)
				if err != nil || len(block.Transactions) != number+1 {
					t.Fatalf("%s, block %d: %d transactions, %v", backend.Name(), number+1, len(block.Transactions), err)
				}
				wires, nexts[i] = append(wires, block.Wire()), next
			}
			for i, backend := range all {
				for _, wire := range wires {
					_, next, err := chain.Check(backend, &states[i], slot, wire, transactions)
					if err != nil || next.Hash != nexts[0].Hash || next.Root != nexts[0].Root || next.Number != uint64(number+1) {
						t.Fatalf("%s, %s, block %d: %v", rule, backend.Name(), number+1, err)
					}
				}
			}
			states = nexts
		}
	}
}

func TestWrongBytesAreRefused(t *testing.T) {
	for _, backend := range backends(t) {
		state := genesis()
		good, state, err := chain.Build(backend, &state, slot, data(4), chain.MaxBlockBytes)
		if err != nil {
			t.Fatal(err)
		}
		_ = good
		block, _, err := chain.Build(backend, &state, slot, data(5), chain.MaxBlockBytes)
		if err != nil {
			t.Fatal(err)
		}
		wire := block.Wire()
		for bit := range 8 * len(wire) {
			spoilt := bytes.Clone(wire)
			spoilt[bit/8] ^= 1 << (bit % 8)
			want := chain.ErrHeader
			if bit < 8 {
				want = chain.ErrShape
			} else if bit >= 8*(1+hash.Go208Size) {
				want = chain.ErrHash
			}
			_, _, err := chain.Check(backend, &state, slot, spoilt, data(5))
			var refusal *chain.Refusal
			if !errors.Is(err, want) || !errors.As(err, &refusal) || refusal.Number != 2 {
				t.Fatalf("%s, bit %d: got %v, want %v of block 2", backend.Name(), bit, err, want)
			}
		}
		refused := func(name string, want error, detail string, slot chain.Slot, wire []byte, transactions [][]byte) {
			_, next, err := chain.Check(backend, &state, slot, wire, transactions)
			if !errors.Is(err, want) || !strings.Contains(err.Error(), detail) || next.Number != 0 {
				t.Errorf("%s, %s: got %v, want %v with %q", backend.Name(), name, err, want, detail)
			}
		}
		refused("nothing", chain.ErrShape, "0 bytes", slot, nil, data(5))
		refused("a byte less", chain.ErrShape, "240 bytes", slot, wire[:len(wire)-1], data(5))
		refused("a byte more", chain.ErrShape, "242 bytes", slot, append(bytes.Clone(wire), 0), data(5))
		refused("another order", chain.ErrHeader, "state_root", slot, wire, append(data(5)[1:], data(1)...))
		refused("a transaction less", chain.ErrHeader, "state_root", slot, wire, data(4))
		refused("another time", chain.ErrHeader, "timestamp", chain.Slot{Time: slot.Time + 1, Proposer: slot.Proposer}, wire, data(5))
		refused("another proposer", chain.ErrHeader, "validator", chain.Slot{Time: slot.Time}, wire, data(5))
		refused("another block", chain.ErrHeader, "number", slot, good.Wire(), data(4))
		refused("empty transaction", chain.ErrTransaction, "transaction 2: empty", slot, wire, [][]byte{data(1)[0], {}})
		refused("unknown kind", chain.ErrTransaction, "kind 9", slot, wire, [][]byte{{9, 1}})
		refused("large transaction", chain.ErrTransaction, "limit", slot, wire, [][]byte{make([]byte, chain.MaxTransactionBytes+1)})
		refused("too many", chain.ErrLimit, "10001", slot, wire, data(chain.MaxTransactions+1))
		refused("too many bytes", chain.ErrLimit, "bytes", slot, wire, slicesOf(11, append([]byte{chain.KindData}, make([]byte, 1<<20)...)))
	}
}

// Under promote seven leaves and a tree over some of their nodes can have one
// root: the leaf count tells them apart.
func TestLeafCountIsPartOfTheHeader(t *testing.T) {
	for _, backend := range backends(t) {
		state := genesis()
		state.Rules.Merkle = "duplicate"
		three, _, err := chain.Build(backend, &state, slot, data(3), chain.MaxBlockBytes)
		if err != nil {
			t.Fatal(err)
		}
		four := append(data(3), data(3)[2])
		again, _, err := chain.Build(backend, &state, slot, four, chain.MaxBlockBytes)
		if err != nil {
			t.Fatal(err)
		}
		if three.Header.TxRoot != again.Header.TxRoot {
			t.Fatalf("%s: duplicate gives two roots; the test has lost its point", backend.Name())
		}
		if three.Header.Extra == again.Header.Extra || three.Hash == again.Hash {
			t.Errorf("%s: 3 and 4 transactions have one header", backend.Name())
		}
		if _, _, err := chain.Check(backend, &state, slot, three.Wire(), four); !errors.Is(err, chain.ErrHeader) {
			t.Errorf("%s: got %v, want %v", backend.Name(), err, chain.ErrHeader)
		}
	}
}

func TestUpdates(t *testing.T) {
	joins := chain.Update{PublicKey: hash.Hash{0xc}, Power: 7, Sequence: 1}
	leaves := chain.Update{PublicKey: hash.Hash{0xa}, Power: 0, Sequence: 2}
	for _, backend := range backends(t) {
		state := genesis()
		transactions := [][]byte{joins.Sign("test", admin), leaves.Sign("test", admin)}
		block, next, err := chain.Build(backend, &state, slot, transactions, chain.MaxBlockBytes)
		if err != nil || len(block.Updates) != 2 || next.Updates != 2 || len(next.Validators) != 2 || next.Validators[1].Power != 7 {
			t.Fatalf("%s: %+v, %v", backend.Name(), next, err)
		}
		if len(state.Validators) != 2 || state.Updates != 0 || state.Validators[0].PublicKey != leaves.PublicKey {
			t.Errorf("%s: Build changed the state it was given: %+v", backend.Name(), state)
		}
		bad := map[string][]byte{
			"replayed":             joins.Sign("test", admin),
			"of another chain":     chain.Update{PublicKey: hash.Hash{1}, Power: 1, Sequence: 3}.Sign("other", admin),
			"by another key":       chain.Update{PublicKey: hash.Hash{1}, Power: 1, Sequence: 3}.Sign("test", signing.NewKey(hash.Hash{2})),
			"of nobody":            chain.Update{PublicKey: hash.Hash{1}, Power: 0, Sequence: 3}.Sign("test", admin),
			"a sequence left out":  chain.Update{PublicKey: hash.Hash{1}, Power: 1, Sequence: 4}.Sign("test", admin),
			"too powerful":         chain.Update{PublicKey: hash.Hash{1}, Power: chain.MaxPower, Sequence: 3}.Sign("test", admin),
			"of overflowing power": chain.Update{PublicKey: hash.Hash{1}, Power: 1<<64 - 1, Sequence: 3}.Sign("test", admin),
			"cut":                  joins.Sign("test", admin)[:100],
		}
		for name, tx := range bad {
			block, _, err := chain.Build(backend, &next, slot, [][]byte{tx}, chain.MaxBlockBytes)
			if err != nil || len(block.Transactions) != 0 {
				t.Errorf("%s: an update %s was built in: %v", backend.Name(), name, err)
			}
			if _, _, err := chain.Check(backend, &next, slot, block.Wire(), [][]byte{tx}); !errors.Is(err, chain.ErrTransaction) {
				t.Errorf("%s: an update %s: got %v, want %v", backend.Name(), name, err, chain.ErrTransaction)
			}
		}
		alone := chain.State{ChainID: "test", Rules: chain.DefaultRules(), Admin: admin.Public(), Validators: next.Validators[:1]}
		last := chain.Update{PublicKey: alone.Validators[0].PublicKey, Sequence: 1}.Sign("test", admin)
		if block, _, err := chain.Build(backend, &alone, slot, [][]byte{last}, chain.MaxBlockBytes); err != nil || len(block.Updates) != 0 {
			t.Errorf("%s: the last validator was removed: %v", backend.Name(), err)
		}
	}
}

func TestSignedTransactions(t *testing.T) {
	for _, backend := range backends(t) {
		state := genesis()
		good := signed(t, backend, signing.NewKey(hash.Hash{3}))
		if err := chain.CheckTransaction(backend, &state, good); err != nil {
			t.Errorf("%s: %v", backend.Name(), err)
		}
		for at := 1; at < len(good); at++ {
			spoilt := bytes.Clone(good)
			spoilt[at] ^= 0x40
			if err := chain.CheckTransaction(backend, &state, spoilt); !errors.Is(err, chain.ErrTransaction) {
				t.Fatalf("%s, byte %d: got %v, want %v", backend.Name(), at, err, chain.ErrTransaction)
			}
		}
		if err := chain.CheckTransaction(backend, &state, good[:20]); !errors.Is(err, chain.ErrTransaction) {
			t.Errorf("%s: cut: got %v", backend.Name(), err)
		}
	}
}

func TestBuildKeepsToTheRoom(t *testing.T) {
	for _, backend := range backends(t) {
		state := genesis()
		block, _, err := chain.Build(backend, &state, slot, data(10), 35)
		if err != nil || len(block.Transactions) != 4 {
			t.Errorf("%s: %d transactions of 8 bytes in 35 bytes, %v", backend.Name(), len(block.Transactions), err)
		}
		block, _, err = chain.Build(backend, &state, slot, data(chain.MaxTransactions+5), chain.MaxBlockBytes)
		if err != nil || len(block.Transactions) != chain.MaxTransactions {
			t.Errorf("%s: %d transactions, %v", backend.Name(), len(block.Transactions), err)
		}
	}
}

// broken fails where a machine does.
type broken struct{ hash.Backend }

func (broken) MerkleRoot(hash.Rule, hash.Leaves) (hash.Hash, error) {
	return hash.Hash{}, hash.Errorf(hash.Internal, "broken")
}

func (broken) VerifySignature(hash.Hash, []byte, hash.Signature) error {
	return hash.Errorf(hash.Internal, "broken")
}

// A failure of the machine is never a verdict on a block.
func TestBackendFailureIsNoRefusal(t *testing.T) {
	for _, backend := range backends(t) {
		state := genesis()
		block, _, err := chain.Build(backend, &state, slot, data(3), chain.MaxBlockBytes)
		if err != nil {
			t.Fatal(err)
		}
		update := chain.Update{PublicKey: hash.Hash{1}, Power: 1, Sequence: 1}.Sign("test", admin)
		for _, transactions := range [][][]byte{data(3), {update}} {
			_, _, err = chain.Check(broken{backend}, &state, slot, block.Wire(), transactions)
			var refusal *chain.Refusal
			if !errors.Is(err, hash.ErrInternal) || errors.As(err, &refusal) {
				t.Errorf("Check: got %v, want INTERNAL and no refusal", err)
			}
			if _, _, err = chain.Build(broken{backend}, &state, slot, transactions, chain.MaxBlockBytes); !errors.Is(err, hash.ErrInternal) {
				t.Errorf("Build: got %v, want INTERNAL", err)
			}
		}
	}
}

func TestRules(t *testing.T) {
	rules := chain.DefaultRules()
	if err := rules.Validate(); err != nil {
		t.Error(err)
	}
	for _, wrong := range []chain.Rules{{"bitcoin", "go208", "zip215"}, {"promote", "v1", "zip215"}, {"promote", "go208", "rfc8032"}} {
		if wrong.Validate() == nil {
			t.Errorf("%+v is accepted", wrong)
		}
	}
	other := rules
	other.Merkle = "duplicate"
	if got := rules.Differ(other); got != "merkle is promote, not duplicate" || rules.Differ(rules) != "" {
		t.Errorf("got %q", got)
	}
}

// FuzzCheck finds nothing but the block itself that is accepted, and no panic;
// all backends give the same verdict.
func FuzzCheck(f *testing.F) {
	all := backends(f)
	state := genesis()
	block, _, err := chain.Build(all[0], &state, slot, data(3), chain.MaxBlockBytes)
	if err != nil {
		f.Fatal(err)
	}
	wire := block.Wire()
	f.Add(wire, data(3)[0])
	f.Add(wire[:100], []byte{chain.KindUpdate})
	f.Add([]byte{}, signed(f, all[0], signing.NewKey(hash.Hash{3})))
	f.Add(wire, chain.Update{PublicKey: hash.Hash{1}, Power: 1, Sequence: 1}.Sign("test", admin))
	f.Fuzz(func(t *testing.T, bad, tx []byte) {
		transactions := append(data(2), tx)
		var first string
		for i, backend := range all {
			_, _, err := chain.Check(backend, &state, slot, bad, transactions)
			if err == nil && !(bytes.Equal(bad, wire) && bytes.Equal(tx, data(3)[2])) {
				own, _, _ := chain.Build(backend, &state, slot, transactions, chain.MaxBlockBytes)
				if !bytes.Equal(bad, own.Wire()) {
					t.Errorf("%s accepts %x with %x", backend.Name(), bad, tx)
				}
			}
			verdict := "accepted"
			var refusal *chain.Refusal
			if errors.As(err, &refusal) {
				verdict = refusal.Cause.Error()
			} else if err != nil {
				t.Errorf("%s: %v is no refusal", backend.Name(), err)
			}
			if i == 0 {
				first = verdict
			} else if verdict != first {
				t.Errorf("%s says %q, %s says %q", all[0].Name(), first, backend.Name(), verdict)
			}
		}
	})
}

func slicesOf(n int, tx []byte) [][]byte {
	list := make([][]byte, n)
	for i := range list {
		list[i] = tx
	}
	return list
}

// TestCheckValue holds a chain of ten blocks to a value that the Python
// implementation has in its tests too.
func TestCheckValue(t *testing.T) {
	const want = "4becd7daeab8b86a9f47c74f23f7a8ebf1dd217e052388f54a47fed7f6e67025"
	for _, backend := range backends(t) {
		state := genesis()
		for number := range 10 {
			transactions := data(number)
			if number == 4 {
				transactions = append(transactions, chain.Update{PublicKey: hash.Hash{0xc}, Power: 7, Sequence: 1}.Sign("test", admin))
			}
			_, next, err := chain.Build(backend, &state, chain.Slot{Time: 1704067200 + int64(number), Proposer: hash.Hash{byte(number)}}, transactions, chain.MaxBlockBytes)
			if err != nil {
				t.Fatal(err)
			}
			state = next
		}
		if got := fmt.Sprintf("%x", state.Hash); got != want {
			t.Errorf("%s: got %s, want %s", backend.Name(), got, want)
		}
	}
}
