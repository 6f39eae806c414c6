package hls

import (
	"slices"
	"sync"
	"time"
)

const (
	// fewest is how many segments a playlist has at least, however large they are.
	fewest = 3
	// spare is how many segments stay after they have left the playlists: for
	// players that have read one just before.
	spare = 3
)

// window is the newest segments of one stream. All methods may be called from any
// goroutine.
type window struct {
	settings Settings

	mu       sync.Mutex
	changed  chan struct{} // closed when something has come
	segments []*segment    // the oldest first
	target   time.Duration // 0 until there is enough to play
	peak     map[string]float64
	ended    bool
	failed   error
}

func newWindow(settings Settings) *window {
	return &window{settings: settings, changed: make(chan struct{}), peak: make(map[string]float64)}
}

// add adds a segment and drops the oldest. Once there is enough to play, playlists
// promise that no segment is longer than target.
func (w *window) add(one *segment, target time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.segments = append(w.segments, one)
	for name, part := range one.parts {
		if part.filled && one.duration >= first/2 {
			w.peak[name] = max(w.peak[name], float64(len(part.bytes)*8)/one.duration.Seconds())
		}
	}
	if w.target == 0 && (len(w.segments) >= fewest || one.duration >= w.settings.Segment-early) {
		w.target = target
	}
	w.trim()
	w.tell()
}

// trim drops segments beyond the limits. It requires the lock.
func (w *window) trim() {
	bytes := 0
	for _, one := range w.segments {
		bytes += one.size()
	}
	for len(w.segments) > fewest && (len(w.segments) > w.settings.Window+spare || bytes > w.settings.Bytes) {
		bytes -= w.segments[0].size()
		w.segments[0] = nil
		w.segments = w.segments[1:]
	}
}

// tell wakes those who wait. It requires the lock.
func (w *window) tell() {
	close(w.changed)
	w.changed = make(chan struct{})
}

// end says that nothing more comes: because the stream is over, or because of a fault.
func (w *window) end(failed error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.ended || w.failed != nil {
		return
	}
	w.ended, w.failed = failed == nil, failed
	if w.target == 0 && len(w.segments) > 0 {
		for _, one := range w.segments {
			w.target = max(w.target, one.duration.Round(time.Second), time.Second)
		}
	}
	w.tell()
}

// state is what there is to play, with what is closed when there is more.
func (w *window) state() (playable, over bool, failed error, changed <-chan struct{}) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.target > 0, w.ended, w.failed, w.changed
}

// promised is the length that no segment may exceed, 0 before there is one.
func (w *window) promised() time.Duration {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.target
}

// listed are the segments of playlists, which requires the lock.
func (w *window) listed() []*segment {
	return w.segments[max(0, len(w.segments)-w.settings.Window):]
}

// part returns what a segment has for a rendition.
func (w *window) part(name string, sequence uint64) ([]byte, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	at, found := slices.BinarySearchFunc(w.segments, sequence, func(one *segment, wanted uint64) int {
		switch {
		case one.sequence < wanted:
			return -1
		case one.sequence > wanted:
			return 1
		}
		return 0
	})
	if !found {
		return nil, false
	}
	part := w.segments[at].parts[name]
	if part == nil {
		return nil, false
	}
	return part.bytes, true
}

// find is a segment with a rendition of its, or with stretch the oldest one of the
// stretch that begins with this number.
func (w *window) find(name string, sequence uint64, stretch bool) (*segment, *rendition) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, one := range w.segments {
		if !stretch && one.sequence != sequence || stretch && (one.stretch != sequence || one.parts[name] == nil || !one.parts[name].filled) {
			continue
		}
		for i := range one.renditions {
			if one.renditions[i].name == name {
				return one, &one.renditions[i]
			}
		}
	}
	return nil, nil
}

// size is how many segments there are, and their bytes.
func (w *window) size() (segments, bytes int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, one := range w.segments {
		bytes += one.size()
	}
	return len(w.segments), bytes
}
