package stream

import (
	"io"
	"log/slog"
	"testing"
	"time"

	"spandrel.dev/remux/internal/engine"
	"spandrel.dev/remux/internal/stats"
	"spandrel.dev/remux/remux/contract"
)

// tracked is an engine with many tracks that counts how often it is asked.
type tracked struct {
	engine.Engine
	tracks, asked int
}

func (e *tracked) Name() string { return "tracked" }

func (e *tracked) Close() error { return nil }

func (e *tracked) Stats() (stats.Report, error) {
	e.asked++
	return stats.Of("tracked", contract.Stats{Programs: []stats.Program{{Tracks: make([]stats.Track, e.tracks)}}}), nil
}

// Figures of many tracks are renewed when enough bytes came in, however much
// time has passed.
func TestIssueTheFiguresOfManyTracksArePaidFor(t *testing.T) {
	for _, tracks := range []int{2, 8000} {
		counting := &tracked{tracks: tracks}
		keeper, err := engine.Keep(func() (engine.Engine, error) { return counting, nil }, nil, slog.New(slog.NewTextHandler(io.Discard, nil)))
		if err != nil {
			t.Fatal(err)
		}
		w := &worker{stream: &Stream{log: slog.New(slog.DiscardHandler)}, keeper: keeper}
		defer w.lock()()
		for stats.ThreadCPU() == w.began { // the system counts it in steps
		}
		const reads, bytes = 1000, 8192
		for range reads {
			w.refreshed = time.Time{} // the time is always ripe
			w.report(bytes)
		}
		if w.stream.status.CPUSeconds <= 0 {
			t.Errorf("%d tracks: the processor time is not told", tracks)
		}
		most := min(reads, 1+reads*bytes/(trackBytes*tracks))
		if counting.asked > most || counting.asked < most/2 {
			t.Errorf("%d tracks: %d renewals, want up to %d", tracks, counting.asked, most)
		}
	}
}
