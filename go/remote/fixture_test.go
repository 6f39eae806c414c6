package remote_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"runtime/debug"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/wire"
	"spandrel.dev/spandrel/remote"
)

// What a bridge with one of everything generates, by hand: these tests require neither Rust nor the generator.

// roles are what this program may be besides a worker and the tests.
var roles []func()

// TestMain is the main function of the workers, too.
func TestMain(m *testing.M) {
	if os.Getenv("REMOTE_TEST_LATE") == "" {
		remote.ServeWorker(&words, func(*remote.Value) any { return &engine{} })
	}
	for _, role := range roles {
		role()
	}
	os.Exit(m.Run())
}

// Engine is the contract.
type Engine interface {
	Split(line string) ([]string, error)
	Do(what string) (string, error)
	Open(limit uint64) (Tally, error)
	Wait(ctx context.Context, time time.Duration) (uint64, error)
	Add(a, b Tally) (uint64, error)
	Each(count uint64, visit func(uint64) (bool, error)) (uint64, error)
	Keep(sink Sink) error
	Publish(text string) (uint64, error)
	Echo(data *spandrel.Bytes) (*spandrel.Bytes, error)
	Renew(key *spandrel.Secret) (*spandrel.Secret, error)
	Sink() (Sink, error)
}

type Tally interface {
	Count(step uint64) (uint64, error)
	Items(ctx context.Context, count uint64, pause time.Duration) iter.Seq2[string, error]
	Close() error
}

// Sink is implemented by the client.
type Sink interface {
	Write(text string) (uint64, error)
}

// LineError is declared by the bridge.
type LineError struct{ Length uint64 }

// MarshalJSON is what the contract of a bridge has.
func (e *LineError) MarshalJSON() ([]byte, error) {
	return fmt.Appendf(nil, `{"Length":%d}`, e.Length), nil
}

func (e *LineError) Error() string { return fmt.Sprintf("line of %d bytes", e.Length) }

// functions are those of the core, behind them that which closes a Tally.
var functions = [...]spandrel.Function{
	{Name: "words.Split", Number: 0},
	{Name: "words.Do", Number: 1},
	{Name: "words.Open", Number: 2, Constructor: true},
	{Name: "words.Wait", Number: 3},
	{Name: "words.Add", Number: 4},
	{Name: "words.Each", Number: 5},
	{Name: "words.Keep", Number: 6},
	{Name: "words.Publish", Number: 7},
	{Name: "words.Echo", Number: 8},
	{Name: "words.Renew", Number: 9, Secret: true},
	{Name: "words.Sink", Number: 10},
	{Name: "words.Tally.Count", Number: 11},
	{Name: "words.Tally.Items", Number: 12, Stream: true},
	{Name: "words.Tally.Close", Number: 13},
}

// imports are what Go implements.
var imports = [...]spandrel.Function{
	{Name: "words.Each.visit", Number: 0},
	{Name: "words.Sink.Write", Number: 1},
}

var words = remote.Bridge{
	Contract: remote.Contract{
		Package: "words", Hash: "1", Manifest: "abi 2\npackage words\nrust split(line: &str) -> Vec<String>\n",
	},
	Functions: []remote.Served{
		{Function: &functions[0], Serve: serveSplit, Arguments: textJSON, Answer: textsJSON},
		{Function: &functions[1], Serve: serveDo, Arguments: textJSON, Answer: stringJSON},
		{Function: &functions[2], Serve: serveOpen, Arguments: limitJSON, Answer: numberJSON},
		{Function: &functions[3], Serve: serveWait},
		{Function: &functions[4], Serve: serveAdd, Objects: true, Arguments: pairJSON, Answer: numberJSON},
		{Function: &functions[5], Serve: serveEach, Refused: "visit is a callback"},
		{Function: &functions[6], Serve: serveKeep, Refused: "sink is a Go value that is called"},
		{Function: &functions[7], Serve: servePublish},
		{Function: &functions[8], Serve: serveEcho},
		{Function: &functions[9], Serve: serveRenew, Refused: "key is a Secret"},
		{Function: &functions[10], Serve: serveSink, Refused: "the result is a Go value"},
		{Function: &functions[11], Serve: serveCount, Objects: true, Arguments: stepJSON, Answer: numberJSON},
		{Function: &functions[12], Serve: serveItems, Objects: true, Arguments: itemsJSON, Item: stringJSON},
	},
	Closers: functions[13:],
	Errors:  []string{"LineError"},
	ReadErrorJSON: func(_ string, text []byte, _ string) (error, error) {
		e := new(LineError)
		return e, json.Unmarshal(text, e)
	},
	OpenAPI: "{}",
	Imports: []remote.Served{
		{Function: &imports[0], Serve: serveVisit},
		{Function: &imports[1], Serve: serveWrite},
	},
	Declares: func(err error) bool { _, ok := err.(*LineError); return ok },
	AppendError: func(b []byte, err error) []byte {
		var e *LineError
		if !errors.As(err, &e) {
			return wire.AppendUint8(b, 0)
		}
		return wire.AppendUint64(wire.AppendUint8(b, 1), e.Length)
	},
	ReadError: func(r *wire.Reader) error {
		if r.Uint8() == 1 {
			return &LineError{Length: r.Uint64()}
		}
		return nil
	},
}

// client implements Engine over a connection.
type client struct {
	*remote.Client
	ctx context.Context
}

type tally struct {
	*remote.Object
	ctx context.Context
}

type sinkValue struct{ *remote.Value }

func number(call *remote.Call) (uint64, error) {
	reader, err := call.Do()
	if err != nil {
		return 0, err
	}
	result := reader.Uint64()
	return result, call.Done()
}

func text(call *remote.Call) (string, error) {
	reader, err := call.Do()
	if err != nil {
		return "", err
	}
	result := reader.String()
	return result, call.Done()
}

func (c client) Split(line string) ([]string, error) {
	call := c.Call(c.ctx, &functions[0])
	call.Buffer = wire.AppendString(call.Buffer, line)
	reader, err := call.Do()
	if err != nil {
		return nil, err
	}
	result := make([]string, reader.Count(8))
	for i := range result {
		result[i] = reader.String()
	}
	return result, call.Done()
}

func (c client) Do(what string) (string, error) {
	call := c.Call(c.ctx, &functions[1])
	call.Buffer = wire.AppendString(call.Buffer, what)
	return text(call)
}

func (c client) Open(limit uint64) (Tally, error) {
	call := c.Call(c.ctx, &functions[2])
	call.Buffer = wire.AppendUint64(call.Buffer, limit)
	reader, err := call.Do()
	if err != nil {
		return nil, err
	}
	return tally{call.Opened(reader.Uint64()), c.ctx}, call.Done()
}

func (c client) Wait(ctx context.Context, time time.Duration) (uint64, error) {
	call := c.Call(ctx, &functions[3])
	call.Buffer = wire.AppendUint64(call.Buffer, uint64(time))
	return number(call)
}

func objectOf(t Tally) *remote.Object {
	own, _ := t.(tally)
	return own.Object
}

func (c client) Add(a, b Tally) (uint64, error) {
	call := c.CallWith(c.ctx, &functions[4], objectOf(a))
	call.Buffer = wire.AppendUint64(wire.AppendUint64(call.Buffer, call.Object(objectOf(a))), call.Object(objectOf(b)))
	return number(call)
}

func (c client) Each(count uint64, visit func(uint64) (bool, error)) (uint64, error) {
	call := c.Call(c.ctx, &functions[5])
	call.Buffer = wire.AppendUint64(call.Buffer, call.Borrow(visit))
	call.Buffer = wire.AppendUint64(call.Buffer, count)
	return number(call)
}

func (c client) Keep(sink Sink) error {
	call := c.Call(c.ctx, &functions[6])
	call.Buffer = wire.AppendUint64(call.Buffer, call.Give(sink))
	return call.Send()
}

func (c client) Publish(text string) (uint64, error) {
	call := c.Call(c.ctx, &functions[7])
	call.Buffer = wire.AppendString(call.Buffer, text)
	return number(call)
}

func (c client) Echo(data *spandrel.Bytes) (*spandrel.Bytes, error) {
	call := c.Call(c.ctx, &functions[8])
	call.Buffer = appendBytes(call.Buffer, data)
	reader, err := call.Do()
	if err != nil {
		return nil, err
	}
	return readBytes(reader), call.Done()
}

func (c client) Renew(key *spandrel.Secret) (*spandrel.Secret, error) {
	call := c.Call(c.ctx, &functions[9])
	if key == nil {
		call.Nil("key")
	}
	call.Buffer = appendSecret(call.Buffer, key)
	reader, err := call.Do()
	if err != nil {
		return nil, err
	}
	return readSecret(reader), call.Done()
}

func (c client) Sink() (Sink, error) {
	call := c.Call(c.ctx, &functions[10])
	reader, err := call.Do()
	if err != nil {
		return nil, err
	}
	own, other := call.Value(reader.Uint64())
	return sinkOf(own, other), call.Done()
}

func sinkOf(own any, other *remote.Value) Sink {
	if other != nil {
		return sinkValue{other}
	}
	sink, _ := own.(Sink)
	return sink
}

func (s sinkValue) Write(text string) (uint64, error) {
	call := s.Call(context.Background(), &imports[1])
	call.Buffer = wire.AppendString(call.Buffer, text)
	return number(call)
}

func (t tally) Count(step uint64) (uint64, error) {
	call := t.Call(t.ctx, &functions[11])
	call.Buffer = wire.AppendUint64(wire.AppendUint64(call.Buffer, t.Reference()), step)
	return number(call)
}

func (t tally) Items(ctx context.Context, count uint64, pause time.Duration) iter.Seq2[string, error] {
	open := func() *remote.Call {
		call := t.Call(ctx, &functions[12])
		call.Buffer = wire.AppendUint64(wire.AppendUint64(wire.AppendUint64(call.Buffer, t.Reference()), count), uint64(pause))
		return call
	}
	return remote.Stream(open, (*wire.Reader).String)
}

func (t tally) Close() error { return t.Object.Close(t.ctx, &functions[13]) }

// appendBytes and its like are what the codec of a bridge does.
func appendBytes(b []byte, data *spandrel.Bytes) []byte {
	if data.View(func(view []byte) { b = append(wire.AppendCount(b, len(view)), view...) }) != nil {
		return wire.AppendUint64(b, 1<<63)
	}
	return b
}

func readBytes(r *wire.Reader) *spandrel.Bytes {
	size := r.Uint64()
	data := make([]byte, min(size, uint64(r.Len())))
	wire.ReadArray(r, data)
	result := spandrel.NewBytes(data)
	if size == 1<<63 {
		result.Close()
	}
	return result
}

func appendSecret(b []byte, key *spandrel.Secret) []byte {
	_ = key.Use(func(content []byte) { b = append(wire.AppendCount(b, len(content)), content...) })
	return b
}

func readSecret(r *wire.Reader) *spandrel.Secret { return spandrel.NewSecret(wire.ReadRaw[byte](r)) }

// The side that serves.

func core(s *remote.Serving) Engine { return s.Core().(Engine) }

func putNumber(s *remote.Serving, n uint64, err error) error {
	s.Buffer = wire.AppendUint64(s.Buffer, n)
	return err
}

func serveSplit(s *remote.Serving) error {
	line := s.Reader().String()
	if err := s.Ready(); err != nil {
		return err
	}
	result, err := core(s).Split(line)
	s.Buffer = wire.AppendCount(s.Buffer, len(result))
	for _, word := range result {
		s.Buffer = wire.AppendString(s.Buffer, word)
	}
	return err
}

func serveDo(s *remote.Serving) error {
	what := s.Reader().String()
	if err := s.Ready(); err != nil {
		return err
	}
	result, err := core(s).Do(what)
	s.Buffer = wire.AppendString(s.Buffer, result)
	return err
}

func serveOpen(s *remote.Serving) error {
	limit := s.Reader().Uint64()
	if err := s.Ready(); err != nil {
		return err
	}
	result, err := core(s).Open(limit)
	if err != nil {
		return err
	}
	reference, err := s.Put(result)
	return putNumber(s, reference, err)
}

func serveWait(s *remote.Serving) error {
	time := s.Reader().Duration()
	if err := s.Ready(); err != nil {
		return err
	}
	n, err := core(s).Wait(s.Context(), time)
	return putNumber(s, n, err)
}

func serveAdd(s *remote.Serving) error {
	a := remote.ObjectOf[Tally](s, s.Reader().Uint64())
	b := remote.ObjectOf[Tally](s, s.Reader().Uint64())
	if err := s.Ready(); err != nil {
		return err
	}
	n, err := core(s).Add(a, b)
	return putNumber(s, n, err)
}

func serveEach(s *remote.Serving) error {
	visit := s.Callback(s.Reader().Uint64())
	count := s.Reader().Uint64()
	if err := s.Ready(); err != nil {
		return err
	}
	n, err := core(s).Each(count, func(n uint64) (bool, error) {
		call := visit.Call(context.Background(), &imports[0])
		call.Buffer = wire.AppendUint64(call.Buffer, n)
		reader, err := call.Do()
		if err != nil {
			return false, remote.Raise(err)
		}
		result := reader.Bool()
		return result, call.Done()
	})
	return putNumber(s, n, err)
}

func serveKeep(s *remote.Serving) error {
	own, other := s.Value(s.Reader().Uint64())
	if err := s.Ready(); err != nil {
		return err
	}
	return core(s).Keep(sinkOf(own, other))
}

func servePublish(s *remote.Serving) error {
	text := s.Reader().String()
	if err := s.Ready(); err != nil {
		return err
	}
	n, err := core(s).Publish(text)
	return putNumber(s, n, err)
}

func serveEcho(s *remote.Serving) error {
	data := readBytes(s.Reader())
	if err := s.Ready(); err != nil {
		return err
	}
	result, err := core(s).Echo(data)
	if err != nil {
		return err
	}
	s.Buffer = appendBytes(s.Buffer, result)
	return result.Close()
}

func serveRenew(s *remote.Serving) error {
	key := readSecret(s.Reader())
	if err := s.Ready(); err != nil {
		return err
	}
	defer key.Close()
	result, err := core(s).Renew(key)
	if err != nil {
		return err
	}
	s.Buffer = appendSecret(s.Buffer, result)
	return result.Close()
}

func serveSink(s *remote.Serving) error {
	if err := s.Ready(); err != nil {
		return err
	}
	result, err := core(s).Sink()
	if err != nil {
		return err
	}
	reference, err := s.Give(result)
	return putNumber(s, reference, err)
}

func serveCount(s *remote.Serving) error {
	t := remote.ObjectOf[Tally](s, s.Reader().Uint64())
	step := s.Reader().Uint64()
	if err := s.Ready(); err != nil {
		return err
	}
	n, err := t.Count(step)
	return putNumber(s, n, err)
}

func serveItems(s *remote.Serving) error {
	t := remote.ObjectOf[Tally](s, s.Reader().Uint64())
	count, pause := s.Reader().Uint64(), s.Reader().Duration()
	if err := s.Ready(); err != nil {
		return err
	}
	return remote.ServeStream(s, func(ctx context.Context) iter.Seq2[string, error] {
		return t.Items(ctx, count, pause)
	}, wire.AppendString)
}

func serveVisit(s *remote.Serving) error {
	visit := remote.Target[func(uint64) (bool, error)](s)
	n := s.Reader().Uint64()
	if err := s.Ready(); err != nil {
		return err
	}
	more, err := visit(n)
	s.Buffer = wire.AppendBool(s.Buffer, more)
	return err
}

func serveWrite(s *remote.Serving) error {
	sink := remote.Target[Sink](s)
	text := s.Reader().String()
	if err := s.Ready(); err != nil {
		return err
	}
	n, err := sink.Write(text)
	return putNumber(s, n, err)
}

// engine is the core behind it all.
type engine struct {
	mu   sync.Mutex
	sink Sink
	// open and streams are how many tallies and streams there are.
	open, streams, waits atomic.Int64
}

type engineTally struct {
	engine *engine
	sum    atomic.Uint64
	closed atomic.Bool
}

func (*engine) Split(line string) ([]string, error) {
	if len(line) > 1<<20 {
		return nil, &LineError{Length: uint64(len(line))}
	}
	return strings.Fields(line), nil
}

func (e *engine) Do(what string) (string, error) {
	switch {
	case what == "panic":
		panic("told to panic")
	case what == "fail":
		return "", fmt.Errorf("while failing: %w", &LineError{Length: 3})
	case what == "exit":
		fmt.Fprintln(os.Stderr, "told to exit")
		os.Exit(7)
	case what == "fatal":
		m := map[int]int{}
		for range 8 {
			go func() {
				for i := 0; ; i++ {
					m[i%3]++
				}
			}()
		}
		select {}
	case what == "overflow":
		debug.SetMaxStack(1 << 20)
		var down func(int) int
		down = func(n int) int { return down(n+1) + n }
		return fmt.Sprint(down(0)), nil
	case what == "memory":
		var blocks [][]byte
		for {
			block := make([]byte, 16<<20)
			for i := 0; i < len(block); i += 4096 {
				block[i] = 1
			}
			blocks = append(blocks, block)
		}
	case what == "spin":
		fmt.Fprintln(os.Stderr, "told to spin")
		for i := uint64(0); ; i++ {
			e.waits.Store(int64(i & 1))
		}
	case what == "open":
		return fmt.Sprint(e.open.Load(), " ", e.streams.Load()), nil
	case what == "goexit":
		fatal := &testing.T{}
		fatal.FailNow()
	case strings.HasPrefix(what, "size "):
		var n int
		fmt.Sscan(what[5:], &n)
		return strings.Repeat("x", n), nil
	case what == "env":
		return strings.Join(os.Environ(), "\n"), nil
	}
	return what, nil
}

func (e *engine) Open(limit uint64) (Tally, error) {
	e.open.Add(1)
	t := &engineTally{engine: e}
	t.sum.Store(limit)
	return t, nil
}

func (e *engine) Wait(ctx context.Context, d time.Duration) (uint64, error) {
	e.waits.Add(1)
	defer e.waits.Add(-1)
	select {
	case <-time.After(d):
		return uint64(d), nil
	case <-ctx.Done():
		return 0, &spandrel.CallError{Function: "words.Wait", Err: ctx.Err()}
	}
}

func (e *engine) Add(a, b Tally) (uint64, error) {
	x, err := a.Count(0)
	if err != nil {
		return 0, err
	}
	y, err := b.Count(0)
	return x + y, err
}

func (e *engine) Each(count uint64, visit func(uint64) (bool, error)) (uint64, error) {
	for n := range count {
		more, err := visit(n)
		if err != nil || !more {
			return n, err
		}
	}
	return count, nil
}

func (e *engine) Keep(sink Sink) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.sink = sink
	return nil
}

func (e *engine) Publish(text string) (uint64, error) {
	sink, _ := e.Sink()
	return sink.Write(text)
}

func (e *engine) Sink() (Sink, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.sink, nil
}

func (*engine) Echo(data *spandrel.Bytes) (*spandrel.Bytes, error) {
	if data.View(func([]byte) {}) != nil {
		return nil, &spandrel.CallError{Function: "words.Echo", Err: spandrel.ErrClosed}
	}
	return data, nil
}

func (*engine) Renew(key *spandrel.Secret) (*spandrel.Secret, error) {
	var renewed []byte
	err := key.Use(func(content []byte) {
		for _, b := range content {
			renewed = append(renewed, b+1)
		}
	})
	return spandrel.NewSecret(renewed), err
}

func (t *engineTally) Count(step uint64) (uint64, error) {
	if t.closed.Load() {
		return 0, &spandrel.CallError{Function: "words.Tally.Count", Err: spandrel.ErrClosed}
	}
	return t.sum.Add(step), nil
}

func (t *engineTally) Items(ctx context.Context, count uint64, pause time.Duration) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		t.engine.streams.Add(1)
		defer t.engine.streams.Add(-1)
		for n := range count {
			if pause > 0 {
				select {
				case <-time.After(pause):
				case <-ctx.Done():
					yield("", &spandrel.CallError{Function: "words.Tally.Items", Err: ctx.Err()})
					return
				}
			}
			if n == 1000003 {
				yield("", &LineError{Length: n})
				return
			}
			if !yield(fmt.Sprint(n), nil) {
				return
			}
		}
	}
}

// closePanics is the limit of a tally whose Close panics.
const closePanics = 666

func (t *engineTally) Close() error {
	if !t.closed.Swap(true) {
		t.engine.open.Add(-1)
	}
	if t.sum.Load() == closePanics {
		panic("planted")
	}
	return nil
}

var _ io.Closer = (*engineTally)(nil)
