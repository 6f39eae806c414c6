package shared

import (
	"sync"
	"sync/atomic"
	"unsafe"

	"spandrel.dev/spandrel/internal/abi"
)

// many is a reader of many rings. Rust adds rings and removes them: it writes the numbers of ends into words of the memory, which the
// reader attaches; the reader writes 0 once it has left the ring. It sleeps at the cursor of this memory, to which the cursors of the
// rings refer, so the writers of all rings wake it there.
type many struct {
	m *Memory
	// mu is for Lost, beside the goroutine that has the claim.
	mu      sync.Mutex
	members []*member
	// attached says which words are members.
	attached []bool
	// next is the member that is looked at next, known the count of changes when the words were last read.
	next  int
	known uint64
	// leaving is how many members are to leave their rings.
	leaving int
	// asleep says that the reader is counted as one that sleeps in each ring.
	asleep bool
}

// member is a ring that is being read.
type member struct {
	r    Reader
	slot int
	// until is where it is to leave the ring, if leaving.
	until   uint64
	leaving bool
}

func newMany(m *Memory) *many {
	return &many{m: m, attached: make([]bool, m.messages)}
}

// look looks for messages in each ring, beginning behind the one that had some last, and returns that ring and the end of what is
// published there. The error is ErrClosed behind the last message of all.
func (l *many) look() (*Reader, uint64, error) {
	for {
		l.update()
		if l.leaving > 0 {
			l.leaveThoseRead()
		}
		for turn := 0; turn < len(l.members); {
			if l.next >= len(l.members) {
				l.next = 0
			}
			v := l.members[l.next]
			switch head, some, err := v.look(); {
			case some:
				l.next++
				return &v.r, head, nil
			case err == nil:
				l.next++
				turn++
			case err == ErrClosed:
				l.leave(l.next)
			default:
				l.leave(l.next)
				return nil, 0, err
			}
		}
		switch {
		case l.m.half(abi.RingWriter).Load() == abi.RingValueOpen:
			return nil, 0, nil
		case l.m.word(abi.RingHead).Load() != l.known:
			// What was added before its owner was dropped is visible now.
		case len(l.members) == 0:
			return nil, 0, ErrClosed
		default:
			return nil, 0, nil
		}
	}
}

func (v *member) look() (head uint64, some bool, err error) {
	head, some, err = v.r.look()
	if err == nil && v.leaving && (!some || v.r.position() >= v.until) {
		return 0, false, ErrClosed
	}
	return head, some, err
}

// word is one that has the number of an end.
func (l *many) word(slot int) *atomic.Uint64 {
	return l.m.word(uintptr(l.m.data) + 8*uintptr(slot))
}

// update reads the words, if they have changed.
func (l *many) update() {
	now := l.m.word(abi.RingHead).Load()
	if now == l.known {
		return
	}
	l.known = now
	for slot := range int(l.m.word(abi.RingSent).Load()) {
		word := l.word(slot).Load()
		end := word &^ abi.RingWordLeave
		if end == 0 {
			continue
		}
		if !l.attached[slot] {
			l.attach(slot, end)
		}
		if word&abi.RingWordLeave != 0 {
			for _, v := range l.members {
				if v.slot == slot && !v.leaving {
					v.leaving, v.until = true, v.r.m.word(abi.RingHead).Load()&^abi.RingWordClaim
					l.leaving++
				}
			}
		}
	}
}

func (l *many) attach(slot int, end uint64) {
	m, index := attached(end)
	if l.asleep {
		m.half(abi.RingSleepers).Add(1)
	}
	v := &member{slot: slot}
	v.r.start(m, index)
	l.attached[slot] = true
	l.mu.Lock()
	l.members = append(l.members, v)
	l.mu.Unlock()
}

// leaveThoseRead leaves the rings that are read up to where they are to be left. Their writers wait no longer than that, whose turn it
// is or not.
func (l *many) leaveThoseRead() {
	for i := len(l.members) - 1; i >= 0; i-- {
		if v := l.members[i]; v.leaving {
			if _, _, err := v.look(); err == ErrClosed {
				l.leave(i)
			}
		}
	}
}

// leave leaves a ring. What was lost there stays counted.
func (l *many) leave(i int) {
	v := l.members[i]
	m := v.r.m
	if l.asleep {
		m.half(abi.RingSleepers).Add(^uint32(0))
	}
	l.mu.Lock()
	l.m.word(l.m.cursor(0) + abi.CursorLost).Add(v.r.lost())
	l.members = append(l.members[:i], l.members[i+1:]...)
	l.mu.Unlock()
	if v.leaving {
		l.leaving--
	}
	if i < l.next {
		l.next--
	}
	v.r.close()
	m.Release()
	l.attached[v.slot] = false
	l.word(v.slot).Store(0)
}

// leaveCorrupt closes the ring in which something was found that cannot be, and leaves it.
func (l *many) leaveCorrupt(r *Reader) {
	for i, v := range l.members {
		if &v.r == r {
			_ = r.condemn()
			l.leave(i)
			return
		}
	}
}

// sleep says in each ring that the reader sleeps, or that it does not any more.
func (l *many) sleep(asleep bool) {
	l.asleep = asleep
	change := ^uint32(0)
	if asleep {
		change = 1
	}
	for _, v := range l.members {
		v.r.m.half(abi.RingSleepers).Add(change)
	}
}

// lost is how many messages were lost in all rings.
func (l *many) lost() uint64 {
	l.mu.Lock()
	defer l.mu.Unlock()
	lost := l.m.word(l.m.cursor(0) + abi.CursorLost).Load()
	for _, v := range l.members {
		lost += v.r.lost()
	}
	return lost
}

// close closes the reader's end in each ring, also in those that it has not noticed yet.
func (l *many) close() {
	m := l.m
	// First: the owner closes what it adds from now on.
	m.half(abi.RingGone).Store(1)
	for slot := range int(m.word(abi.RingSent).Load()) {
		end := l.word(slot).Swap(0) &^ abi.RingWordLeave
		if end == 0 {
			continue
		}
		if !l.attached[slot] {
			l.attach(slot, end)
		}
	}
	l.mu.Lock()
	members := l.members
	l.members = nil
	for _, v := range members {
		m.word(m.cursor(0) + abi.CursorLost).Add(v.r.lost())
	}
	l.mu.Unlock()
	for _, v := range members {
		v.r.close()
		v.r.m.Release()
	}
	m.half(m.cursor(0) + abi.CursorState).Store(abi.RingValueLeft)
	m.closeEnd()
}

// wakeMerged wakes the reader of many rings that waits in the memory at this address, to which a cursor has a reference.
func wakeMerged(address uint64) {
	m := Memory{base: *(*unsafe.Pointer)(unsafe.Pointer(&address))}
	m.wake(m.cursor(0)+abi.CursorSleep, m.cursor(0)+abi.CursorEvent)
}

// releaseMerged drops the reference of a cursor to where its reader waits; 0 has none.
func releaseMerged(address uint64) {
	if address != 0 {
		memoryAt(address).Release()
	}
}
