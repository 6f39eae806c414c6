package remote

import (
	"context"
	"iter"
	"sync"

	"spandrel.dev/spandrel/glue/wire"
	"spandrel.dev/spandrel/internal/abi"
	"spandrel.dev/spandrel/remote/internal/frame"
	"spandrel.dev/spandrel/remote/internal/peer"
)

// window is how many batches may be on their way.
const window = 4

// A batch is sent when the one before is on its way, and is at most so large.
const (
	batchItems = abi.LimitBatchItems
	batchBytes = 64 << 10
)

// Batches returns the items of a stream, a batch at a time. open makes the call, for each range anew; read reads an item. It is for
// generated code.
func Batches[T any](open func() *Call, read func(*wire.Reader) T) iter.Seq2[[]T, error] {
	return func(yield func([]T, error) bool) {
		var items []T
		err := open().batches(func(c *Call, reader *wire.Reader) (bool, error) {
			count := int(reader.Uint32())
			items = items[:0]
			for range count {
				item := read(reader)
				if reader.Failed() {
					break
				}
				items = append(items, item)
			}
			if err := c.Done(); err != nil {
				return false, err
			}
			return len(items) == 0 || yield(items[:len(items):len(items)], nil), nil
		})
		if err != nil {
			yield(nil, err)
		}
	}
}

// Stream returns the items of a stream. It is for generated code.
func Stream[T any](open func() *Call, read func(*wire.Reader) T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for batch, err := range Batches(open, read) {
			if err != nil {
				var none T
				yield(none, err)
				return
			}
			for _, item := range batch {
				if !yield(item, nil) {
					return
				}
			}
		}
	}
}

// batches makes the call, and calls each with every batch until it returns false or an error.
func (c *Call) batches(each func(*Call, *wire.Reader) (bool, error)) error {
	defer c.release()
	if err := c.refused(); err != nil {
		return err
	}
	pending, err := c.begin(c.ctx, window)
	if err != nil {
		return err
	}
	// Also if each panics.
	defer pending.Abandon()
	for {
		if err := c.ctx.Err(); err != nil {
			return c.boundary(err)
		}
		answer, err := pending.Next(c.ctx)
		if err != nil {
			return c.failed(c.ctx, err)
		}
		reader, err := c.read(answer)
		if err != nil {
			return err
		}
		if answer.Code != peer.CodeMore {
			return c.Done()
		}
		more, err := each(c, reader)
		if err != nil || !more {
			return err
		}
		pending.Pull()
	}
}

// ServeStream answers with the items of an iterator. It is for generated code.
func ServeStream[T any](s *Serving, open func(ctx context.Context) iter.Seq2[T, error], appendItem func([]byte, T) []byte) error {
	if !s.call.Streams() {
		return s.refused("call", "does not take batches")
	}
	out := newBatcher(s.call, s.answer.Secret)
	// What came before an error or a panic is sent.
	defer out.end()
	for item, err := range open(s.Context()) {
		if err != nil {
			return err
		}
		if !out.add(func(b []byte) []byte { return appendItem(b, item) }) {
			break
		}
	}
	out.end()
	if out.tooLarge {
		return s.refused("item", "is larger than the other side accepts")
	}
	return nil
}

// batcher collects items while the batch before them is sent: the first item goes at once, and many go together.
type batcher struct {
	call   incoming
	secret bool
	ended  chan struct{}

	mu      sync.Mutex
	changed sync.Cond
	batch   *frame.Buffer
	count   uint32
	// last tells that no more items come, broken that nobody takes them.
	last, broken bool
	tooLarge     bool
}

func newBatcher(call incoming, secret bool) *batcher {
	b := &batcher{call: call, secret: secret, ended: make(chan struct{})}
	b.changed.L = &b.mu
	b.begin()
	go b.run()
	return b
}

func (b *batcher) begin() {
	b.batch, b.count = frame.New(), 0
	b.batch.Secret = b.secret
	b.batch.Data = wire.AppendUint32(b.batch.Data, 0)
}

// add appends an item, and waits while the batch is full. It is false if nobody takes it.
func (b *batcher) add(item func([]byte) []byte) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	for !b.broken && (b.count >= batchItems || len(b.batch.Data) >= batchBytes) {
		b.changed.Wait()
	}
	if b.broken {
		return false
	}
	b.batch.Data = item(b.batch.Data)
	b.count++
	b.changed.Broadcast()
	return true
}

// end waits until everything is sent.
func (b *batcher) end() {
	b.mu.Lock()
	b.last = true
	b.changed.Broadcast()
	b.mu.Unlock()
	<-b.ended
}

func (b *batcher) run() {
	defer close(b.ended)
	b.mu.Lock()
	defer b.mu.Unlock()
	for {
		for b.count == 0 && !b.last && !b.broken {
			b.changed.Wait()
		}
		if b.broken || b.count == 0 {
			b.batch.Free()
			return
		}
		batch := b.batch
		wire.AppendUint32(batch.Data[:frame.HeadSize], b.count)
		b.begin()
		b.changed.Broadcast()
		b.mu.Unlock()
		fits := b.call.Fits(len(batch.Payload()))
		sent := fits && b.call.More(batch)
		b.mu.Lock()
		if !sent {
			b.broken, b.tooLarge = true, !fits
			b.changed.Broadcast()
		}
	}
}
