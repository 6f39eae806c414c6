package config

import (
	"errors"
	"fmt"
	"net"
	"regexp"
	"slices"
	"strconv"
	"strings"

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
	for _, one := range Settings() {
		one.check(c, &p)
	}
	p.checkListen(c.Listen)
	p.checkDebug(c.DebugListen)
	p.checkHosts(c.HTTP.Hosts)
	p.checkEngine(engines, c.Engine.Name, c.Audio)
	if c.Reconnect.Longest < c.Reconnect.Initial {
		p.add("reconnect.longest is %s: it must not be shorter than reconnect.initial", show(c.Reconnect.Longest))
	}
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
