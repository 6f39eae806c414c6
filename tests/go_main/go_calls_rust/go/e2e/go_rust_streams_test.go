package e2e

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/go_calls_rust/everything"
)

// collect ranges over a stream to its end.
func collect[T any](stream iter.Seq2[T, error]) (items []T, err error) {
	for item, failed := range stream {
		if failed != nil {
			if err != nil {
				return items, errors.New("items follow an error")
			}
			err = failed
			continue
		}
		items = append(items, item)
	}
	return items, err
}

func ExampleNumbers() {
	for number, err := range everything.Numbers(context.Background(), 3) {
		fmt.Println(number, err)
	}
	// Output:
	// 0 <nil>
	// 1 <nil>
	// 2 <nil>
}

func TestGoRustStreamLengths(t *testing.T) {
	ctx := context.Background()
	for _, length := range []uint32{0, 1, 2, 255, 256, 257, 511, 512, 513, 100_000} {
		numbers, err := collect(everything.Numbers(ctx, uint64(length)))
		if err != nil || len(numbers) != int(length) {
			t.Fatalf("%d of %d numbers, %v", len(numbers), length, err)
		}
		for index, number := range numbers {
			if number != uint64(index) {
				t.Fatalf("number %d is %d", index, number)
			}
		}
		at := uint32(0)
		for event, err := range everything.Events(ctx, length) {
			if err != nil || binary.LittleEndian.Uint32(event[:]) != at || event[63] != byte(at) {
				t.Fatalf("event %d of %d: %v, %v", at, length, event, err)
			}
			at++
		}
		if at != length {
			t.Fatalf("%d of %d events", at, length)
		}
		names, err := collect(everything.Names(ctx, length))
		if err != nil || len(names) != int(length) {
			t.Fatalf("%d of %d names, %v", len(names), length, err)
		}
		for index, name := range names {
			if name != fmt.Sprintf("name %d", index) {
				t.Fatalf("name %d is %s", index, name)
			}
		}
	}
	settled(t)
}

func TestGoRustStreamValues(t *testing.T) {
	ctx := context.Background()
	points, err := collect(everything.Points(ctx, 300))
	if err != nil || len(points) != 300 || points[299] != (everything.Point{X: 299, Y: -299}) || !points[298].Visible {
		t.Error(len(points), err)
	}
	person := everything.Person{Name: "Grace", Tags: []string{"navy"}, Places: []everything.Point{{X: 1}}, Colour: everything.ColourBlue}
	people, err := collect(everything.People(ctx, person, 300))
	if err != nil || len(people) != 300 || people[257].Age != 1 || people[257].Tags[0] != "navy" ||
		people[0].Name != "Grace" || people[299].Colour != everything.ColourBlue {
		t.Error(len(people), err)
	}
	pages, err := collect(everything.Pages(ctx, 20))
	if err != nil || len(pages) != 20 || pages[19][2047] != 19 {
		t.Error(len(pages), err)
	}
	for _, size := range []uint64{0, 1, 4096, 100_000} {
		blocks, err := collect(everything.Blocks(ctx, 300, size))
		if err != nil || len(blocks) != 300 || uint64(len(blocks[299])) != size {
			t.Errorf("%d blocks of %d bytes, %v", len(blocks), size, err)
		}
	}
	settled(t)
}

// Plain items also come in batches, where they lie.
func TestGoRustStreamBatches(t *testing.T) {
	ctx := context.Background()
	for _, length := range []uint32{0, 1, 255, 256, 257, 100_000} {
		at := uint32(0)
		for batch, err := range everything.EventsBatches(ctx, length) {
			if err != nil || len(batch) == 0 || len(batch) > 256 || cap(batch) != len(batch) {
				t.Fatalf("%d of %d items, %v", len(batch), cap(batch), err)
			}
			for _, event := range batch {
				if binary.LittleEndian.Uint32(event[:]) != at || event[63] != byte(at) {
					t.Fatalf("event %d of %d: %v", at, length, event)
				}
				at++
			}
		}
		if at != length {
			t.Fatalf("%d of %d events", at, length)
		}
		batches, err := collect(everything.FailingBatches(ctx, length, 2))
		if want := int(length+255) / 256; len(batches) != want || !errors.Is(err, everything.ErrFull) {
			t.Errorf("%d batches for %d numbers, %v", len(batches), length, err)
		}
	}
	for batch, err := range everything.EndlessBatches(ctx) {
		if err != nil || batch[255] != 255 {
			t.Error(err)
		}
		break
	}
	short, cancel := context.WithTimeout(ctx, 10*time.Millisecond)
	defer cancel()
	if _, err := collect(everything.SilentBatches(short)); !errors.Is(err, context.DeadlineExceeded) {
		t.Error(err)
	}
	counter := newCounter(t, 3)
	defer counter.Close()
	if batches, err := collect(counter.ValuesBatches(ctx, 300)); len(batches) != 2 || err != nil {
		t.Error(len(batches), err)
	}
	if alive := everything.Alive(); alive != 0 {
		t.Errorf("%d streams are alive", alive)
	}
}

// A stream with pauses comes item by item; one that only lets others run does too.
func TestGoRustStreamPending(t *testing.T) {
	ctx := context.Background()
	start := time.Now()
	ticks, err := collect(everything.Ticks(ctx, 10, 3*time.Millisecond))
	if err != nil || !slices.Equal(ticks, []uint32{0, 1, 2, 3, 4, 5, 6, 7, 8, 9}) {
		t.Error(ticks, err)
	}
	if passed := time.Since(start); passed < 30*time.Millisecond {
		t.Error("ten pauses of 3 ms took", passed)
	}
	polite, err := collect(everything.Polite(ctx, 400))
	if err != nil || len(polite) != 400 || polite[399] != 399 {
		t.Error(len(polite), err)
	}
	settled(t)
}

func TestGoRustStreamErrors(t *testing.T) {
	ctx := context.Background()
	for _, count := range []uint32{0, 1, 255, 256, 257, 1000} {
		numbers, err := collect(everything.Failing(ctx, count, 2))
		if len(numbers) != int(count) || !errors.Is(err, everything.ErrFull) {
			t.Errorf("%d of %d numbers, %v", len(numbers), count, err)
		}
		names, err := collect(everything.FailingNames(ctx, count, 4))
		var cause *everything.StoveError
		if len(names) != int(count) || !errors.As(err, &cause) {
			t.Errorf("%d of %d names, %v", len(names), count, err)
		}
		var caught *spandrel.PanicError
		numbers, err = collect(everything.Failing(ctx, count, 5))
		if len(numbers) != int(count) || !errors.As(err, &caught) || caught.Function != "everything.Failing" ||
			caught.Backtrace == "" {
			t.Errorf("%d of %d numbers, %v", len(numbers), count, err)
		}
		names, err = collect(everything.FailingNames(ctx, count, 5))
		if len(names) != int(count) || !errors.As(err, &caught) {
			t.Errorf("%d of %d names, %v", len(names), count, err)
		}
		times, err := collect(everything.Times(ctx, count))
		if len(times) != int(count) || !errors.Is(err, spandrel.ErrInvalidInput) {
			t.Errorf("%d of %d times, %v", len(times), count, err)
		}
	}
	settled(t)
}

// Leaving the range drops the stream before the next statement runs.
func TestGoRustStreamBreak(t *testing.T) {
	ctx := context.Background()
	for _, after := range []uint32{0, 1, 254, 255, 256, 1000} {
		for number, err := range everything.Endless(ctx) {
			if err != nil {
				t.Fatal(err)
			}
			if number == after {
				break
			}
		}
		if alive := everything.Alive(); alive != 0 {
			t.Fatalf("%d streams are alive after the break", alive)
		}
	}
	func() {
		defer func() { _ = recover() }()
		for range everything.Endless(ctx) {
			panic("out of the range")
		}
	}()
	done := make(chan struct{})
	go func() {
		defer close(done)
		for range everything.Names(ctx, 10) {
			return
		}
	}()
	<-done
	if alive := everything.Alive(); alive != 0 {
		t.Fatalf("%d streams are alive after the panic", alive)
	}
	// Not ranged over, it was never opened.
	_ = everything.Endless(ctx)
	if alive := everything.Alive(); alive != 0 {
		t.Fatalf("%d streams are alive", alive)
	}
}

func TestGoRustStreamCancelled(t *testing.T) {
	done, cancel := context.WithCancel(context.Background())
	cancel()
	items, err := collect(everything.Endless(done))
	if len(items) != 0 || !errors.Is(err, context.Canceled) {
		t.Error(len(items), err)
	}

	// While it waits for an item.
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Millisecond)
	defer cancel()
	items, err = collect(everything.Silent(ctx))
	if len(items) != 0 || !errors.Is(err, context.DeadlineExceeded) {
		t.Error(len(items), err)
	}
	if alive := everything.Alive(); alive != 0 {
		t.Errorf("%d streams are alive", alive)
	}

	// Between two items of a batch.
	for _, after := range []int{1, 100, 256, 300} {
		ctx, cancel := context.WithCancel(context.Background())
		count := 0
		var last error
		for _, err := range everything.Endless(ctx) {
			if last = err; err != nil {
				continue
			}
			if count++; count == after {
				cancel()
			}
		}
		if count < after || count > after+16 || !errors.Is(last, context.Canceled) || !strings.Contains(last.Error(), "everything.Endless") {
			t.Errorf("%d items, then %v", count, last)
		}
		cancel()
	}
	settled(t)
}

// Each range over one value is a stream of its own; the object may be closed meanwhile.
func TestGoRustStreamOfObject(t *testing.T) {
	ctx := context.Background()
	counter := newCounter(t, 7)
	values := counter.Values(ctx, 2)
	for range 2 {
		if got, err := collect(values); err != nil || !slices.Equal(got, []int64{7, 7, 7}) {
			t.Error(got, err)
		}
		if _, err := counter.Add(0); err != nil {
			t.Error("a stream holds its object:", err)
		}
	}
	climb := counter.Climb(ctx, []int64{1, 1, 1})
	for _, want := range [][]int64{{8, 9, 10}, {11, 12, 13}} {
		if got, err := collect(climb); err != nil || !slices.Equal(got, want) {
			t.Error(got, err)
		}
	}
	count := 0
	for value, err := range counter.Values(ctx, 600) {
		if err != nil || value != 13 {
			t.Fatal(value, err)
		}
		if count == 0 {
			counter.Close()
		}
		count++
	}
	if count != 601 {
		t.Errorf("%d values", count)
	}
	if _, err := collect(values); !errors.Is(err, spandrel.ErrClosed) {
		t.Error(err)
	}
	settled(t)
}

func TestGoRustStreamsSideBySide(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	before := threads(t)
	var group sync.WaitGroup
	for range 64 {
		group.Add(2)
		go func() {
			defer group.Done()
			for range 20 {
				if got, err := collect(everything.Ticks(context.Background(), 5, 100*time.Microsecond)); len(got) != 5 || err != nil {
					t.Error(got, err)
				}
			}
		}()
		go func() {
			defer group.Done()
			if _, err := collect(everything.Silent(ctx)); !errors.Is(err, context.Canceled) {
				t.Error(err)
			}
		}()
	}
	for everything.Alive() < 64 {
		time.Sleep(time.Millisecond)
	}
	time.Sleep(20 * time.Millisecond)
	if during := threads(t); during > before+16 {
		t.Errorf("%d threads, %d before", during, before)
	}
	cancel()
	group.Wait()
	settled(t)
}

// silent is a context that is done and does not say why.
type silent struct{ context.Context }

func (silent) Done() <-chan struct{} {
	done := make(chan struct{})
	close(done)
	return done
}

// A context that ends without a reason is cancelled: nobody gets an error that holds none.
func TestGoRustContextWithoutAReason(t *testing.T) {
	ctx := silent{context.Background()}
	if _, err := collect(everything.Polite(ctx, 3)); !errors.Is(err, context.Canceled) {
		t.Error("stream:", err)
	}
	if _, err := everything.Never(ctx); !errors.Is(err, context.Canceled) {
		t.Error("future:", err)
	}
	settled(t)
}
