package app

import (
	"time"

	"spandrel.dev/consensus/chain"
	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/node/internal/store"
)

// Backend returns the backend that hashes.
func (a *App) Backend() hash.Backend { return a.backend }

// State returns the state after the last block.
func (a *App) State() chain.State { return a.head.Load().state }

// Block returns block number; 0 is the last one.
func (a *App) Block(number uint64) (store.Block, error) {
	if number == 0 {
		number = a.State().Number
	}
	return a.store.Block(number)
}

// SinceLast returns the time since the last block was committed, or since the
// start.
func (a *App) SinceLast() time.Duration { return time.Since(a.head.Load().at) }

// Metrics returns the metrics of the application.
func (a *App) Metrics() *Metrics { return a.metrics }
