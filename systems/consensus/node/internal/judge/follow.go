package judge

import (
	"context"
	"encoding/json"
	"fmt"
	"math"
	"net/http"
	"sync"
	"sync/atomic"
	"time"
)

// Follower reads the blocks of one node, one after the other.
type Follower struct {
	judge  *Judge
	node   string
	base   string
	client http.Client

	mu     sync.Mutex // of state
	state  follower
	number atomic.Uint64
}

// Follow returns a follower of the node that answers at address.
func (j *Judge) Follow(node, address string) *Follower {
	return &Follower{judge: j, node: node, base: "http://" + address, client: http.Client{Timeout: 10 * time.Second}}
}

// CatchUp judges the blocks that the node has and that were not judged yet, up to
// a height: a chain that runs has no end. A node that does not answer is not at
// fault, it may be stopped.
func (f *Follower) CatchUp(ctx context.Context, height uint64) error {
	for f.Number() < height && ctx.Err() == nil {
		if more, err := f.next(ctx); err != nil || !more {
			return err
		}
	}
	return ctx.Err()
}

// Number returns the number of the last block that was judged.
func (f *Follower) Number() uint64 { return f.number.Load() }

// next judges one block more, if the node has one.
func (f *Follower) next(ctx context.Context) (more bool, err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	block, err := f.fetch(ctx, f.state.number+1)
	if err != nil || block == nil {
		return false, err
	}
	f.judge.judge(f.node, &f.state, block)
	f.number.Store(f.state.number)
	return true, nil
}

// Run catches up again and again until ctx ends.
func (f *Follower) Run(ctx context.Context) {
	for ctx.Err() == nil {
		// A caller that needs the newest answer calls CatchUp and sees its error.
		_ = f.CatchUp(ctx, math.MaxUint64)
		select {
		case <-ctx.Done():
		case <-time.After(100 * time.Millisecond):
		}
	}
}

// fetch returns a block, or nil when the node does not have it yet.
func (f *Follower) fetch(ctx context.Context, number uint64) (*Block, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, fmt.Sprintf("%s/v1/blocks/%d?full=true", f.base, number), nil)
	if err != nil {
		return nil, err
	}
	response, err := f.client.Do(request)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	block := new(Block)
	if err := json.NewDecoder(response.Body).Decode(block); err != nil {
		return nil, fmt.Errorf("%s: block %d: %w", f.node, number, err)
	}
	switch response.StatusCode {
	case http.StatusOK:
		return block, nil
	case http.StatusNotFound:
		return nil, nil
	}
	return nil, fmt.Errorf("%s: block %d: status %d", f.node, number, response.StatusCode)
}
