package daemon

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"spandrel.dev/remux/internal/stream"
)

// settle is how long a stream plays before its speed is told: shorter, and
// the figure is that of the start.
const settle = 2 * time.Second

// announceLines is how many messages wait for a standard output that nobody
// reads: two of each of the streams there may be.
const announceLines = 512

// announcer tells people on standard output what can be played.
type announcer struct {
	out  io.Writer
	base string
}

// announce prints the ready line of one stream when it can be played, and
// what the stream is made of a little later.
func (a *announcer) announce(ctx context.Context, one *stream.Stream) {
	select {
	case <-one.Ready():
	case <-ctx.Done():
		return
	}
	url := a.base + stream.Path(one.Name())
	a.print("ready %s\n", url)
	select {
	case <-time.After(settle):
	case <-ctx.Done():
		return
	}
	status := one.Status()
	var text strings.Builder
	fmt.Fprintf(&text, "stream %s from %s: engine %s, %.1f times real time on one core\n",
		status.Name, status.Source, status.Engine, status.TimesRealtime)
	for _, program := range status.Programs {
		for _, track := range program.Tracks {
			fmt.Fprintf(&text, "  program %d, %s\n", program.Number, track)
		}
	}
	fmt.Fprintf(&text, "  play it:  ffplay %s   (or: vlc %s)\n", url, url)
	fmt.Fprintf(&text, "  look at:  %s/   %s/api/streams   %s/metrics\n", a.base, a.base, a.base)
	a.print("%s", text.String())
}

func (a *announcer) print(format string, values ...any) {
	// One write a message, so that messages of several streams do not mix.
	_, _ = io.WriteString(a.out, fmt.Sprintf(format, values...))
}
