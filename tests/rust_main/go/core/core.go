// Package core is what Go does for the guest, a Rust program.
package core

import (
	"bytes"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"runtime/pprof"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"spandrel.dev/spandrel"
	_ "spandrel.dev/tests/rust_main/bare"
	"spandrel.dev/tests/rust_main/guest"
	"spandrel.dev/tests/rust_main/guest/live"
)

func init() {
	switch os.Getenv("Guest_INIT") {
	case "slow":
		time.Sleep(500 * time.Millisecond)
	case "panic":
		panic("the guest burns")
	}
	guest.Implement(implementation{})
}

type implementation struct{}

func (implementation) Add(a int64, b int32) int64 { return a + int64(b) }

func (implementation) Relabel(item guest.Item, label string) (guest.Item, error) {
	item.Label = label
	return item, nil
}

func (implementation) Reverse(data []byte) ([]byte, error) {
	slices.Reverse(data)
	return data, nil
}

func (implementation) Fail(how string) error {
	switch how {
	case "error":
		return io.ErrUnexpectedEOF
	case "wrapped":
		return fmt.Errorf("through Go: %w", guest.Report())
	case "panic":
		var nothing *guest.Item
		nothing.Label = "nil"
	}
	return nil
}

func (implementation) Seal(key *spandrel.Secret, content *spandrel.Bytes) (*spandrel.Bytes, error) {
	defer key.Close()
	defer content.Close()
	sealed := content.Copy()
	err := key.Use(func(key []byte) {
		for i := range sealed {
			sealed[i] ^= key[i%len(key)]
		}
	})
	return spandrel.NewBytes(sealed), err
}

func (implementation) Unlock(password *spandrel.Secret) (*spandrel.Secret, error) {
	defer password.Close()
	var key *spandrel.Secret
	err := password.Use(func(password []byte) {
		digest := sha256.Sum256(password)
		key = spandrel.NewSecret(digest[:])
	})
	return key, err
}

func (implementation) Fetch(ctx context.Context, frame *spandrel.Bytes) (*spandrel.Bytes, error) {
	return frame, nil
}

func (i implementation) Relay(depth uint32) (uint64, error) {
	if depth == 0 {
		return 1, nil
	}
	sum := uint64(0)
	var inner error
	guest.Visit(1, func(uint32) bool {
		sum, inner = i.Relay(depth - 1)
		return true
	})
	return guest.Double(sum), inner
}

func (implementation) Stock(goroutines, each uint32) (uint64, error) {
	shelf, err := guest.NewShelf(goroutines * each)
	if err != nil {
		return 0, err
	}
	var group sync.WaitGroup
	failures := make(chan error, goroutines)
	for worker := range goroutines {
		group.Add(1)
		go func() {
			defer group.Done()
			for item := range each {
				if _, err := shelf.Push(fmt.Sprintf("%d/%d", worker, item)); err != nil {
					failures <- err
					return
				}
			}
		}()
	}
	group.Wait()
	close(failures)
	for err := range failures {
		return 0, err
	}
	if _, err := shelf.Push("one too many"); !errors.Is(err, guest.ErrFull) {
		return 0, fmt.Errorf("the shelf took one too many: %v", err)
	}
	length, err := shelf.Len()
	return uint64(length), errors.Join(err, shelf.Close())
}

func (implementation) Leaves(count uint32) (uint64, error) {
	sum := uint64(0)
	for i := range count {
		sum += guest.LeafSum([]uint32{i, 1})
	}
	return sum, nil
}

func (implementation) LeavesAreShort() bool { return live.LeavesAreShort() }

func (implementation) Profile(milliseconds uint32) (uint64, error) {
	var profile bytes.Buffer
	if err := pprof.StartCPUProfile(&profile); err != nil {
		return 0, err
	}
	for start := time.Now(); time.Since(start) < time.Duration(milliseconds)*time.Millisecond; {
		guest.Double(1)
	}
	pprof.StopCPUProfile()
	return uint64(profile.Len()), nil
}

func (implementation) Sleep(milliseconds uint32) error {
	time.Sleep(time.Duration(milliseconds) * time.Millisecond)
	return nil
}

func (implementation) Live() uint64 { return uint64(spandrel.ReportLive(io.Discard)) }

func (implementation) Open(name string) (guest.Sink, error) {
	if name == "" {
		return nil, errors.New("a sink needs a name")
	}
	return &sink{name: name}, nil
}

// sink counts what was put into it.
type sink struct {
	name  string
	count atomic.Uint32
}

func (s *sink) Put(item guest.Item) (uint32, error) {
	if item.Label == "" {
		return 0, errors.New("an item needs a label")
	}
	return s.count.Add(1), nil
}

func (s *sink) Name() string { return s.name }

func (implementation) DoubleLater(ctx context.Context, v uint64, milliseconds uint32) (uint64, error) {
	select {
	case <-time.After(time.Duration(milliseconds) * time.Millisecond):
		return guest.DoubleAsync(ctx, v)
	case <-ctx.Done():
		return 0, ctx.Err()
	}
}

func (implementation) Numbers(ctx context.Context, count uint32) iter.Seq2[uint64, error] {
	return guest.Count(ctx, count)
}
