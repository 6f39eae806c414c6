// Package hls offers a stream as HLS (RFC 8216): segments that begin with a key
// picture, and playlists of the newest of them.
//
// A stream is cut only while somebody asks for it. The cutter is one more reader of
// the stream; what it makes is in memory, within bounds, and serves all players.
package hls

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"
	"time"

	"spandrel.dev/remux/internal/fanout"
	"spandrel.dev/remux/internal/foreign"
	"spandrel.dev/remux/internal/spawn"
	"spandrel.dev/remux/internal/ts"
	"spandrel.dev/remux/remux"
)

var (
	// ErrNotPlaying is returned when there is nothing to play in time.
	ErrNotPlaying = errors.New("the stream has no segments for players of HLS yet")
	// ErrGone is returned for what is not, or no longer, in the window.
	ErrGone = errors.New("there is no such playlist or segment, or no longer")
)

// Subscribe adds a reader to the stream that is cut.
type Subscribe func() (reader *fanout.Reader, leave func(), err error)

// Channel is one stream as HLS. All methods may be called from any goroutine.
type Channel struct {
	settings  Settings
	core      remux.Core
	tables    ts.Limits
	subscribe Subscribe
	log       *slog.Logger

	mu       sync.Mutex
	current  *session // nil while nobody asks
	sequence uint64   // of the next segment
	breaks   uint64   // up to it
	stretch  uint64   // sequence of the newest segment that does not follow the one before
	begun    bool     // there was a segment
	players  map[string]time.Time
	counters Counters
}

// Counters is what happened so far.
type Counters struct {
	// Players is the number of clients that asked within the time after which the
	// stream is no longer cut.
	Players int `json:"players"`
	// Segments were cut, Discontinuities of them do not follow the one before.
	Segments        uint64 `json:"segments"`
	Discontinuities uint64 `json:"discontinuities"`
	// BytesDelivered is what players were sent of segments.
	BytesDelivered uint64 `json:"bytes_delivered"`
	// WindowSegments are in memory now, with WindowBytes.
	WindowSegments int `json:"window_segments"`
	WindowBytes    int `json:"window_bytes"`
}

// mostPlayers bounds how many are told apart.
const mostPlayers = 1024

// session is the cutting of a stream while somebody asks for it.
type session struct {
	window *window
	cancel context.CancelFunc
	timer  *time.Timer
	asked  time.Time
}

// New offers what subscribe reads. The core finds the places to cut.
func New(core remux.Core, settings Settings, tables ts.Limits, subscribe Subscribe, log *slog.Logger) *Channel {
	// Numbers go on after a restart of the program, so that players that stay do
	// not take new segments for old ones: none is shorter than a second for long.
	// Breaks are counted from 0: hls.js walks through as many places of an array.
	begin := uint64(time.Now().Unix())
	return &Channel{
		settings: settings, core: core, tables: tables, subscribe: subscribe, log: log,
		sequence: begin, players: make(map[string]time.Time),
	}
}

// Master is the list of what there is to choose, as segments of this kind. It begins
// to cut the stream if nobody has, and waits until there is something to play.
func (c *Channel) Master(ctx context.Context, player string, kind Kind, query string) (string, error) {
	window, err := c.playable(ctx, player)
	if err != nil {
		return "", err
	}
	return window.master(kind, query)
}

// Media is the playlist of a rendition, under the same conditions.
func (c *Channel) Media(ctx context.Context, player, rendition string, kind Kind, query string) (string, error) {
	window, err := c.playable(ctx, player)
	if err != nil {
		return "", err
	}
	text, found := window.media(rendition, kind, query)
	if !found {
		return "", fmt.Errorf("%w: %s.m3u8", ErrGone, foreign.Clean(rendition, foreign.Limit))
	}
	return text, nil
}

// Segment returns what a segment has for a rendition. It must not be written to.
func (c *Channel) Segment(player, rendition string, sequence uint64) ([]byte, error) {
	c.mu.Lock()
	now := c.current
	if now != nil {
		c.touch(now, player)
	}
	c.mu.Unlock()
	if now != nil {
		if bytes, found := now.window.part(rendition, sequence); found {
			return bytes, nil
		}
	}
	return nil, fmt.Errorf("%w: %s", ErrGone, foreign.Clean(segmentName(rendition, sequence, TS), foreign.Limit))
}

// Fragment returns what a segment has for a rendition as MP4, or with init what the
// stretch that begins with this segment has in front.
func (c *Channel) Fragment(player, rendition string, sequence uint64, init bool) ([]byte, error) {
	c.mu.Lock()
	now := c.current
	if now != nil {
		c.touch(now, player)
	}
	c.mu.Unlock()
	if now != nil {
		if one, of := now.window.find(rendition, sequence, init); one != nil {
			return one.fragment(of, init)
		}
	}
	return nil, fmt.Errorf("%w: MP4 of %s", ErrGone, foreign.Clean(segmentName(rendition, sequence, TS), foreign.Limit))
}

// Playing reports whether there is something to play now, without beginning it.
func (c *Channel) Playing() bool {
	c.mu.Lock()
	now := c.current
	c.mu.Unlock()
	if now == nil {
		return false
	}
	playable, _, _, _ := now.window.state()
	return playable
}

// Delivered takes note of bytes that a player was sent.
func (c *Channel) Delivered(bytes int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.counters.BytesDelivered += uint64(bytes)
}

// Target is the length that no segment exceeds, or that of the settings.
func (c *Channel) Target() time.Duration {
	c.mu.Lock()
	now := c.current
	c.mu.Unlock()
	if now == nil {
		return c.settings.Segment
	}
	return max(c.settings.Segment, now.window.promised())
}

// Counters returns what happened so far.
func (c *Channel) Counters() Counters {
	c.mu.Lock()
	defer c.mu.Unlock()
	counters := c.counters
	c.forgetPlayers()
	counters.Players = len(c.players)
	if c.current != nil {
		counters.WindowSegments, counters.WindowBytes = c.current.window.size()
	}
	return counters
}

// Forget ends the cutting and drops all segments, and returns how many bytes that
// were. Players that still ask begin it anew.
func (c *Channel) Forget() int {
	c.mu.Lock()
	now := c.current
	c.current = nil
	c.mu.Unlock()
	if now == nil {
		return 0
	}
	_, bytes := now.window.size()
	now.stop()
	return bytes
}

// playable waits until there is something to play.
func (c *Channel) playable(ctx context.Context, player string) (*window, error) {
	now, err := c.session(player)
	if err != nil {
		return nil, err
	}
	for {
		playable, over, failed, changed := now.window.state()
		switch {
		case playable:
			return now.window, nil
		case failed != nil:
			return nil, failed
		case over:
			return nil, fanout.ErrEnded
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return nil, errors.Join(ErrNotPlaying, ctx.Err())
		}
	}
}

// session is the one at work, or a new one.
func (c *Channel) session(player string) (*session, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.current != nil {
		if _, _, failed, _ := c.current.window.state(); failed == nil {
			c.touch(c.current, player)
			return c.current, nil
		}
		c.current.stop()
		c.current = nil
	}
	reader, leave, err := c.subscribe()
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(context.Background())
	now := &session{window: newWindow(c.settings), cancel: cancel}
	now.timer = time.AfterFunc(c.settings.CloseAfter, func() { c.expire(now) })
	c.touch(now, player)
	c.current = now
	c.log.Info("cutting the stream for players of HLS")
	spawn.Go(func() error { return c.cut(ctx, now, reader, leave) }, func(err error) {
		if err != nil {
			c.log.Error("cutting the stream failed", "error", err)
		}
		now.window.end(err)
	})
	return now, nil
}

// touch takes note of a request. It requires the lock.
func (c *Channel) touch(now *session, player string) {
	now.asked = time.Now()
	if _, known := c.players[player]; known || len(c.players) < mostPlayers {
		c.players[player] = now.asked
	}
}

// forgetPlayers drops those that have not asked for long. It requires the lock.
func (c *Channel) forgetPlayers() {
	for player, asked := range c.players {
		if time.Since(asked) > c.settings.CloseAfter {
			delete(c.players, player)
		}
	}
}

// expire ends a session that nobody asked for long enough.
func (c *Channel) expire(one *session) {
	c.mu.Lock()
	c.forgetPlayers()
	left := c.settings.CloseAfter - time.Since(one.asked)
	if left > 0 {
		one.timer.Reset(left)
		c.mu.Unlock()
		return
	}
	if c.current == one {
		c.current = nil
	}
	c.mu.Unlock()
	one.stop()
	c.log.Info("the stream is no longer cut: no player asks for it")
}

func (s *session) stop() {
	s.timer.Stop()
	s.cancel()
}

// cut reads the stream until the session or the stream ends. A reader that was
// dropped is replaced: what follows does not continue what was before.
func (c *Channel) cut(ctx context.Context, now *session, reader *fanout.Reader, leave func()) (err error) {
	defer func() { leave() }()
	scanner, err := c.core.OpenScanner(uint32(c.tables.Programs), uint32(c.tables.Tracks))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, scanner.Close()) }()
	cutter := newCutter(c.settings, scanner, nil, now.window.promised)
	cutter.done = func(one *segment) { c.add(now, one, cutter.targetOf()) }
	for {
		chunks, err := reader.Next(ctx)
		at := time.Now()
		for _, chunk := range chunks {
			if err := cutter.push(chunk, at); err != nil {
				return foreign.CleanError(err, foreign.Limit)
			}
		}
		switch {
		case err == nil:
		case ctx.Err() != nil:
			return nil
		case errors.Is(err, io.EOF):
			cutter.finish()
			return nil
		default:
			c.log.Warn("players of HLS miss a part of the stream", "because", err)
			cutter.interrupt()
			leave()
			if reader, leave, err = c.subscribe(); err != nil {
				leave = func() {}
				return err
			}
		}
	}
}

// add numbers a segment and adds it to the window.
func (c *Channel) add(now *session, one *segment, target time.Duration) {
	c.mu.Lock()
	if !c.begun {
		one.discontinuity, c.begun, c.stretch = false, true, c.sequence
	}
	if one.discontinuity {
		c.breaks++
		c.stretch = c.sequence
		c.counters.Discontinuities++
	}
	one.sequence, one.discontinuities, one.stretch = c.sequence, c.breaks, c.stretch
	c.sequence++
	c.counters.Segments++
	c.mu.Unlock()
	now.window.add(one, target)
}
