// Package e2e tests async calls, leaves and destructors in unusual places.
package e2e

import (
	"context"
	"iter"
	"os"
	"testing"
	"time"

	"spandrel.dev/tests/go_main/places/places"
)

// host is what Go implements.
type host struct{}

func TestMain(m *testing.M) {
	places.Implement(host{})
	os.Exit(m.Run())
}

func (host) Answer() (uint64, error) { return 42, nil }

func (host) Wait(ctx context.Context, pause time.Duration) (uint64, error) {
	select {
	case <-time.After(pause):
		return uint64(pause.Milliseconds()), nil
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

func (host) Numbers(ctx context.Context, count uint64, pause time.Duration) iter.Seq2[uint64, error] {
	return func(yield func(uint64, error) bool) {
		for number := range count {
			if pause > 0 {
				time.Sleep(pause)
			}
			if !yield(number, nil) {
				return
			}
		}
	}
}
