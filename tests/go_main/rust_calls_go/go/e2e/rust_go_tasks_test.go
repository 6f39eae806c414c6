package e2e

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"os/exec"
	"runtime"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/rust_calls_go/supplied"
)

// What the calls below have come to.
var begun, ended, givenUp atomic.Int64

func (implementation) Resolve(ctx context.Context, name string) (string, error) {
	return name + "@example.test", nil
}

func (implementation) Tally(ctx context.Context, values []uint64, extra *uint64) uint64 {
	var sum uint64
	for _, value := range values {
		sum += value
	}
	if extra != nil {
		sum += *extra
	}
	return sum
}

func (implementation) Recall(ctx context.Context, jar supplied.Jar) (supplied.Jar, error) {
	return jar, nil
}

func (implementation) Spot(ctx context.Context, point supplied.Point) (supplied.Point, error) {
	return point, nil
}

func (implementation) Copy(ctx context.Context, bytes []byte) ([]byte, error) {
	time.Sleep(time.Millisecond) // Rust's memory is gone by now, if it was not copied.
	return bytes, nil
}

func (implementation) Pause(ctx context.Context, pause time.Duration) error {
	begun.Add(1)
	select {
	case <-time.After(pause):
		ended.Add(1)
		return nil
	case <-ctx.Done():
		givenUp.Add(1)
		return ctx.Err()
	}
}

func (implementation) Misbehave(ctx context.Context, how string) (uint32, error) {
	switch how {
	case "well":
		return 7, nil
	case "error":
		return 0, fmt.Errorf("reading: %w", io.ErrUnexpectedEOF)
	case "declared":
		return 0, fmt.Errorf("wrapped: %w", supplied.FailDeclared(1))
	case "later":
		time.Sleep(5 * time.Millisecond)
		panic("too late")
	case "goexit":
		runtime.Goexit()
	}
	panic(errors.New("at once"))
}

func (implementation) Blow(ctx context.Context, how string) { panic(how) }

func (implementation) Lines(ctx context.Context, count uint32, how string) iter.Seq2[string, error] {
	if how == "nil" {
		return nil
	}
	return func(yield func(string, error) bool) {
		begun.Add(1)
		defer ended.Add(1)
		for number := range count {
			if !yield(fmt.Sprintf("line %d", number), nil) {
				return
			}
		}
		switch how {
		case "error":
			yield("", io.ErrClosedPipe)
		case "panic":
			panic("no more lines")
		case "goexit":
			runtime.Goexit()
		}
	}
}

func (implementation) Spots(ctx context.Context, count uint32) iter.Seq2[supplied.Point, error] {
	return func(yield func(supplied.Point, error) bool) {
		for x := range int32(count) {
			if !yield(supplied.Point{X: x, Y: -x, Visible: true}, nil) {
				return
			}
		}
	}
}

func (implementation) Ticks(ctx context.Context, count uint32, pause time.Duration) iter.Seq2[uint64, error] {
	return func(yield func(uint64, error) bool) {
		for number := range uint64(count) {
			time.Sleep(pause)
			if !yield(number, nil) {
				return
			}
		}
	}
}

func (implementation) Endless(ctx context.Context) iter.Seq2[uint64, error] {
	return func(yield func(uint64, error) bool) {
		begun.Add(1)
		defer ended.Add(1)
		for number := uint64(0); yield(number, nil); number++ {
			if ctx.Err() != nil {
				givenUp.Add(1)
			}
		}
	}
}

func (implementation) Letters(ctx context.Context, text string) iter.Seq2[rune, error] {
	return func(yield func(rune, error) bool) {
		for _, letter := range text {
			if letter == '?' {
				letter = 0xd800
			}
			if !yield(letter, nil) {
				return
			}
		}
	}
}

func (s *sink) Flush(ctx context.Context) (uint32, error) { return uint32(s.written.Len()), nil }

func (s *sink) Packets(ctx context.Context, size uint64) iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for packet := range slices.Chunk(s.written.Bytes(), int(size)) {
			if !yield(packet, nil) {
				return
			}
		}
	}
}

// reach waits until a counter is where it should be.
func reach(t *testing.T, what string, counter *atomic.Int64, want int64) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); counter.Load() != want; time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%s: %d, want %d", what, counter.Load(), want)
		}
	}
}

func TestRustAwaitsGo(t *testing.T) {
	ctx := context.Background()
	if compared, err := supplied.AwaitAll(ctx); err != nil || compared != 13 {
		t.Error(compared, err)
	}
	const calls = 5000
	sum, err := supplied.AwaitMany(ctx, calls, 10*time.Millisecond)
	if want := uint64(calls) * (calls - 1) / 2; err != nil || sum != want {
		t.Error(sum, want, err)
	}
	if address, err := supplied.BlockOn("grace"); address != "grace@example.test" || err != nil {
		t.Error(address, err)
	}
	heard := func(number uint32) uint32 { return number * 2 }
	if sum, err := supplied.Report(ctx, 100, heard); sum != 9900 || err != nil {
		t.Error(sum, err)
	}
}

func TestRustAwaitsGoErrors(t *testing.T) {
	ctx := context.Background()
	for how, want := range map[string][]string{
		"well":  {"7"},
		"error": {"Returned", "reading: unexpected EOF", "*fmt.wrapError", "false"},
		"later": {"Panicked", "too late", "", "true"},
		"panic": {"Panicked", "at once", "", "true"},
	} {
		if got, err := supplied.AwaitMisbehave(ctx, how); err != nil || !slices.Equal(got, want) {
			t.Errorf("%s: %q, %v", how, got, err)
		}
	}
	if _, err := supplied.AwaitDeclared(ctx, "declared"); !errors.Is(err, supplied.ErrLocked) {
		t.Error(err)
	}
	var caught *spandrel.PanicError
	if err := supplied.AwaitBlow(ctx, "dust"); !errors.As(err, &caught) || !strings.Contains(caught.Message, "supplied.Blow panicked in Go: dust") {
		t.Error(err)
	}
	if _, err := supplied.LeafBegins(); err == nil || !strings.Contains(err.Error(), "leaf") {
		t.Error(err)
	}
}

func TestRustDropsFuturesOfGo(t *testing.T) {
	ctx := context.Background()
	begun.Store(0)
	ended.Store(0)
	givenUp.Store(0)
	if timedOut, err := supplied.GiveUp(ctx, 20*time.Millisecond); !timedOut || err != nil {
		t.Error(timedOut, err)
	}
	reach(t, "given up", &givenUp, 1)

	// Go's context ends Rust's future, and that Go's second context.
	short, cancel := context.WithTimeout(ctx, 20*time.Millisecond)
	defer cancel()
	if _, err := supplied.GiveUp(short, time.Hour); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	reach(t, "given up", &givenUp, 2)

	// In a leaf call, where Go cannot be called.
	parked, err := supplied.ParkParked()
	if err != nil {
		t.Fatal(err)
	}
	if dropped, err := parked.LeafDrop(); !dropped || err != nil {
		t.Error(dropped, err)
	}
	reach(t, "given up", &givenUp, 3)
	parked.Close()

	// At about the moment that the answer comes.
	var inTime uint32
	const rounds, calls = 20, 200
	for range rounds {
		got, err := supplied.GiveUpLate(ctx, calls, 2*time.Millisecond)
		if err != nil {
			t.Fatal(err)
		}
		inTime += got
	}
	t.Logf("%d of %d answers came in time", inTime, rounds*calls)
	for deadline := time.Now().Add(10 * time.Second); ended.Load()+givenUp.Load() != begun.Load(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d begun, %d ended, %d given up", begun.Load(), ended.Load(), givenUp.Load())
		}
	}
	nothingLeft(t)
}

func TestRustReadsStreamsOfGo(t *testing.T) {
	ctx := context.Background()
	for _, count := range []uint32{0, 1, 255, 256, 257, 1000, 20_000} {
		lines, err := supplied.ReadLines(ctx, count, "")
		if err != nil || len(lines) != int(count) || count > 0 && lines[count-1] != fmt.Sprintf("line %d", count-1) {
			t.Fatalf("%d of %d lines, %v", len(lines), count, err)
		}
		sum, err := supplied.SumSpots(ctx, count)
		if want := int64(count) * (int64(count) - 1); err != nil || count > 0 && sum != want {
			t.Fatalf("%d spots add up to %d, want %d, %v", count, sum, want, err)
		}
		for how, want := range map[string]string{
			"error": "! supplied.Lines: io: read/write on closed pipe",
			"panic": "! supplied.Lines panicked in Go: no more lines",
		} {
			lines, err := supplied.ReadLines(ctx, count, how)
			if err != nil || len(lines) != int(count)+1 || lines[count] != want {
				t.Fatalf("%d of %d lines, the last %q, %v", len(lines), count, lines[len(lines)-1], err)
			}
		}
	}
	if lines, err := supplied.ReadLines(ctx, 0, "nil"); err != nil || len(lines) != 1 || !strings.Contains(lines[0], "panicked in Go") {
		t.Error(lines, err)
	}
	if sum, err := supplied.SumTicks(ctx, 20, time.Millisecond); sum != 190 || err != nil {
		t.Error(sum, err)
	}
	if text, err := supplied.Spell(ctx, "grün"); text != "grün" || err != nil {
		t.Error(text, err)
	}
	if _, err := supplied.Spell(ctx, "gr?n"); err == nil || !strings.Contains(err.Error(), "item: 0xd800 is not a Unicode scalar value") {
		t.Error(err)
	}
	s := &sink{}
	s.Write(make([]byte, 100_000))
	if size, err := supplied.FlushSink(ctx, s); size != 100_000 || err != nil {
		t.Error(size, err)
	}
	if size, err := supplied.ReadPackets(ctx, s, 999); size != 100_000 || err != nil {
		t.Error(size, err)
	}
	nothingLeft(t)
}

// Dropping a stream of Go's ends its iterator, however far it has run ahead.
func TestRustDropsStreamsOfGo(t *testing.T) {
	ctx := context.Background()
	begun.Store(0)
	ended.Store(0)
	streams := int64(0)
	for _, count := range []uint32{0, 1, 255, 256, 257, 1000} {
		sum, err := supplied.Take(ctx, count)
		if want := uint64(count) * (uint64(count) - 1) / 2; err != nil || count > 0 && sum != want {
			t.Error(count, sum, err)
		}
		streams++
	}
	for _, stop := range []int{0, 1, 300} {
		got := 0
		for line, err := range supplied.Forward(ctx, 1000, "") {
			if err != nil || line != fmt.Sprintf("line %d", got) {
				t.Fatal(line, err)
			}
			if got == stop {
				break
			}
			got++
		}
		streams++
	}
	for line, err := range supplied.Forward(ctx, 300, "error") {
		if line == "" && (err == nil || !strings.Contains(err.Error(), "closed pipe")) {
			t.Error(err)
		}
	}
	streams++
	// A stream of Go's begins when it is made: every iterator that began has ended.
	for deadline := time.Now().Add(10 * time.Second); ended.Load() != begun.Load(); time.Sleep(time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatalf("%d iterators have begun, %d ended", begun.Load(), ended.Load())
		}
	}
	if begun.Load() > streams {
		t.Errorf("%d iterators for %d streams", begun.Load(), streams)
	}
	nothingLeft(t)
}

// In a goroutine that answers Rust, Goexit would leave Rust waiting for ever.
func TestGoexitOfAnAsyncFunctionEndsTheProcess(t *testing.T) {
	if how := os.Getenv("SPANDREL_TEST_GOEXIT_LATER"); how != "" {
		if how == "stream" {
			supplied.ReadLines(context.Background(), 3, "goexit")
		} else {
			supplied.AwaitMisbehave(context.Background(), "goexit")
		}
		return
	}
	for how, name := range map[string]string{"future": "supplied.Misbehave", "stream": "supplied.Lines"} {
		child := exec.Command(os.Args[0], "-test.run=^TestGoexitOfAnAsyncFunctionEndsTheProcess$")
		child.Env = append(os.Environ(), "SPANDREL_TEST_GOEXIT_LATER="+how)
		output, err := child.CombinedOutput()
		if err == nil || !strings.Contains(string(output), "spandrel: "+name+" called runtime.Goexit") {
			t.Errorf("%s: %v\n%s", how, err, output)
		}
	}
}

// nothingLeft waits until the Rust side holds nothing.
func nothingLeft(t *testing.T) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); ; time.Sleep(time.Millisecond) {
		runtime.GC()
		var report strings.Builder
		if spandrel.ReportLive(&report) == 0 {
			return
		}
		if time.Now().After(deadline) {
			t.Fatal(report.String())
		}
	}
}
