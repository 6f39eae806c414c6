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
	any    bool // something was received
}

// What answers are that are not a stream.
const (
	webPage = "a web page: is a log-in or another path needed?"
	radio   = "Internet radio (ICY), which is sound alone: use the URL of a transport stream"
	other   = ", which remux does not read: use the URL of a transport stream"
)

// beginnings are how they begin, in small letters, and after how many bytes.
var beginnings = []struct {
	at    int
	begin string
	what  string
}{
	{0, "#extm3u", "a playlist (HLS), which remux cannot follow: use the URL of a transport stream"},
	{0, "<!doctype html", webPage},
	{0, "<html", webPage},
	{0, "<head", webPage},
	{0, "<?xml", "XML, such as a playlist (DASH)" + other},
	{0, "<mpd", "a playlist (DASH)" + other},
	{0, "{\"", "JSON: is a log-in or another path needed?"},
	{0, "icy 200", radio},
	{0, "[playlist]", "a playlist (PLS)" + other},
	{4, "ftyp", "an MP4 file" + other},
	{4, "styp", "a segment of MP4" + other},
	{0, "\x1ae\xdf\xa3", "a Matroska or WebM file" + other},
	{0, "id3", "an MP3 or AAC file" + other},
	{0, "oggs", "an Ogg file" + other},
	{0, "flv\x01", "a Flash video" + other},
	{0, "riff", "a WAV or AVI file" + other},
	{0, "\x1f\x8b\x08", "compressed data (gzip)" + other},
}

// judge returns an error when the first bytes begin something other than a stream.
func (b *watchedBody) judge(received []byte) error {
	const most = 64
	b.begun = append(b.begun, received[:min(len(received), most-len(b.begun))]...)
	text := asciiLower(b.begun)
	start := strings.TrimLeft(strings.TrimPrefix(text, "\ufeff"), " \t\r\n")
	for _, known := range beginnings {
		from := start
		if known.at > 0 {
			from = text[min(known.at, len(text)):]
		}
		if strings.HasPrefix(from, known.begin) {
			return fmt.Errorf("%w: the server sends %s", ErrNoStream, known.what)
		}
	}
	if len(start) >= len("<!doctype html") || len(b.begun) == most {
		b.judged, b.begun = true, nil
	}
	return nil
}

// asciiLower leaves bytes as they are that are not letters.
func asciiLower(data []byte) string {
	lower := make([]byte, len(data))
	for i, c := range data {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		lower[i] = c
	}
	return string(lower)
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
