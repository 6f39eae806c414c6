package calls

import (
	"context"
	"encoding/binary"
	"iter"
	"sync"

	"spandrel.dev/spandrel/glue/wait"
	"spandrel.dev/spandrel/internal/abi"
)

// aheadItems and aheadBytes bound how far an iterator runs ahead of Rust.
const (
	aheadItems = abi.LimitBatchItems
	aheadBytes = abi.LimitBatchBytes
)

// producer is an iterator that Rust pulls from: a goroutine that ranges over it and collects a batch.
type producer struct {
	server  *Server
	promise uint64
	chain   *wait.Chain
	stop    context.CancelFunc

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
	s *Server, call *Call, open func(ctx context.Context) iter.Seq2[T, error], declared func([]byte, error) []byte,
) {
	Produce(s, call, open, func(buffer []byte, item T) []byte {
		return append(buffer, PlainBytes(&item)...)
	}, declared)
}

// Produce runs an iterator of data that is encoded for a stream of Rust's; appendItem encodes an item. The context ends
// when Rust drops the stream. The goroutine belongs to no bubble of testing/synctest: a thread of Rust's may pull.
func Produce[T any](
	s *Server, call *Call, open func(ctx context.Context) iter.Seq2[T, error],
	appendItem func([]byte, T) []byte, declared func([]byte, error) []byte,
) {
	chain := call.takeChain()
	ctx, cancel := context.WithCancel(chain.Context(context.Background()))
	p := &producer{server: s, promise: call.promise, chain: chain, stop: cancel, asked: true}
	p.room.L = &p.mutex
	name := s.imports[call.number].Name
	addRunning(p.promise, p)
	produce := func() {
		defer cancel()
		s.runLater(name, chain, func() {
			for item, err := range open(ctx) {
				if err != nil {
					p.end(abi.TailError, appendError(nil, err, declared))
					return
				}
				if !p.add(func(buffer []byte) []byte { return appendItem(buffer, item) }) {
					return
				}
			}
			p.end(abi.TailEnd, nil)
		}, func(reason any) {
			p.end(abi.TailPanic, appendPanic(reason))
		})
	}
	wait.Go(produce)
}

// add puts an item into the batch, waiting for room in it; false if Rust wants no more.
func (p *producer) add(item func([]byte) []byte) bool {
	batch, more := p.put(item)
	p.deliver(batch)
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
	if p.tail == abi.TailMore {
		p.batch = append(p.batch, content...)
		p.tail = tail
		batch = p.takeIfAsked()
	}
	p.mutex.Unlock()
	p.deliver(batch)
}

// deliver answers with the batch that Rust waits for.
func (p *producer) deliver(batch []byte) {
	if batch != nil {
		p.server.link.Fulfil(p.promise, abi.CodeOK, uint64(len(batch)), batch)
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
	if p.tail != abi.TailMore {
		takeRunning(p.promise)
	}
	return batch
}

// pull answers with the batch, or notes that Rust waits for one.
func (p *producer) pull(call *Call) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.count == 0 && p.tail == abi.TailMore {
		p.asked = true
		return
	}
	p.server.ReturnBytes(call, p.take())
}

// cancel ends the iterator: Rust has dropped the stream.
func (p *producer) cancel() {
	p.chain.End()
	p.stop()
	p.mutex.Lock()
	p.dropped = true
	p.room.Signal()
	p.mutex.Unlock()
}
