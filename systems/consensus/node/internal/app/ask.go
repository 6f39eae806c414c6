package app

import (
	"errors"
	"runtime/debug"

	"spandrel.dev/consensus/chain"
	"spandrel.dev/consensus/hash"
	"spandrel.dev/spandrel/migrate"
)

// check computes the block that transactions make and compares transaction 0.
func (a *App) check(ask func(func(hash.Backend) error) error, transactions [][]byte, slot chain.Slot) (block chain.Block, next chain.State, err error) {
	defer a.metrics.time("check")()
	var wire []byte
	if len(transactions) > 0 {
		wire, transactions = transactions[0], transactions[1:]
	}
	err = ask(func(backend hash.Backend) (err error) {
		block, next, err = chain.Check(backend, &a.state, slot, wire, transactions)
		return err
	})
	return block, next, err
}

// decide does work that cannot be left undone: if the backend abstains, with the
// one that it falls back to.
func (a *App) decide(work func(hash.Backend) error) error {
	err := a.guard(work)
	if errors.Is(err, migrate.ErrDiverged) {
		return a.guarded(a.alone, work)
	}
	return err
}

// guard does work with the backend.
func (a *App) guard(work func(hash.Backend) error) error { return a.guarded(a.backend, work) }

// guarded turns a panic of a backend into an error: a validator must say why it
// stops.
func (a *App) guarded(backend hash.Backend, work func(hash.Backend) error) (err error) {
	defer func() {
		if r := recover(); r != nil {
			a.log.Error("backend panicked", "panic", r, "stack", string(debug.Stack()))
			err = hash.Errorf(hash.Internal, "backend %s panicked: %v", backend.Name(), r)
		}
	}()
	return work(backend)
}
