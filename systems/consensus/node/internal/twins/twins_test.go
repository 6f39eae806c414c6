package twins_test

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"testing"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/node/internal/twins"
	"spandrel.dev/consensus/reference/go/native"
	"spandrel.dev/spandrel/migrate"
)

// wrong computes some Merkle roots otherwise than the rules.
type wrong struct {
	native.Backend
	panics bool
}

func (wrong) Name() string { return "wrong" }

func (w wrong) MerkleRoot(rule hash.Rule, leaves hash.Leaves) (hash.Hash, error) {
	if w.panics {
		panic("planted")
	}
	return w.Backend.MerkleRoot(hash.Duplicate, leaves)
}

func open(t *testing.T, mode string, action migrate.Action, other hash.Backend) *twins.Twins {
	t.Helper()
	pair, err := twins.New(twins.Options{
		Mode: mode, Serving: native.Backend{}, Other: other, OnDifference: action, Log: slog.New(slog.NewTextHandler(io.Discard, nil)),
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := pair.Close(); err != nil {
			t.Error(err)
		}
	})
	return pair
}

// leaves are three: the rules differ about an odd one.
var leaves = hash.HashLeaves([]hash.Hash{{1}, {2}, {3}})

func TestTwins(t *testing.T) {
	right, err := native.Backend{}.MerkleRoot(hash.Promote, leaves)
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct {
		mode      string
		action    migrate.Action
		other     hash.Backend
		fails     error
		diverged  uint64
		abstained uint64
		then      error // what the next call fails with
	}{
		"shadow, alike":       {mode: twins.Shadow, other: native.Backend{}},
		"shadow, different":   {mode: twins.Shadow, other: wrong{}, diverged: 1},
		"shadow of a panic":   {mode: twins.Shadow, other: wrong{panics: true}, diverged: 1},
		"gate, alike":         {mode: twins.Gate, other: native.Backend{}},
		"gate, falls back":    {mode: twins.Gate, action: migrate.UsePrimary, other: wrong{}, diverged: 1},
		"gate before a panic": {mode: twins.Gate, action: migrate.UsePrimary, other: wrong{panics: true}, diverged: 1},
		"gate, abstains":      {mode: twins.Gate, action: migrate.Abstain, other: wrong{}, fails: migrate.ErrDiverged, diverged: 1, abstained: 1},
		"gate, halts":         {mode: twins.Gate, action: migrate.Halt, other: wrong{}, fails: migrate.ErrDiverged, diverged: 1, abstained: 1, then: migrate.ErrHalted},
	} {
		t.Run(name, func(t *testing.T) {
			pair := open(t, test.mode, test.action, test.other)
			root, err := pair.Backend().MerkleRoot(hash.Promote, leaves)
			if !errors.Is(err, test.fails) || err == nil && root != right || err != nil && hash.CodeOf(err) != hash.Internal {
				t.Errorf("got %v, %v", root, err)
			}
			if err := pair.Flush(context.Background()); err != nil {
				t.Fatal(err)
			}
			stats := pair.Stats()
			if stats.Compared != 1 || stats.Diverged != test.diverged || stats.Agreed != 1-test.diverged || stats.Abstained != test.abstained || stats.Dropped != 0 {
				t.Errorf("got %+v", stats)
			}
			list := pair.Divergences()
			if uint64(len(list)) != test.diverged {
				t.Fatalf("got %v", list)
			}
			for _, d := range list {
				if d.Op != "MerkleRoot" || d.With != "wrong" || d.Serving == d.Other {
					t.Errorf("got %+v", d)
				}
			}
			if test.then != nil {
				if _, err := pair.Backend().MerkleRoot(hash.Promote, leaves); !errors.Is(err, test.then) {
					t.Errorf("then got %v, want %v", err, test.then)
				}
			}
		})
	}
}

// Nothing is compared where there is one backend.
func TestNoTwins(t *testing.T) {
	var none *twins.Twins
	if stats := none.Stats(); stats.Mode != twins.Off || stats.Ops == nil || none.Divergences() == nil {
		t.Errorf("got %+v, %v", stats, none.Divergences())
	}
}
