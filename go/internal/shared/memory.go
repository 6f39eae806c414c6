package shared

import (
	"errors"
	"fmt"
	"sync/atomic"
	"unsafe"

	"spandrel.dev/spandrel/internal/abi"
)

// Most bytes of a ring's data, and most cursors, as in Rust.
const (
	mostData    = 1 << 30
	mostReaders = 4000
	page        = 4096
)

// ErrConfig is returned for bounds that are not supported.
var ErrConfig = errors.New("the ring's configuration is not supported")

// Config is what a ring is made with.
type Config struct {
	// Stride is the size of a slot, 0 for records.
	Stride uint64
	// Messages and Bytes are the bounds.
	Messages, Bytes uint64
	// Full is what the writer does when the ring is full.
	Full uint32
	// Readers is the number of cursors.
	Readers uint32
	// Solo says that there is only ever one reader, which exists from the beginning.
	Solo bool
}

// Memory is a reference to the memory of a ring.
type Memory struct {
	base   unsafe.Pointer
	shadow *shadow

	size, data, capacity, stride uint64
	messages, bytes              uint64
	readers, full                uint32
	solo                         bool
	// merge is 0, or what the memory of a reader of many rings says of their slots.
	merge uint32
}

// New makes memory with one reference.
func New(c Config) (*Memory, error) {
	switch {
	case c.Messages == 0 || c.Stride == 0 && c.Bytes == 0:
		return nil, fmt.Errorf("%w: a bound of 0", ErrConfig)
	case c.Readers == 0 || c.Readers > mostReaders:
		return nil, fmt.Errorf("%w: a ring has between 1 and %d readers", ErrConfig, mostReaders)
	case c.Messages > mostData || c.Stride == 0 && c.Bytes > mostData:
		return nil, fmt.Errorf("%w: bounds that need more than 1 GiB", ErrConfig)
	}
	m := &Memory{stride: c.Stride, messages: c.Messages, bytes: c.Bytes, readers: c.Readers, full: c.Full, solo: c.Solo}
	var length uint64
	if c.Stride > 0 {
		slots := power(c.Messages)
		m.capacity, length, m.bytes = slots*8, slots*c.Stride, ^uint64(0)
	} else {
		m.capacity = power(2*c.Bytes + 16*c.Messages + 32)
		length = m.capacity
	}
	if length > mostData {
		return nil, fmt.Errorf("%w: bounds that need more than 1 GiB", ErrConfig)
	}
	m.data = pages(abi.RingCursors + uint64(c.Readers)*abi.CursorSize)
	m.size = m.data + pages(length)
	base, err := mapped(m.size)
	if err != nil {
		return nil, fmt.Errorf("map %d bytes for a ring: %w", m.size, err)
	}
	m.base = base
	m.shadow = shadowOf(base)
	for at, v := range map[uintptr]uint64{
		abi.RingMark: abi.RingWordMark, abi.RingSize: m.size, abi.RingData: m.data, abi.RingCapacity: m.capacity,
		abi.RingStride: m.stride, abi.RingMessages: m.messages, abi.RingBytes: m.bytes,
	} {
		m.word(at).Store(v)
	}
	m.half(abi.RingReaders).Store(m.readers)
	m.half(abi.RingFull).Store(m.full)
	m.half(abi.RingReferences).Store(1)
	m.half(abi.RingEnds).Store(1)
	if c.Solo {
		m.half(abi.RingSolo).Store(1)
		m.half(abi.RingEnds).Store(2)
		m.half(abi.RingUsed).Store(1)
		m.half(m.cursor(0) + abi.CursorLossy).Store(lossy(c.Full))
		m.half(m.cursor(0) + abi.CursorState).Store(abi.RingValueActive)
	}
	return m, nil
}

// Attach makes a Memory of an address from Rust, with the reference that came with it.
func Attach(address uint64) (*Memory, error) {
	base := *(*unsafe.Pointer)(unsafe.Pointer(&address))
	if base == nil || (&Memory{base: base}).word(abi.RingMark).Load() != abi.RingWordMark {
		return nil, errors.New("the other side's ring has another layout: build both sides with one version of Spandrel")
	}
	return memoryAt(address), nil
}

// memoryAt is Attach of an address that is known to be one.
func memoryAt(address uint64) *Memory {
	base := *(*unsafe.Pointer)(unsafe.Pointer(&address))
	m := &Memory{base: base}
	m.shadow = shadowOf(base)
	m.size, m.data = m.word(abi.RingSize).Load(), m.word(abi.RingData).Load()
	m.capacity, m.stride = m.word(abi.RingCapacity).Load(), m.word(abi.RingStride).Load()
	m.messages, m.bytes = m.word(abi.RingMessages).Load(), m.word(abi.RingBytes).Load()
	m.readers, m.full = m.half(abi.RingReaders).Load(), m.half(abi.RingFull).Load()
	m.solo = m.half(abi.RingSolo).Load() != 0
	m.merge = m.half(abi.RingMerge).Load()
	return m
}

// Another returns another reference.
func (m *Memory) Another() *Memory {
	m.half(abi.RingReferences).Add(1)
	another := *m
	another.shadow = shadowOf(m.base)
	return &another
}

// Stride is the size of a slot, 0 for records. Of a reader of many rings, it is that of the rings.
func (m *Memory) Stride() uint64 {
	if m.merge != 0 {
		return uint64(m.merge - 1)
	}
	return m.stride
}

// Release drops the reference. The last one unmaps the memory.
func (m *Memory) Release() {
	dropShadow(m.base)
	if m.half(abi.RingReferences).Add(^uint32(0)) != 0 {
		return
	}
	closeEvent(m.half(abi.RingEvent))
	for i := range m.readers {
		closeEvent(m.half(m.cursor(i) + abi.CursorEvent))
		releaseMerged(m.word(m.cursor(i) + abi.CursorMerged).Load())
		if joining := m.word(m.cursor(i) + abi.CursorMerging).Load(); joining != 0 {
			releaseMerged(joining - 1)
		}
	}
	unmap(m.base, m.size)
}

func (m *Memory) word(at uintptr) *atomic.Uint64 {
	return (*atomic.Uint64)(unsafe.Add(m.base, at))
}

// set stores a word that a later store publishes, of the head or of a tail. It needs no order of its own, and an atomic store would
// be a barrier each.
func (m *Memory) set(at uintptr, v uint64) {
	*(*uint64)(unsafe.Add(m.base, at)) = v
}

func (m *Memory) half(at uintptr) *atomic.Uint32 {
	return (*atomic.Uint32)(unsafe.Add(m.base, at))
}

// cursor is the offset of a reader's words.
func (m *Memory) cursor(index uint32) uintptr {
	return abi.RingCursors + uintptr(index)*abi.CursorSize
}

// within is a position within the data.
func (m *Memory) within(position uint64) uint64 {
	return position & (m.capacity - 1)
}

// at is the address of the message at a position.
func (m *Memory) at(position uint64) unsafe.Pointer {
	within := m.within(position)
	if m.stride > 0 {
		within = within / 8 * m.stride
	}
	return unsafe.Add(m.base, uintptr(m.data+within))
}

// openEnd counts an end that is not closed.
func (m *Memory) openEnd() {
	m.half(abi.RingEnds).Add(1)
}

// closeEnd counts one less. The last one releases the pages of the data: the mapping may live until the garbage collector
// finds its last end.
func (m *Memory) closeEnd() {
	if m.half(abi.RingEnds).Add(^uint32(0)) == 0 {
		discard(unsafe.Add(m.base, uintptr(m.data)), m.size-m.data)
	}
}

func lossy(full uint32) uint32 {
	if full == abi.RingValueOverwrite {
		return 1
	}
	return 0
}

// power is the next power of two.
func power(v uint64) uint64 {
	p := uint64(1)
	for p < v {
		p <<= 1
	}
	return p
}

func pages(v uint64) uint64 {
	return (v + page - 1) &^ (page - 1)
}
