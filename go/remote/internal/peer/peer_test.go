package peer

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"spandrel.dev/spandrel/remote/internal/frame"
)

// pair returns two sides of a connection, each of which serves the other.
func pair(t *testing.T, unix bool, config func(side int) Config) [2]*Peer {
	t.Helper()
	var conns [2]net.Conn
	if unix {
		listener, err := net.Listen("unix", filepath.Join(t.TempDir(), "pair"))
		if err != nil {
			t.Fatal(err)
		}
		defer listener.Close()
		if conns[0], err = net.Dial("unix", listener.Addr().String()); err != nil {
			t.Fatal(err)
		}
		if conns[1], err = listener.Accept(); err != nil {
			t.Fatal(err)
		}
	} else {
		conns[0], conns[1] = net.Pipe()
	}
	var (
		peers [2]*Peer
		wait  sync.WaitGroup
	)
	for side := range peers {
		wait.Add(1)
		go func() {
			defer wait.Done()
			c := config(side)
			c.Hello = []byte("hello")
			c.Greeting = 10 * time.Second
			c.Greet = func(hello []byte) (Limits, error) {
				other := config(1 - side)
				return Limits{Frame: other.Frame, Calls: other.Calls, Bytes: other.Bytes}, nil
			}
			if c.Released == nil {
				c.Released = func(uint64) {}
			}
			var err error
			if peers[side], err = Open(conns[side], c); err != nil {
				t.Error(err)
				return
			}
			go func() { _ = peers[side].Run() }()
		}()
	}
	wait.Wait()
	if t.Failed() {
		t.FailNow()
	}
	t.Cleanup(func() { peers[0].Close(); peers[1].Close() })
	return peers
}

// What a stress call asks for.
const (
	echoes = iota
	callsBack
	streams
	waits
)

// stress answers calls, and counts what runs.
type stress struct{ running, most atomic.Int64 }

func (s *stress) serve(call *Call) {
	s.most.Store(max(s.most.Load(), s.running.Add(1)))
	defer s.running.Add(-1)
	args := bytes.Clone(call.Args.Arguments())
	call.Args.Free()
	answer := frame.New()
	switch call.Function {
	case callsBack:
		pending, err := call.Peer().Begin(call.Context(), echoes, 0, argsOf(args))
		if err == nil {
			var got Answer
			if got, err = pending.Next(call.Context()); err == nil {
				answer.Data = append(answer.Data, got.Buffer.Payload()...)
				got.Buffer.Free()
			}
		}
	case streams:
		for n := range uint32(args[0]) {
			batch := frame.New()
			batch.Data = binary.LittleEndian.AppendUint32(batch.Data, n)
			if !call.More(batch) {
				break
			}
		}
	case waits:
		<-call.Context().Done()
	default:
		answer.Data = append(answer.Data, args...)
	}
	call.Answer(0, answer)
}

func argsOf(data []byte) *frame.Buffer {
	b := frame.NewCall()
	b.Data = append(b.Data, data...)
	b.Secret = len(data)%2 == 1
	return b
}

// Both sides call each other in every way at once; every call gets its own answer and nothing is left.
func TestStress(t *testing.T) {
	for name, unix := range map[string]bool{"socket": true, "pipe": false} {
		t.Run(name, func(t *testing.T) {
			var served stress
			peers := pair(t, unix, func(int) Config {
				return Config{Frame: 1 << 20, Calls: 64, Bytes: 1 << 20, Timeout: 10 * time.Second, Serve: served.serve}
			})
			var wait sync.WaitGroup
			for worker := range 24 {
				wait.Add(1)
				go func() {
					defer wait.Done()
					random := rand.New(rand.NewPCG(uint64(worker), 7))
					for range 150 {
						once(t, peers[worker%2], random)
					}
				}()
			}
			wait.Wait()
			for _, p := range peers {
				if err := p.Err(); err != nil {
					t.Fatal(err)
				}
			}
			for range 1000 {
				left := 0
				for _, p := range peers {
					p.mu.Lock()
					left += len(p.calls) + len(p.serving) + p.sent + p.taken + len(p.slots)
					p.mu.Unlock()
				}
				if left == 0 && served.running.Load() == 0 {
					return
				}
				time.Sleep(time.Millisecond)
			}
			t.Errorf("calls, bytes or slots are left; %d calls run", served.running.Load())
		})
	}
}

func once(t *testing.T, p *Peer, random *rand.Rand) {
	ctx := context.Background()
	data := make([]byte, 1+random.IntN(1<<(4+random.IntN(13))))
	for i := range data {
		data[i] = byte(random.Uint32())
	}
	function := uint16(random.IntN(4))
	window := uint8(0)
	switch function {
	case streams:
		window = 3
		// One of three is left early.
	case waits:
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, time.Duration(random.IntN(3000))*time.Microsecond)
		defer cancel()
	}
	pending, err := p.Begin(ctx, function, window, argsOf(data))
	if err != nil {
		if function != waits || !errors.Is(err, context.DeadlineExceeded) {
			t.Error(err)
		}
		return
	}
	for n := uint32(0); ; n++ {
		answer, err := pending.Next(ctx)
		if function == waits {
			// The answer of the other side may be there first.
			if err == nil {
				answer.Buffer.Free()
			} else if !errors.Is(err, context.DeadlineExceeded) {
				t.Error(err)
			}
			return
		}
		if err != nil {
			t.Error(err)
			return
		}
		payload := answer.Buffer.Payload()
		switch {
		case function != streams:
			if !bytes.Equal(payload, data) {
				t.Errorf("got %d other bytes for %d", len(payload), len(data))
			}
		case answer.Code != CodeMore:
			if n != uint32(data[0]) {
				t.Errorf("got %d batches of %d", n, data[0])
			}
		case binary.LittleEndian.Uint32(payload) != n:
			t.Errorf("got batch %d at %d", binary.LittleEndian.Uint32(payload), n)
		}
		answer.Buffer.Free()
		if answer.Code != CodeMore {
			return
		}
		if n == 5 && random.IntN(3) == 0 {
			pending.Abandon()
			return
		}
		pending.Pull()
	}
}

// A side whose limits are not those that it announced: the canary of the stress, which would not see a call too many.
func TestCanaryLimits(t *testing.T) {
	block := make(chan struct{})
	peers := pair(t, true, func(int) Config {
		return Config{Frame: 1 << 10, Calls: 4, Bytes: 1 << 10, Timeout: time.Second, Serve: func(c *Call) {
			<-block
			c.Answer(0, frame.New())
		}}
	})
	defer close(block)
	peers[0].slots = make(chan struct{}, 5)
	for range 5 {
		if _, err := peers[0].Begin(context.Background(), 0, 0, argsOf(nil)); err != nil {
			t.Fatal(err)
		}
	}
	<-peers[1].Done()
	if err := peers[1].Err(); !errors.Is(err, ErrViolation) {
		t.Errorf("got %v", err)
	}
	<-peers[0].Done()
}

// Whoever does not read is not written to without end, and callers can stop waiting for room.
func TestNoReader(t *testing.T) {
	stopped := make(chan struct{})
	var once sync.Once
	peers := pair(t, false, func(side int) Config {
		return Config{Frame: 1 << 20, Calls: 100, Bytes: 100 << 20, Timeout: 300 * time.Millisecond, Serve: func(*Call) {},
			Released: func(uint64) { once.Do(func() { close(stopped) }); select {} }}
	})
	peers[0].Release(1)
	<-stopped
	ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
	defer cancel()
	var err error
	for err == nil {
		_, err = peers[0].Begin(ctx, 0, 0, argsOf(make([]byte, 1<<19)))
	}
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	<-peers[0].Done()
	if err := peers[0].Err(); !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("got %v", err)
	}
}

// FuzzReceive lets a side receive arbitrary frames: it ends the connection or goes on, and holds no more than its limits.
func FuzzReceive(f *testing.F) {
	f.Add([]byte{2, 0, 1, 16, 4, 0, 1, 0, 5, 0, 1, 4})
	f.Add([]byte{2, 4, 1, 9, 5, 0, 1, 4, 4, 0, 1, 0})
	f.Fuzz(func(t *testing.T, data []byte) {
		p := &Peer{done: make(chan struct{}), calls: map[uint64]*Pending{}, serving: map[uint64]*Call{}, slots: make(chan struct{}, 4)}
		p.config = Config{Calls: 4, Bytes: 1000, Released: func(uint64) {}, Serve: func(*Call) {}}
		here, there := net.Pipe()
		defer here.Close()
		defer there.Close()
		p.out = newOutbox(here, time.Second, p.done, func(error) {})
		for ; len(data) >= 4; data = data[4:] {
			b := frame.New()
			b.Data = append(b.Data, make([]byte, data[3])...)
			head := frame.Head{Length: uint32(data[3]), Kind: frame.Kind(data[0]), Code: data[1], ID: uint64(data[2])}
			if p.receive(head, b) != nil {
				break
			}
			if len(p.serving) > 4 || p.taken > 1000+256 || len(p.out.pending) > 3*waiting {
				t.Fatalf("%d calls, %d bytes, %d pending", len(p.serving), p.taken, len(p.out.pending))
			}
		}
	})
}
