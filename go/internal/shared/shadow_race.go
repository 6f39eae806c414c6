//go:build race

package shared

import (
	"sync"
	"sync/atomic"
	"unsafe"
)

// shadow has the words of Go's own that the ends of one ring touch beside those of the ring.
type shadow struct {
	published, released atomic.Uint64
	users               int
}

var (
	shadowsMu sync.Mutex
	shadows   = map[unsafe.Pointer]*shadow{}
)

// shadowOf returns the shadow of a ring, and counts a user.
func shadowOf(base unsafe.Pointer) *shadow {
	shadowsMu.Lock()
	defer shadowsMu.Unlock()
	s := shadows[base]
	if s == nil {
		s = &shadow{}
		shadows[base] = s
	}
	s.users++
	return s
}

// dropShadow counts one less.
func dropShadow(base unsafe.Pointer) {
	shadowsMu.Lock()
	defer shadowsMu.Unlock()
	if s := shadows[base]; s != nil {
		if s.users--; s.users == 0 {
			delete(shadows, base)
		}
	}
}

// publish stands before the store of the head, see behind the load.
func (s *shadow) publish() { s.published.Add(1) }
func (s *shadow) see()     { s.published.Load() }

// release stands before the store of a tail, room behind the load.
func (s *shadow) release() { s.released.Add(1) }
func (s *shadow) room()    { s.released.Load() }

// claims orders the uses of one end by several goroutines, for the race detector.
type claims struct{ word atomic.Uint64 }

func (c *claims) enter() { c.word.Load() }
func (c *claims) leave() { c.word.Add(1) }
