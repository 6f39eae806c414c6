package ring_test

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"runtime"
	"slices"
	"sync"
	"testing"
	"time"

	"spandrel.dev/spandrel/ring"
)

// record is a record that carries its number, of a size that depends on it.
func record(n uint64) []byte {
	size := 8 + int(n*37%90)
	if n%500 == 7 {
		size += 9000
	}
	v := bytes.Repeat([]byte{byte(n)}, size)
	binary.LittleEndian.PutUint64(v, n)
	return v
}

// number checks a record, and returns its number.
func number(t *testing.T, v []byte) uint64 {
	n := binary.LittleEndian.Uint64(v)
	for _, b := range v[8:] {
		if b != byte(n) {
			t.Errorf("record %d: got a byte %d", n, b)
			break
		}
	}
	return n
}

// rounds is fewer in short tests.
func rounds(n uint64) uint64 {
	if testing.Short() {
		return n / 20
	}
	return n
}

// spawn runs a function on a goroutine that the group waits for.
func spawn(wg *sync.WaitGroup, f func()) {
	wg.Add(1)
	go func() {
		defer wg.Done()
		f()
	}()
}

func must[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func byteRing(t *testing.T, c ring.Config) (*ring.ByteSender, *ring.ByteReceiver) {
	t.Helper()
	tx, rx, err := ring.NewBytes(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tx.Close(); rx.Close() })
	return tx, rx
}

func plainRing[T any](t *testing.T, c ring.Config) (*ring.Sender[T], *ring.Receiver[T]) {
	t.Helper()
	tx, rx, err := ring.New[T](c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { tx.Close(); rx.Close() })
	return tx, rx
}

func TestRecordsArriveWholeAndInOrder(t *testing.T) {
	tx, rx := byteRing(t, ring.Config{Messages: 50, Bytes: 20_000})
	total := rounds(200_000)
	go func() {
		defer tx.Close()
		for n := uint64(0); n < total; n++ {
			v := record(n)
			var err error
			switch n % 3 {
			case 0:
				err = tx.Send(v)
			case 1:
				err = tx.SendAll([][]byte{v})
			default:
				var room []byte
				if room, err = tx.Reserve(len(v) + 5); err == nil {
					copy(room, v)
					err = errors.Join(tx.CommitFirst(len(v)), tx.Flush())
				}
			}
			if err != nil {
				t.Error(err)
				return
			}
			if n%5000 == 0 {
				time.Sleep(200 * time.Microsecond)
			}
		}
	}()
	next := uint64(0)
	for batch, err := range rx.Batches(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range batch {
			if got := number(t, v); got != next {
				t.Fatalf("got record %d, want %d", got, next)
			}
			next++
		}
	}
	if next != total {
		t.Fatalf("got %d records, want %d", next, total)
	}
	if _, err := rx.Next(t.Context()); !errors.Is(err, ring.ErrClosed) {
		t.Fatalf("behind the last record: got %v, want ErrClosed", err)
	}
}

type sample struct {
	At    uint64
	Value [3]float32
	On    bool
}

func TestPlainDataArrivesInOrder(t *testing.T) {
	tx, rx := plainRing[sample](t, ring.Config{Messages: 7})
	total := rounds(200_000)
	go func() {
		defer tx.Close()
		var batch []sample
		for n := uint64(0); n < total; n++ {
			batch = append(batch, sample{At: n, Value: [3]float32{1, 2, 3}, On: true})
			if n%20 == 0 {
				if err := tx.SendAll(batch); err != nil {
					t.Error(err)
				}
				batch = batch[:0]
			}
		}
		for _, v := range batch {
			if err := tx.Send(v); err != nil {
				t.Error(err)
			}
		}
	}()
	next := uint64(0)
	for batch, err := range rx.Batches(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range batch {
			if want := (sample{next, [3]float32{1, 2, 3}, true}); v != want {
				t.Fatalf("got %v, want %v", v, want)
			}
			next++
		}
	}
	if next != total {
		t.Fatalf("got %d, want %d", next, total)
	}
}

// What is written before a message is sent is seen by whoever receives it, and the race detector knows it.
func TestAMessageOrdersWhatWasBefore(t *testing.T) {
	tx, rx := plainRing[uint64](t, ring.Config{Messages: 4})
	var data [1000]int
	go func() {
		for i := range data {
			data[i] = i
			if err := tx.Send(uint64(i)); err != nil {
				t.Error(err)
			}
		}
		tx.Close()
	}()
	for batch := range rx.Batches(t.Context()) {
		for _, i := range batch {
			if data[i] != int(i) {
				t.Fatalf("got %d, want %d", data[i], i)
			}
		}
	}
}

func TestEveryReaderGetsEveryMessage(t *testing.T) {
	tx := must(ring.NewByteBroadcast(ring.Config{Messages: 40, Readers: 4}))(t)
	total := rounds(50_000)
	var wg sync.WaitGroup
	for range 4 {
		rx := must(tx.Reader())(t)
		spawn(&wg, func() {
			defer rx.Close()
			next := uint64(0)
			for batch, err := range rx.Batches(t.Context()) {
				if err != nil {
					t.Error(err)
				}
				for _, v := range batch {
					if got := number(t, v); got != next {
						t.Errorf("got record %d, want %d", got, next)
						return
					}
					next++
				}
			}
			if next != total {
				t.Errorf("got %d records, want %d", next, total)
			}
		})
	}
	if _, err := tx.Reader(); !errors.Is(err, ring.ErrReaders) {
		t.Errorf("a fifth reader: got %v, want ErrReaders", err)
	}
	for n := range total {
		if err := tx.Send(record(n)); err != nil {
			t.Fatal(err)
		}
	}
	tx.Close()
	wg.Wait()
}

func TestReadersComeAndGo(t *testing.T) {
	tx := must(ring.NewBroadcast[uint64](ring.Config{Messages: 4, Readers: 2}))(t)
	defer tx.Close()
	for n := range rounds(20_000) {
		if err := tx.Send(n); err != nil {
			t.Fatal(err)
		}
		rx := must(tx.Reader())(t)
		if err := tx.SendAll([]uint64{n, n, n, n}); err != nil {
			t.Fatal(err)
		}
		for range 4 {
			if got := must(rx.Next(t.Context()))(t); got != n {
				t.Fatalf("got %d, want %d", got, n)
			}
		}
		rx.Close()
	}
}

func TestBoundsAreExact(t *testing.T) {
	for _, messages := range []int{1, 2, 3, 5, 64, 100} {
		tx, rx := plainRing[uint32](t, ring.Config{Messages: messages, Full: ring.Refuse})
		for range 3 {
			for n := range messages {
				if err := tx.Send(uint32(n)); err != nil {
					t.Fatal(err)
				}
			}
			if err := tx.Send(0); !errors.Is(err, ring.ErrFull) {
				t.Fatalf("bound %d: got %v, want ErrFull", messages, err)
			}
			for n := range messages {
				if got := must(rx.Next(t.Context()))(t); got != uint32(n) {
					t.Fatalf("got %d, want %d", got, n)
				}
			}
		}
	}
	// In bytes, however the sizes come and wherever the ring stands.
	tx, rx := byteRing(t, ring.Config{Bytes: 1000, Full: ring.Refuse})
	for size := 1; size <= 1000; size++ {
		for range 1000 / size {
			if err := tx.Send(make([]byte, size)); err != nil {
				t.Fatal(err)
			}
		}
		if err := tx.Send(make([]byte, 1000%size+1)); !errors.Is(err, ring.ErrFull) {
			t.Fatalf("size %d: got %v, want ErrFull", size, err)
		}
		if err := tx.Send(make([]byte, 1000%size)); err != nil {
			t.Fatal(err)
		}
		for range 1000/size + 1 {
			must(rx.Next(t.Context()))(t)
		}
	}
	if err := tx.Send(make([]byte, 1001)); !errors.Is(err, ring.ErrTooLarge) {
		t.Fatalf("got %v, want ErrTooLarge", err)
	}
}

func TestTheOldestAreLostAndCounted(t *testing.T) {
	tx, rx := byteRing(t, ring.Config{Messages: 3, Full: ring.Overwrite})
	send := func(from, to byte) {
		for n := from; n < to; n++ {
			if err := tx.Send([]byte{n}); err != nil {
				t.Fatal(err)
			}
		}
	}
	send(0, 10)
	turns := 0
	for batch, err := range rx.Batches(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		got := []byte{batch[0][0], batch[1][0], batch[2][0]}
		switch turns++; turns {
		case 1:
			// A batch that is being read stays as it is, and does not keep new messages out.
			send(20, 30)
			if want := []byte{7, 8, 9}; !bytes.Equal(got, want) || batch[0][0] != 7 || rx.Lost() != 14 {
				t.Fatalf("got %v and lost %d, want %v and 14", got, rx.Lost(), want)
			}
		case 2:
			if want := []byte{27, 28, 29}; !bytes.Equal(got, want) || rx.Lost() != 14 {
				t.Fatalf("got %v and lost %d, want %v and 14", got, rx.Lost(), want)
			}
			return
		}
	}
}

func TestDeliveredAndLostAreWhatWasSent(t *testing.T) {
	tx := must(ring.NewByteBroadcast(ring.Config{Messages: 16, Bytes: 20_000, Full: ring.Overwrite}))(t)
	total := rounds(200_000)
	var wg sync.WaitGroup
	for range 3 {
		rx := must(tx.Reader())(t)
		spawn(&wg, func() {
			read, last := uint64(0), -1
			for batch, err := range rx.Batches(t.Context()) {
				if err != nil {
					t.Error(err)
				}
				for _, v := range batch {
					n := int(number(t, v))
					if n <= last {
						t.Errorf("got %d behind %d", n, last)
					}
					last = n
					read++
				}
			}
			if read+rx.Lost() != total {
				t.Errorf("read %d and lost %d of %d", read, rx.Lost(), total)
			}
		})
	}
	for n := range total {
		if err := tx.Send(record(n)); err != nil {
			t.Fatal(err)
		}
	}
	tx.Close()
	wg.Wait()
}

func TestSeveralGoroutinesSend(t *testing.T) {
	tx, rx := plainRing[[2]uint64](t, ring.Config{Messages: 8})
	const senders = 8
	total := rounds(20_000)
	var wg sync.WaitGroup
	for who := range uint64(senders) {
		spawn(&wg, func() {
			for n := range total {
				if err := tx.Send([2]uint64{who, n}); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	go func() { wg.Wait(); tx.Close() }()
	var next [senders]uint64
	for batch, err := range rx.Batches(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range batch {
			if next[v[0]] != v[1] {
				t.Fatalf("sender %d: got %d, want %d", v[0], v[1], next[v[0]])
			}
			next[v[0]]++
		}
	}
	for who, n := range next {
		if n != total {
			t.Errorf("sender %d: got %d messages, want %d", who, n, total)
		}
	}
}

func TestASecondReceiverIsRefused(t *testing.T) {
	tx, rx := plainRing[int64](t, ring.Config{})
	if err := tx.Send(1); err != nil {
		t.Fatal(err)
	}
	for range rx.Batches(t.Context()) {
		if _, err := rx.Next(t.Context()); !errors.Is(err, ring.ErrInUse) {
			t.Fatalf("got %v, want ErrInUse", err)
		}
		break
	}
	if err := tx.Send(2); err != nil {
		t.Fatal(err)
	}
	if got := must(rx.Next(t.Context()))(t); got != 2 {
		t.Fatalf("got %d, want 2", got)
	}
}

func TestAReservationKeepsOthersOut(t *testing.T) {
	tx, rx := byteRing(t, ring.Config{})
	room := must(tx.Reserve(3))(t)
	if err := tx.Send([]byte("no")); !errors.Is(err, ring.ErrInUse) {
		t.Fatalf("got %v, want ErrInUse", err)
	}
	if _, err := tx.Reserve(1); !errors.Is(err, ring.ErrInUse) {
		t.Fatalf("got %v, want ErrInUse", err)
	}
	copy(room, "abc")
	if err := errors.Join(tx.Commit(), tx.Flush(), tx.Send([]byte("d"))); err != nil {
		t.Fatal(err)
	}
	if err := tx.Commit(); !errors.Is(err, ring.ErrNotReserved) {
		t.Fatalf("got %v, want ErrNotReserved", err)
	}
	for _, want := range []string{"abc", "d"} {
		if got := must(rx.Next(t.Context()))(t); string(got) != want {
			t.Fatalf("got %q, want %q", got, want)
		}
	}
	must(tx.Reserve(100))(t)
	if err := errors.Join(tx.Flush(), tx.Send([]byte("e"))); err != nil {
		t.Fatal(err)
	}
	if got := must(rx.Next(t.Context()))(t); string(got) != "e" {
		t.Fatalf("got %q: a reservation that is dropped is not sent", got)
	}
}

func TestContextsEndWaits(t *testing.T) {
	tx, rx := plainRing[int64](t, ring.Config{Messages: 1})
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error)
	go func() { _, err := rx.Next(ctx); done <- err }()
	time.Sleep(time.Millisecond)
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Fatalf("receive: got %v, want Canceled", err)
	}
	if err := tx.Send(1); err != nil {
		t.Fatal(err)
	}
	ctx, cancel = context.WithCancel(t.Context())
	go func() { done <- tx.SendContext(ctx, 2) }()
	time.Sleep(time.Millisecond)
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Fatalf("send: got %v, want Canceled", err)
	}
	if got := must(rx.Next(t.Context()))(t); got != 1 {
		t.Fatalf("got %d, want 1", got)
	}
}

func TestClosingEndsWaits(t *testing.T) {
	for range 200 {
		tx, rx := plainRing[int64](t, ring.Config{Messages: 1})
		done := make(chan error)
		go func() { _, err := rx.Next(context.Background()); done <- err }()
		runtime.Gosched()
		rx.Close()
		if err := <-done; !errors.Is(err, ring.ErrClosed) {
			t.Fatalf("a receiver that is closed: got %v, want ErrClosed", err)
		}
		if err := tx.Send(1); !errors.Is(err, ring.ErrClosed) {
			t.Fatalf("a sender without a receiver: got %v, want ErrClosed", err)
		}
		tx, rx = plainRing[int64](t, ring.Config{Messages: 1})
		go func() { done <- errors.Join(tx.Send(1), tx.Send(2)) }()
		runtime.Gosched()
		tx.Close()
		if err := <-done; !errors.Is(err, ring.ErrClosed) {
			t.Fatalf("a sender that is closed: got %v, want ErrClosed", err)
		}
		for range rx.Batches(t.Context()) {
		}
	}
}

// Ends are used, closed and collected all at once; neither Close nor the collector unmaps what somebody uses.
func TestClosingMeetsUse(t *testing.T) {
	for range rounds(2000) {
		tx, rx, err := ring.NewBytes(ring.Config{Messages: 4})
		if err != nil {
			t.Fatal(err)
		}
		var wg sync.WaitGroup
		for range 2 {
			spawn(&wg, func() {
				for tx.Send([]byte("message")) == nil {
				}
			})
		}
		spawn(&wg, func() {
			for batch, err := range rx.Batches(context.Background()) {
				if err != nil {
					return
				}
				for _, v := range batch {
					if string(v) != "message" {
						t.Errorf("got %q", v)
					}
				}
			}
		})
		runtime.Gosched()
		spawn(&wg, func() { rx.Close() })
		spawn(&wg, func() { tx.Close() })
		wg.Wait()
	}
	runtime.GC()
}

// What was never closed is closed by the collector: the other end is told.
func TestTheCollectorCloses(t *testing.T) {
	_, rx, err := ring.New[int64](ring.Config{})
	if err != nil {
		t.Fatal(err)
	}
	stop := make(chan struct{})
	defer close(stop)
	go func() {
		for {
			select {
			case <-stop:
				return
			default:
				runtime.GC()
			}
		}
	}()
	if _, err := rx.Next(t.Context()); !errors.Is(err, ring.ErrClosed) {
		t.Fatalf("got %v, want ErrClosed", err)
	}
}

func TestAPanicEndsTheBatch(t *testing.T) {
	tx, rx := plainRing[int64](t, ring.Config{})
	if err := tx.SendAll([]int64{1, 2}); err != nil {
		t.Fatal(err)
	}
	func() {
		defer func() { _ = recover() }()
		for range rx.Batches(t.Context()) {
			panic("in the loop")
		}
	}()
	if err := tx.Send(3); err != nil {
		t.Fatal(err)
	}
	if got := must(rx.Next(t.Context()))(t); got != 3 {
		t.Fatalf("got %d, want 3", got)
	}
}

func TestPointersAreRefused(t *testing.T) {
	if _, _, err := ring.New[struct{ s string }](ring.Config{}); !errors.Is(err, ring.ErrPointers) {
		t.Fatalf("got %v, want ErrPointers", err)
	}
	if _, _, err := ring.New[struct{}](ring.Config{}); !errors.Is(err, ring.ErrConfig) {
		t.Fatalf("got %v, want ErrConfig", err)
	}
	for _, c := range []ring.Config{{Messages: -1}, {Bytes: 1 << 40}, {Messages: 1 << 29}} {
		if _, _, err := ring.NewBytes(c); !errors.Is(err, ring.ErrConfig) {
			t.Fatalf("%+v: got %v, want ErrConfig", c, err)
		}
	}
}

func TestNothingIsAllocated(t *testing.T) {
	tx, rx := byteRing(t, ring.Config{})
	v, batch := make([]byte, 64), slices.Repeat([][]byte{make([]byte, 64)}, 32)
	ctx := context.Background()
	allocations := testing.AllocsPerRun(1000, func() {
		_ = tx.Send(v)
		_ = tx.SendAll(batch)
		left := 33
		for views := range rx.Batches(ctx) {
			if left -= len(views); left == 0 {
				break
			}
		}
	})
	if allocations > 0 && !raceEnabled && !debugEnabled {
		t.Fatalf("got %v allocations for 33 messages, want 0", allocations)
	}
}
