package main

import (
	"fmt"
	"hash/crc64"
	"sync"

	"spandrel.dev/remux/internal/ts"
)

var table = crc64.MakeTable(crc64.ECMA)

// segment is the stream from one clock to the next.
type segment struct {
	clock, next ts.PCR
	packets     int
	sum         uint64
}

// judge compares what several readers of one stream got: between every two
// clocks each must have the same packets. What all of them miss shows in the
// continuity counters.
type judge struct {
	mu       sync.Mutex
	readers  []*listener
	aligned  bool
	compared int
	failures []string
}

// listener is one reader before the judge. Its methods are for one goroutine.
type listener struct {
	judge    *judge
	name     string
	counters [0x2000]uint8 // one more than the counter seen last, 0 for none
	clocked  bool
	now      segment

	// Guarded by the judge's lock.
	queue []segment
	bytes int64
	first ts.PCR
	last  ts.PCR
	wrong bool
}

// mostAhead is how many segments a reader may be ahead of another.
const mostAhead = 20_000

func newJudge(readers int) *judge {
	j := new(judge)
	for i := range readers {
		j.readers = append(j.readers, &listener{judge: j, name: fmt.Sprint("reader ", i+1)})
	}
	return j
}

// take judges one packet.
func (l *listener) take(p ts.Packet) {
	if p[0] != ts.SyncByte {
		l.fail("lost the packet grid")
		return
	}
	pid := p.PID()
	if pid != ts.NullPID && p.HasPayload() {
		if last := l.counters[pid]; last != 0 && p.Continuity() != last&0x0F && !p.Discontinuity() {
			l.fail(fmt.Sprintf("missed packets of PID %#x: counter %d after %d", pid, p.Continuity(), (last-1)&0x0F))
		}
		l.counters[pid] = p.Continuity() + 1
	}
	if clock, ok := p.PCR(); ok {
		if l.clocked {
			l.now.next = clock
			l.judge.hear(l, l.now)
		}
		l.clocked, l.now = true, segment{clock: clock}
	}
	l.now.packets++
	l.now.sum = crc64.Update(l.now.sum, table, p)
}

// fail takes note of the first thing that is wrong with a reader.
func (l *listener) fail(cause string) {
	l.judge.mu.Lock()
	defer l.judge.mu.Unlock()
	l.failLocked(cause)
}

func (l *listener) failLocked(cause string) {
	if !l.wrong {
		l.wrong = true
		l.judge.failures = append(l.judge.failures, l.name+" "+cause)
	}
}

func (j *judge) hear(l *listener, heard segment) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if l.bytes == 0 {
		l.first = heard.clock
	}
	l.bytes += int64(heard.packets) * ts.PacketSize
	l.last = heard.next
	l.queue = append(l.queue, heard)
	if len(l.queue) > mostAhead {
		for _, other := range j.readers {
			if len(other.queue) == 0 {
				other.failLocked("fell behind all measure")
			}
		}
		l.queue = l.queue[1:]
	}
	if !j.aligned && !j.align() {
		return
	}
	j.compare()
}

// align drops what came before the place where the last reader began.
func (j *judge) align() bool {
	for _, latest := range j.readers {
		if len(latest.queue) == 0 {
			return false
		}
		places := make([]int, len(j.readers))
		found := true
		for i, other := range j.readers {
			places[i] = -1
			for k, one := range other.queue {
				if one.clock == latest.queue[0].clock {
					places[i] = k
					break
				}
			}
			found = found && places[i] >= 0
		}
		if !found {
			continue
		}
		for i, other := range j.readers {
			other.queue = other.queue[places[i]:]
		}
		j.aligned = true
		return true
	}
	return false
}

// compare takes the next segment of every reader for as long as all have one.
func (j *judge) compare() {
	for {
		for _, one := range j.readers {
			if len(one.queue) == 0 {
				return
			}
		}
		want := j.majority()
		for _, one := range j.readers {
			if got := one.queue[0]; got != want {
				one.failLocked(fmt.Sprintf("got %d packets from clock %d to %d, the others %d from %d to %d",
					got.packets, got.clock, got.next, want.packets, want.clock, want.next))
			}
			one.queue = one.queue[1:]
		}
		j.compared++
	}
}

// majority is the segment that most readers have next.
func (j *judge) majority() (want segment) {
	votes, most := make(map[segment]int), 0
	for _, one := range j.readers {
		next := one.queue[0]
		if votes[next]++; votes[next] > most {
			want, most = next, votes[next]
		}
	}
	return want
}

// progress is what the reader that got least has got.
func (j *judge) progress() (bytes int64) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for i, one := range j.readers {
		if i == 0 || one.bytes < bytes {
			bytes = one.bytes
		}
	}
	return bytes
}

// verdict is what was found so far.
func (j *judge) verdict() (failures []string, compared int, seconds float64) {
	j.mu.Lock()
	defer j.mu.Unlock()
	first := j.readers[0]
	return append([]string(nil), j.failures...), j.compared, ts.Duration(first.last.Sub(first.first)).Seconds()
}
