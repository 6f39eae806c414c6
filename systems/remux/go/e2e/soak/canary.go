package main

import (
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
