package shared

import (
	"context"
	"os"
	"runtime"
	"sync/atomic"
	"unsafe"
)

// looks is how often an end looks again before it sleeps. Between them other goroutines run, such as the one it waits for.
const looks = 50

// In is an end that reads, for whatever type. It is claimed for each batch, so that a second goroutine is refused.
type In struct {
	// m is where it sleeps: the ring, or the memory of a reader of many.
	m *Memory
	// r reads the ring whose batch is being read; it is one, or part of many.
	r      *Reader
	one    Reader
	many   *many
	bed    bed
	busy   atomic.Uint32
	claims claims
	// closed is set by Close, and the end is closed by its last user.
	closed atomic.Bool
	views  [][]byte
	end    *inEnd
}

// inEnd is what remains to be done when nobody has the end any more.
type inEnd struct {
	m     *Memory
	index uint32
	many  *many
	done  atomic.Bool
	file  atomic.Pointer[os.File]
}

// NewIn makes an end of a reference and a cursor.
func NewIn(m *Memory, index uint32) *In {
	in := &In{m: m, bed: m.readerBed(index), end: &inEnd{m: m, index: index}}
	if m.merge != 0 {
		in.many = newMany(m)
		in.end.many = in.many
	} else {
		in.one.start(m, index)
		in.r = &in.one
	}
	runtime.AddCleanup(in, func(e *inEnd) { e.release() }, in.end)
	return in
}

// release runs when no goroutine can be using the end.
func (e *inEnd) release() {
	switch {
	case e.done.Load():
	case e.many != nil:
		e.many.close()
	default:
		r := Reader{}
		r.start(e.m, e.index)
		r.close()
	}
	if file := e.file.Load(); file != nil {
		_ = file.Close()
	}
	e.m.Release()
}

// Join makes another reader of the ring.
func (m *Memory) Join(lossy bool) (*In, error) {
	index, err := m.join(lossy)
	if err != nil {
		return nil, err
	}
	return NewIn(m.Another(), index), nil
}

// Stride is the size of a slot.
func (in *In) Stride() uint64 { return in.m.Stride() }

// Lost is how many messages the reader has lost.
func (in *In) Lost() uint64 {
	defer runtime.KeepAlive(in)
	if in.many != nil {
		return in.many.lost()
	}
	return in.one.lost()
}

// enter claims the end for one goroutine.
func (in *In) enter() error {
	if in.closed.Load() {
		return ErrClosed
	}
	if !in.busy.CompareAndSwap(0, 1) {
		if in.closed.Load() {
			return ErrClosed
		}
		return ErrInUse
	}
	in.claims.enter()
	return nil
}

// leave ends the claim, and closes the end if somebody has closed it meanwhile.
func (in *In) leave() {
	in.claims.leave()
	in.busy.Store(0)
	if in.closed.Load() {
		in.finish()
	}
	runtime.KeepAlive(in)
}

// Close closes the end: now, or when the batch ends that is being read.
func (in *In) Close() {
	if in.closed.CompareAndSwap(false, true) {
		in.m.ring(in.bed.event)
		in.finish()
	}
	runtime.KeepAlive(in)
}

// finish closes the end unless it is in use. The claim stays.
func (in *In) finish() {
	if in.busy.CompareAndSwap(0, 1) {
		in.claims.enter()
		if in.many != nil {
			in.many.close()
		} else {
			in.one.close()
		}
		in.end.done.Store(true)
	}
}

// look looks for messages, and for the ring that has some.
func (in *In) look() (head uint64, some bool, err error) {
	if in.many == nil {
		return in.one.look()
	}
	r, head, err := in.many.look()
	if r != nil {
		in.r = r
	}
	return head, r != nil, err
}

// wait waits for messages, and returns the end of what is there.
func (in *In) wait(ctx context.Context) (uint64, error) {
	var stop func() bool
	for i := 0; ; i++ {
		head, some, err := in.look()
		if some && in.r.lossy {
			if head, some, err = in.r.claim(); !some {
				in.r.release(in.r.tail)
			}
			if err != nil && in.many != nil {
				in.many.leaveCorrupt(in.r)
			}
		}
		if some || err != nil {
			if stop != nil {
				stop()
			}
			return head, err
		}
		if i < looks {
			runtime.Gosched()
			continue
		}
		if stop == nil && ctx.Done() != nil {
			// The end is alive as long as the function may run.
			stop = context.AfterFunc(ctx, func() { in.m.ring(in.bed.event); runtime.KeepAlive(in) })
		}
		if err := in.sleep(ctx); err != nil {
			if stop != nil {
				stop()
			}
			return 0, err
		}
	}
}

// sleep waits until the writer has done something.
func (in *In) sleep(ctx context.Context) error {
	if err := in.bed.lieDown(in.m); err != nil {
		return err
	}
	in.end.file.Store(in.bed.file)
	defer in.bed.getUp(in.m)
	if in.many != nil {
		in.many.sleep(true)
		defer in.many.sleep(false)
	}
	if in.closed.Load() {
		return ErrClosed
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	switch _, some, err := in.look(); {
	case err != nil && err != ErrClosed:
		return err
	case some || err != nil:
		return nil
	}
	return in.bed.rest()
}

// take claims the end and waits for a batch.
func (in *In) take(ctx context.Context) (uint64, error) {
	if err := in.enter(); err != nil {
		return 0, err
	}
	if ctx.Done() != nil && ctx.Err() != nil {
		in.leave()
		return 0, ctx.Err()
	}
	head, err := in.wait(ctx)
	if err != nil {
		in.leave()
	}
	return head, err
}

// Slots waits for a batch of slots: the address of the first one, and how many. Done ends it.
func (in *In) Slots(ctx context.Context, most int) (unsafe.Pointer, int, error) {
	head, err := in.take(ctx)
	if err != nil {
		return nil, 0, failed("receive", err)
	}
	at, n := in.r.slots(head)
	if n > most {
		n = most
		in.r.behind = mark{in.r.tail.position + 8*uint64(n), in.r.tail.messages + uint64(n), in.r.tail.bytes}
	}
	if in.r.lossy || Debug {
		at = in.r.copied(at, uint64(n)*in.r.m.stride)
	}
	if in.r.lossy {
		in.r.release(in.r.behind)
	}
	return at, n, nil
}

// Records waits for a batch of records. Done ends it.
func (in *In) Records(ctx context.Context, most int) ([][]byte, error) {
	head, err := in.take(ctx)
	if err != nil {
		return nil, failed("receive", err)
	}
	r := in.r
	r.behind = r.tail
	s, err := r.records(head)
	if err == nil {
		in.views, r.behind, err = s.each(in.views[:0])
	}
	if err == nil && len(in.views) > most {
		in.views = in.views[:most]
		r.behind = s.start
		for _, v := range in.views {
			n := uint64(len(v))
			r.behind = mark{r.behind.position + record(n), r.behind.messages + 1, r.behind.bytes + n}
		}
	}
	if err == nil && (r.lossy || Debug) {
		bytes := r.behind.position - s.start.position
		s = span{r.copied(s.at, min(bytes, s.bytes)), min(bytes, s.bytes), s.start}
		n := len(in.views)
		if in.views, _, err = s.each(in.views[:0]); len(in.views) > n {
			in.views = in.views[:n]
		}
	}
	if r.lossy {
		r.release(r.behind)
	}
	if err != nil {
		err = r.condemn()
		if in.many != nil {
			in.many.leaveCorrupt(r)
		}
		in.leave()
		return nil, failed("receive", err)
	}
	return in.views, nil
}

// Done ends the batch. Its memory may be written to.
func (in *In) Done() {
	if Debug {
		in.r.poison()
	}
	if !in.r.lossy {
		in.r.release(in.r.behind)
	}
	in.leave()
}

// Closed says whether the end was closed here.
func (in *In) Closed() bool { return in.closed.Load() }
