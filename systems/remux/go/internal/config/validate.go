package config

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"

	"spandrel.dev/remux/internal/engine"
)

// InvalidError lists everything that is wrong with a configuration.
type InvalidError struct{ Problems []string }

func (e *InvalidError) Error() string {
	return "the configuration cannot be used:\n  " + strings.Join(e.Problems, "\n  ")
}

// Validate returns an *InvalidError with every problem, or nil.
func (c *Config) Validate(engines *engine.Engines) error {
	var p problems
	for _, one := range Settings() {
		one.check(c, &p)
	}
	p.checkListen(c.Listen)
	p.checkDebug(c.DebugListen)
	p.checkHosts(c.HTTP.Hosts)
	p.checkOrigins(c.HTTP.Origins)
	p.checkEngine(engines, c.Engine.Name, c.Audio)
	for i := range c.Sources {
		if own := c.Sources[i].settings; own != nil {
			var of problems
			of.checkEngine(engines, c.Engine.Name, *own)
			for _, problem := range of {
				p.add("source %s: %s", c.Sources[i].label(i), problem)
			}
		}
	}
	if c.Reconnect.Longest < c.Reconnect.Initial {
		p.add("reconnect.longest is %s: it must not be shorter than reconnect.initial", show(c.Reconnect.Longest))
	}
	p.checkSources(c.Sources)
	p.checkDemand(c)
	p.checkLineup(&c.Lineup)
	p.checkAuth(&c.Auth)
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
