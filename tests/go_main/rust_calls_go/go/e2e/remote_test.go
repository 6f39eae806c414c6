package e2e

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/rust_calls_go/supplied"
	"spandrel.dev/tests/go_main/rust_calls_go/supplied/remote"
)

// TestMain is the main function of the workers, too.
func TestMain(m *testing.M) {
	remote.ServeWorker(supplied.Embedded, supplied.Implement)
	os.Exit(m.Run())
}

func worker(t *testing.T) supplied.Core {
	t.Helper()
	core, err := remote.Worker(context.Background(), implementation{}, remote.WorkerOptions{Stderr: io.Discard})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { remote.Close(core) })
	return core
}

// script makes calls that call Go in every way, and writes down what came of it. Memory is the same on both sides in the same process
// alone.
func script(t *testing.T, core supplied.Core, inPlace bool) (lines []string) {
	t.Helper()
	ctx := context.Background()
	note := func(name string, results ...any) {
		for i, result := range results {
			var panicked *spandrel.PanicError
			if err, ok := result.(error); ok && errors.As(err, &panicked) {
				results[i] = fmt.Sprintf("panic of %s: %s", panicked.Function, panicked.Message)
			} else if ok {
				results[i] = fmt.Sprintf("%T %v", err, err)
			}
		}
		lines = append(lines, fmt.Sprintf("%s: %q", name, fmt.Sprint(results...)))
	}
	all, err := core.CallAll()
	note("CallAll", all, err)
	long, err := core.ReverseMany(100_000)
	note("ReverseMany", long, err)
	for _, how := range []string{"typed", "eof", "panic text", "panic error", "panic value", "panic runtime", "well"} {
		answer, err := core.CallFail(how)
		note("CallFail "+how, answer, err)
		note("CallExplode "+how, core.CallExplode(how))
		note("FindDeclared "+how, core.FindDeclared(how))
	}
	for how := range uint8(6) {
		note("FailDeclared", how, core.FailDeclared(how))
	}
	used, err := core.UseSink("drain")
	note("UseSink", used, err)
	own := &sink{}
	written, err := core.WriteTo(own, []byte("packet"))
	note("WriteTo", written, err, own.written.String())
	_, err = core.WriteTo(nil, []byte("packet"))
	note("WriteTo nil", err)
	var visited []uint32
	count, err := core.Each([]uint32{5, 6, 7}, func(item uint32) bool { visited = append(visited, item); return item < 6 })
	note("Each", count, err, visited)
	count, err = core.Each([]uint32{5}, func(uint32) bool { panic("in the visit") })
	note("Each panic", count, err)
	_, err = core.Each(nil, nil)
	note("Each nil", err)
	folded, err := core.Fold([]string{"a", "b"}, func(text string, jar supplied.Jar) (supplied.Jar, error) {
		jar.Label += text
		return jar, nil
	})
	note("Fold", folded, err)
	folded, err = core.Fold([]string{"a"}, func(string, supplied.Jar) (supplied.Jar, error) {
		return supplied.Jar{}, fmt.Errorf("folding: %w", io.ErrUnexpectedEOF)
	})
	note("Fold error", folded, err)
	var sum atomic.Uint64
	from, err := core.FromThreads(4, 50, func(n uint64) uint64 { sum.Add(n); return n })
	note("FromThreads", from, err, sum.Load())
	awaited, err := core.AwaitAll(ctx)
	note("AwaitAll", awaited, err)
	many, err := core.AwaitMany(ctx, 2000, time.Millisecond)
	note("AwaitMany", many, err)
	for _, how := range []string{"well", "error", "later", "panic", "declared"} {
		answer, err := core.AwaitMisbehave(ctx, how)
		note("AwaitMisbehave "+how, answer, err)
		declared, err := core.AwaitDeclared(ctx, how)
		note("AwaitDeclared "+how, declared, err)
	}
	note("AwaitBlow", core.AwaitBlow(ctx, "dust"))
	gaveUp, err := core.GiveUp(ctx, time.Millisecond)
	note("GiveUp", gaveUp, err)
	name, err := core.BlockOn("grace")
	note("BlockOn", name, err)
	flushed, err := core.FlushSink(ctx, own)
	note("FlushSink", flushed, err)
	reported, err := core.Report(ctx, 100, func(n uint32) uint32 { return 2 * n })
	note("Report", reported, err)
	for _, how := range []string{"", "error", "panic", "nil"} {
		read, err := core.ReadLines(ctx, 300, how)
		if how == "nil" {
			read = nil
		}
		note("ReadLines "+how, read, err)
		var forwarded []string
		for line, err := range core.Forward(ctx, 300, how) {
			if err != nil {
				line = fmt.Sprintf("%T", err)
			}
			forwarded = append(forwarded, line)
		}
		note("Forward "+how, forwarded)
	}
	spots, err := core.SumSpots(ctx, 1000)
	note("SumSpots", spots, err)
	ticks, err := core.SumTicks(ctx, 20, time.Millisecond)
	note("SumTicks", ticks, err)
	took, err := core.Take(ctx, 10)
	note("Take", took, err)
	for _, text := range []string{"grün", "gr?n"} {
		spelled, err := core.Spell(ctx, text)
		note("Spell", spelled, err)
	}
	packets, err := core.ReadPackets(ctx, own, 4)
	note("ReadPackets", packets, err)
	for _, asked := range []string{
		"bytes own", "bytes cached", "bytes nil", "bytes closed", "bytes error", "bytes panic", "key fresh", "key kept", "key long",
		"key empty", "key nil", "key zero", "key closed", "key error", "key panic", "text grün", "text wrong", "sink drain", "sink nil", "sink none",
	} {
		what, how, _ := strings.Cut(asked, " ")
		answer, err := core.Ask(what, how)
		note("Ask "+asked, answer, err)
		answer, err = core.AskLater(ctx, what, how)
		note("AskLater "+asked, answer, err)
	}
	handed, err := core.HandOver(inPlace)
	note("HandOver", handed, err)
	handed, err = core.HandOverLater(ctx, inPlace)
	note("HandOverLater", handed, err)
	key, err := core.PassRound(ctx, spandrel.NewSecret([]byte("key")))
	content := ""
	if key != nil {
		_ = key.Use(func(view []byte) { content = string(view) })
	}
	note("PassRound", content, err)
	shelf, err := core.NewShelf()
	if err != nil {
		t.Fatal(err)
	}
	note("KeepSink", shelf.KeepSink(own))
	topics := ""
	note("Subscribe", shelf.Subscribe(func(topic string, packet []byte) (uint32, error) {
		topics += topic
		return uint32(len(packet)), nil
	}))
	published, err := shelf.Publish("news", []byte("packet"))
	note("Publish", published, err, topics, own.written.String())
	looked := 0
	note("Look", shelf.Look(func() { looked++ }), looked)
	note("Clear", shelf.Clear(), shelf.Close(), shelf.Close())
	return lines
}

// Rust calls Go in every way and has the same answers, whether that Go is in its process or in the one that started it.
func TestRemoteConformanceCallsBack(t *testing.T) {
	want := script(t, supplied.Embedded(), true)
	got := script(t, worker(t), false)
	for i := range want {
		if i < len(got) && got[i] != want[i] {
			t.Errorf("got  %s\nwant %s", got[i], want[i])
		}
	}
	if len(got) != len(want) || len(want) < 100 {
		t.Errorf("%d results, want %d", len(got), len(want))
	}
}

// The Go functions of a server are its own: clients have none.
func TestRemoteConformanceSocket(t *testing.T) {
	address := "unix:" + filepath.Join(t.TempDir(), "supplied.sock")
	listener, err := remote.Listen(address)
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- remote.Serve(ctx, listener, supplied.Embedded(), remote.ServeOptions{}) }()
	core, err := remote.Dial(ctx, address, remote.DialOptions{})
	if err != nil {
		t.Fatal(err)
	}
	want, got := script(t, supplied.Embedded(), true), script(t, core, true)
	for i := range want {
		if i < len(got) && got[i] != want[i] {
			t.Errorf("got  %.500s\nwant %.500s", got[i], want[i])
		}
	}
	if err := remote.Close(core); err != nil {
		t.Error(err)
	}
	cancel()
	<-ended
}

// Workers that are killed while Rust calls Go, in each way.
func TestRemoteKilledInCallback(t *testing.T) {
	for name, call := range map[string]func(core supplied.Core, kill func()) error{
		"callback": func(core supplied.Core, kill func()) error {
			_, err := core.Each([]uint32{1, 2}, func(uint32) bool { kill(); return true })
			return err
		},
		"interface": func(core supplied.Core, kill func()) error {
			_, err := core.WriteTo(&killing{kill: kill}, []byte("x"))
			return err
		},
		"thread": func(core supplied.Core, kill func()) error {
			var once sync.Once
			_, err := core.FromThreads(4, 1000, func(n uint64) uint64 { once.Do(kill); return n })
			return err
		},
		"stream": func(core supplied.Core, kill func()) error {
			for line, err := range core.Forward(context.Background(), 100_000, "") {
				if err != nil {
					return err
				}
				if line == "line 700" {
					kill()
				}
			}
			return nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			core := worker(t)
			err := call(core, func() {
				// 0 would be this process and its group.
				if pid := remote.PID(core); pid > 0 {
					_ = syscall.Kill(pid, syscall.SIGKILL)
				}
			})
			if !errors.Is(err, spandrel.ErrGone) {
				t.Errorf("got %v", err)
			}
			if all, err := core.CallAll(); all == 0 || err != nil {
				t.Errorf("the next worker: got %d, %v", all, err)
			}
		})
	}
}

type killing struct {
	sink
	kill func()
}

func (k *killing) Write(packet []byte) (uint32, error) {
	k.kill()
	return k.sink.Write(packet)
}

// Values of Go that Rust has dropped in a worker are released here.
func TestRemoteValuesReleased(t *testing.T) {
	core := worker(t)
	shelf, err := core.NewShelf()
	if err != nil {
		t.Fatal(err)
	}
	released := make(chan struct{})
	func() {
		s := &sink{}
		s.written = *bytes.NewBuffer(make([]byte, 1<<10))
		addCleanup(s, released)
		if err := shelf.KeepSink(s); err != nil {
			t.Fatal(err)
		}
	}()
	if err := errors.Join(shelf.Clear(), shelf.Close()); err != nil {
		t.Fatal(err)
	}
	for range 400 {
		// Both processes collect: the worker while it serves.
		collect()
		_, _ = core.ReverseMany(1 << 20)
		select {
		case <-released:
			return
		case <-time.After(5 * time.Millisecond):
		}
	}
	t.Error("the sink is retained")
}

func addCleanup(s *sink, released chan struct{}) {
	runtime.AddCleanup(s, func(released chan struct{}) { close(released) }, released)
}

func collect() { runtime.GC() }
