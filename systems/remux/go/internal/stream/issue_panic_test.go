package stream

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"net"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/engine"
	"spandrel.dev/remux/internal/location"
	"spandrel.dev/remux/internal/source"
	"spandrel.dev/remux/internal/ts/tstest"
	"spandrel.dev/remux/remux"
)

// faulty is a source that panics at first: when it is opened, then when it is read.
type faulty struct {
	panics    int
	renewable bool
}

func (f *faulty) Open(ctx context.Context) (io.ReadCloser, error) {
	f.panics--
	if f.panics == 0 {
		panic("on purpose, at opening \x1b")
	}
	return &faultyReader{ctx: ctx, panics: f.panics > 0}, nil
}

func (f *faulty) Renewable() bool { return f.renewable }
func (f *faulty) String() string  { return "faulty:" }

type faultyReader struct {
	ctx    context.Context
	panics bool
	sent   bool
}

func (r *faultyReader) Read(p []byte) (int, error) {
	if r.panics {
		panic("on purpose, at reading")
	}
	if r.sent {
		<-r.ctx.Done()
		return 0, r.ctx.Err()
	}
	r.sent = true
	return copy(p, tstest.Stream(0, 100, 5)), nil
}

func (r *faultyReader) Close() error { return nil }

func testStream(t *testing.T, name string, url location.Address, from source.Source) *Stream {
	t.Helper()
	engines, err := engine.Over(remux.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	c := config.Default(engines)
	c.Engine.Name = engine.Passthrough
	c.Reconnect.Initial, c.Reconnect.Longest = time.Millisecond, 10*time.Millisecond
	gates := source.NewGates(c.Upstream.Dials, c.Upstream.Opens)
	s, err := New(config.Source{Name: name, URL: url}, &c, engines, gates, nil, nil, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	if from != nil {
		s.source = from
	}
	return s
}

func TestIssueAPanicFailsItsStreamAloneAndItStartsAgain(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	broken := testStream(t, "broken", "-", &faulty{panics: 4, renewable: true})
	sound := testStream(t, "sound", "-", &faulty{renewable: true})
	var running sync.WaitGroup
	for _, one := range []*Stream{broken, sound} {
		running.Go(func() {
			if err := one.Run(ctx); err != nil {
				t.Error(err)
			}
		})
	}
	<-broken.Ready()
	<-sound.Ready()
	if status := broken.Status(); status.Panics != 4 || status.State != Running || !status.Healthy() || status.Errors < 4 {
		t.Errorf("the broken stream: %+v", status)
	}
	if status := broken.Status(); !strings.HasPrefix(status.LastError, "panic: on purpose") || strings.Contains(status.LastError, "\x1b") {
		t.Errorf("last error %q", status.LastError)
	}
	if status := sound.Status(); status.Panics != 0 || !status.Healthy() {
		t.Errorf("the other stream: %+v", status)
	}
	cancel()
	running.Wait()
}

func TestIssueAPanicOfASourceThatIsReadOnceEndsItsStream(t *testing.T) {
	s := testStream(t, "once", "-", &faulty{panics: 9})
	if err := s.Run(t.Context()); err == nil || s.Status().State != Ended || s.Status().Panics != 1 {
		t.Errorf("%v, %+v", err, s.Status())
	}
}

// panicking is a standard input that panics.
type panicking struct{}

func (panicking) Read([]byte) (int, error) { panic("on purpose") }

func TestIssueAPanicWhileReadingStandardInputEndsItsStream(t *testing.T) {
	s := testStream(t, "pipe", "-", nil)
	c := &config.Config{}
	var err error
	if s.source, err = source.New(config.Source{Name: "pipe", URL: "-"}, c, nil, panicking{}, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.Run(t.Context()); err == nil || s.Status().Panics != 1 {
		t.Errorf("%v, %+v", err, s.Status())
	}
}

// threads is the number of threads of this process.
func threads(t *testing.T) int {
	t.Helper()
	list, err := os.ReadDir("/proc/self/task")
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}

func TestIssueDeadSourcesOccupyNoThreads(t *testing.T) {
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := listener.Addr().String()
	if err := listener.Close(); err != nil {
		t.Fatal(err)
	}
	const dead = 300
	before := threads(t)
	ctx, cancel := context.WithCancel(t.Context())
	var running sync.WaitGroup
	streams := make([]*Stream, dead)
	for i := range streams {
		streams[i] = testStream(t, fmt.Sprint("dead", i), location.Address("http://"+address+"/x.ts"), nil)
		running.Go(func() {
			if err := streams[i].Run(ctx); err != nil {
				t.Error(err)
			}
		})
	}
	most := 0
	for i := 0; i < dead; {
		most = max(most, threads(t))
		if streams[i].Status().SourceFaults >= 3 {
			i++
			continue
		}
		time.Sleep(time.Millisecond)
	}
	cancel()
	running.Wait()
	if most-before > dead/4 {
		t.Errorf("%d threads for %d dead sources, %d before", most, dead, before)
	}
}
