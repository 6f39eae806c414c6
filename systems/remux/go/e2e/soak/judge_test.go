package main

import (
	"slices"
	"strings"
	"testing"

	"spandrel.dev/remux/internal/ts"
	"spandrel.dev/remux/internal/ts/tstest"
)

// hand gives every reader the same stream, changed by the plan.
func hand(readers int, change func(reader int, packets []byte) []byte) *judge {
	j := newJudge(readers)
	for i, one := range j.readers {
		packets := change(i, slices.Clone(tstest.Stream(0, 200, 10)))
		for at := 0; at < len(packets); at += ts.PacketSize {
			one.take(packets[at:][:ts.PacketSize])
		}
	}
	return j
}

// The canaries: what one reader misses, gets twice or gets changed is found,
// and so is what all of them miss.
func TestTheJudgeFindsWhatReadersMiss(t *testing.T) {
	const at = 100 * ts.PacketSize
	without := func(packets []byte, n int) []byte { return slices.Delete(packets, at, at+n*ts.PacketSize) }
	for name, one := range map[string]struct {
		change func(reader int, packets []byte) []byte
		want   string
	}{
		"nothing": {func(_ int, p []byte) []byte { return p }, ""},
		"late":    {func(i int, p []byte) []byte { return p[i*44*ts.PacketSize:] }, ""},
		"one packet of one reader": {func(i int, p []byte) []byte {
			if i == 3 {
				return without(p, 1)
			}
			return p
		}, "reader 4 "},
		// Sixteen packets of each PID: the counters do not show it.
		"a round of counters of one reader": {func(i int, p []byte) []byte {
			if i == 1 {
				return without(tables(p), 32)
			}
			return tables(p)
		}, "reader 2 got"},
		"one packet of all": {func(_ int, p []byte) []byte { return without(p, 1) }, "missed packets"},
		"one byte": {func(i int, p []byte) []byte {
			if i == 2 {
				p[at+150] ^= 1
			}
			return p
		}, "reader 3 got"},
		"the grid": {func(i int, p []byte) []byte {
			if i == 0 {
				p[at] = 0
			}
			return p
		}, "reader 1 lost"},
	} {
		failures, compared, seconds := hand(5, one.change).verdict()
		text := strings.Join(failures, "; ")
		if (text == "") != (one.want == "") || !strings.Contains(text, one.want) || compared < 10 || seconds < 1 {
			t.Errorf("%s: %q after %d segments, %.1f s", name, text, compared, seconds)
		}
	}
}

// tables takes the tables out, so that only two PIDs are left in turn.
func tables(packets []byte) (rest []byte) {
	for at := 0; at < len(packets); at += ts.PacketSize {
		if p := ts.Packet(packets[at:][:ts.PacketSize]); p.PID() == tstest.VideoPID || p.PID() == tstest.AudioPID {
			rest = append(rest, p...)
		}
	}
	return rest
}

func TestWrongUsageIsStatusTwo(t *testing.T) {
	for _, arguments := range [][]string{{"--plant", "nothing"}, {"more"}, {"--unknown"}} {
		var out, diagnostics strings.Builder
		if status := run(arguments, &out, &diagnostics); status != 2 || diagnostics.Len() == 0 {
			t.Errorf("%v: status %d, %q", arguments, status, diagnostics.String())
		}
	}
}
