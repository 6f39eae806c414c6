package stream

import (
	"context"
	"io"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/location"
	"spandrel.dev/remux/internal/ts/tstest"
)

// mute is a source that sends pictures once and then opens again and again
// without a byte, each time until the server is given up.
type mute struct {
	opened atomic.Int32
	idle   time.Duration
}

func (m *mute) Open(ctx context.Context) (io.ReadCloser, error) {
	return &muteReader{ctx: ctx, idle: m.idle, sent: m.opened.Add(1) > 1}, nil
}

func (m *mute) Renewable() bool { return true }
func (m *mute) String() string  { return "mute:" }

type muteReader struct {
	ctx  context.Context
	idle time.Duration
	sent bool
}

func (r *muteReader) Read(p []byte) (int, error) {
	if !r.sent {
		r.sent = true
		return copy(p, tstest.Stream(0, 50, 5)), nil
	}
	wait(r.ctx, r.idle)
	return 0, io.ErrUnexpectedEOF
}

func (r *muteReader) Close() error { return nil }

// A server that answers with a header alone does not play: neither for
// /healthz, nor for a reader, nor for the pauses between attempts.
func TestIssueASourceThatSendsNothingDoesNotPlay(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		from := &mute{idle: 10 * time.Second}
		s := testStream(t, "mute", "-", from)
		s.reconnect = config.Reconnect{Initial: 250 * time.Millisecond, Longest: 40 * time.Second, IdleTimeout: 10 * time.Second}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- s.Run(ctx) }()
		<-s.Ready()
		synctest.Wait()
		if status := s.Status(); !status.Healthy() || status.LastPacketAge != 0 {
			t.Errorf("while it plays: %+v", status)
		}
		time.Sleep(9 * time.Second)
		if status := s.Status(); !status.Healthy() {
			t.Errorf("within the idle timeout: %+v", status)
		}
		time.Sleep(time.Minute)
		if status := s.Status(); status.Healthy() || status.State == Running || status.Ready || status.LastPacketAge != 69 {
			t.Errorf("a minute later: %+v", status)
		}
		reader, leave, err := s.Subscribe()
		if err != nil {
			t.Fatal(err)
		}
		defer leave()
		short, stop := context.WithTimeout(ctx, time.Second)
		defer stop()
		if chunks, err := reader.Next(short); err == nil {
			t.Errorf("a new reader got %d old chunks", len(chunks))
		}
		// With pauses that begin anew, 40 attempts take less than 7 minutes.
		time.Sleep(30 * time.Minute)
		if opened := from.opened.Load(); opened > 60 {
			t.Errorf("%d attempts: the pauses do not grow", opened)
		}
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
}

// A source that was opened and sent nothing is not running.
func TestIssueTheStateAgreesWithTheHealth(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}))
	defer server.Close()
	s := testStream(t, "silent", location.Address(server.URL), nil)
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { done <- s.Run(ctx) }()
	for s.Status().State == Starting {
		time.Sleep(time.Millisecond)
	}
	if status := s.Status(); status.State != Silent || status.Healthy() {
		t.Errorf("%+v", status)
	}
	cancel()
	if err := <-done; err != nil {
		t.Error(err)
	}
}
