package daemon

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/engine"
	"spandrel.dev/remux/internal/fanout"
	"spandrel.dev/remux/internal/source"
	"spandrel.dev/remux/internal/stream"
	"spandrel.dev/remux/internal/ts/tstest"
	"spandrel.dev/remux/remux"
)

// Readers go by how far they are behind, over all streams, until there is room;
// then what is kept for new readers; and a reader that is not behind stays.
func TestIssueTheFullestReadersGoFirstWhenMemoryRunsShort(t *testing.T) {
	engines, err := engine.Over(remux.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	c := config.Default(engines)
	c.Engine.Name = engine.Passthrough
	packets := tstest.Stream(0, 2000, 2000) // 0.75 MB
	var streams []*stream.Stream
	readers := make(map[string]*fanout.Reader)
	subscribe := func(name string, one *stream.Stream) {
		reader, leave, err := one.Subscribe()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(leave)
		readers[name] = reader
	}
	for i := range 2 {
		one, err := stream.New(config.Source{Name: fmt.Sprint("s", i), URL: "-"}, &c, engines, source.NewGates(1, 1), nil, nil,
			slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		streams = append(streams, one)
		subscribe(fmt.Sprint("stuck", i), one)
		for range i + 1 { // the second stream has more
			one.Readers().Publish(packets)
		}
		subscribe(fmt.Sprint("new", i), one)
		chunks, err := readers[fmt.Sprint("new", i)].Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		for _, chunk := range chunks {
			readers[fmt.Sprint("new", i)].Sent(len(chunk))
		}
	}
	const limit = 1000 << 20
	used := int64(limit)
	var log strings.Builder
	p := newPressure(streams, limit, slog.New(slog.NewTextHandler(&log, nil)))
	p.collect = func() {}
	p.used = func() int64 { return used }
	dropped := func() string {
		text := ""
		for _, name := range []string{"stuck0", "stuck1", "new0", "new1"} {
			if readers[name].Cause() != nil {
				text += name + " "
			}
		}
		return text
	}
	used = limit / 5 * 4
	if !p.relieve() || dropped() != "" {
		t.Errorf("with room: dropped %q", dropped())
	}
	used++
	if !p.relieve() || dropped() != "stuck1 " {
		t.Errorf("short by one byte: dropped %q, want the fullest", dropped())
	}
	if !p.relieve() || dropped() != "stuck0 stuck1 " {
		t.Errorf("short again: dropped %q", dropped())
	}
	for i, want := range []bool{true, true, false} {
		if got := p.relieve(); got != want {
			t.Errorf("round %d after the readers: made room %v", i, got)
		}
	}
	if dropped() != "stuck0 stuck1 " {
		t.Errorf("readers that are not behind were dropped: %q", dropped())
	}
	for _, one := range streams {
		if status := one.Status(); status.ReadersEvicted != 1 || one.Readers().StartBytes() != 0 {
			t.Errorf("%s: %d evicted, %d bytes kept", one.Name(), status.ReadersEvicted, one.Readers().StartBytes())
		}
	}
	if n := strings.Count(log.String(), "memory runs short"); n != 4 {
		t.Errorf("%d lines for 4 measures:\n%s", n, log.String())
	}
}

func TestIssueTheMemoryInUseIsKnown(t *testing.T) {
	if used := memoryUsed(); used < 1<<20 || used > 1<<33 {
		t.Errorf("%d bytes", used)
	}
	if privateMemory() < 1<<20 {
		t.Errorf("%d bytes", privateMemory())
	}
}
