// Package record records the calls of a core in a file, and plays them again on another one.
//
// A file has a head with the contract, and records behind it, each with its length and a checksum: what a power cut left of the
// last one is passed over, and nothing else. Calls with secrets are not recorded.
package record

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"os"
	"sync"
	"sync/atomic"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/wire"
	"spandrel.dev/spandrel/migrate/compare"
	"spandrel.dev/spandrel/migrate/schema"
)

// magic begins a file.
const magic = "spandrel-record-1\n"

// Options say what is recorded.
type Options struct {
	// Percent is the share of the calls, and of the objects with all of their calls; 0 for all.
	Percent float64
	// Bytes is how large the file may become; 0 for 64 MiB. What comes then is dropped, and counted.
	Bytes int64
	// Queue is how many calls may wait to be written; 0 for 1024.
	Queue int
}

// Recorder is a hook that records.
type Recorder struct {
	calls    spandrel.Calls
	contract *schema.Contract
	file     *os.File
	bound    uint64
	left     int64
	start    time.Time
	draws    atomic.Uint64
	written  atomic.Uint64
	dropped  atomic.Uint64
	// objects are those whose calls are recorded.
	objects sync.Map
	mu      sync.RWMutex
	closed  bool
	queue   chan []byte
	ended   chan struct{}
	err     error
}

var _ spandrel.Hook = (*Recorder)(nil)

// New makes a file and returns a hook that records into it. calls says what the contract is: those of any core.
func New(path string, calls spandrel.Calls, options Options) (*Recorder, error) {
	contract, err := schema.Of(calls)
	if err != nil {
		return nil, fmt.Errorf("record: %w", err)
	}
	file, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return nil, err
	}
	r := &Recorder{calls: calls, contract: contract, file: file, bound: ^uint64(0), left: 64 << 20, start: time.Now(), ended: make(chan struct{})}
	if options.Percent > 0 && options.Percent < 100 {
		r.bound = uint64(options.Percent / 100 * (1 << 63) * 2)
	}
	if options.Bytes > 0 {
		r.left = options.Bytes
	}
	size := options.Queue
	if size == 0 {
		size = 1024
	}
	r.queue = make(chan []byte, size)
	if _, err := file.WriteString(magic + calls.Contract() + "\x00"); err != nil {
		return nil, errors.Join(err, file.Close())
	}
	go r.write()
	return r, nil
}

// Begin draws.
func (r *Recorder) Begin(_ context.Context, f *spandrel.Function) bool {
	if f.Secret {
		return false
	}
	return f.Method && !f.Constructor || r.draw()
}

func (r *Recorder) draw() bool {
	x := r.draws.Add(1) * 0x9e3779b97f4a7c15
	x ^= x >> 32
	x *= 0xd6e8feb86659fd93
	return x^x>>32 <= r.bound
}

// Around records a call.
func (r *Recorder) Around(call spandrel.Call) {
	f := r.contract.Functions[call.Function().Number]
	arguments := call.AppendArguments(nil)
	if _, ok := f.Data(); !ok || !r.has(f, arguments) {
		_ = call.Proceed()
		return
	}
	outcome := compare.Outcome{}
	stream, isStream := call.(spandrel.StreamCall)
	if isStream && f.Stream {
		stream.OnItem(func(appendItem func([]byte) []byte) {
			if outcome.More = outcome.More || len(outcome.Items) >= maxItems; !outcome.More {
				outcome.Items = append(outcome.Items, appendItem(nil))
			}
		})
	}
	begun := time.Now()
	err := call.Proceed()
	outcome.Took = time.Since(begun)
	switch {
	case err != nil:
		outcome.Fail(r.calls, err)
	case f.Stream:
		outcome.More = outcome.More || stream.Stopped()
	default:
		outcome.Answer = call.AppendAnswer(nil)
	}
	if f.Makes != "" && err == nil {
		r.objects.Store(binary.LittleEndian.Uint64(outcome.Answer), true)
	}
	if f.Close {
		r.objects.Delete(binary.LittleEndian.Uint64(arguments))
	}
	r.add(encoded(f.Number, begun.Sub(r.start), arguments, &outcome))
}

// maxItems is how many items of a stream are recorded.
const maxItems = 4096

// has reports whether all objects of a call are recorded.
func (r *Recorder) has(f *schema.Function, arguments []byte) bool {
	object, values, ok := f.Arguments(arguments)
	if f.Object != "" {
		if _, known := r.objects.Load(object); !known {
			return false
		}
	}
	for i, param := range f.Params {
		if ok && param.Type.Kind == schema.Object {
			if _, known := r.objects.Load(values[i]); !known {
				return false
			}
		}
	}
	return ok
}

// add queues a record.
func (r *Recorder) add(record []byte) {
	r.mu.RLock()
	defer r.mu.RUnlock()
	if r.closed {
		r.dropped.Add(1)
		return
	}
	select {
	case r.queue <- record:
	default:
		r.dropped.Add(1)
	}
}

// write writes what is queued.
func (r *Recorder) write() {
	defer close(r.ended)
	for record := range r.queue {
		frame := binary.LittleEndian.AppendUint32(nil, uint32(len(record)))
		frame = binary.LittleEndian.AppendUint32(frame, crc32.ChecksumIEEE(record))
		frame = append(frame, record...)
		if r.left -= int64(len(frame)); r.left < 0 || r.err != nil {
			r.dropped.Add(1)
			continue
		}
		if _, err := r.file.Write(frame); err != nil {
			r.err = err
			r.dropped.Add(1)
			continue
		}
		r.written.Add(1)
	}
}

// Counts are how many calls were written, and dropped.
func (r *Recorder) Counts() (written, dropped uint64) { return r.written.Load(), r.dropped.Load() }

// Close writes what is queued, and closes the file. Calls go on unrecorded.
func (r *Recorder) Close() error {
	r.mu.Lock()
	closed := r.closed
	r.closed = true
	r.mu.Unlock()
	if closed {
		return nil
	}
	close(r.queue)
	<-r.ended
	return errors.Join(r.err, r.file.Sync(), r.file.Close())
}

// encoded is a record.
func encoded(number int, at time.Duration, arguments []byte, o *compare.Outcome) []byte {
	b := wire.AppendUint32(nil, uint32(number))
	b = wire.AppendUint64(b, uint64(at))
	b = wire.AppendUint64(b, uint64(o.Took))
	for _, part := range [][]byte{arguments, o.Answer, []byte(o.Code), o.Declared, []byte(o.Message)} {
		b = wire.AppendString(b, string(part))
	}
	b = wire.AppendBool(b, o.More)
	b = wire.AppendCount(b, len(o.Items))
	for _, item := range o.Items {
		b = wire.AppendString(b, string(item))
	}
	return b
}

// Call is a recorded call.
type Call struct {
	Number int
	// At is when it began, from the begin of the record.
	At        time.Duration
	Arguments []byte
	Outcome   compare.Outcome
}

// Reader reads a file.
type Reader struct {
	file     io.Reader
	Contract string
}

// NewReader reads the head.
func NewReader(file io.Reader) (*Reader, error) {
	head := make([]byte, len(magic))
	if _, err := io.ReadFull(file, head); err != nil || string(head) != magic {
		return nil, errors.New("record: this is not a record of calls")
	}
	r := &Reader{file: file}
	var contract []byte
	for one := make([]byte, 1); ; {
		if _, err := io.ReadFull(file, one); err != nil || len(contract) > 16<<20 {
			return nil, errors.New("record: the head is cut off")
		}
		if one[0] == 0 {
			break
		}
		contract = append(contract, one[0])
	}
	r.Contract = string(contract)
	return r, nil
}

// maxRecord is how large a record may be.
const maxRecord = 1 << 30

// Next returns the next call; io.EOF behind the last whole one.
func (r *Reader) Next() (*Call, error) {
	head := make([]byte, 8)
	if _, err := io.ReadFull(r.file, head); err != nil {
		return nil, io.EOF
	}
	size := binary.LittleEndian.Uint32(head)
	if size > maxRecord {
		return nil, io.EOF
	}
	record, err := io.ReadAll(io.LimitReader(r.file, int64(size)))
	if err != nil || len(record) != int(size) || crc32.ChecksumIEEE(record) != binary.LittleEndian.Uint32(head[4:]) {
		return nil, io.EOF
	}
	reader := wire.NewReader(record)
	call := &Call{Number: int(reader.Uint32()), At: time.Duration(reader.Uint64())}
	call.Outcome.Took = time.Duration(reader.Uint64())
	call.Arguments, call.Outcome.Answer = []byte(reader.String()), []byte(reader.String())
	call.Outcome.Code, call.Outcome.Declared = reader.String(), []byte(reader.String())
	call.Outcome.Message, call.Outcome.More = reader.String(), reader.Bool()
	for range reader.Count(8) {
		call.Outcome.Items = append(call.Outcome.Items, []byte(reader.String()))
	}
	if reader.Failed() {
		return nil, io.EOF
	}
	return call, nil
}
