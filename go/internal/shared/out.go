package shared

import (
	"context"
	"errors"
	"os"
	"runtime"
	"sync/atomic"
	"time"
	"unsafe"

	"spandrel.dev/spandrel/internal/abi"
)

// Out is an end that writes, for whatever type. Several goroutines may use it: each message, and each batch, claims it.
type Out struct {
	w   Writer
	bed bed
	// open is what a reservation has left open: notOpen, reserved, written, or changing.
	open   atomic.Uint32
	space  space
	closed atomic.Bool
	// turn is the right to wait for room: one goroutine sleeps, the others wait for it.
	turn chan struct{}
	end  *outEnd
}

const (
	notOpen uint32 = iota
	// reserved: a buffer is with the user.
	reserved
	// written: records wait for Flush.
	written
	// changing: a method is at work.
	changing
)

// Patience is how an end behaves when the ring is full.
type Patience int

const (
	// AsMade behaves as the ring was made to.
	AsMade Patience = iota
	// Never does not wait.
	Never
	// Always waits, whatever the ring was made for.
	Always
)

// outEnd is what remains to be done when nobody has the end any more.
type outEnd struct {
	m    *Memory
	done atomic.Bool
	file atomic.Pointer[os.File]
}

// NewOut makes an end of a reference.
func NewOut(m *Memory) *Out {
	out := &Out{bed: writerBed(), turn: make(chan struct{}, 1), end: &outEnd{m: m}}
	out.w.start(m)
	runtime.AddCleanup(out, func(e *outEnd) { e.release() }, out.end)
	return out
}

// release runs when no goroutine can be using the end.
func (e *outEnd) release() {
	if !e.done.Load() {
		w := Writer{}
		w.start(e.m)
		w.close()
	}
	if file := e.file.Load(); file != nil {
		_ = file.Close()
	}
	e.m.Release()
}

// Stride is the size of a slot.
func (out *Out) Stride() uint64 { return out.w.m.stride }

// Memory is the ring.
func (out *Out) Memory() *Memory { return out.w.m }

// acquire claims the end and finds room for a message of n bytes.
func (out *Out) acquire(ctx context.Context, n uint64, patience Patience) (space, error) {
	for tries, copying := 0, 0; ; tries++ {
		if out.closed.Load() {
			return space{}, ErrClosed
		}
		if !out.w.claim() {
			if out.open.Load() != notOpen {
				return space{}, ErrInUse
			}
			rest(tries)
			continue
		}
		s, room := out.w.room(n)
		if room == roomHere {
			return s, nil
		}
		if room == roomCopying {
			if copying++; copying > 50 {
				out.w.loseNewest()
				out.w.unclaim()
				return space{}, errLost
			}
			out.w.unclaim()
			runtime.Gosched()
			continue
		}
		out.unclaim()
		switch {
		case room == roomClosed:
			return space{}, ErrClosed
		case room == roomNever:
			return space{}, ErrTooLarge
		case patience == Never, patience == AsMade && out.w.m.full != abi.RingValueWait:
			return space{}, ErrFull
		}
		if err := out.waitForRoom(ctx, n); err != nil {
			return space{}, err
		}
	}
}

// errLost says that a message was lost, and counted.
var errLost = errors.New("lost")

// rest lets the goroutine run that has the claim. It has it for a short while: nobody waits with it.
func rest(tries int) {
	if tries < 100 {
		runtime.Gosched()
	} else {
		time.Sleep(20 * time.Microsecond)
	}
}

// unclaim publishes, lets others write, and closes the end if somebody has closed it meanwhile.
func (out *Out) unclaim() {
	out.w.unclaim()
	if out.closed.Load() {
		out.finish()
	}
	runtime.KeepAlive(out)
}

// waitForRoom waits until there may be room for a message of n bytes.
func (out *Out) waitForRoom(ctx context.Context, n uint64) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case out.turn <- struct{}{}:
	case <-ctx.Done():
		return ctx.Err()
	}
	defer func() { <-out.turn }()
	for range looks {
		if out.closed.Load() || out.maybe(n) {
			return nil
		}
		runtime.Gosched()
	}
	// The end is alive as long as the function may run.
	if ctx.Done() != nil {
		stop := context.AfterFunc(ctx, func() { out.w.m.ring(out.bed.event); runtime.KeepAlive(out) })
		defer stop()
	}
	for {
		if err := out.bed.lieDown(out.w.m); err != nil {
			return err
		}
		out.end.file.Store(out.bed.file)
		if out.closed.Load() || ctx.Err() != nil || out.maybe(n) {
			out.bed.getUp(out.w.m)
			return ctx.Err()
		}
		err := out.bed.rest()
		out.bed.getUp(out.w.m)
		if err != nil {
			return err
		}
	}
}

// maybe says whether there may be room: it is worth trying again.
func (out *Out) maybe(n uint64) bool {
	if !out.w.claim() {
		return true
	}
	_, room := out.w.room(n)
	out.unclaim()
	return room != roomFull
}

// Record sends a record.
func (out *Out) Record(ctx context.Context, v []byte, patience Patience) error {
	defer runtime.KeepAlive(out)
	s, err := out.acquire(ctx, uint64(len(v)), patience)
	if err != nil {
		return sent(err)
	}
	out.w.put(s, v)
	out.unclaim()
	return nil
}

// Records sends records: seen together, as far as they fit.
func (out *Out) Records(ctx context.Context, vs [][]byte) error {
	defer runtime.KeepAlive(out)
	for len(vs) > 0 {
		s, err := out.acquire(ctx, uint64(len(vs[0])), AsMade)
		if err != nil && err != errLost {
			return sent(err)
		}
		if err == errLost {
			vs = vs[1:]
			continue
		}
		out.w.put(s, vs[0])
		for vs = vs[1:]; len(vs) > 0; vs = vs[1:] {
			s, room := out.w.room(uint64(len(vs[0])))
			if room != roomHere {
				break
			}
			out.w.put(s, vs[0])
		}
		out.unclaim()
	}
	return nil
}

// Slot sends a value of the slot's size.
func (out *Out) Slot(ctx context.Context, v unsafe.Pointer, patience Patience) error {
	defer runtime.KeepAlive(out)
	s, err := out.acquire(ctx, 0, patience)
	if err != nil {
		return sent(err)
	}
	move(out.w.slot(), v, out.w.m.stride)
	out.w.head = out.w.head.after(s)
	out.unclaim()
	return nil
}

// Slots sends n values: seen together, as far as they fit.
func (out *Out) Slots(ctx context.Context, v unsafe.Pointer, n int) error {
	defer runtime.KeepAlive(out)
	stride := uintptr(out.w.m.stride)
	for i := 0; i < n; {
		s, err := out.acquire(ctx, 0, AsMade)
		if err != nil && err != errLost {
			return sent(err)
		}
		if err == errLost {
			i++
			continue
		}
		for room := roomHere; room == roomHere; {
			move(out.w.slot(), unsafe.Add(v, uintptr(i)*stride), uint64(stride))
			out.w.head = out.w.head.after(s)
			if i++; i == n {
				break
			}
			s, room = out.w.room(0)
		}
		out.unclaim()
	}
	return nil
}

func move(to, from unsafe.Pointer, n uint64) {
	copy(unsafe.Slice((*byte)(to), n), unsafe.Slice((*byte)(from), n))
}

// sent is the error of a send. A message that was lost, and counted, is sent.
func sent(err error) error {
	if err == errLost {
		return nil
	}
	return failed("send", err)
}

// Reserve returns room for a record of n bytes, in the ring. The end is claimed until Flush.
func (out *Out) Reserve(ctx context.Context, n int) ([]byte, error) {
	defer runtime.KeepAlive(out)
	if out.open.CompareAndSwap(written, changing) {
		s, room := out.w.room(uint64(n))
		if room == roomHere {
			out.space = s
			v := out.w.begin(s, n)
			out.open.Store(reserved)
			return v, nil
		}
		// What was written is published. The claim ends while this waits.
		out.open.Store(notOpen)
		out.unclaim()
	}
	s, err := out.acquire(ctx, uint64(n), AsMade)
	if err == errLost {
		err = ErrFull
	}
	if err != nil {
		return nil, failed("reserve", err)
	}
	out.space = s
	v := out.w.begin(s, n)
	out.open.Store(reserved)
	return v, nil
}

// Commit writes the first n bytes of what was reserved, all of it if n is negative.
func (out *Out) Commit(n int) error {
	defer runtime.KeepAlive(out)
	if !out.open.CompareAndSwap(reserved, changing) {
		return failed("commit", ErrReserved)
	}
	if n >= 0 && uint64(n) < out.space.bytes {
		out.space.bytes, out.space.positions = uint64(n), record(uint64(n))
		out.w.begin(out.space, n)
	}
	out.w.head = out.w.head.after(out.space)
	out.open.Store(written)
	if out.closed.Load() {
		return out.Flush()
	}
	return nil
}

// Flush publishes what was committed, and drops what was reserved and not committed.
func (out *Out) Flush() error {
	defer runtime.KeepAlive(out)
	if out.open.CompareAndSwap(written, changing) || out.open.CompareAndSwap(reserved, changing) {
		out.open.Store(notOpen)
		out.unclaim()
	}
	return nil
}

// Close publishes what was committed and closes the end: now, or when the goroutine that has reserved calls Commit or Flush.
func (out *Out) Close() {
	if !out.closed.CompareAndSwap(false, true) {
		return
	}
	out.w.m.ring(out.bed.event)
	if out.open.CompareAndSwap(written, changing) {
		out.open.Store(notOpen)
		out.w.unclaim()
	}
	for tries := 0; !out.finish() && out.open.Load() == notOpen; tries++ {
		rest(tries)
	}
	runtime.KeepAlive(out)
}

// finish closes the end if nobody has claimed it, and says whether it is closed. The claim stays.
func (out *Out) finish() bool {
	if out.w.claim() {
		out.end.done.Store(true)
		out.w.close()
		return true
	}
	return out.w.m.half(abi.RingWriter).Load() != abi.RingValueOpen
}

// Join makes a reader of the ring.
func (out *Out) Join() (*In, error) {
	defer runtime.KeepAlive(out)
	m := out.w.m
	if out.closed.Load() {
		return nil, failed("make a reader", ErrClosed)
	}
	if m.solo {
		return nil, failed("make a reader", ErrReaders)
	}
	in, err := m.Join(lossy(m.full) != 0)
	if err != nil {
		return nil, failed("make a reader", err)
	}
	return in, nil
}
