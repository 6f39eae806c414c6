package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"spandrel.dev/remux/internal/ts"
)

// watch says how long the server may still take for the next packets. Only the
// wait for the server counts, not what the reader does in between.
type watch struct {
	idle  time.Duration
	least int // packets in that time
	owed  int // bytes until the time begins anew
	left  time.Duration
}

// restart begins the time anew.
func (w *watch) restart() { w.owed, w.left = w.least*ts.PacketSize, w.idle }

// received takes note of bytes of packets that took some time to come.
func (w *watch) received(bytes int, took time.Duration) {
	if w.owed -= bytes; w.owed <= 0 {
		w.restart()
		return
	}
	w.left = max(0, w.left-took)
}

// watchedBody ends a response that falls silent or trickles.
type watchedBody struct {
	ctx    context.Context
	cancel context.CancelCauseFunc
	body   io.ReadCloser
	timer  *time.Timer
	watch  watch
	grid   grid
	plain  func(error) error
	begun  []byte // the first bytes, until they are judged
	judged bool
}

// pages are how answers begin that are not a stream, in small letters.
var pages = map[string]string{
	"#extm3u":        "a playlist (HLS), which remux cannot follow: use the URL of a transport stream",
	"<!doctype html": "a web page: is a log-in or another path needed?",
	"<html":          "a web page: is a log-in or another path needed?",
}

// judge returns an error when the first bytes begin something other than a stream.
func (b *watchedBody) judge(received []byte) error {
	const most = 64
	b.begun = append(b.begun, received[:min(len(received), most-len(b.begun))]...)
	start := strings.ToLower(strings.TrimLeft(strings.TrimPrefix(string(b.begun), "\ufeff"), " \t\r\n"))
	for beginning, what := range pages {
		if strings.HasPrefix(start, beginning) {
			return fmt.Errorf("%w: the server sends %s", ErrNoStream, what)
		}
	}
	if len(start) >= len("<!doctype html") || len(b.begun) == most {
		b.judged, b.begun = true, nil
	}
	return nil
}

// ErrNoStream is returned when a server sends something else than a stream.
var ErrNoStream = errors.New("not a transport stream")

func (b *watchedBody) Read(p []byte) (int, error) {
	b.timer.Reset(b.watch.left)
	began := time.Now()
	n, err := b.body.Read(p)
	b.timer.Stop()
	b.watch.received(b.grid.packets(p[:n]), time.Since(began))
	if !b.judged && n > 0 {
		if wrong := b.judge(p[:n]); wrong != nil {
			return 0, wrong
		}
	}
	switch {
	case err == nil, err == io.EOF:
	case b.ctx.Err() != nil:
		err = context.Cause(b.ctx)
	default:
		err = b.plain(err)
	}
	return n, err
}

func (b *watchedBody) Close() error {
	b.timer.Stop()
	b.cancel(nil)
	return b.plain(b.body.Close())
}
