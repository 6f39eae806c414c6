package source

import (
	"context"
	"io"
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

// received takes note of bytes that took some time to come.
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
	plain  func(error) error
}

func (b *watchedBody) Read(p []byte) (int, error) {
	b.timer.Reset(b.watch.left)
	began := time.Now()
	n, err := b.body.Read(p)
	b.timer.Stop()
	b.watch.received(n, time.Since(began))
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
