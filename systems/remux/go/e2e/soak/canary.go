package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"spandrel.dev/remux/internal/ts"
	"spandrel.dev/remux/internal/ts/tstest"
)

// hear lets a judge of its own hear the same stream from every reader, except
// for packets that are to be missed, and returns what it finds.
func hear(missed func(reader, packet int) bool) []string {
	j := newJudge(honest)
	packets := tstest.Stream(0, 200, 10)
	for i, one := range j.readers {
		for n := range len(packets) / ts.PacketSize {
			if !missed(i, n) {
				one.take(packets[n*ts.PacketSize:][:ts.PacketSize])
			}
		}
	}
	failures, _, _ := j.verdict()
	return failures
}

// canaries plants what must be found: connections that stay. What readers miss
// is planted in the tests of the judge, and by --plant miss.
func (s *soaker) canaries(ctx context.Context) error {
	before, err := s.daemon.look(true)
	if err != nil {
		return err
	}
	release := s.hold(ctx, spare+16)
	left := ""
	for began := time.Now(); left == "" && time.Since(began) < 30*time.Second && ctx.Err() == nil; {
		if _, left, err = s.released(ctx, before, 0); err != nil {
			break
		}
	}
	release()
	if left == "" {
		s.report.fail("canary: %d connections that stayed were not found", spare+16)
	}
	s.report.Canaries = append(s.report.Canaries, fmt.Sprintf("a leak (%s)", left))
	missing := hear(func(reader, packet int) bool { return reader == 3 && packet == 100 })
	if len(missing) != 1 || len(hear(func(int, int) bool { return false })) != 0 {
		s.report.fail("canary: the packet that one reader missed was not found: %q", missing)
	}
	s.report.Canaries = append(s.report.Canaries, "a missing packet ("+strings.Join(missing, "; ")+")")
	_, _, errNow := s.released(ctx, before, patience)
	return errors.Join(err, errNow)
}
