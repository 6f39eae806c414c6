package config

import (
	"errors"
	"fmt"
	"net"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"spandrel.dev/remux/internal/engine"
)

// InvalidError lists everything that is wrong with a configuration.
type InvalidError struct{ Problems []string }

func (e *InvalidError) Error() string {
	return "the configuration cannot be used:\n  " + strings.Join(e.Problems, "\n  ")
}

// sourceName is what fits into a path of the server without escaping.
var sourceName = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$`)

// mostSources bounds the streams of one daemon.
const mostSources = 256

// Validate returns an *InvalidError with every problem, or nil.
func (c *Config) Validate(engines *engine.Engines) error {
	var p problems
	p.checkListen(c.Listen)
	p.checkDebug(c.DebugListen)
	p.checkServer(c.HTTP)
	p.checkMemory(c.MemoryLimit)
	p.between("log.queue_lines", c.Log.QueueLines, 1, 100_000)
	if c.Log.Format != "text" && c.Log.Format != "json" {
		p.add("log.format is %q: use text or json", c.Log.Format)
	}
	p.checkEngine(engines, c.Engine.Name, c.Audio)
	if c.Engine.OnFailure != Restart && c.Engine.OnFailure != Passthrough {
		p.add("engine.on_failure is %q: use %s or %s", c.Engine.OnFailure, Restart, Passthrough)
	}
	p.checkReaders(c.Readers)
	p.checkLimits(c)
	p.within("reconnect.initial", c.Reconnect.Initial, time.Millisecond)
	p.within("reconnect.longest", c.Reconnect.Longest, c.Reconnect.Initial)
	p.within("reconnect.idle_timeout", c.Reconnect.IdleTimeout, time.Second)
	p.checkDrain(c.DrainTimeout)
	p.checkSources(c.Sources)
	if len(p) > 0 {
		return &InvalidError{Problems: p}
	}
	return nil
}

type problems []string

func (p *problems) add(format string, values ...any) {
	*p = append(*p, fmt.Sprintf(format, values...))
}

func (p *problems) atLeast(what string, value, least time.Duration) {
	if value < least {
		p.add("%s is %v: at least %v is needed", what, value, least)
	}
}

// longestDrain bounds the time that readers get at the end: whatever ended the
// program waits for it, and kills it when that takes too long.
const longestDrain = 5 * time.Minute

func (p *problems) checkDrain(timeout time.Duration) {
	if timeout < 0 || timeout > longestDrain {
		p.add("drain_timeout is %v: 0s to %v is possible; what ends the program must wait for 2 s more (TimeoutStopSec= of systemd)", timeout, longestDrain)
	}
}

func (p *problems) checkListen(address string) {
	_, port, err := net.SplitHostPort(address)
	if err == nil {
		_, err = strconv.ParseUint(port, 10, 16)
	}
	if err != nil {
		p.add("listen is %q: write HOST:PORT, such as 127.0.0.1:8080 or :8080", address)
	}
}

// checkEngine lets the engine itself judge its settings, by opening one.
func (p *problems) checkEngine(engines *engine.Engines, name string, audio engine.Settings) {
	opened, err := engines.Open(name, audio)
	if err == nil {
		err = opened.Close()
	}
	switch {
	case errors.As(err, new(engine.UnknownError)):
		p.add("engine.name: %v", err)
	case err != nil:
		p.add("%v", err)
	}
}

func (p *problems) checkReaders(r Readers) {
	const most = 64 << 20
	// What the engine hands out at a time is up to 64 kB and a packet: with less
	// room an honest reader would be dropped.
	p.between("readers.queue_bytes", r.QueueBytes, 128<<10, most)
	p.between("readers.start_bytes", r.StartBytes, 0, most)
	p.between("readers.limit", r.Limit, 0, 1<<20)
	p.between("readers.per_address", r.PerAddress, 0, 1<<20)
	p.between("readers.total", r.Total, 0, 1<<20)
	p.within("readers.start_wait", r.StartWait, time.Millisecond)
	p.within("readers.silence_timeout", r.SilenceTimeout, time.Millisecond)
	// With 1 a reader that is a packet behind at the end of a window would go.
	if !(r.MinRate >= 0 && r.MinRate <= 0.9) {
		p.add("readers.min_rate is %v: it must be between 0 and 0.9", r.MinRate)
	}
	p.within("readers.rate_window", r.RateWindow, time.Second)
	p.within("readers.write_timeout", r.WriteTimeout, time.Millisecond)
}

func (p *problems) checkSources(sources []Source) {
	if len(sources) == 0 {
		p.add("there is no source: add one under sources, or use --source NAME=URL")
	}
	if len(sources) > mostSources {
		p.add("there are %d sources: at most %d are possible", len(sources), mostSources)
	}
	var names []string
	stdin := ""
	for i, source := range sources {
		where := "source " + source.label(i)
		if !sourceName.MatchString(source.Name) {
			p.add("%s: its name must be 1 to 64 letters, digits, dots, hyphens or underscores and start with a letter or digit", where)
		} else if slices.Contains(names, source.Name) {
			p.add("%s stands twice: rename one", where)
		}
		names = append(names, source.Name)
		location, err := source.Location()
		switch {
		case err != nil:
			p.add("%s: %v", where, err)
		case source.Loop && location.Kind != File:
			p.add("%s: only a file can loop, not %s", where, location)
		case source.Once && location.Kind != File:
			p.add("%s: once is for a file or FIFO, not %s", where, location)
		case (source.Once || location.Once) && (source.Loop || location.Loop):
			p.add("%s: loop and once exclude each other", where)
		case location.Kind == Stdin && stdin != "":
			p.add("%s reads standard input, and so does %s: only one can", where, stdin)
		case location.Kind == Stdin:
			stdin = where
		}
	}
}
