package remote_test

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/wire"
	"spandrel.dev/spandrel/internal/abi"
	"spandrel.dev/spandrel/remote"
)

// serve serves an engine behind a socket, and returns its address.
func serve(t testing.TB, options remote.ServeOptions) (string, *engine) {
	t.Helper()
	address := "unix:" + filepath.Join(t.TempDir(), "words.sock")
	listener, err := remote.Listen(address)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(background)
	ended := make(chan error)
	core := &engine{}
	go func() { ended <- remote.Serve(ctx, &words, listener, core, options) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("Serve: got %v", err)
		}
		if n := core.open.Load() + core.streams.Load() + core.waits.Load(); n != 0 {
			t.Errorf("%d objects, streams and calls are left", n)
		}
	})
	return address, core
}

func dial(t testing.TB, address string, options remote.DialOptions) client {
	t.Helper()
	c, err := remote.Dial(background, &words, address, options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Close() })
	return client{c, background}
}

func TestSocketCalls(t *testing.T) {
	address, core := serve(t, remote.ServeOptions{Allow: remote.SameUser})
	c := dial(t, address, remote.DialOptions{})
	check(t, c)
	var call *spandrel.CallError
	if _, err := c.Split(strings.Repeat("x", 17<<20)); !errors.As(err, &call) || !strings.Contains(err.Error(), "the other side accepts 16777216") {
		t.Errorf("arguments beyond the limit: got %v", err)
	}
	if _, err := c.Open(1); err != nil || core.open.Load() == 0 {
		t.Fatal(err)
	}
	// What the client had open is closed with it.
	c.Close()
	for range 1000 {
		if core.open.Load() == 0 {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Errorf("%d objects are open", core.open.Load())
}

func TestSocketOfAServerThatEnds(t *testing.T) {
	address := "unix:" + filepath.Join(t.TempDir(), "words.sock")
	c := client{ctx: background}
	for round := range 2 {
		listener, err := remote.Listen(address)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := remote.Listen(address); err == nil {
			t.Error("two servers listen at one address")
		}
		ctx, cancel := context.WithCancel(background)
		ended := make(chan error)
		go func() {
			ended <- remote.Serve(ctx, &words, listener, &engine{}, remote.ServeOptions{Grace: 50 * time.Millisecond})
		}()
		if c.Client == nil {
			c = dial(t, address, remote.DialOptions{})
		}
		if got, err := c.Do("x"); got != "x" || err != nil {
			t.Errorf("round %d: got %q, %v", round, got, err)
		}
		time.AfterFunc(20*time.Millisecond, cancel)
		if _, err := c.Wait(background, time.Hour); !errors.Is(err, spandrel.ErrGone) {
			t.Errorf("got %v", err)
		}
		<-ended
		var gone *spandrel.GoneError
		if _, err := c.Do("x"); !errors.As(err, &gone) || gone.Sent || gone.Function != "words.Do" {
			t.Errorf("got %v", err)
		}
	}
}

// A panic in Close of an object that a client left behind does not end the server, and is told.
func TestIssueAPanicInCloseIsTold(t *testing.T) {
	told := make(chan *spandrel.PanicError, 1)
	spandrel.OnLostPanic(func(p *spandrel.PanicError) { told <- p })
	defer spandrel.OnLostPanic(nil)
	for name, over := range map[string]func() (string, *engine){
		"socket": func() (string, *engine) { return serve(t, remote.ServeOptions{}) },
		"http": func() (string, *engine) {
			address, core, _ := overHTTP(t, remote.HTTPOptions{})
			return address, core
		},
	} {
		t.Run(name, func(t *testing.T) {
			address, core := over()
			c := dial(t, address, remote.DialOptions{})
			for _, limit := range []uint64{closePanics, 1} {
				if _, err := c.Open(limit); err != nil {
					t.Fatal(err)
				}
			}
			c.Close()
			eventually(t, func() bool { return core.open.Load() == 0 })
			if p := <-told; !strings.Contains(p.Error(), "planted") {
				t.Errorf("got %v", p)
			}
			if got, err := dial(t, address, remote.DialOptions{}).Do("x"); got != "x" || err != nil {
				t.Errorf("got %q, %v", got, err)
			}
		})
	}
}

func TestSocketRefuses(t *testing.T) {
	address, _ := serve(t, remote.ServeOptions{Allow: func(other remote.Credentials) error {
		if other.PID != os.Getpid() || other.UID != os.Getuid() || other.GID != os.Getgid() {
			t.Errorf("got %+v", other)
		}
		return errors.New("not today")
	}})
	if _, err := remote.Dial(background, &words, address, remote.DialOptions{}); err == nil {
		t.Error("whoever is not allowed is served")
	}
	info, err := os.Stat(strings.TrimPrefix(address, "unix:"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("got %v, %v", info.Mode(), err)
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, []byte("mine"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := remote.Listen("unix:" + file); err == nil {
		t.Error("a file was replaced by a socket")
	}
	for _, wrong := range []string{"", "unix:", "/run/x", "http://localhost"} {
		if _, err := remote.Dial(background, &words, wrong, remote.DialOptions{}); err == nil {
			t.Errorf("address %q is accepted", wrong)
		}
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer listener.Close()
	if err := remote.Serve(background, &words, listener, &engine{}, remote.ServeOptions{}); err == nil {
		t.Error("frames are served to the network")
	}
	other := words
	other.Contract.Hash, other.Contract.Manifest = "2", words.Contract.Manifest+"rust more()\n"
	_, err = remote.Dial(background, &other, address, remote.DialOptions{})
	if err == nil {
		t.Error("another contract is accepted")
	}
}

func TestSocketContract(t *testing.T) {
	address, _ := serve(t, remote.ServeOptions{})
	other := words
	other.Contract.Hash, other.Contract.Manifest = "2", words.Contract.Manifest+"rust more()\n"
	_, err := remote.Dial(background, &other, address, remote.DialOptions{})
	var contract *remote.ContractError
	if !errors.As(err, &contract) || contract.Here != "rust more()" || contract.There != "" {
		t.Errorf("got %v", err)
	}
}

func TestSocketLimits(t *testing.T) {
	address, core := serve(t, remote.ServeOptions{Limits: remote.Limits{Frame: 1000, Calls: 4, Bytes: 1500, Objects: 3}})
	c := dial(t, address, remote.DialOptions{})
	var open []Tally
	for range 3 {
		a, err := c.Open(1)
		if err != nil {
			t.Fatal(err)
		}
		open = append(open, a)
	}
	if _, err := c.Open(1); !errors.Is(err, spandrel.ErrExhausted) || core.open.Load() != 3 {
		t.Errorf("got %v with %d open", err, core.open.Load())
	}
	open[0].Close()
	if _, err := c.Open(1); err != nil {
		t.Error(err)
	}
	// More calls than may be in flight, with more bytes than may be: they wait.
	var wait sync.WaitGroup
	for range 50 {
		wait.Add(1)
		go func() {
			defer wait.Done()
			if got, err := c.Do(strings.Repeat("x", 600)); len(got) != 600 || err != nil {
				t.Errorf("got %d bytes, %v", len(got), err)
			}
		}()
	}
	wait.Wait()
	if _, err := c.Do(strings.Repeat("x", 1000)); err == nil || !strings.Contains(err.Error(), "limit of a frame") {
		t.Errorf("got %v", err)
	}
	ctx, cancel := context.WithTimeout(background, 30*time.Millisecond)
	defer cancel()
	for range 5 {
		wait.Add(1)
		go func() {
			defer wait.Done()
			if _, err := c.Wait(ctx, time.Hour); !errors.Is(err, context.DeadlineExceeded) {
				t.Errorf("got %v", err)
			}
		}()
	}
	wait.Wait()
}

func TestManyConnections(t *testing.T) {
	const count = 1000
	address, core := serve(t, remote.ServeOptions{Connections: count})
	clients := make([]client, count)
	for i := range clients {
		clients[i] = dial(t, address, remote.DialOptions{})
		tally, err := clients[i].Open(1)
		if err != nil {
			t.Fatal(err)
		}
		defer tally.Close()
	}
	if _, err := remote.Dial(background, &words, address, remote.DialOptions{}); err == nil {
		t.Error("one connection too many is served")
	}
	for i, c := range clients {
		if got, err := c.Do(fmt.Sprint(i)); got != fmt.Sprint(i) || err != nil {
			t.Fatalf("got %q, %v", got, err)
		}
	}
	if n := core.open.Load(); n != count {
		t.Errorf("%d objects are open", n)
	}
}

// raw is a client that sends what it likes.
type raw struct {
	net.Conn
	t testing.TB
}

// connect greets the server as a client does.
func connect(t testing.TB, address string) raw {
	t.Helper()
	conn, err := net.Dial("unix", strings.TrimPrefix(address, "unix:"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	_ = conn.SetDeadline(time.Now().Add(20 * time.Second))
	return raw{conn, t}
}

func (r raw) greet() {
	hello := wire.AppendUint32([]byte("spandrel"), 1)
	hello = wire.AppendUint64(wire.AppendUint32(wire.AppendUint32(hello, 1<<20), 100), 1<<20)
	r.send(frameOf(1, 0, 0, 0, wire.AppendString(wire.AppendString(hello, words.Contract.Hash), words.Contract.Manifest)))
	if kind, _, _ := r.receive(); kind != 1 {
		r.t.Fatalf("got a frame of kind %d", kind)
	}
}

func frameOf(kind, code uint8, function uint16, id uint64, payload []byte) []byte {
	b := binary.LittleEndian.AppendUint32(nil, uint32(len(payload)))
	b = append(b, kind, code)
	b = binary.LittleEndian.AppendUint16(b, function)
	return append(binary.LittleEndian.AppendUint64(b, id), payload...)
}

func (r raw) send(b []byte) { _, _ = r.Write(b) }

// receive returns the next frame, of kind 0 at the end of the connection.
func (r raw) receive() (kind, code uint8, payload []byte) {
	r.t.Helper()
	head := make([]byte, 16)
	if _, err := io.ReadFull(r, head); err != nil {
		if ne, ok := err.(net.Error); ok && ne.Timeout() {
			r.t.Fatal("the server neither answers nor ends the connection")
		}
		return 0, 0, nil
	}
	payload = make([]byte, binary.LittleEndian.Uint32(head))
	_, _ = io.ReadFull(r, payload)
	return head[4], head[5], payload
}

func argument(text string) []byte { return wire.AppendString(make([]byte, 8), text) }

// What does not follow the protocol ends the connection, with the reason, and no other.
func TestNonsense(t *testing.T) {
	address, core := serve(t, remote.ServeOptions{Limits: remote.Limits{Calls: 2, Frame: 1 << 16, Bytes: 1 << 16, Timeout: 200 * time.Millisecond}})
	call := func(id uint64, text string) []byte { return frameOf(2, 0, 1, id, argument(text)) }
	wait := func(id uint64) []byte { return frameOf(2, 0, 3, id, wire.AppendUint64(make([]byte, 8), 1<<40)) }
	good := dial(t, address, remote.DialOptions{})
	for name, test := range map[string]struct {
		frames [][]byte
		want   string
	}{
		"replayed":        {[][]byte{call(1, "x"), call(1, "x")}, "call 1 once more"},
		"an older call":   {[][]byte{call(5, "x"), call(4, "x")}, "call 4 once more"},
		"oversized":       {[][]byte{frameOf(2, 0, 1, 1, make([]byte, 1<<16+1))}, "larger than the limit"},
		"of another kind": {[][]byte{frameOf(77, 0, 0, 0, nil)}, "of no known kind"},
		"hello again":     {[][]byte{frameOf(1, 0, 0, 0, nil)}, "kind 1 here"},
		"no deadline":     {[][]byte{frameOf(2, 0, 1, 1, make([]byte, 7))}, "a call of 7 bytes"},
		"an answer":       {[][]byte{frameOf(3, 0, 0, 9, nil)}, "call 9, which waits for none"},
		"a pull":          {[][]byte{wait(1), frameOf(5, 0, 0, 1, []byte{1, 0, 0, 0})}, "has no batches"},
		"a short pull":    {[][]byte{wait(1), frameOf(5, 0, 0, 1, []byte{1})}, "a pull of 1 bytes"},
		"a later call":    {[][]byte{frameOf(4, 0, 0, 9, nil)}, "call 9, which it has not made"},
		"a release":       {[][]byte{frameOf(6, 0, 0, 0, make([]byte, 9))}, "a release of 9 bytes"},
		"too many calls":  {[][]byte{wait(1), wait(2), wait(3)}, "more than 2 calls in flight"},
		"too many bytes":  {[][]byte{wait(1), frameOf(2, 0, 1, 2, make([]byte, 1<<16))}, "more than 65536 bytes"},
		"half a frame":    {[][]byte{call(1, "x")[:20]}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			r := connect(t, address)
			r.greet()
			for _, frame := range test.frames {
				r.send(frame)
			}
			said := ""
			for {
				kind, _, payload := r.receive()
				if kind == 0 {
					break
				}
				if kind == 9 {
					said = string(payload)
				}
			}
			if !strings.Contains(said, test.want) {
				t.Errorf("said %q, want %q", said, test.want)
			}
		})
	}
	// What is wrong with the arguments alone is an answer.
	r := connect(t, address)
	r.greet()
	for i, args := range [][]byte{nil, {1, 2}, wire.AppendUint64(nil, 1<<60), append(wire.AppendString(nil, "x"), 0)} {
		for _, function := range []uint16{1, 5, 7, 13, 99, 0xFFFF} {
			r.send(frameOf(2, 0, function, uint64(i*1000)+uint64(function)%1000+1, append(make([]byte, 8), args...)))
			if kind, code, payload := r.receive(); kind != 3 || code == 0 && !(function == 1 || function == 7) {
				t.Errorf("arguments %v of function %d: got kind %d, code %d, %q", args, function, kind, code, payload)
			}
			break
		}
	}
	// A Go value is no object: a closer neither closes nor removes it.
	for name, value := range map[string]Sink{"with Close": new(closingSink), "without Close": new(sink)} {
		t.Run(name, func(t *testing.T) {
			r := connect(t, address)
			r.greet()
			core.mu.Lock()
			core.sink = value
			core.mu.Unlock()
			r.send(frameOf(2, 0, 10, 1<<20, make([]byte, 8)))
			kind, code, payload := r.receive()
			if kind != 3 || code != 0 || len(payload) != 8 {
				t.Fatalf("Sink: got kind %d, code %d, %q", kind, code, payload)
			}
			reference := binary.LittleEndian.Uint64(payload) >> 1
			r.send(frameOf(2, 0, 13, 1<<20+1, wire.AppendUint64(make([]byte, 8), reference)))
			if kind, code, payload := r.receive(); kind != 3 || code != abi.CodeInvalidHandle {
				t.Errorf("Close: got kind %d, code %d, %q", kind, code, payload)
			}
			if value, ok := value.(*closingSink); ok && value.closed.Load() {
				t.Error("the client has closed a Go value of the server")
			}
			r.send(frameOf(2, 0, 6, 1<<20+2, wire.AppendUint64(make([]byte, 8), reference<<1|1)))
			if kind, code, payload := r.receive(); kind != 3 || code != 0 {
				t.Errorf("the value afterwards: got kind %d, code %d, %q", kind, code, payload)
			}
		})
	}
	// The others were served all the while.
	if got, err := good.Do("x"); got != "x" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}

// closingSink is a Go value with a Close that is for its own side alone.
type closingSink struct{ closed atomic.Bool }

func (*closingSink) Write(text string) (uint64, error) { return uint64(len(text)), nil }

func (s *closingSink) Close() error {
	s.closed.Store(true)
	return nil
}

// Frames with bits that were flipped or bytes that are missing: the connection ends or something is answered; the server stays.
func TestFlippedBits(t *testing.T) {
	address, core := serve(t, remote.ServeOptions{Limits: remote.Limits{Frame: 1 << 20, Timeout: 50 * time.Millisecond}})
	random := rand.New(rand.NewPCG(1, 2))
	rounds := 300
	var before runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	for round := range rounds {
		r := connect(t, address)
		if round%3 > 0 {
			r.greet()
		}
		var all []byte
		if round%3 == 0 {
			hello := wire.AppendUint64(wire.AppendUint32([]byte("spandrel"), 1), 1<<20)
			all = frameOf(1, 0, 0, 0, wire.AppendString(hello, words.Contract.Hash))
		}
		all = append(all, frameOf(2, 0, 0, 1, argument("two words"))...)
		all = append(all, frameOf(2, 0, 2, 2, make([]byte, 16))...)
		all = append(all, frameOf(2, 4, 12, 3, wire.AppendUint64(wire.AppendUint64(wire.AppendUint64(make([]byte, 8), 1), 10), 0))...)
		all = append(all, frameOf(4, 0, 0, 3, nil)...)
		for range 1 + random.IntN(3) {
			all[random.IntN(len(all))] ^= 1 << random.IntN(8)
		}
		if random.IntN(4) == 0 {
			all = all[:random.IntN(len(all))]
		}
		r.send(all)
		_ = r.Conn.(*net.UnixConn).CloseWrite()
		for {
			if kind, _, _ := r.receive(); kind == 0 {
				break
			}
		}
	}
	var after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&after)
	if after.HeapAlloc > before.HeapAlloc+16<<20 {
		t.Errorf("%d bytes before, %d after", before.HeapAlloc, after.HeapAlloc)
	}
	if got, err := dial(t, address, remote.DialOptions{}).Do("x"); got != "x" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	for range 1000 {
		if core.open.Load() == 0 {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Errorf("%d objects are open", core.open.Load())
}

// A client that does not read what it asks for holds up itself.
func TestSlowReader(t *testing.T) {
	address, core := serve(t, remote.ServeOptions{Limits: remote.Limits{Timeout: 200 * time.Millisecond}})
	r := connect(t, address)
	r.greet()
	r.send(frameOf(2, 0, 2, 1, make([]byte, 16)))
	if kind, _, _ := r.receive(); kind != 3 {
		t.Fatalf("got kind %d", kind)
	}
	for id := range uint64(90) {
		r.send(frameOf(2, 0, 1, 2+id, argument("size 500000")))
	}
	c := dial(t, address, remote.DialOptions{})
	if got, err := c.Do("x"); got != "x" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	for range 2000 {
		if core.open.Load() == 0 {
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Error("the connection of a client that does not read goes on")
}

// Whoever says nothing is not waited for.
func TestSlowGreeting(t *testing.T) {
	if testing.Short() {
		t.Skip("waits for the time limit of a greeting")
	}
	address, _ := serve(t, remote.ServeOptions{})
	r := connect(t, address)
	r.send([]byte{1})
	if kind, _, _ := r.receive(); kind != 1 {
		t.Errorf("got a frame of kind %d", kind)
	}
	if kind, _, _ := r.receive(); kind != 0 {
		t.Errorf("got a frame of kind %d", kind)
	}
}

// nonsense is a server that answers with bytes of its own.
func nonsense(t *testing.T, answer func(net.Conn)) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "nonsense.sock")
	listener, err := net.Listen("unix", path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go func() {
				r := raw{conn, t}
				r.greet()
				r.receive()
				answer(conn)
			}()
		}
	}()
	return "unix:" + path
}

// A server that answers nonsense is gone, as far as its clients are concerned.
func TestNonsenseOfAServer(t *testing.T) {
	ok := frameOf(3, 0, 0, 1, wire.AppendString(nil, "x"))
	for name, frames := range map[string][]byte{
		"another call":        frameOf(3, 0, 0, 2, nil),
		"no result":           frameOf(3, 0, 0, 1, nil),
		"more than a result":  frameOf(3, 0, 0, 1, append(wire.AppendString(nil, "x"), 0)),
		"a count that lies":   frameOf(3, 0, 0, 1, wire.AppendUint64(nil, 1<<60)),
		"an unknown code":     frameOf(3, 99, 0, 1, nil),
		"an unknown error":    frameOf(3, 1, 0, 1, wire.AppendUint32(nil, 77)),
		"batches":             append(frameOf(3, 254, 0, 1, make([]byte, 4)), frameOf(3, 254, 0, 1, make([]byte, 4))...),
		"half an answer":      ok[:10],
		"oversized":           binary.LittleEndian.AppendUint32(nil, 1<<31),
		"a release":           frameOf(6, 0, 0, 0, make([]byte, 4)),
		"a batch for one":     frameOf(3, 254, 0, 1, wire.AppendString(nil, "x")),
		"an answer and again": append(ok[:len(ok):len(ok)], ok...),
	} {
		t.Run(name, func(t *testing.T) {
			options := remote.DialOptions{}
			options.Limits.Timeout = 100 * time.Millisecond
			c := dial(t, nonsense(t, func(conn net.Conn) { _, _ = conn.Write(frames) }), options)
			_, err := c.Do("x")
			if name == "an answer and again" {
				if err != nil {
					t.Errorf("got %v", err)
				}
				return
			}
			if !errors.Is(err, spandrel.ErrGone) {
				t.Errorf("got %v", err)
			}
		})
	}
}
