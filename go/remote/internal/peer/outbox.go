package peer

import (
	"net"
	"sync"
	"syscall"
	"time"

	"spandrel.dev/spandrel/remote/internal/frame"
)

// waiting is how many bytes may wait for the connection before those who send wait as well.
const waiting = 1 << 20

// piece is how much is written before the time for a write begins anew.
const piece = 256 << 10

// outbox writes frames. The sender of one writes it, if that does not block; the rest is written by a goroutine, so that a
// caller can stop waiting at any time and no frame is left half-written.
type outbox struct {
	conn    net.Conn
	timeout time.Duration
	failed  func(error)
	ended   <-chan struct{}

	mu      sync.Mutex
	pending []byte
	spare   []byte
	// wipe tells that what is pending has secrets in it.
	wipe    bool
	writing bool
	wake    chan struct{}
	// drained is closed when there is room again. It is nil if nobody waits.
	drained chan struct{}

	// raw is for writes that do not block, nil if the connection has none.
	raw     syscall.RawConn
	attempt func(fd uintptr) bool
	data    []byte
	written int
}

func newOutbox(conn net.Conn, timeout time.Duration, ended <-chan struct{}, failed func(error)) *outbox {
	o := &outbox{conn: conn, timeout: timeout, failed: failed, ended: ended, wake: make(chan struct{}, 1)}
	if unix, ok := conn.(*net.UnixConn); ok {
		o.raw, _ = unix.SyscallConn()
		o.attempt = func(fd uintptr) bool {
			o.written = writeNow(fd, o.data)
			return true
		}
	}
	return o
}

// lock waits until there is room for another frame, and locks. It is false if done or the connection's end came first.
func (o *outbox) lock(done <-chan struct{}) bool {
	o.mu.Lock()
	for len(o.pending) > waiting {
		if o.drained == nil {
			o.drained = make(chan struct{})
		}
		drained := o.drained
		o.mu.Unlock()
		select {
		case <-drained:
		case <-done:
			return false
		case <-o.ended:
			return false
		}
		o.mu.Lock()
	}
	return true
}

// put sends a frame and frees it. The caller has locked.
func (o *outbox) put(b *frame.Buffer) {
	rest := b.Data
	if o.raw != nil && !o.writing && len(o.pending) == 0 {
		rest = rest[o.try(rest):]
	}
	if len(rest) > 0 {
		o.queue(rest, b.Secret)
	}
	b.Free()
}

// try writes as much as does not block.
func (o *outbox) try(data []byte) int {
	o.data, o.written = data, 0
	err := o.raw.Write(o.attempt)
	o.data = nil
	if err != nil {
		return 0
	}
	return o.written
}

func (o *outbox) queue(data []byte, secret bool) {
	if cap(o.pending)-len(o.pending) < len(data) {
		larger := make([]byte, len(o.pending), max(2*cap(o.pending), len(o.pending)+len(data)))
		copy(larger, o.pending)
		if o.wipe {
			clear(o.pending)
		}
		o.pending = larger
	}
	o.pending = append(o.pending, data...)
	o.wipe = o.wipe || secret
	select {
	case o.wake <- struct{}{}:
	default:
	}
}

// run writes what could not be written at once.
func (o *outbox) run() {
	for {
		select {
		case <-o.wake:
		case <-o.ended:
			return
		}
		if err := o.flush(); err != nil {
			o.failed(err)
			return
		}
	}
}

func (o *outbox) flush() error {
	o.mu.Lock()
	defer o.mu.Unlock()
	for len(o.pending) > 0 {
		chunk, wipe := o.pending, o.wipe
		o.pending, o.wipe, o.writing = o.spare[:0], false, true
		o.spare = nil
		o.mu.Unlock()
		err := o.write(chunk)
		if wipe {
			clear(chunk)
		}
		o.mu.Lock()
		o.writing = false
		if cap(chunk) <= waiting {
			o.spare = chunk
		}
		if o.drained != nil {
			close(o.drained)
			o.drained = nil
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (o *outbox) write(data []byte) error {
	for len(data) > 0 {
		part := data[:min(len(data), piece)]
		if err := o.conn.SetWriteDeadline(time.Now().Add(o.timeout)); err != nil {
			return err
		}
		if _, err := o.conn.Write(part); err != nil {
			return err
		}
		data = data[len(part):]
	}
	return nil
}
