package shared

import (
	"unsafe"

	"spandrel.dev/spandrel/internal/abi"
)

// room is whether there is room.
type room int

const (
	// roomHere: there is.
	roomHere room = iota
	// roomFull: a reader that loses nothing has not released enough.
	roomFull
	// roomCopying: a reader that may lose messages is copying just now.
	roomCopying
	// roomClosed: the only reader, or the ring, is closed.
	roomClosed
	// roomNever: there never is.
	roomNever
)

// copyingTries is how often the writer tries to get at a cursor whose reader is copying.
const copyingTries = 200

// Writer is the writer's half of the protocol. Between claim and unclaim one goroutine uses it.
type Writer struct {
	m *Memory
	// head is behind the last message, published or not; free is what the readers had released when it was last looked at.
	head, published, free mark
	claims                claims
}

// start goes on where the memory says that a writer has stopped.
func (w *Writer) start(m *Memory) {
	w.m = m
	w.head = mark{m.word(abi.RingHead).Load() &^ abi.RingWordClaim, m.word(abi.RingSent).Load(), m.word(abi.RingSentBytes).Load()}
	w.published, w.free = w.head, w.head
	for i := range m.half(abi.RingUsed).Load() {
		if released, ok := w.released(i); ok {
			w.free = w.free.least(released)
		}
	}
}

// claim makes this goroutine the only one that writes, and fails if there is another one.
func (w *Writer) claim() bool {
	head := w.m.word(abi.RingHead)
	v := head.Load()
	if v&abi.RingWordClaim != 0 || !head.CompareAndSwap(v, v|abi.RingWordClaim) {
		return false
	}
	w.claims.enter()
	return true
}

// unclaim lets others write. What was written is published.
func (w *Writer) unclaim() {
	w.publishAs(w.head.position)
}

func (w *Writer) pending() bool {
	return w.head.position != w.published.position
}

// room looks for room for a message of n bytes. If there is none, what was written before is published.
func (w *Writer) room(n uint64) (space, room) {
	m := w.m
	if !w.pending() && m.half(abi.RingJoins).Load() != 0 {
		w.admit()
	}
	s := m.space(w.head.position, n)
	if s.bytes > m.bytes {
		return s, roomNever
	}
	if m.half(abi.RingGone).Load() != 0 || m.half(abi.RingWriter).Load() != abi.RingValueOpen {
		return s, roomClosed
	}
	after := w.head.after(s)
	if m.fits(&w.free, &after) {
		return s, roomHere
	}
	return w.look(n)
}

func (w *Writer) look(n uint64) (space, room) {
	m := w.m
	for {
		s := m.space(w.head.position, n)
		after := w.head.after(s)
		copying := false
		free := w.published
		for i := range m.half(abi.RingUsed).Load() {
			at := m.cursor(i)
			if m.half(at+abi.CursorState).Load() == abi.RingValueActive && m.half(at+abi.CursorLossy).Load() != 0 {
				copying = !w.dropOldest(at, &after) || copying
			}
			if released, ok := w.released(i); ok {
				free = free.least(released)
			}
		}
		w.free = free
		m.shadow.room()
		switch {
		case m.fits(&free, &after):
			return s, roomHere
		case w.pending():
			w.publishAs(w.head.position | abi.RingWordClaim)
			w.admit()
		case copying:
			return s, roomCopying
		default:
			return s, roomFull
		}
	}
}

// released is what a reader has released, unless nobody reads there.
func (w *Writer) released(index uint32) (mark, bool) {
	m, at := w.m, w.m.cursor(index)
	if m.half(at+abi.CursorState).Load() != abi.RingValueActive {
		return mark{}, false
	}
	// The tail first: its reader stores it last.
	position := m.word(at+abi.CursorTail).Load() &^ abi.RingWordClaim
	return mark{position, m.word(at + abi.CursorMessages).Load(), m.word(at + abi.CursorBytes).Load()}, true
}

// dropOldest moves the cursor of a reader that may lose messages until after fits. False if its reader is copying.
func (w *Writer) dropOldest(at uintptr, after *mark) bool {
	m := w.m
	tail := m.word(at + abi.CursorTail)
	var v uint64
	for tries := 0; ; tries++ {
		v = tail.Load()
		if v&abi.RingWordClaim == 0 && tail.CompareAndSwap(v, v|abi.RingWordClaim) {
			break
		}
		if tries == copyingTries {
			return false
		}
	}
	from := mark{v, m.word(at + abi.CursorMessages).Load(), m.word(at + abi.CursorBytes).Load()}
	lost := uint64(0)
	for from.position < w.published.position && !m.fits(&from, after) {
		from = m.step(from)
		lost++
	}
	m.word(at + abi.CursorLost).Add(lost)
	m.word(at + abi.CursorMessages).Store(from.messages)
	m.word(at + abi.CursorBytes).Store(from.bytes)
	tail.Store(from.position)
	return true
}

// step is behind the message before which the mark stands.
func (m *Memory) step(from mark) mark {
	if m.stride > 0 {
		return from.after(space{positions: 8})
	}
	var skip uint64
	n := *(*uint32)(m.at(from.position))
	if n == abi.RingValueSkip {
		skip = m.capacity - m.within(from.position)
		n = *(*uint32)(m.at(from.position + skip))
	}
	return from.after(space{skip, record(uint64(n)), uint64(n)})
}

// loseNewest counts a message as lost for every reader: one that may lose messages was copying for too long.
func (w *Writer) loseNewest() {
	m := w.m
	for i := range m.half(abi.RingUsed).Load() {
		if m.half(m.cursor(i)+abi.CursorState).Load() == abi.RingValueActive {
			m.word(m.cursor(i) + abi.CursorLost).Add(1)
		}
	}
}

// put writes a record into the space that room has found.
func (w *Writer) put(s space, v []byte) {
	copy(w.begin(s, len(v)), v)
	w.head = w.head.after(s)
}

// begin writes the header of a record, and the mark of a gap in front of it. It returns the record's bytes.
func (w *Writer) begin(s space, n int) []byte {
	m, position := w.m, w.head.position
	if s.skip > 0 {
		*(*uint64)(m.at(position)) = abi.RingValueSkip
		position += s.skip
	}
	at := m.at(position)
	*(*uint64)(at) = uint64(n)
	return unsafe.Slice((*byte)(unsafe.Add(at, 8)), n)
}

// Slot is the address of the slot behind the last message.
func (w *Writer) slot() unsafe.Pointer {
	return w.m.at(w.head.position)
}

// publishAs stores the head, and wakes readers that sleep.
func (w *Writer) publishAs(head uint64) {
	m := w.m
	if w.pending() {
		m.set(abi.RingSent, w.head.messages)
		m.set(abi.RingSentBytes, w.head.bytes)
		w.published = w.head
	}
	m.shadow.publish()
	if head&abi.RingWordClaim == 0 {
		w.claims.leave()
	}
	m.word(abi.RingHead).Store(head)
	if m.half(abi.RingSleepers).Load() != 0 {
		m.wakeReaders()
	}
}

func (m *Memory) wakeReaders() {
	for i := range m.half(abi.RingUsed).Load() {
		if merged := m.word(m.cursor(i) + abi.CursorMerged).Load(); merged != 0 {
			// The word has a reference, which only the writer drops.
			wakeMerged(merged)
			continue
		}
		m.wake(m.cursor(i)+abi.CursorSleep, m.cursor(i)+abi.CursorEvent)
	}
}

// admit lets in readers that have joined: the next message is their first.
func (w *Writer) admit() {
	m := w.m
	if m.half(abi.RingJoins).Swap(0) == 0 {
		return
	}
	for i := range m.half(abi.RingUsed).Load() {
		at := m.cursor(i)
		if m.half(at+abi.CursorState).Load() != abi.RingValueJoining {
			continue
		}
		m.word(at + abi.CursorMessages).Store(w.published.messages)
		m.word(at + abi.CursorBytes).Store(w.published.bytes)
		m.word(at + abi.CursorLost).Store(0)
		m.word(at + abi.CursorTail).Store(w.published.position)
		// Fails if the reader has closed meanwhile.
		if !m.half(at+abi.CursorState).CompareAndSwap(abi.RingValueJoining, abi.RingValueActive) {
			continue
		}
		// Behind the state, as another reader may have joined meanwhile: it is that one which is let in. And only here, as the
		// writer may be using what stood there before. 0: it is there already.
		if joining := m.word(at + abi.CursorMerging).Swap(0); joining != 0 {
			releaseMerged(m.word(at + abi.CursorMerged).Swap(joining - 1))
		}
	}
}

// close closes the writer's end. It is claimed, and stays so.
func (w *Writer) close() {
	w.m.half(abi.RingWriter).CompareAndSwap(abi.RingValueOpen, abi.RingValueClosed)
	w.publishAs(w.head.position | abi.RingWordClaim)
	// Those that wait to be let in are woken as well.
	w.admit()
	w.m.wakeReaders()
	w.m.closeEnd()
}
