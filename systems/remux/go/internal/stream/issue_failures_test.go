package stream

import (
	"context"
	"errors"
	"io"
	"testing"

	"spandrel.dev/remux/internal/engine"
	"spandrel.dev/remux/internal/stats"
	"spandrel.dev/remux/internal/ts/tstest"
)

// failing is an engine that fails at its first input.
type failing struct{ engine.Engine }

func (failing) Name() string                 { return "failing" }
func (failing) Push([]byte) error            { return errors.New("failed on purpose") }
func (failing) Stats() (stats.Report, error) { return stats.Report{}, nil }
func (failing) Close() error                 { return nil }

// stumbling is a source that sends something and then panics, and the second
// time sends something and goes on.
type stumbling struct{ opened int }

func (s *stumbling) Open(ctx context.Context) (io.ReadCloser, error) {
	s.opened++
	return &stumblingReader{ctx: ctx, panics: s.opened == 1}, nil
}

func (s *stumbling) Renewable() bool { return true }
func (s *stumbling) String() string  { return "stumbling:" }

type stumblingReader struct {
	ctx    context.Context
	panics bool
	sent   bool
}

func (r *stumblingReader) Read(p []byte) (int, error) {
	switch {
	case !r.sent:
		r.sent = true
		return copy(p, tstest.Stream(0, 50, 5)), nil
	case r.panics:
		panic("on purpose")
	}
	<-r.ctx.Done()
	return 0, r.ctx.Err()
}

func (r *stumblingReader) Close() error { return nil }

// The failures of an engine stay in the figures when a panic replaces it, and
// the new engine, which has none, causes no further panic.
func TestIssueAPanicAfterAnEngineFailureIsOne(t *testing.T) {
	s := testStream(t, "stumbling", "-", &stumbling{})
	sound, engines := s.open, 0
	s.open = func() (engine.Engine, error) {
		if engines++; engines == 1 {
			return failing{}, nil
		}
		return sound()
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- s.Run(ctx) }()
	await(t, s, "the second engine", func(s Status) bool { return s.PacketsIn > 0 })
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
	if status := s.Status(); status.Panics != 1 || status.EngineFailures != 1 {
		t.Errorf("%d panics and %d engine failures, want one of each: %q", status.Panics, status.EngineFailures, status.LastError)
	}
}
