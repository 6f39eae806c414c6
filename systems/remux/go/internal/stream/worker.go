package stream

import (
	"context"
	"io"
	"time"

	"spandrel.dev/remux/internal/engine"
	"spandrel.dev/remux/internal/stats"
)

// worker carries bytes from the source through the engine to the hub, on the
// goroutine that runs the stream.
type worker struct {
	stream    *Stream
	keeper    *engine.Keeper
	began     time.Duration // processor time of the thread at the start
	buffer    []byte
	refreshed time.Time
	engine    string // last one that was logged
}

// pump opens the source and remuxes it until it ends.
//
// The engine stays the same from one opening to the next: for it a
// reconnection is a loss of packets, which it conceals and counts, so that
// counters and tables of the output go on without a break.
func (w *worker) pump(ctx context.Context) (err error) {
	reader, err := w.stream.source.Open(ctx)
	if err != nil {
		return err
	}
	defer func() {
		if closing := reader.Close(); closing != nil && err == io.EOF {
			err = closing
		}
	}()
	w.stream.log.Info("the source is open", "engine", w.keeper.Name())
	w.stream.note(Running, nil)
	for {
		n, err := reader.Read(w.buffer)
		if n > 0 {
			w.keeper.Push(w.buffer[:n])
			w.publish()
			w.report(uint64(n))
		}
		if err != nil {
			return err
		}
	}
}

func (w *worker) publish() {
	if packets := w.keeper.Output(); len(packets) > 0 {
		w.stream.hub.Publish(packets)
	}
}

// report renews the figures, not more often than anyone looks at them.
func (w *worker) report(received uint64) {
	s := w.stream
	s.mu.Lock()
	s.status.BytesIn += received
	s.mu.Unlock()
	if now := time.Now(); now.Sub(w.refreshed) >= refresh {
		w.refreshed = now
		w.renew()
	}
}

func (w *worker) renew() {
	report := w.keeper.Stats()
	report.SpendCPU(stats.ThreadCPU() - w.began)
	failures, cause := w.keeper.Failures()
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
	if failures != s.status.EngineFailures {
		s.status.EngineFailures = failures
		s.status.LastError = cause.Error()
	}
}

// finish hands out what the engine still holds and frees it.
func (w *worker) finish() {
	w.keeper.Flush()
	w.publish()
	w.renew()
	if err := w.keeper.Close(); err != nil {
		w.stream.log.Warn("closing the engine failed", "error", err)
	}
}
