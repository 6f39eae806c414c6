// Package app is the chain as an application of the engine: the engine orders
// transactions and counts votes, the application decides what a block is.
//
// PrepareProposal puts our header in front of the transactions as transaction 0,
// ProcessProposal computes it again and refuses any other bytes, FinalizeBlock
// answers its hash, which the engine's next header carries, and Commit returns
// when block and state are on disk.
package app

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	abci "github.com/cometbft/cometbft/abci/types"

	"spandrel.dev/consensus/chain"
	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/node/internal/store"
	"spandrel.dev/spandrel/migrate"
)

// ErrDiverged is returned when the network decided a block that this node
// computes otherwise. The node keeps the state before that block and has to
// stop: started again with a backend that computes what the others do, it goes
// on.
var ErrDiverged = errors.New("this node computes another block than the network decided")

// App is the application. Its methods may be called from any goroutine.
type App struct {
	abci.BaseApplication
	backend hash.Backend
	alone   hash.Backend // see FallBack
	rules   chain.Rules
	store   *store.Store
	log     *slog.Logger
	metrics *Metrics
	fatal   chan error
	commits func(number uint64)

	mu      sync.RWMutex
	state   chain.State
	pending *pending

	// head is for readers, who must not wait for a backend that hangs.
	head atomic.Pointer[head]
}

// head is the last state and when it was committed, or the start.
type head struct {
	state chain.State
	at    time.Time
}

type pending struct {
	block chain.Block
	state chain.State
}

// New returns the application over what is stored. rules are the configured
// ones: a stored chain, or later a genesis file, with others is refused.
func New(backend hash.Backend, rules chain.Rules, store *store.Store, log *slog.Logger) (*App, error) {
	state, _, err := store.State()
	if err != nil {
		return nil, err
	}
	if state.ChainID != "" {
		if difference := state.Rules.Differ(rules); difference != "" {
			return nil, fmt.Errorf("rules: in the stored chain %s as configured; set consensus.rules to those of the chain", difference)
		}
	}
	a := &App{backend: backend, alone: backend, rules: rules, store: store, log: log, fatal: make(chan error, 1), state: state}
	a.head.Store(&head{state, time.Now()})
	a.metrics = newMetrics(a)
	return a, nil
}

// FallBack names the backend that is asked where the one before abstains because
// it stands for two that disagree. A node that votes abstains as well; what it
// proposes itself, and what the network has decided, is computed by this one. It
// is called before the application is used.
func (a *App) FallBack(alone hash.Backend) { a.alone = alone }

// OnCommit has a function called after each block. It is called before the
// application is used.
func (a *App) OnCommit(call func(number uint64)) { a.commits = call }

// Fatal carries the first error after which the node cannot go on.
func (a *App) Fatal() <-chan error { return a.fatal }

func (a *App) fail(err error) error {
	select {
	case a.fatal <- err:
	default:
	}
	return err
}

// Info implements abci.Application.
func (a *App) Info(context.Context, *abci.RequestInfo) (*abci.ResponseInfo, error) {
	a.mu.RLock()
	defer a.mu.RUnlock()
	info := &abci.ResponseInfo{Data: "coinjecture", Version: hash.Version, LastBlockHeight: int64(a.state.Number)}
	if a.state.Number > 0 {
		info.LastBlockAppHash = slices.Clone(a.state.Hash[:])
	}
	return info, nil
}

// InitChain implements abci.Application.
func (a *App) InitChain(_ context.Context, r *abci.RequestInitChain) (*abci.ResponseInitChain, error) {
	genesis, err := ReadGenesis(r.AppStateBytes)
	if err != nil {
		return nil, a.fail(err)
	}
	if difference := genesis.Rules.Differ(a.rules); difference != "" {
		return nil, a.fail(fmt.Errorf("rules: in the genesis file %s as configured; set consensus.rules to those of the chain", difference))
	}
	admin, err := genesis.AdminKey()
	if err != nil {
		return nil, a.fail(err)
	}
	state := chain.State{ChainID: r.ChainId, Rules: genesis.Rules, Admin: admin}
	for _, v := range r.Validators {
		key := v.PubKey.GetEd25519()
		if len(key) != 32 || v.Power <= 0 {
			return nil, a.fail(fmt.Errorf("genesis: a validator has no Ed25519 key or no power"))
		}
		state.Validators = append(state.Validators, chain.Validator{PublicKey: hash.Hash(key), Power: uint64(v.Power)})
	}
	if r.InitialHeight != 1 {
		return nil, a.fail(fmt.Errorf("genesis: initial_height is %d, must be 1", r.InitialHeight))
	}
	if err := a.store.Begin(state); err != nil {
		return nil, a.fail(err)
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	a.state = state
	a.head.Store(&head{state, time.Now()})
	return &abci.ResponseInitChain{}, nil
}

// CheckTx implements abci.Application.
func (a *App) CheckTx(_ context.Context, r *abci.RequestCheckTx) (*abci.ResponseCheckTx, error) {
	a.mu.RLock()
	state := a.state
	a.mu.RUnlock()
	err := a.decide(func(backend hash.Backend) error { return chain.CheckTransaction(backend, &state, r.Tx) })
	if err != nil {
		return &abci.ResponseCheckTx{Code: uint32(hash.VerificationFailed), Log: err.Error()}, nil
	}
	return &abci.ResponseCheckTx{}, nil
}

// PrepareProposal implements abci.Application.
func (a *App) PrepareProposal(_ context.Context, r *abci.RequestPrepareProposal) (*abci.ResponsePrepareProposal, error) {
	a.mu.RLock()
	defer a.mu.RUnlock()
	defer a.metrics.time("build")()
	var block chain.Block
	err := a.decide(func(backend hash.Backend) (err error) {
		block, _, err = chain.Build(backend, &a.state, slot(r.Time, r.ProposerAddress), fitting(r.Txs, r.MaxTxBytes), chain.MaxBlockBytes)
		return err
	})
	if err != nil {
		return nil, a.fail(fmt.Errorf("block %d: building it failed: %w", r.Height, err))
	}
	return &abci.ResponsePrepareProposal{Txs: append([][]byte{block.Wire()}, block.Transactions...)}, nil
}

// fitting returns the first transactions that fit beside transaction 0; each
// costs its length and up to six bytes.
func fitting(transactions [][]byte, room int64) [][]byte {
	const frame = 6
	room -= chain.WireSize + frame
	for i, tx := range transactions {
		if room -= int64(len(tx) + frame); room < 0 {
			return transactions[:i]
		}
	}
	return transactions
}

// ProcessProposal implements abci.Application.
func (a *App) ProcessProposal(_ context.Context, r *abci.RequestProcessProposal) (*abci.ResponseProcessProposal, error) {
	a.mu.RLock()
	defer a.mu.RUnlock()
	if _, _, err := a.check(a.guard, r.Txs, slot(r.Time, r.ProposerAddress)); err != nil {
		if errors.Is(err, migrate.ErrDiverged) {
			a.metrics.abstained()
			a.log.Error("no vote", "block", r.Height, "cause", err)
			return &abci.ResponseProcessProposal{Status: abci.ResponseProcessProposal_REJECT}, nil
		}
		var refusal *chain.Refusal
		if !errors.As(err, &refusal) {
			return nil, a.fail(fmt.Errorf("block %d: checking it failed: %w", r.Height, err))
		}
		a.metrics.refused(refusal.Cause)
		a.log.Error("proposal refused", "block", r.Height, "proposer", fmt.Sprintf("%X", r.ProposerAddress), "cause", err)
		return &abci.ResponseProcessProposal{Status: abci.ResponseProcessProposal_REJECT}, nil
	}
	return &abci.ResponseProcessProposal{Status: abci.ResponseProcessProposal_ACCEPT}, nil
}

// FinalizeBlock implements abci.Application.
func (a *App) FinalizeBlock(_ context.Context, r *abci.RequestFinalizeBlock) (*abci.ResponseFinalizeBlock, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if r.Height != int64(a.state.Number)+1 {
		return nil, a.fail(fmt.Errorf("the engine decides block %d and the application is at %d; roll one of them back", r.Height, a.state.Number))
	}
	block, next, err := a.check(a.decide, r.Txs, slot(r.Time, r.ProposerAddress))
	if err != nil {
		var refusal *chain.Refusal
		if errors.As(err, &refusal) {
			a.metrics.diverged()
			err = fmt.Errorf("%w: %w; start the node with another backend", ErrDiverged, err)
		}
		a.log.Error("block cannot be applied", "block", r.Height, "cause", err)
		return nil, a.fail(err)
	}
	a.pending = &pending{block, next}
	response := &abci.ResponseFinalizeBlock{AppHash: slices.Clone(block.Hash[:]), ValidatorUpdates: changes(a.state.Validators, next.Validators)}
	for range r.Txs {
		response.TxResults = append(response.TxResults, &abci.ExecTxResult{})
	}
	return response, nil
}

// changes returns what turns one validator set into the other. A key that a
// block changes twice stands in it once.
func changes(old, now []chain.Validator) (updates []abci.ValidatorUpdate) {
	power := map[hash.Hash]uint64{}
	for _, v := range old {
		power[v.PublicKey] = v.Power
	}
	for _, v := range now {
		if power[v.PublicKey] != v.Power {
			updates = append(updates, abci.Ed25519ValidatorUpdate(v.PublicKey[:], int64(v.Power)))
		}
		delete(power, v.PublicKey)
	}
	for _, v := range old {
		if _, gone := power[v.PublicKey]; gone {
			updates = append(updates, abci.Ed25519ValidatorUpdate(v.PublicKey[:], 0))
		}
	}
	return updates
}

// Commit implements abci.Application.
func (a *App) Commit(context.Context, *abci.RequestCommit) (*abci.ResponseCommit, error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	block, state := a.pending.block, a.pending.state
	stored := store.Block{
		Header: block.Header, Encoded: block.Encoded[:], Hash: block.Hash, Transactions: block.Transactions,
		Backend: a.backend.Name(), Kernel: a.backend.Kernels().String(),
	}
	if err := a.store.Append(stored, state); err != nil {
		return nil, a.fail(err)
	}
	a.state, a.pending = state, nil
	a.metrics.committed(a.SinceLast())
	a.head.Store(&head{state, time.Now()})
	if a.commits != nil {
		a.commits(state.Number)
	}
	return &abci.ResponseCommit{}, nil
}

func slot(at time.Time, proposer []byte) chain.Slot {
	s := chain.Slot{Time: at.Unix()}
	copy(s.Proposer[:], proposer)
	return s
}
