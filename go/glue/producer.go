package glue

import (
	"context"
	"encoding/binary"
	"iter"
	"sync"
	"unsafe"

	"spandrel.dev/spandrel/internal/abi"
)

// aheadItems and aheadBytes bound how far an iterator runs ahead of Rust.
const (
	aheadItems = abi.LimitBatchItems
	aheadBytes = abi.LimitBatchBytes
)

// producer is an iterator that Rust pulls from: a goroutine that ranges over it and collects a batch.
type producer struct {
	bridge  *Bridge
	promise uint64
	cancel  context.CancelFunc

	mutex sync.Mutex
	// room is signalled when the batch was taken or nobody wants another.
	room  sync.Cond
	batch []byte
	count uint32
	tail  uint32
	// asked tells that Rust waits for a batch.
	asked   bool
	dropped bool
}

// ProducePlain runs an iterator of plain data for a stream of Rust's. declared appends the fields of an error of this
// bridge.
func ProducePlain[T any](
	b *Bridge, call *Call, open func(ctx context.Context) iter.Seq2[T, error], declared func([]byte, error) []byte,
) {
	Produce(b, call, open, func(buffer []byte, item T) []byte {
		return append(buffer, unsafe.Slice((*byte)(unsafe.Pointer(&item)), unsafe.Sizeof(item))...)
	}, declared)
}

// Produce runs an iterator of data that is encoded for a stream of Rust's; appendItem encodes an item. The context ends
// when Rust drops the stream. The goroutine belongs to no bubble of testing/synctest: a thread of Rust's may pull.
func Produce[T any](
	b *Bridge, call *Call, open func(ctx context.Context) iter.Seq2[T, error],
	appendItem func([]byte, T) []byte, declared func([]byte, error) []byte,
) {
	ctx, cancel := context.WithCancel(context.Background())
	p := &producer{bridge: b, promise: call.promise, cancel: cancel, asked: true}
	p.room.L = &p.mutex
	name := b.imports[call.number].Name
	addRunning(p.promise, p)
	produce := func() {
		defer cancel()
		b.runLater(name, func() {
			for item, err := range open(ctx) {
				if err != nil {
					p.end(tailError, appendError(nil, err, declared))
					return
				}
				if !p.add(func(buffer []byte) []byte { return appendItem(buffer, item) }) {
					return
				}
			}
			p.end(tailEnd, nil)
		}, func(reason any) {
			p.end(tailPanic, appendPanic(reason))
		})
	}
	startOutside(produce)
}

// add puts an item into the batch, waiting for room in it; false if Rust wants no more.
func (p *producer) add(item func([]byte) []byte) bool {
	batch, more := p.put(item)
	p.handOver(batch)
	return more
}

func (p *producer) put(item func([]byte) []byte) (batch []byte, more bool) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	for !p.dropped && (p.count >= aheadItems || len(p.batch) >= aheadBytes) {
		p.room.Wait()
	}
	if p.dropped {
		return nil, false
	}
	p.batch = item(p.batch)
	p.count++
	return p.takeIfAsked(), true
}

// end puts the tail behind the items. Only the first one counts: a panic may follow an error.
func (p *producer) end(tail uint32, content []byte) {
	p.mutex.Lock()
	var batch []byte
	if p.tail == tailMore {
		p.batch = append(p.batch, content...)
		p.tail = tail
		batch = p.takeIfAsked()
	}
	p.mutex.Unlock()
	p.handOver(batch)
}

// handOver gives Rust the batch that it waits for.
func (p *producer) handOver(batch []byte) {
	if batch != nil {
		p.bridge.link.Fulfil(p.promise, codeOK, uint64(len(batch)), batch)
	}
}

// takeIfAsked takes the batch if Rust waits for it.
func (p *producer) takeIfAsked() []byte {
	if !p.asked {
		return nil
	}
	p.asked = false
	return p.take()
}

// take ends the batch and begins another. With the last one, the iterator is released.
func (p *producer) take() []byte {
	batch := binary.LittleEndian.AppendUint32(p.batch, p.count)
	batch = binary.LittleEndian.AppendUint32(batch, p.tail)
	p.batch, p.count = nil, 0
	p.room.Signal()
	if p.tail != tailMore {
		takeRunning(p.promise)
	}
	return batch
}

// pull answers with the batch, or notes that Rust waits for one.
func (p *producer) pull(call *Call) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.count == 0 && p.tail == tailMore {
		p.asked = true
		return
	}
	p.bridge.ReturnBytes(call, p.take())
}

// giveUp ends the iterator: Rust has dropped the stream.
func (p *producer) giveUp() {
	p.cancel()
	p.mutex.Lock()
	p.dropped = true
	p.room.Signal()
	p.mutex.Unlock()
}
