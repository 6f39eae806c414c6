package daemon

import (
	"context"
	"fmt"
	"io"
	"strings"
	"time"

	"spandrel.dev/remux/internal/stats"
	"spandrel.dev/remux/internal/stream"
)

// steady is how long a stream plays before its speed is told: shorter, and
// the figure is that of the start.
const steady = 2 * time.Second

// announceLines is how many messages wait for a standard output that nobody
// reads: two of each of the streams there may be.
const announceLines = 512

// announceTracks is how many tracks of a stream are named.
const announceTracks = 32

// announcer tells people on standard output what can be played.
type announcer struct {
	out  io.Writer
	base string
}

// onDemand prints where the streams are that are opened when somebody reads.
func (a *announcer) onDemand(streams []*stream.Stream) {
	count := 0
	for _, one := range streams {
		if one.Status().OnDemand {
			count++
		}
	}
	if count > 0 {
		a.print("on demand: %d streams   %s/playlist.m3u\n", count, a.base)
	}
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
	case <-time.After(steady):
	case <-ctx.Done():
		return
	}
	status := one.Status()
	var text strings.Builder
	fmt.Fprintf(&text, "stream %s from %s: engine %s, %.1f times real time on one core\n",
		status.Name, status.Source, status.Engine, status.TimesRealtime)
	writeTracks(&text, status.Programs)
	fmt.Fprintf(&text, "  play it:  ffplay %s   (or: vlc %s)\n", url, url)
	fmt.Fprintf(&text, "  look at:  %s/   %s/api/streams   %s/metrics\n", a.base, a.base, a.base)
	a.print("%s", text.String())
}

// writeTracks names the first tracks and counts the rest: how many there are is
// for the stream to say.
func writeTracks(text *strings.Builder, programs []stats.Program) {
	tracks := 0
	for _, program := range programs {
		for _, track := range program.Tracks {
			if tracks++; tracks <= announceTracks {
				fmt.Fprintf(text, "  program %d, %s\n", program.Number, stats.Describe(track))
			}
		}
	}
	if more := tracks - announceTracks; more > 0 {
		fmt.Fprintf(text, "  and %d more\n", more)
	}
}

func (a *announcer) print(format string, values ...any) {
	// One write a message, so that messages of several streams do not mix.
	_, _ = io.WriteString(a.out, fmt.Sprintf(format, values...))
}
