package main

import (
	"context"
	"encoding/json"
	"time"
)

// provoke lets one upstream attack until the returned function is called. The
// log is pressed until as much was offered as the command line says, or it is
// enough.
func (s *soaker) provoke(ctx context.Context, one *upstream) func() int64 {
	before := one.answers.Load()
	one.set(true)
	ratio := make(chan float64, 1)
	if one.name == "crafted" {
		go func() { ratio <- s.ratio(ctx) }()
	}
	return func() int64 {
		pressed := func() float64 { return float64(one.answers.Load()-before) * reasonBytes / 1e9 }
		for one.name == "reason" && pressed() < s.options.logGigabytes && s.enough.Err() == nil {
			pause(ctx, 10*time.Millisecond)
		}
		switch one.name {
		case "reason":
			s.report.LogGigabytes += pressed()
		case "crafted":
			s.report.CraftedRatio = <-ratio
			if !(s.report.CraftedRatio > 0 && s.report.CraftedRatio <= 3) {
				s.report.fail("a crafted stream costs %.2f times a plain one", s.report.CraftedRatio)
			}
		}
		one.set(false)
		return one.answers.Load() - before
	}
}

// ratio is what a byte of the crafted stream costs, over one of the plain
// stream. It does not begin with the first bytes: a full set of tables is read
// in advance, and a connection is made.
func (s *soaker) ratio(ctx context.Context) float64 {
	wait := func(from cost, bytes float64) (crafted, plain cost) {
		for crafted = s.cost("crafted"); crafted.Bytes < from.Bytes+bytes && ctx.Err() == nil; crafted = s.cost("crafted") {
			pause(ctx, 200*time.Millisecond)
		}
		return crafted, s.cost("plain")
	}
	began, _ := wait(cost{}, 0)
	crafted, plain := wait(began, 500_000)
	craftedNow, plainNow := wait(crafted, 1_000_000)
	return craftedNow.since(crafted) / plainNow.since(plain)
}

// cost is what one stream has cost so far.
type cost struct {
	CPU   float64 `json:"cpu_seconds"`
	Bytes float64 `json:"bytes_in"`
}

// since is the processor time of a byte.
func (c cost) since(before cost) float64 { return (c.CPU - before.CPU) / (c.Bytes - before.Bytes) }

func (s *soaker) cost(name string) cost {
	var list struct {
		Streams []struct {
			Name string `json:"name"`
			cost
		} `json:"streams"`
	}
	for range 100 {
		text, err := s.daemon.get(s.daemon.base + "/api/streams")
		if err == nil {
			err = json.Unmarshal([]byte(text), &list)
		}
		if err == nil {
			for _, one := range list.Streams {
				if one.Name == name {
					return one.cost
				}
			}
		}
		time.Sleep(50 * time.Millisecond)
	}
	return cost{}
}
