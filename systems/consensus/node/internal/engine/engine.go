// Package engine runs the consensus engine, CometBFT, with the configuration of
// our node. The engine's own configuration file is not used: every value comes
// from ours or is decided here.
package engine

import (
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	abci "github.com/cometbft/cometbft/abci/types"
	cfg "github.com/cometbft/cometbft/config"
	"github.com/cometbft/cometbft/mempool"
	"github.com/cometbft/cometbft/node"
	"github.com/cometbft/cometbft/p2p"
	"github.com/cometbft/cometbft/privval"
	"github.com/cometbft/cometbft/proxy"
	"github.com/cometbft/cometbft/state"
	"github.com/cometbft/cometbft/store"
	"github.com/cometbft/cometbft/types"

	"spandrel.dev/consensus/chain"
	"spandrel.dev/consensus/node/internal/app"
	"spandrel.dev/consensus/node/internal/config"
)

// Files of a validator's home.
const (
	GenesisFile = "genesis.json"
	KeyFile     = "priv_validator_key.json"
	NodeKeyFile = "node_key.json"
	stateFile   = "data/priv_validator_state.json"
)

// Engine is a running engine.
type Engine struct {
	node  *node.Node
	fatal chan error
}

// Settings returns the engine's configuration for ours.
func Settings(c config.Config) *cfg.Config {
	e := cfg.DefaultConfig()
	e.SetRoot(c.Validator.Home)
	e.Moniker = c.Validator.Name
	e.Genesis, e.PrivValidatorKey, e.PrivValidatorState, e.NodeKey = GenesisFile, KeyFile, stateFile, NodeKeyFile
	e.P2P.AddrBook = "data/addrbook.json"
	e.P2P.ListenAddress = "tcp://" + c.Validator.Listen
	e.P2P.PersistentPeers = strings.Join(c.Validator.BootstrapPeers, ",")
	e.P2P.AddrBookStrict, e.P2P.AllowDuplicateIP = false, true // validators may share a machine
	e.P2P.PexReactor = false                                   // peers are those of the configuration
	e.P2P.PersistentPeersMaxDialPeriod = 2 * time.Second
	e.P2P.FlushThrottleTimeout = 2 * time.Millisecond
	e.RPC.ListenAddress = "" // our REST interface takes its place
	e.TxIndex.Indexer = "null"
	e.Mempool.Size, e.Mempool.MaxTxBytes = 2*chain.MaxTransactions, chain.MaxTransactionBytes
	t := e.Consensus
	t.TimeoutCommit, t.SkipTimeoutCommit = c.Validator.BlockTime, c.Validator.BlockTime == 0
	t.PeerGossipSleepDuration = 5 * time.Millisecond
	if c.Validator.BlockTime < time.Second {
		t.TimeoutPropose, t.TimeoutProposeDelta = time.Second, 200*time.Millisecond
		t.TimeoutPrevote, t.TimeoutPrevoteDelta = 300*time.Millisecond, 100*time.Millisecond
		t.TimeoutPrecommit, t.TimeoutPrecommitDelta = 300*time.Millisecond, 100*time.Millisecond
	}
	return e
}

// Parameters returns the engine's parameters of a new chain.
func Parameters() *types.ConsensusParams {
	p := types.DefaultConsensusParams()
	p.Block.MaxBytes = chain.MaxBlockBytes + 1<<20
	return p
}

// Genesis reads the genesis file of a home and compares it with the
// configuration.
func Genesis(c config.Config) (*types.GenesisDoc, app.Genesis, error) {
	document, err := types.GenesisDocFromFile(filepath.Join(c.Validator.Home, GenesisFile))
	if err != nil {
		return nil, app.Genesis{}, fmt.Errorf("genesis: %w", err)
	}
	if document.ChainID != c.ChainID {
		return nil, app.Genesis{}, fmt.Errorf("genesis: the chain is %q and chain_id is %q; one of the two files is of another chain", document.ChainID, c.ChainID)
	}
	ours, err := app.ReadGenesis(document.AppState)
	if err != nil {
		return nil, ours, err
	}
	if difference := ours.Rules.Differ(c.Consensus.Rules); difference != "" {
		return nil, ours, fmt.Errorf("rules: in the genesis file %s as configured; set consensus.rules to those of the chain", difference)
	}
	return document, ours, nil
}

// Start starts the engine. application is nil when it runs in another process,
// at c.Validator.Application.
func Start(c config.Config, application abci.Application, log *slog.Logger) (*Engine, error) {
	if _, _, err := Genesis(c); err != nil {
		return nil, err
	}
	settings := Settings(c)
	creator := proxy.NewRemoteClientCreator(c.Validator.Application, "socket", true)
	if application != nil {
		creator = proxy.NewLocalClientCreator(application)
	}
	e := &Engine{fatal: make(chan error, 1)}
	heard := logger{log, e.fail}
	key, err := p2p.LoadNodeKey(settings.NodeKeyFile())
	if err != nil {
		return nil, fmt.Errorf("node key: %w", err)
	}
	validator, err := loadKey(settings)
	if err != nil {
		return nil, err
	}
	e.node, err = node.NewNode(settings, validator, key, creator, node.DefaultGenesisDocProviderFunc(settings), cfg.DefaultDBProvider,
		node.DefaultMetricsProvider(settings.Instrumentation), heard)
	if err != nil {
		return nil, fmt.Errorf("engine: %w", err)
	}
	if err := e.node.Start(); err != nil {
		return nil, fmt.Errorf("engine: %w", err)
	}
	return e, nil
}

// loadKey reads the validator's key. The engine's own functions end the process
// when a file is missing, or make a new key.
func loadKey(settings *cfg.Config) (*privval.FilePV, error) {
	for _, file := range []string{settings.PrivValidatorKeyFile(), settings.PrivValidatorStateFile()} {
		if _, err := os.Stat(file); err != nil {
			return nil, fmt.Errorf("validator key: %w; coinjectured init makes it", err)
		}
	}
	return privval.LoadFilePV(settings.PrivValidatorKeyFile(), settings.PrivValidatorStateFile()), nil
}

func (e *Engine) fail(err error) {
	select {
	case e.fatal <- err:
	default:
	}
}

// Fatal carries the error after which the engine does nothing more.
func (e *Engine) Fatal() <-chan error { return e.fatal }

// Stop stops the engine and waits for it, or until it has failed.
func (e *Engine) Stop() error {
	stopped := make(chan error, 1)
	go func() {
		err := e.node.Stop()
		if err == nil {
			e.node.Wait()
		}
		stopped <- err
	}()
	select {
	case err := <-e.fatal:
		return err
	case err := <-stopped:
		if err != nil {
			return fmt.Errorf("engine: %w", err)
		}
	}
	select {
	case err := <-e.fatal:
		return err
	default:
		return nil
	}
}

// Submit puts a transaction into the mempool, when the application accepts it.
func (e *Engine) Submit(tx []byte) error {
	answer := make(chan *abci.ResponseCheckTx, 1)
	if err := e.node.Mempool().CheckTx(tx, func(r *abci.ResponseCheckTx) { answer <- r }, mempool.TxInfo{}); err != nil {
		return err
	}
	select {
	case r := <-answer:
		if r.Code != abci.CodeTypeOK {
			return fmt.Errorf("%s", r.Log)
		}
		return nil
	case <-time.After(10 * time.Second):
		return fmt.Errorf("the application does not answer")
	}
}

// Waiting returns how many transactions wait, and how many bytes they have.
func (e *Engine) Waiting() (count int, bytes int64) {
	return e.node.Mempool().Size(), e.node.Mempool().SizeBytes()
}

// Peers returns how many other nodes are connected.
func (e *Engine) Peers() int { return e.node.Switch().Peers().Size() }

// Rollback takes the engine back by one block, so that it asks the application
// about that block again. hard removes the block as well, so that the network
// sends it again. The node must not run.
func Rollback(c config.Config, hard bool) (int64, error) {
	settings := Settings(c)
	blocks, err := cfg.DefaultDBProvider(&cfg.DBContext{ID: "blockstore", Config: settings})
	if err != nil {
		return 0, fmt.Errorf("engine: %w; the node must not run", err)
	}
	blockStore := store.NewBlockStore(blocks)
	defer blockStore.Close()
	states, err := cfg.DefaultDBProvider(&cfg.DBContext{ID: "state", Config: settings})
	if err != nil {
		return 0, fmt.Errorf("engine: %w; the node must not run", err)
	}
	stateStore := state.NewStore(states, state.StoreOptions{})
	defer stateStore.Close()
	height, _, err := state.Rollback(blockStore, stateStore, hard)
	if err != nil {
		return 0, fmt.Errorf("engine: %w", err)
	}
	return height, nil
}
