package config

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Demand is how sources on demand are opened and closed.
type Demand struct {
	// CloseAfter is how long a source stays open after its last reader.
	CloseAfter time.Duration `yaml:"close_after"`
	// Tuners says, as GROUP=NUMBER, how many sources of a group are open at a time.
	Tuners []string `yaml:"tuners"`
}

// mostTuners bounds those of a group.
const mostTuners = mostSources

// TunersOf returns how many sources of each group may be open at a time.
func (d *Demand) TunersOf() (map[string]int, error) {
	limits := make(map[string]int)
	for _, text := range d.Tuners {
		at := strings.LastIndex(text, "=")
		if at < 1 {
			return nil, fmt.Errorf("demand.tuners: %q is not GROUP=NUMBER, such as sat=4", text)
		}
		group := text[:at]
		number, err := strconv.Atoi(text[at+1:])
		switch _, twice := limits[group]; {
		case err != nil || number < 1 || number > mostTuners:
			return nil, fmt.Errorf("demand.tuners: group %q has 1 to %d tuners, not %q", group, mostTuners, text[at+1:])
		case twice:
			return nil, fmt.Errorf("demand.tuners: group %q stands twice", group)
		}
		limits[group] = number
	}
	return limits, nil
}

// checkDemand compares the groups of the sources with their tuners.
func (p *problems) checkDemand(c *Config) {
	limits, err := c.Demand.TunersOf()
	if err != nil {
		p.add("%v", err)
		return
	}
	always, members := make(map[string]int), make(map[string]int)
	for _, source := range c.Sources {
		members[source.Group]++
		if !source.OnDemand {
			always[source.Group]++
		}
	}
	for _, text := range c.Demand.Tuners {
		group := text[:strings.LastIndex(text, "=")]
		switch limit := limits[group]; {
		case members[group] == 0:
			p.add("demand.tuners: no source has the group %q; %s", group, groups(members))
		case always[group] > limit:
			p.add("demand.tuners: %d sources of group %q are always open, and it has %d tuners: set on_demand: true", always[group], group, limit)
		}
	}
}

// groups names those that sources have.
func groups(members map[string]int) string {
	var names []string
	for name := range members {
		if name != "" {
			names = append(names, strconv.Quote(name))
		}
	}
	if len(names) == 0 {
		return "none has a group: set one"
	}
	slices.Sort(names)
	return "there is " + strings.Join(names, ", ")
}
