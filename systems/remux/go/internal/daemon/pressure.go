package daemon

import (
	"bytes"
	"context"
	"log/slog"
	"os"
	"runtime"
	"runtime/metrics"
	"strconv"
	"time"

	"spandrel.dev/remux/internal/hls"
	"spandrel.dev/remux/internal/stream"
)

const (
	// look is how often the memory in use is compared with the limit.
	look = 250 * time.Millisecond
	// rest is the pause after a look that found nothing to free.
	rest = 10 * time.Second
	// innocent is how far behind a reader may always be: so much is under way
	// to every reader, and dropping one of those frees next to nothing.
	innocent = 256 << 10
)

// pressure makes room before the memory limit is reached: the readers that are
// furthest behind go first, whatever stream they read, then what is stored for
// readers that come.
type pressure struct {
	streams []*stream.Stream
	limit   int64
	used    func() int64 // as of the last collection
	collect func()
	log     *slog.Logger
}

func newPressure(streams []*stream.Stream, limit int64, log *slog.Logger) *pressure {
	return &pressure{streams: streams, limit: limit, used: memoryUsed, collect: runtime.GC, log: log}
}

// watch relieves the memory again and again until the context is done.
func (p *pressure) watch(ctx context.Context) {
	for {
		pause := look
		if !p.relieve() {
			pause = rest
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(pause):
		}
	}
}

// relieve makes room when more than four fifths of the limit are in use: above
// that the collector has little left to work with. It reports false when that
// would be needed and there is nothing to free.
func (p *pressure) relieve() bool {
	most := p.limit / 5 * 4
	if p.used() <= most {
		return true
	}
	p.collect() // so that only what is needed counts
	freed := int64(0)
	for used := p.used(); used-freed > most; {
		bytes := p.evict(used)
		if bytes == 0 {
			bytes = p.forget(used)
		}
		if bytes == 0 {
			return freed > 0
		}
		freed += bytes
	}
	return true
}

// evict drops the reader that is furthest behind.
func (p *pressure) evict(used int64) int64 {
	for {
		var worst *stream.Stream
		most := int64(innocent)
		for _, one := range p.streams {
			if behind := one.Readers().Fullest(); behind > most {
				worst, most = one, behind
			}
		}
		if worst == nil {
			return 0
		}
		// It may have caught up or left since it was looked at.
		if behind := worst.Readers().Evict(innocent); behind > 0 {
			p.log.Warn("memory runs short: the reader that was furthest behind was dropped",
				"stream", worst.Name(), "behind", behind, "used", used, "limit", p.limit)
			return behind
		}
	}
}

// forget empties the largest of what is stored for more than one reader: the starts
// for new ones, and the segments for players of HLS.
func (p *pressure) forget(used int64) int64 {
	var largest *stream.Stream
	most := int64(innocent)
	for _, one := range p.streams {
		if size := one.Readers().StartBytes(); size > most {
			largest, most = one, size
		}
	}
	var cut *hls.Channel
	for _, one := range p.streams {
		if channel := one.HLS(); channel != nil {
			if size := int64(channel.Counters().WindowBytes); size > most {
				largest, most, cut = one, size, channel
			}
		}
	}
	if largest == nil {
		return 0
	}
	if cut != nil {
		freed := int64(cut.Forget())
		p.log.Warn("memory runs short: players of HLS wait for new segments",
			"stream", largest.Name(), "freed", freed, "used", used, "limit", p.limit)
		return freed
	}
	freed := largest.Readers().ForgetStart()
	p.log.Warn("memory runs short: the next readers wait for a key picture",
		"stream", largest.Name(), "freed", freed, "used", used, "limit", p.limit)
	return freed
}

// memoryUsed is the memory that this process cannot do without: what Go found
// in use at its last collection, and what the core and the C library have.
func memoryUsed() int64 {
	samples := []metrics.Sample{
		{Name: "/memory/classes/total:bytes"},
		{Name: "/memory/classes/heap/released:bytes"},
		{Name: "/memory/classes/heap/free:bytes"},
		{Name: "/memory/classes/heap/objects:bytes"},
		{Name: "/gc/heap/live:bytes"},
	}
	metrics.Read(samples)
	var figures [5]int64
	for i, sample := range samples {
		if sample.Value.Kind() == metrics.KindUint64 {
			figures[i] = int64(sample.Value.Uint64())
		}
	}
	mapped := figures[0] - figures[1]
	needed := mapped - figures[2] - figures[3] + figures[4]
	return needed + max(0, privateMemory()-mapped)
}

// privateMemory is what this process has in memory and shares with no file, or
// 0 where the system does not say.
func privateMemory() int64 {
	text, err := os.ReadFile("/proc/self/statm")
	fields := bytes.Fields(text)
	if err != nil || len(fields) < 3 {
		return 0
	}
	resident, err := strconv.ParseInt(string(fields[1]), 10, 64)
	if err != nil {
		return 0
	}
	shared, err := strconv.ParseInt(string(fields[2]), 10, 64)
	if err != nil {
		return 0
	}
	return (resident - shared) * int64(os.Getpagesize())
}
