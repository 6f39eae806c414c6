package fanout

import (
	"time"

	"spandrel.dev/remux/internal/ts"
	"spandrel.dev/remux/remux"
)

// patience is how long a stream may go without a recognisable random access
// point before any access unit counts as one: intra refresh has none at all,
// and a stream without tables cannot be understood better by waiting.
const patience = 5 * time.Second

// startFinder asks the core for the packets at which a decoder may start.
//
// A start costs as much as the tables are long, so there are at most so many a
// second, and none before the stream has paid for the last one.
type startFinder struct {
	open   func() (remux.CoreScanner, error)
	failed func(error) // told when the scanner failed

	scanner remux.CoreScanner // nil before the first packet, and after it failed
	ignored uint64            // by scanners that are closed
	since   time.Time         // of the last start, or of the beginning
	pause   time.Duration     // between two starts
	cost    int               // of the last start, in bytes
	passed  int               // bytes since then
}

// price is how many bytes of the stream pay for a byte of tables.
const price = 4

// newStartFinder allows so many starts a second; 0 sets no limit.
func newStartFinder(core remux.Core, limits Limits, failed func(error)) startFinder {
	f := startFinder{
		open: func() (remux.CoreScanner, error) {
			return core.OpenScanner(uint32(limits.Tables.Programs), uint32(limits.Tables.Tracks))
		},
		failed: failed, since: time.Now(),
	}
	if limits.Starts > 0 {
		f.pause = time.Second / time.Duration(limits.Starts)
	}
	return f
}

// next returns the offset of the next packet at which a reader may start, or
// the length of the packets. Those behind it were not looked at yet.
func (f *startFinder) next(packets []byte) int {
	now := time.Now()
	from := max(0, price*f.cost-f.passed-ts.PacketSize)
	if f.cost > 0 && now.Sub(f.since) < f.pause {
		from = len(packets)
	}
	at := len(packets)
	f.use(func() error {
		found, err := f.scanner.NextStart(packets, uint64(from), now.Sub(f.since) > patience)
		if err == nil {
			at = int(found)
		}
		return err
	})
	f.passed += min(len(packets), at+ts.PacketSize)
	if at < len(packets) {
		f.since = now
	}
	return at
}

// prelude returns the tables for a start, and notes what they cost.
func (f *startFinder) prelude() (packets []byte) {
	f.use(func() (err error) {
		packets, err = f.scanner.Prelude()
		return err
	})
	f.cost, f.passed = len(packets), 0
	return packets
}

// beyond is how much of the tables was ignored.
func (f *startFinder) beyond() uint64 {
	ignored := f.ignored
	if f.scanner != nil {
		f.use(func() error {
			now, err := f.scanner.Ignored()
			ignored += now
			return err
		})
	}
	return ignored
}

// use calls the scanner. One that failed is replaced at the next call: readers
// that are there miss nothing, and new ones wait for its tables.
func (f *startFinder) use(call func() error) {
	var err error
	if f.scanner == nil {
		f.scanner, err = f.open()
	}
	if err == nil {
		err = call()
	}
	if err == nil {
		return
	}
	f.failed(err)
	f.close()
}

// close frees the scanner.
func (f *startFinder) close() {
	if f.scanner == nil {
		return
	}
	ignored, err := f.scanner.Ignored()
	if err == nil {
		f.ignored += ignored
	}
	// One that failed is closed already.
	_ = f.scanner.Close()
	f.scanner = nil
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
