package wait

import (
	"context"
	"slices"
	"sync"
	"sync/atomic"
)

// Chain is what waits for a goroutine that answers Rust: the future or the call that awaits an async function or an iterator of
// Go's, with the objects that it has, and whatever waits for that in turn. A call that would wait for one of these objects would
// wait for itself.
type Chain struct {
	// objects are handles. The urgent bit marks those that the chain has alone.
	objects []uint64
	// outer waits for this one: it is that of the goroutine which made the call that awaits.
	outer *Chain
	// over tells that Rust does not wait any more.
	over atomic.Bool
}

// chains are those of the goroutines that answer.
var chains struct {
	// count is how many there are. Nobody looks further while there are none.
	count atomic.Int32
	mu    sync.Mutex
	of    map[uintptr]*Chain
}

// chainKey is the key of a chain in the context that an async function gets.
type chainKey struct{}

// NewChain is called where Rust begins to wait. waiter is who waits for the future that is polled here, if the executor does
// that, and otherwise 0. The chain is nil if it has no objects.
func NewChain(objects []uint64, waiter uint64) *Chain {
	var outer *Chain
	if chains.count.Load() != 0 {
		if outer = chainOf(goroutine()); outer == nil {
			outer = chainOf(goroutineOf(waiter))
		}
	}
	if len(objects) == 0 && outer == nil {
		return nil
	}
	return &Chain{objects: slices.Clone(objects), outer: outer}
}

// chainOf is the chain that waits for a goroutine, nil if there is none.
func chainOf(goroutine uintptr) *Chain {
	if goroutine == 0 {
		return nil
	}
	chains.mu.Lock()
	defer chains.mu.Unlock()
	return chains.of[goroutine]
}

// Context is a context that tells goroutines which are started in between.
func (c *Chain) Context(ctx context.Context) context.Context {
	if c == nil {
		return ctx
	}
	return context.WithValue(ctx, chainKey{}, c)
}

// Run runs what the chain waits for, in a goroutine of its own.
func (c *Chain) Run(run func()) {
	self := goroutine()
	if c == nil || self == 0 {
		run()
		return
	}
	chains.mu.Lock()
	if chains.of == nil {
		chains.of = make(map[uintptr]*Chain)
	}
	chains.of[self] = c
	chains.mu.Unlock()
	chains.count.Add(1)
	defer func() {
		chains.count.Add(-1)
		chains.mu.Lock()
		delete(chains.of, self)
		chains.mu.Unlock()
	}()
	run()
}

// End notes that Rust does not wait any more.
func (c *Chain) End() {
	if c != nil {
		c.over.Store(true)
	}
}

// has tells whether a call would wait for the chain. Those that share an object do not wait for each other.
func (c *Chain) has(handle uint64, exclusive bool) bool {
	for ; c != nil && !c.over.Load(); c = c.outer {
		for _, object := range c.objects {
			if object&^urgent == handle && (exclusive || object&urgent != 0) {
				return true
			}
		}
	}
	return false
}

// Reentrant tells whether a call that has come back with this status would wait for itself: a chain that waits for its goroutine,
// or for one that has passed on its context, has the object.
func (t *Turn) Reentrant(ctx context.Context, status uint64) bool {
	if chains.count.Load() == 0 {
		return false
	}
	at := t.at(status)
	if at == nil {
		return false
	}
	exclusive := isExclusive(status)
	if chainOf(goroutine()).has(at.handle, exclusive) {
		return true
	}
	passed := func(ctx context.Context) bool {
		chain, _ := ctx.Value(chainKey{}).(*Chain)
		return chain.has(at.handle, exclusive)
	}
	return ctx != nil && passed(ctx) || ctx == nil && slices.ContainsFunc(t.limits, passed)
}
