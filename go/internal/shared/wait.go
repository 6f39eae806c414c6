package shared

import (
	"os"
	"sync/atomic"

	"spandrel.dev/spandrel/internal/abi"
)

// bed is where an end sleeps: the offsets of the flag and of the eventfd.
type bed struct {
	sleep, event uintptr
	// counted says that the writer looks at a count of such sleepers.
	counted bool
	// file is the eventfd, known to the netpoller. It is a descriptor of its own, as closing a file closes its descriptor.
	file *os.File
}

func writerBed() bed {
	return bed{sleep: abi.RingSleep, event: abi.RingEvent}
}

func (m *Memory) readerBed(index uint32) bed {
	at := m.cursor(index)
	return bed{sleep: at + abi.CursorSleep, event: at + abi.CursorEvent, counted: true}
}

// lieDown says that somebody sleeps, before a last look. The descriptor comes first: who sees the flag does not make it.
func (b *bed) lieDown(m *Memory) error {
	if b.file == nil {
		event, err := makeEvent(m.half(b.event))
		if err != nil {
			return err
		}
		own, err := duplicate(uintptr(event))
		if err != nil {
			return err
		}
		b.file = os.NewFile(own, "ring")
	}
	m.half(b.sleep).Store(1)
	if b.counted {
		m.half(abi.RingSleepers).Add(1)
	}
	return nil
}

// rest waits until somebody rings, in the netpoller.
func (b *bed) rest() error {
	var count [8]byte
	_, err := b.file.Read(count[:])
	return err
}

// getUp says that nobody sleeps any more.
func (b *bed) getUp(m *Memory) {
	if b.counted {
		m.half(abi.RingSleepers).Add(^uint32(0))
	}
	m.half(b.sleep).Store(0)
}

// close closes the descriptor of the netpoller.
func (b *bed) close() {
	if b.file != nil {
		_ = b.file.Close()
	}
}

// wake wakes who sleeps there.
func (m *Memory) wake(sleep, event uintptr) {
	if m.half(sleep).Load() != 0 && m.half(sleep).Swap(0) != 0 {
		m.ring(event)
	}
}

// ring writes to an eventfd, if there is one.
func (m *Memory) ring(event uintptr) {
	if known := m.half(event).Load(); known != 0 {
		notify(uintptr(known - 1))
	}
}

// makeEvent returns the eventfd of a word. It belongs to the memory, so none is written to after it was closed.
func makeEvent(word *atomic.Uint32) (uint32, error) {
	if known := word.Load(); known != 0 {
		return known - 1, nil
	}
	made, err := newEvent()
	if err != nil {
		return 0, err
	}
	if word.CompareAndSwap(0, uint32(made)+1) {
		return uint32(made), nil
	}
	closeDescriptor(made)
	return word.Load() - 1, nil
}

func closeEvent(word *atomic.Uint32) {
	if known := word.Swap(0); known != 0 {
		closeDescriptor(uintptr(known - 1))
	}
}
