// Package store keeps the blocks of the chain, and the state after each, on
// disk.
package store

import (
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"

	dbm "github.com/cometbft/cometbft-db"

	"spandrel.dev/consensus/chain"
	"spandrel.dev/consensus/hash"
)

// ErrNone is returned for a block that there is not.
var ErrNone = errors.New("no such block")

// Block is a stored block.
type Block struct {
	Header       hash.HeaderGo208
	Encoded      []byte
	Hash         hash.Hash
	Transactions [][]byte
	Backend      string // that computed it here
	Kernel       string
}

// record is what one key holds: the block and the state after it.
type record struct {
	Block Block
	State chain.State
}

// Store is a database in a folder. One process has it open at a time.
type Store struct{ db dbm.DB }

// name of the database, in the engine's data folder.
const name = "coinjecture"

var headKey = []byte("head")

func blockKey(number uint64) []byte { return binary.BigEndian.AppendUint64([]byte("block/"), number) }

// Open opens the database below the folder home, or makes one.
func Open(home string) (*Store, error) {
	db, err := dbm.NewDB(name, dbm.GoLevelDBBackend, filepath.Join(home, "data"))
	if err != nil {
		return nil, fmt.Errorf("store: %w; is another process using %s?", err, home)
	}
	return &Store{db}, nil
}

// Close closes the database.
func (s *Store) Close() error { return s.db.Close() }

// State returns the state after the last block, and whether there is one.
func (s *Store) State() (chain.State, bool, error) {
	number, err := s.head()
	if errors.Is(err, ErrNone) {
		return chain.State{}, false, nil
	}
	if err != nil {
		return chain.State{}, false, err
	}
	r, err := s.read(number)
	return r.State, err == nil, err
}

// Begin writes the state before block 1.
func (s *Store) Begin(state chain.State) error { return s.write(record{State: state}) }

// Append writes a block and the state after it. When it returns, both are on
// disk, or neither is.
func (s *Store) Append(block Block, state chain.State) error {
	return s.write(record{block, state})
}

// Block returns block number.
func (s *Store) Block(number uint64) (Block, error) {
	if number == 0 {
		return Block{}, ErrNone
	}
	r, err := s.read(number)
	return r.Block, err
}

// Rollback removes the last block and returns the number of the one before.
func (s *Store) Rollback() (uint64, error) {
	number, err := s.head()
	if err != nil {
		return 0, err
	}
	if number == 0 {
		return 0, ErrNone
	}
	batch := s.db.NewBatch()
	defer batch.Close()
	if err := errors.Join(batch.Delete(blockKey(number)), batch.Set(headKey, binary.BigEndian.AppendUint64(nil, number-1)), batch.WriteSync()); err != nil {
		return 0, fmt.Errorf("store: %w", err)
	}
	return number - 1, nil
}

func (s *Store) head() (uint64, error) {
	head, err := s.db.Get(headKey)
	switch {
	case err != nil:
		return 0, fmt.Errorf("store: %w", err)
	case head == nil:
		return 0, ErrNone
	case len(head) != 8:
		return 0, fmt.Errorf("store: the head has %d bytes, not 8; the data is damaged, restore it or let the node fetch the chain again", len(head))
	}
	return binary.BigEndian.Uint64(head), nil
}

func (s *Store) read(number uint64) (record, error) {
	text, err := s.db.Get(blockKey(number))
	if err != nil {
		return record{}, fmt.Errorf("store: block %d: %w", number, err)
	}
	if text == nil {
		return record{}, ErrNone
	}
	var r record
	if err := json.Unmarshal(text, &r); err != nil {
		return record{}, fmt.Errorf("store: block %d: %w; the data is damaged, restore it or let the node fetch the chain again", number, err)
	}
	return r, nil
}

func (s *Store) write(r record) error {
	text, err := json.Marshal(r)
	if err != nil {
		return fmt.Errorf("store: %w", err)
	}
	batch := s.db.NewBatch()
	defer batch.Close()
	number := r.State.Number
	if err := errors.Join(batch.Set(blockKey(number), text), batch.Set(headKey, binary.BigEndian.AppendUint64(nil, number)), batch.WriteSync()); err != nil {
		return fmt.Errorf("store: block %d: %w", number, err)
	}
	return nil
}
