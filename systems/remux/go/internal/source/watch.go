package source

import (
	"context"
	"fmt"
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
	any    bool // something was received
}

// judge returns an error when the first bytes begin something other than a stream.
func (b *watchedBody) judge(received []byte) error {
	b.begun = append(b.begun, received[:min(len(received), Recognizable-len(b.begun))]...)
	other, sure := Recognize(b.begun)
	if other.What != "" {
		return fmt.Errorf("%w: the server sends %v", ErrNoStream, other)
	}
	if sure {
		b.judged, b.begun = true, nil
	}
	return nil
}

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
	b.any = b.any || n > 0
	switch {
	case err == io.EOF && !b.any:
		err = fmt.Errorf("%w: the server sends an empty answer: is the channel on the air, or all its tuners in use?", ErrNoStream)
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
