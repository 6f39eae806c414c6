package fanout

import (
	"time"

	"spandrel.dev/remux/internal/ts"
)

// patience is how long a stream may go without a recognisable random access
// point before any access unit counts as one: intra refresh has none at all,
// and a stream without tables cannot be understood better by waiting.
const patience = 5 * time.Second

// startFinder recognises the packets at which a decoder may start.
//
// A start costs as much as the tables are long, so there are at most so many a
// second, and none before at least as many bytes came by as the last one cost.
type startFinder struct {
	since  time.Time     // of the last start, or of the beginning
	pause  time.Duration // between two starts
	cost   int           // of the last start, in bytes
	passed int           // bytes since then
}

// newStartFinder allows so many starts a second; 0 sets no limit.
func newStartFinder(perSecond int) startFinder {
	f := startFinder{since: time.Now()}
	if perSecond > 0 {
		f.pause = time.Second / time.Duration(perSecond)
	}
	return f
}

// startsAt reports whether a reader may start with packet p.
func (f *startFinder) startsAt(p ts.Packet, tables *ts.Tables) bool {
	f.passed += len(p)
	if f.passed < f.cost || !f.candidate(p, tables) {
		return false
	}
	now := time.Now()
	if f.cost > 0 && now.Sub(f.since) < f.pause {
		return false
	}
	f.since = now
	return true
}

// took notes that a start was made and what its tables cost.
func (f *startFinder) took(bytes int) { f.cost, f.passed = bytes, 0 }

func (f *startFinder) candidate(p ts.Packet, tables *ts.Tables) bool {
	if p.PID() == ts.NullPID || !p.HasPayload() {
		return false
	}
	impatient := p.UnitStart() && time.Since(f.since) > patience
	if !tables.Complete() {
		return impatient
	}
	track, known := tables.Track(p.PID())
	switch {
	case !known:
		return false
	case track.Video():
		return impatient || track.StartsPicture(p)
	case tables.HasVideo():
		return false
	}
	return p.UnitStart() && track.Audio() != ""
}

// startCache keeps the stream since the last random access point, so that a
// new reader need not wait for the next one.
type startCache struct {
	chunks [][]byte
	bytes  int
	filled bool
	group  uint64 // counts how often it was emptied
}

func (c *startCache) begin(prelude []byte) {
	// A new slice: readers still hold the chunks of the old one.
	c.empty()
	c.filled = true
	if len(prelude) > 0 {
		c.chunks, c.bytes = [][]byte{prelude}, len(prelude)
	}
}

// add appends packets, or stops until the next start when the group of
// pictures does not fit.
func (c *startCache) add(packets []byte, limit int) {
	if !c.filled {
		return
	}
	if c.bytes+len(packets) > limit {
		c.empty()
		return
	}
	c.chunks = append(c.chunks, packets)
	c.bytes += len(packets)
}

// empty releases what is stored.
func (c *startCache) empty() { *c = startCache{group: c.group + 1} }

func (c *startCache) usable() bool { return c.filled && c.bytes > 0 }
