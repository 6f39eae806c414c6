package chain

import (
	"encoding/binary"
	"errors"

	"spandrel.dev/consensus/hash"
)

// Block is one block: its header and the transactions it commits to.
type Block struct {
	Header       hash.HeaderGo208
	Encoded      [hash.Go208Size]byte
	Hash         hash.Hash
	Transactions [][]byte
	Updates      []Update // of the validator set, in block order
}

// Slot is what the engine says of the block: when, and who proposes it.
type Slot struct {
	Time     int64     // Unix seconds, agreed on by the engine; never this machine's clock
	Proposer hash.Hash // the proposer's address, padded with zeros
}

// WireSize is the length of a block as transaction 0.
const WireSize = 1 + hash.Go208Size + 32

// wireVersion is the first byte of transaction 0.
const wireVersion = 1

// Gas is constant: this chain does not execute transactions.
const (
	gasLimit          = 30_000_000_000
	gasPerTransaction = 21_000
)

// Wire returns the block as transaction 0: a version, the header, its hash.
func (b *Block) Wire() []byte {
	wire := append(make([]byte, 0, WireSize), wireVersion)
	wire = append(wire, b.Encoded[:]...)
	return append(wire, b.Hash[:]...)
}

// Build returns the next block after state and the state after it. Transactions
// that may not be in a block, or no longer fit into maxBytes of transactions, are
// left out.
func Build(backend hash.Backend, state *State, slot Slot, transactions [][]byte, maxBytes int) (Block, State, error) {
	next := state.clone()
	block := Block{Transactions: make([][]byte, 0, len(transactions))}
	room := min(maxBytes, MaxBlockBytes)
	for _, tx := range transactions {
		if len(block.Transactions) == MaxTransactions || len(tx) > room {
			break
		}
		err := block.add(backend, state, &next, tx)
		var no *invalidError
		if errors.As(err, &no) {
			continue
		}
		if err != nil {
			return Block{}, State{}, err
		}
		room -= len(tx)
	}
	if err := block.seal(backend, state, &next, slot); err != nil {
		return Block{}, State{}, err
	}
	return block, next, nil
}

// Check computes the block after state that slot and transactions make, and
// compares wire with it byte for byte. It returns that block and the state after
// it, a *Refusal when wire is anything else, and any other error when the backend
// failed.
func Check(backend hash.Backend, state *State, slot Slot, wire []byte, transactions [][]byte) (Block, State, error) {
	number := state.Number + 1
	if len(wire) != WireSize || wire[0] != wireVersion {
		return Block{}, State{}, refuse(number, ErrShape, "transaction 0 has %d bytes and must have %d and begin with %d", len(wire), WireSize, wireVersion)
	}
	if len(transactions) > MaxTransactions {
		return Block{}, State{}, refuse(number, ErrLimit, "%d transactions, the limit is %d", len(transactions), MaxTransactions)
	}
	next := state.clone()
	block := Block{Transactions: make([][]byte, 0, len(transactions))}
	size := 0
	for i, tx := range transactions {
		if size += len(tx); size > MaxBlockBytes {
			return Block{}, State{}, refuse(number, ErrLimit, "more than %d bytes of transactions", MaxBlockBytes)
		}
		err := block.add(backend, state, &next, tx)
		var no *invalidError
		if errors.As(err, &no) {
			return Block{}, State{}, refuse(number, ErrTransaction, "transaction %d: %s", i+1, no.reason)
		}
		if err != nil {
			return Block{}, State{}, err
		}
	}
	if err := block.seal(backend, state, &next, slot); err != nil {
		return Block{}, State{}, err
	}
	if field := firstDifference(wire[1:1+hash.Go208Size], block.Encoded[:]); field != "" {
		return Block{}, State{}, refuse(number, ErrHeader, "%s; mine is %x, its is %x", field, block.Hash, wire[1+hash.Go208Size:])
	}
	if its := hash.Hash(wire[1+hash.Go208Size:]); its != block.Hash {
		return Block{}, State{}, refuse(number, ErrHash, "of the same header; mine is %x, its is %x", block.Hash, its)
	}
	return block, next, nil
}

// add appends a transaction that may be in the block.
func (b *Block) add(backend hash.Backend, state, next *State, tx []byte) error {
	update, err := readTransaction(backend, state, tx)
	if err != nil {
		return err
	}
	if update != nil {
		if err := next.apply(*update); err != nil {
			return invalid("update: %v", err)
		}
		b.Updates = append(b.Updates, *update)
	}
	b.Transactions = append(b.Transactions, tx)
	return nil
}

// seal computes the header and its hash.
func (b *Block) seal(backend hash.Backend, state, next *State, slot Slot) error {
	root, err := merkleRoot(backend, state.Rules.merkle(), b.Transactions)
	if err != nil {
		return err
	}
	stateRoot, err := backend.SHA256(binary.LittleEndian.AppendUint64(append(append([]byte{}, state.Root[:]...), root[:]...), next.Updates))
	if err != nil {
		return err
	}
	count := uint64(len(b.Transactions))
	b.Header = hash.HeaderGo208{
		Number: state.Number + 1, Parent: state.Hash, StateRoot: stateRoot, TxRoot: root, Timestamp: slot.Time, Validator: slot.Proposer,
		GasLimit: gasLimit, GasUsed: gasPerTransaction * count, Extra: leafCount(count),
	}
	if b.Encoded, b.Hash, err = backend.HeaderGo208(&b.Header); err != nil {
		return err
	}
	next.Number, next.Hash, next.Root = b.Header.Number, b.Hash, stateRoot
	return nil
}

// leafCount is the extra field: the number of leaves, then zeros. Without it two
// lists of transactions can have one root, and so one header.
func leafCount(n uint64) (extra hash.Hash) {
	binary.LittleEndian.PutUint64(extra[:], n)
	return extra
}

func merkleRoot(backend hash.Backend, rule hash.Rule, transactions [][]byte) (hash.Hash, error) {
	leaves := make([]hash.Hash, len(transactions))
	for i, tx := range transactions {
		var err error
		if leaves[i], err = backend.SHA256(tx); err != nil {
			return hash.Hash{}, err
		}
	}
	return backend.MerkleRoot(rule, hash.HashLeaves(leaves))
}

// fields are the fields of a header by where they end.
var fields = []struct {
	name string
	end  int
}{
	{"number", 8}, {"parent", 40}, {"state_root", 72}, {"tx_root", 104}, {"timestamp", 112}, {"validator", 144},
	{"difficulty", 152}, {"nonce", 160}, {"gas_limit", 168}, {"gas_used", 176}, {"extra", hash.Go208Size},
}

// firstDifference says which field of two encoded headers is the first that
// differs, or "".
func firstDifference(its, mine []byte) string {
	start := 0
	for _, field := range fields {
		if string(its[start:field.end]) != string(mine[start:field.end]) {
			return field.name + " differs"
		}
		start = field.end
	}
	return ""
}
