package shared

import (
	"runtime"
	"unsafe"

	"spandrel.dev/spandrel/internal/abi"
)

// Reader is a reader's half of the protocol. One goroutine uses it at a time.
type Reader struct {
	m      *Memory
	index  uint32
	at     uintptr
	tail   mark
	active bool
	// lossy says that the writer may move the cursor. Such a reader copies its batch.
	lossy bool
	// behind is where the batch ends that is being read.
	behind mark
	copy   []uint64
}

// span is memory with messages that lie in a row, and the mark before the first one.
type span struct {
	at    unsafe.Pointer
	bytes uint64
	start mark
}

// join takes a cursor that nobody has. The writer lets its reader in with the next message.
func (m *Memory) join(lossy bool) (uint32, error) {
	for i := range m.readers {
		state := m.half(m.cursor(i) + abi.CursorState)
		before := state.Load()
		if before != abi.RingValueFree && before != abi.RingValueLeft || !state.CompareAndSwap(before, abi.RingValueTaken) {
			continue
		}
		var flag uint32
		if lossy {
			flag = 1
		}
		m.half(m.cursor(i) + abi.CursorLossy).Store(flag)
		for used := m.half(abi.RingUsed); ; {
			v := used.Load()
			if v > i || used.CompareAndSwap(v, i+1) {
				break
			}
		}
		// Before the writer can see it: nobody waits elsewhere. What stood there was of a reader that was never let in.
		if before := m.word(m.cursor(i) + abi.CursorMerging).Swap(1); before != 0 {
			releaseMerged(before - 1)
		}
		m.openEnd()
		state.Store(abi.RingValueJoining)
		m.half(abi.RingJoins).Add(1)
		return i, nil
	}
	return 0, ErrReaders
}

// start makes a reader of a cursor.
func (r *Reader) start(m *Memory, index uint32) {
	r.m, r.index, r.at = m, index, m.cursor(index)
	r.lossy = m.half(r.at+abi.CursorLossy).Load() != 0
}

// look returns the end of what is published behind the tail. The error is ErrClosed behind the last message.
func (r *Reader) look() (head uint64, some bool, err error) {
	if head, some, err = r.lookOnce(); some || err != nil {
		return head, some, err
	}
	switch r.m.half(abi.RingWriter).Load() {
	case abi.RingValueOpen:
		return 0, false, nil
	case abi.RingValueCorrupt:
		return 0, false, ErrCorrupt
	}
	// What was published before it closed is visible now.
	if head, some, err = r.lookOnce(); !some && err == nil {
		err = ErrClosed
		r.m.shadow.see()
	}
	return head, some, err
}

func (r *Reader) lookOnce() (uint64, bool, error) {
	m := r.m
	if !r.active {
		if m.half(r.at+abi.CursorState).Load() != abi.RingValueActive {
			return 0, false, nil
		}
		r.tail = r.marked(m.word(r.at+abi.CursorTail).Load() &^ abi.RingWordClaim)
		r.active = true
	}
	tail := r.position()
	head := m.word(abi.RingHead).Load() &^ abi.RingWordClaim
	if head == tail {
		return 0, false, nil
	}
	// Of a cursor that the writer moves, the tail may be old by now. It is looked at again once it is claimed.
	if head-tail > m.capacity && !r.lossy {
		return 0, false, ErrCorrupt
	}
	m.shadow.see()
	return head, true, nil
}

// position is how far the reader has come.
func (r *Reader) position() uint64 {
	if r.lossy {
		return r.m.word(r.at+abi.CursorTail).Load() &^ abi.RingWordClaim
	}
	return r.tail.position
}

// lost is how many messages it has lost.
func (r *Reader) lost() uint64 {
	switch r.m.half(r.at + abi.CursorState).Load() {
	case abi.RingValueActive, abi.RingValueLeft:
		return r.m.word(r.at + abi.CursorLost).Load()
	}
	return 0
}

func (r *Reader) marked(position uint64) mark {
	return mark{position, r.m.word(r.at + abi.CursorMessages).Load(), r.m.word(r.at + abi.CursorBytes).Load()}
}

// claim claims a cursor that the writer may move: until release it does not.
func (r *Reader) claim() (head uint64, some bool, err error) {
	tail := r.m.word(r.at + abi.CursorTail)
	for {
		v := tail.Load() &^ abi.RingWordClaim
		if tail.CompareAndSwap(v, v|abi.RingWordClaim) {
			r.tail = r.marked(v)
			break
		}
		runtime.Gosched()
	}
	head = r.m.word(abi.RingHead).Load() &^ abi.RingWordClaim
	r.m.shadow.see()
	switch many := head - r.tail.position; {
	case many == 0:
		return 0, false, nil
	case many > r.m.capacity:
		return 0, false, ErrCorrupt
	}
	return head, true, nil
}

// release releases everything before the mark. The writer may write there.
func (r *Reader) release(to mark) {
	m := r.m
	r.tail = to
	m.shadow.release()
	m.set(r.at+abi.CursorMessages, to.messages)
	m.set(r.at+abi.CursorBytes, to.bytes)
	m.word(r.at + abi.CursorTail).Store(to.position)
	m.wake(abi.RingSleep, abi.RingEvent)
}

// condemn closes the ring because what was found in it cannot be.
func (r *Reader) condemn() error {
	r.m.half(abi.RingWriter).Store(abi.RingValueCorrupt)
	return ErrCorrupt
}

// close closes the reader's end. The writer does not wait for it any more.
func (r *Reader) close() {
	m := r.m
	// First, so that the writer does not go on as with no readers at all.
	if m.solo {
		m.half(abi.RingGone).Store(1)
	}
	m.half(r.at + abi.CursorState).Store(abi.RingValueLeft)
	m.wake(abi.RingSleep, abi.RingEvent)
	m.closeEnd()
}

// slots is where the published slots lie in a row, and how many.
func (r *Reader) slots(head uint64) (unsafe.Pointer, int) {
	m := r.m
	index := m.within(r.tail.position) / 8
	n := min((head-r.tail.position)/8, m.capacity/8-index, max(1, min(abi.RingWordBatchBytes/m.stride, abi.RingWordBatchMessages)))
	r.behind = mark{r.tail.position + 8*n, r.tail.messages + n, r.tail.bytes}
	return m.at(r.tail.position), int(n)
}

// records is where published records lie in a row.
func (r *Reader) records(head uint64) (span, error) {
	m, start := r.m, r.tail
	rest := min(head-start.position, m.capacity-m.within(start.position))
	if rest >= 8 && *(*uint32)(m.at(start.position)) == abi.RingValueSkip && m.within(start.position) > 0 {
		// A message follows, for which the ring had no room here.
		start.position += m.capacity - m.within(start.position)
		if start.position >= head {
			return span{}, ErrCorrupt
		}
		rest = min(head-start.position, m.capacity)
	}
	return span{m.at(start.position), rest, start}, nil
}

// each appends the records of a span up to the limits of a batch, and returns the mark behind them.
func (s span) each(views [][]byte) ([][]byte, mark, error) {
	at, behind, room := uint64(0), s.start, uint64(abi.RingWordBatchBytes)
	for at < s.bytes && room > 0 && len(views) < abi.RingWordBatchMessages {
		if s.bytes-at < 8 {
			return views, behind, ErrCorrupt
		}
		n := uint64(*(*uint32)(unsafe.Add(s.at, uintptr(at))))
		if n == abi.RingValueSkip {
			behind.position += s.bytes - at
			break
		}
		positions := record(n)
		if positions > s.bytes-at {
			return views, behind, ErrCorrupt
		}
		views = append(views, unsafe.Slice((*byte)(unsafe.Add(s.at, uintptr(at)+8)), n))
		at += positions
		room -= min(room, n)
		behind = mark{behind.position + positions, behind.messages + 1, behind.bytes + n}
	}
	if len(views) == 0 {
		return views, behind, ErrCorrupt
	}
	return views, behind, nil
}

// copied returns memory of Go's own with the same bytes, which the reader uses again for its next batch.
func (r *Reader) copied(at unsafe.Pointer, n uint64) unsafe.Pointer {
	words := int(n+7) / 8
	if Debug || len(r.copy) < words {
		r.copy = make([]uint64, max(words, 512))
	}
	to := unsafe.Pointer(unsafe.SliceData(r.copy))
	copy(unsafe.Slice((*byte)(to), n), unsafe.Slice((*byte)(at), n))
	return to
}
