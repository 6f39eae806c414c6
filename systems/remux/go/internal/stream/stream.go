// Package stream is one channel of the daemon: a source, the engine that
// remuxes it and the hub that hands the result to readers.
package stream

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"time"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/engine"
	"spandrel.dev/remux/internal/fanout"
	"spandrel.dev/remux/internal/hls"
	"spandrel.dev/remux/internal/m3u"
	"spandrel.dev/remux/internal/source"
	"spandrel.dev/remux/internal/spawn"
	"spandrel.dev/remux/internal/stats"
	"spandrel.dev/remux/remux/contract"
)

const (
	readSize = 64 << 10
	// refresh is how often the published figures are renewed.
	refresh = 250 * time.Millisecond
)

// Stream is one channel. Run is called once; everything else from any goroutine.
type Stream struct {
	name      string
	listing   m3u.Channel
	source    source.Source
	open      func() (engine.Engine, error)
	standIn   func() (engine.Engine, error) // nil without one
	metrics   config.Metrics
	reconnect config.Reconnect
	log       *slog.Logger
	hub       *fanout.Hub
	hls       *hls.Channel // nil without HLS
	demand    *demand

	mu         sync.Mutex
	status     Status
	lastPacket time.Time // when packets came last; at first, the start
}

// New makes the stream of one source of a valid configuration. It shares the
// tuners with the others of its group; nil sets no limit.
func New(settings config.Source, c *config.Config, engines *engine.Engines, gates *source.Gates, tuners *Tuners, stdin io.Reader, log *slog.Logger) (*Stream, error) {
	var s *Stream
	from, err := source.New(settings, c, gates, stdin, func(cause error) { s.late(cause) })
	if err != nil {
		return nil, err
	}
	choice, audio := c.Engine.Name, settings.Settings(c)
	audio.Tables = c.Tables
	s = &Stream{
		name:      settings.Name,
		listing:   m3u.Channel{Title: cmp.Or(settings.Title, settings.Name), Number: settings.Number, Group: settings.Group, Logo: settings.Logo, ID: settings.GuideID},
		source:    from,
		open:      func() (engine.Engine, error) { return engines.Open(choice, audio) },
		metrics:   c.Metrics,
		reconnect: c.Reconnect,
		log:       log.With("stream", settings.Name, "source", from.String()),
		hub: fanout.NewHub(engines.Core(), fanout.Limits{
			QueueBytes: c.Readers.QueueBytes,
			MinRate:    c.Readers.MinRate,
			RateWindow: c.Readers.RateWindow,
			Policy:     c.Readers.Slow,
			StartBytes: c.Readers.StartBytes,
			Readers:    c.Readers.Limit,
			Starts:     c.Readers.StartsPerSecond,
			Tables:     c.Tables,
		}, func(cause error) { s.blind(cause) }),
		demand:     newDemand(!settings.OnDemand, c.Demand.CloseAfter, tuners),
		lastPacket: time.Now(),
		status: Status{
			Name: settings.Name, Source: from.String(), URL: Path(settings.Name), State: Starting, OnDemand: settings.OnDemand,
			Report: stats.Of(c.Engine.Name, contract.Stats{}),
		},
	}
	if c.HLS.Enabled {
		s.hls = hls.New(engines.Core(), c.HLS, c.Tables, s.Subscribe, s.log)
		s.status.HLS = new(hls.Counters)
		s.status.HLSURL = HLSPath(settings.Name)
	}
	if settings.OnDemand {
		s.status.State = Idle
	}
	if c.Engine.OnFailure == config.Passthrough {
		s.standIn = func() (engine.Engine, error) { return engines.Open(engine.Passthrough, audio) }
	}
	return s, nil
}

// Path is where the server offers a stream.
func Path(name string) string { return "/stream/" + name + ".ts" }

// HLSPath is where the server offers a stream as HLS.
func HLSPath(name string) string { return "/hls/" + name + "/index.m3u8" }

// HLS is the stream as HLS, or nil where that is switched off.
func (s *Stream) HLS() *hls.Channel { return s.hls }

// Name is the word in the path of the stream.
func (s *Stream) Name() string { return s.name }

// Listing is what lists of channels say of the stream, without its URL.
func (s *Stream) Listing() m3u.Channel { return s.listing }

// MetricLimits bounds what this stream may add to the metrics.
func (s *Stream) MetricLimits() config.Metrics { return s.metrics }

// Subscribe adds a reader of the remuxed stream until leave is called. It does
// not begin with a picture from before the source fell silent. A source on
// demand is opened for it.
func (s *Stream) Subscribe() (reader *fanout.Reader, leave func(), err error) {
	if err := s.demand.enter(); err != nil {
		return nil, nil, err
	}
	if s.stale() {
		s.hub.ForgetStart()
	}
	reader, err = s.hub.Subscribe()
	if err != nil {
		s.demand.leave()
		return nil, nil, err
	}
	return reader, sync.OnceFunc(func() { reader.Close(); s.demand.leave() }), nil
}

// Readers is what is stored for readers, so that room can be made.
func (s *Stream) Readers() *fanout.Hub { return s.hub }

// Ready is closed as soon as a reader can play.
func (s *Stream) Ready() <-chan struct{} { return s.hub.Ready() }

// Run remuxes until the context is done or the source is over, then ends the
// readers. A source on demand is open while somebody reads. Faults of the source and panics are outlived with growing pauses.
// The error says why a source that cannot be renewed was abandoned.
func (s *Stream) Run(ctx context.Context) error {
	defer s.hub.Close()
	pauses := s.pauses()
	for {
		open, closed, err := s.demand.wanted(ctx)
		if err != nil {
			s.note(Ended, nil)
			return nil
		}
		began := time.Now()
		err = spawn.Call(func() error { return s.live(open) })
		unread := errors.Is(context.Cause(open), errUnread)
		closed()
		panicked, ok := errors.AsType[*spawn.PanicError](err)
		if ok {
			s.panicked(panicked)
		}
		switch {
		case ctx.Err() != nil:
			s.note(Ended, nil)
			return nil
		case unread:
			s.log.Info("the source is closed: nobody reads")
			s.hub.ForgetStart()
			s.note(Idle, nil)
			continue
		case !ok:
			return err
		case !s.source.Renewable():
			return s.over(err)
		}
		s.note(Waiting, nil)
		pauses.rest(ctx, time.Since(began))
	}
}

// live remuxes with one engine until the context is done or the source is over.
func (s *Stream) live(ctx context.Context) error {
	keeper, err := engine.Keep(s.open, s.standIn, s.log)
	if err != nil {
		s.note(Ended, err)
		return fmt.Errorf("stream %s: %w", s.name, err)
	}
	w := &worker{stream: s, keeper: keeper, buffer: make([]byte, readSize)}
	defer w.close()
	err = s.follow(ctx, w)
	w.finish()
	return err
}

// follow opens the source again and again.
func (s *Stream) follow(ctx context.Context, w *worker) error {
	pauses := s.pauses()
	for {
		played, err := w.pump(ctx)
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.As(err, new(*spawn.PanicError)):
			return err // in a goroutine of the source; Run deals with it
		case !s.source.Renewable():
			return s.over(err)
		}
		if errors.Is(err, io.EOF) {
			err = errors.New("the source ended")
		}
		s.note(Waiting, err)
		pause := pauses.next(played)
		s.log.Warn("the source failed", "error", err, "retry_in", pause.Round(time.Millisecond))
		wait(ctx, pause)
	}
}

func (s *Stream) over(err error) error {
	if errors.Is(err, io.EOF) {
		s.log.Info("the source is over")
		s.note(Ended, nil)
		return nil
	}
	s.log.Error("the source failed", "error", err)
	s.note(Ended, err)
	return fmt.Errorf("stream %s, source %s: %w", s.name, s.source, err)
}
