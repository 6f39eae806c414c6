package e2e

import (
	"context"
	"encoding/binary"
	"errors"
	"os"
	"sync"
	"testing"

	"spandrel.dev/spandrel/ring"
	"spandrel.dev/tests/go_main/rings/hub"
)

func openHub(t *testing.T, messages uint64, lossy bool) *hub.Hub {
	t.Helper()
	h, err := hub.OpenHub(messages, lossy, 32)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { h.Close() })
	return h
}

// publication is a record of a subject, as in Rust.
func publication(subject uint32, number uint64) []byte {
	return binary.LittleEndian.AppendUint64(binary.LittleEndian.AppendUint32(nil, subject), number)
}

// publish writes records of Go's to the ring of a new subject, and closes it.
func publish(t *testing.T, bus *ring.ByteWriter, subject uint32, count uint64) {
	defer bus.Close()
	for n := range count {
		if err := bus.Send(publication(subject, n)); err != nil {
			t.Errorf("subject %d: %v", subject, err)
			return
		}
	}
}

// readAll reads until the last ring has ended, and checks that the records of each subject come in order.
func readAll(t *testing.T, tap *ring.ByteReader) (read uint64) {
	t.Helper()
	next := map[uint32]uint64{}
	for batch, err := range tap.Batches(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		for _, record := range batch {
			subject, number := binary.LittleEndian.Uint32(record), binary.LittleEndian.Uint64(record[4:])
			if number < next[subject] {
				t.Fatalf("record %d of subject %d behind %d", number, subject, next[subject])
			}
			next[subject] = number + 1
			read++
		}
	}
	return read
}

// Eight rings with writers in both languages come one by one; a goroutine, a thread and a task read them all.
func TestTapsReadManyRings(t *testing.T) {
	for name, lossy := range map[string]bool{"wait": false, "lose": true} {
		t.Run(name, func(t *testing.T) {
			h := openHub(t, 16, lossy)
			tap := must[*ring.ByteReader](t)(h.Tap())
			if err := errors.Join(h.Listen(), h.ListenInATask()); err != nil {
				t.Fatal(err)
			}
			count := total() / 8
			var writers sync.WaitGroup
			writers.Add(1)
			go func() {
				defer writers.Done()
				for subject := range uint32(8) {
					if subject%2 == 0 {
						if err := h.Publish(subject, count); err != nil {
							t.Error(err)
						}
						continue
					}
					bus, err := h.Bus(subject)
					if err != nil {
						t.Error(err)
						return
					}
					writers.Add(1)
					go func() {
						defer writers.Done()
						publish(t, bus, subject, count)
					}()
				}
				h.Finish()
			}()
			read := readAll(t, tap)
			writers.Wait()
			if got := read + tap.Lost(); got != 8*count || (!lossy && tap.Lost() != 0) {
				t.Errorf("Go read %d and lost %d of %d", read, tap.Lost(), 8*count)
			}
			seen, err := h.Result()
			if err != nil {
				t.Fatal(err)
			}
			if seen.V0+seen.V1 != 2*8*count || (!lossy && seen.V1 != 0) {
				t.Errorf("Rust read %d and lost %d of %d", seen.V0, seen.V1, 2*8*count)
			}
		})
	}
}

// send sends records of a subject that fit its ring.
func sendSome(t *testing.T, bus *ring.ByteWriter, subject uint32, from, to uint64) {
	t.Helper()
	for n := from; n < to; n++ {
		if err := bus.TrySend(publication(subject, n)); err != nil {
			t.Fatalf("record %d of subject %d: %v", n, subject, err)
		}
	}
}

// subjects are those of the next records.
func subjects(t *testing.T, tap *ring.ByteReader, count int) (got []uint32) {
	t.Helper()
	for range count {
		record, err := tap.Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, binary.LittleEndian.Uint32(record))
	}
	return got
}

// A ring that is always full does not keep the others waiting.
func TestTapsAreFair(t *testing.T) {
	h := openHub(t, 16, false)
	tap := must[*ring.ByteReader](t)(h.Tap())
	defer tap.Close()
	var buses []*ring.ByteWriter
	for subject := range uint32(3) {
		bus := must[*ring.ByteWriter](t)(h.Bus(subject))
		defer bus.Close()
		buses = append(buses, bus)
	}
	sendSome(t, buses[0], 0, 0, 16)
	sendSome(t, buses[1], 1, 0, 2)
	sendSome(t, buses[2], 2, 0, 1)
	got := subjects(t, tap, 6)
	for i, want := range []uint32{0, 1, 2, 0, 1, 0} {
		if got[i] != want {
			t.Fatalf("got the subjects %d, want 0 1 2 0 1 0", got)
		}
	}
	// The bound is that of each ring, and exact: four of the sixteen have been released.
	sendSome(t, buses[0], 0, 16, 19)
	if err := buses[0].TrySend(publication(0, 19)); !errors.Is(err, ring.ErrFull) {
		t.Errorf("got %v, want ErrFull", err)
	}
}

// A tap reads what was sent before its ring was removed, and the writer waits for it no longer.
func TestATapLeavesARing(t *testing.T) {
	h := openHub(t, 4, false)
	tap := must[*ring.ByteReader](t)(h.Tap())
	defer tap.Close()
	bus, other := must[*ring.ByteWriter](t)(h.Bus(1)), must[*ring.ByteWriter](t)(h.Bus(2))
	defer bus.Close()
	defer other.Close()
	sendSome(t, bus, 1, 0, 4)
	if unknown, err := h.Remove(1); unknown != 0 || err != nil {
		t.Fatalf("got %d and %v", unknown, err)
	}
	if got, err := h.Rings(); got != 1 || err != nil {
		t.Errorf("got %d rings and %v, want 1", got, err)
	}
	for _, subject := range subjects(t, tap, 4) {
		if subject != 1 {
			t.Fatalf("got subject %d, want 1", subject)
		}
	}
	sendSome(t, other, 2, 0, 1)
	if got := subjects(t, tap, 1); got[0] != 2 {
		t.Fatalf("got %d, want 2", got)
	}
	// Nobody reads the ring any more: what is sent there is discarded.
	sendSome(t, bus, 1, 4, 100)
	if err := h.Finish(); err != nil {
		t.Fatal(err)
	}
	other.Close()
	if _, err := tap.Next(t.Context()); !errors.Is(err, ring.ErrClosed) {
		t.Errorf("behind the last ring: got %v, want ErrClosed", err)
	}
}

// A tap of Rust's that has read, and attached rings, passes to Go.
func TestATapThatWasUsedPassesToGo(t *testing.T) {
	h := openHub(t, 64, true)
	bus := must[*ring.ByteWriter](t)(h.Bus(1))
	type passed struct {
		tap *ring.ByteReader
		err error
	}
	taps := make(chan passed)
	go func() {
		tap, err := h.UsedTap(1)
		taps <- passed{tap, err}
	}()
	var tap *ring.ByteReader
	// Rust joins the ring at some time, and takes one batch.
	for n := uint64(0); tap == nil; n++ {
		if err := bus.Send(publication(1, n)); err != nil {
			t.Fatal(err)
		}
		select {
		case got := <-taps:
			if got.err != nil {
				t.Fatal(got.err)
			}
			tap = got.tap
		default:
		}
	}
	defer tap.Close()
	if err := bus.Send(publication(1, 1<<40)); err != nil {
		t.Fatal(err)
	}
	for {
		record, err := tap.Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if binary.LittleEndian.Uint64(record[4:]) == 1<<40 {
			break
		}
	}
}

// Whoever waits for a tap is told that Go closed it: rings go on, and a later ring does not wait for it.
func TestATapThatClosesLeavesItsRings(t *testing.T) {
	h := openHub(t, 2, false)
	tap := must[*ring.ByteReader](t)(h.Tap())
	bus := must[*ring.ByteWriter](t)(h.Bus(1))
	defer bus.Close()
	sendSome(t, bus, 1, 0, 2)
	waiting := make(chan error)
	go func() { waiting <- bus.Send(publication(1, 2)) }()
	tap.Close()
	if err := <-waiting; err != nil {
		t.Errorf("a writer that waited: got %v", err)
	}
	later := must[*ring.ByteWriter](t)(h.Bus(2))
	defer later.Close()
	sendSome(t, later, 2, 0, 9)
	if _, err := tap.Next(t.Context()); !errors.Is(err, ring.ErrClosed) {
		t.Errorf("got %v, want ErrClosed", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	other := must[*ring.ByteReader](t)(h.Tap())
	defer other.Close()
	cancel()
	if _, err := other.Next(ctx); !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the error of the context", err)
	}
}

// Taps that come and go take no memory and no descriptors with them.
func TestIssueTapsThatComeAndGoLeaveNothing(t *testing.T) {
	h := openHub(t, 8, false)
	bus := must[*ring.ByteWriter](t)(h.Bus(1))
	defer bus.Close()
	descriptors := func() int {
		entries, err := os.ReadDir("/proc/self/fd")
		if err != nil {
			t.Fatal(err)
		}
		return len(entries)
	}
	before := descriptors()
	for n := range total() / 20 {
		tap := must[*ring.ByteReader](t)(h.Tap())
		got := make(chan error)
		go func() {
			_, err := tap.Next(t.Context())
			got <- err
		}()
		sendSome(t, bus, 1, n, n+1)
		if err := <-got; err != nil {
			t.Fatal(err)
		}
		tap.Close()
		// A new ring finds the tap closed, and drops what adds to it.
		if n%16 == 0 {
			must[*ring.ByteWriter](t)(h.Bus(2)).Close()
			if _, err := h.Remove(2); err != nil {
				t.Fatal(err)
			}
		}
	}
	// As many as taps that the garbage collector has not found yet.
	if after := descriptors(); after > before+400 {
		t.Errorf("%d descriptors, and %d before", after, before)
	}
}
