package stream

import (
	"context"
	"io"
	"runtime"
	"time"

	"spandrel.dev/remux/internal/engine"
	"spandrel.dev/remux/internal/stats"
)

// worker carries bytes from the source through the engine to the hub, on the
// goroutine that runs the stream.
type worker struct {
	stream    *Stream
	keeper    *engine.Keeper
	spent     time.Duration // processor time while the source was open before
	began     time.Duration // processor time of the thread when it was opened
	locked    bool          // to that thread
	buffer    []byte
	refreshed time.Time
	owed      int    // bytes that come in before the figures are renewed
	fed       bool   // the source has sent something
	failures  uint64 // of this engine, that are in the status
	engine    string // last one that was logged
}

// pump opens the source and remuxes it until it ends. It returns how long
// packets came: a connection that brings none has not worked, however long it
// stays open.
//
// The engine stays the same from one opening to the next, so that counters and
// tables of the output go on without a break. It is told of the interruption,
// and tells the players.
func (w *worker) pump(ctx context.Context) (played time.Duration, err error) {
	reader, err := w.stream.source.Open(ctx)
	if err != nil {
		return 0, err
	}
	defer func() {
		if closing := reader.Close(); closing != nil && err == io.EOF {
			err = closing
		}
	}()
	defer w.lock()()
	w.stream.log.Info("the source is open", "engine", w.keeper.Name())
	w.stream.note(Silent, nil)
	w.keeper.Interrupted()
	var first time.Time
	for {
		n, err := reader.Read(w.buffer)
		if n > 0 {
			w.fed = true
			w.keeper.Push(w.buffer[:n])
			if packets := w.keeper.Output(); len(packets) > 0 {
				now := time.Now()
				if first.IsZero() {
					first = now
				}
				played = now.Sub(first)
				w.stream.played(now) // before readers hear of it
				w.stream.hub.Publish(packets)
			}
			w.report(uint64(n))
		}
		if err != nil {
			return played, err
		}
	}
}

// lock keeps the goroutine on one thread, so that its processor time can be
// told, until the returned function is called. A stream whose source is not
// open occupies no thread.
func (w *worker) lock() (unlock func()) {
	runtime.LockOSThread()
	w.began, w.locked = stats.ThreadCPU(), true
	return func() {
		w.spent, w.locked = w.cpu(), false
		runtime.UnlockOSThread()
	}
}

// cpu is the processor time spent on this stream so far.
func (w *worker) cpu() time.Duration {
	if !w.locked {
		return w.spent
	}
	return w.spent + stats.ThreadCPU() - w.began
}

// trackBytes is what a track costs in the figures: so many bytes come in for
// each before they are renewed, so that a stream of thousands of tracks spends
// no more on them than on itself.
const trackBytes = 128

// report renews the figures, not more often than anyone looks at them.
func (w *worker) report(received uint64) {
	s := w.stream
	w.owed = max(0, w.owed-int(received))
	s.mu.Lock()
	s.status.BytesIn += received
	s.mu.Unlock()
	now := time.Now()
	if now.Sub(w.refreshed) < refresh {
		return
	}
	w.refreshed = now
	if w.owed == 0 {
		w.renew()
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.status.SpendCPU(w.cpu())
}

func (w *worker) renew() {
	report := w.keeper.Stats()
	report.SpendCPU(w.cpu())
	for _, program := range report.Programs {
		w.owed += trackBytes * len(program.Tracks)
	}
	name := w.keeper.Name()
	if name != w.engine {
		w.engine = name
		w.stream.log.Info("remuxing", "engine", name)
	}
	s := w.stream
	s.mu.Lock()
	defer s.mu.Unlock()
	s.status.Report = report
	s.status.Report.Engine = name
	w.countFailures()
}

// countFailures adds the failures that the status does not have yet: it
// outlives this engine. It requires the lock of the stream.
func (w *worker) countFailures() {
	failures, cause := w.keeper.Failures()
	if failures == w.failures {
		return
	}
	w.stream.status.EngineFailures += failures - w.failures
	w.failures = failures
	if cause != nil {
		w.stream.status.failed(cause)
	}
}

// finish passes on what the engine still has.
func (w *worker) finish() {
	if !w.fed {
		return
	}
	w.keeper.Flush()
	w.stream.hub.Publish(w.keeper.Output())
	w.renew()
}

// close frees the engine.
func (w *worker) close() {
	if err := w.keeper.Close(); err != nil {
		w.stream.log.Warn("closing the engine failed", "error", err)
	}
	w.stream.mu.Lock()
	defer w.stream.mu.Unlock()
	w.countFailures() // those since the last look, also after a panic
}
