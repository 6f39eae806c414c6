// Package e2e has rings with each end in either language.
package e2e

import (
	"bytes"
	"encoding/binary"
	"errors"
	"testing"
	"unsafe"

	"spandrel.dev/spandrel/ring"
	bridge "spandrel.dev/tests/go_main/rings/rings"
)

// total is fewer in short tests.
func total() uint64 {
	if testing.Short() {
		return 20_000
	}
	return 200_000
}

// record is the record of a number, as in Rust.
func record(n uint64) []byte {
	size := 8 + int(n*37%90)
	if n%500 == 7 {
		size += 9000
	}
	v := bytes.Repeat([]byte{byte(n)}, size)
	binary.LittleEndian.PutUint64(v, n)
	return v
}

// sample is the sample of a number, as in Rust.
func sample(n uint64) bridge.Sample {
	corner := func(n uint64) bridge.Corner { return bridge.Corner{X: int16(n), Y: ^int32(n)} }
	return bridge.Sample{
		Number: n, Odd: n%2 == 1, Half: float64(n) / 2, Corners: [2]bridge.Corner{corner(n), corner(n + 1)}, Last: uint8(n),
	}
}

// opened has the peer of a test closed.
func opened(t *testing.T) func(*bridge.Peer, error) *bridge.Peer {
	return func(peer *bridge.Peer, err error) *bridge.Peer {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { peer.Close() })
		return peer
	}
}

// must returns an end.
func must[T any](t *testing.T) func(T, error) T {
	return func(end T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return end
	}
}

// result waits for Rust, and compares what it saw.
func result(t *testing.T, peer *bridge.Peer, right, lost uint64) {
	t.Helper()
	seen, err := peer.Result()
	if err != nil {
		t.Fatal(err)
	}
	if seen.V0 != right || seen.V1 != lost {
		t.Errorf("Rust saw %d messages that were right and lost %d, want %d and %d", seen.V0, seen.V1, right, lost)
	}
}

// send sends records in each way that there is.
func send(t *testing.T, tx *ring.ByteSender, count uint64) {
	t.Helper()
	for n := uint64(0); n < count; n++ {
		v := record(n)
		var err error
		if n%2 == 0 {
			err = tx.Send(v)
		} else {
			var room []byte
			if room, err = tx.Reserve(len(v)); err == nil {
				copy(room, v)
				err = errors.Join(tx.Commit(), tx.Flush())
			}
		}
		if err != nil {
			t.Errorf("send record %d: %v", n, err)
			break
		}
	}
	tx.Close()
}

// receive checks that the records from 0 on arrive.
func receive(t *testing.T, rx *ring.ByteReceiver) uint64 {
	t.Helper()
	next := uint64(0)
	for batch, err := range rx.Batches(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range batch {
			if !bytes.Equal(v, record(next)) {
				t.Fatalf("record %d: got %d bytes that are not its own", next, len(v))
			}
			next++
		}
	}
	return next
}

func TestGoToRust(t *testing.T) {
	for name, make := range map[string]func(uint64) (*bridge.Peer, error){
		"thread": bridge.ReceivingPeer, "task": bridge.ReceivingInATaskPeer,
	} {
		t.Run(name, func(t *testing.T) {
			peer := opened(t)(make(50))
			send(t, must[*ring.ByteSender](t)(peer.Input()), total())
			result(t, peer, total(), 0)
		})
	}
}

func TestGoToRustPlainData(t *testing.T) {
	peer := opened(t)(bridge.CountingPeer(7))
	tx := must[*ring.Sender[bridge.Sample]](t)(peer.Counter())
	var batch []bridge.Sample
	for n := range total() {
		if batch = append(batch, sample(n)); len(batch) == 20 {
			if err := tx.SendAll(batch); err != nil {
				t.Fatal(err)
			}
			batch = batch[:0]
		}
	}
	if err := errors.Join(tx.SendAll(batch), tx.Close()); err != nil {
		t.Fatal(err)
	}
	result(t, peer, total(), 0)
}

// One writer in Go, and two readers in Rust that both get everything.
func TestGoToManyInRust(t *testing.T) {
	peer := opened(t)(bridge.ListeningPeer(50))
	send(t, must[*ring.ByteWriter](t)(peer.Bus()), total())
	result(t, peer, 2*total(), 0)
}

func TestGoToRustThatCloses(t *testing.T) {
	peer := opened(t)(bridge.ReceivingFewPeer(2))
	tx := must[*ring.ByteSender](t)(peer.Input())
	var err error
	for n := uint64(0); err == nil; n++ {
		err = tx.Send(record(n))
	}
	if !errors.Is(err, ring.ErrClosed) {
		t.Fatalf("got %v, want ErrClosed", err)
	}
	if seen, err := peer.Result(); err != nil || seen.V0 < 3 {
		t.Fatalf("got %v and %v, want 3 records or more", seen, err)
	}
}

// Rust looks at each bool that Go has written: one that is neither closes the ring.
func TestABoolThatIsNeitherClosesTheRing(t *testing.T) {
	peer := opened(t)(bridge.CountingPeer(7))
	tx := must[*ring.Sender[bridge.Sample]](t)(peer.Counter())
	wrong := sample(0)
	*(*byte)(unsafe.Pointer(&wrong.Odd)) = 2
	if err := tx.Send(wrong); err != nil {
		t.Fatal(err)
	}
	result(t, peer, 0, 0)
	if err := tx.Send(sample(1)); !errors.Is(err, ring.ErrClosed) {
		t.Errorf("got %v, want ErrClosed", err)
	}
}

func TestAnErrorComesInPlaceOfAnEnd(t *testing.T) {
	peer := opened(t)(bridge.PassingPeer(1))
	must[*ring.ByteSender](t)(peer.Input())
	if tx, err := peer.Input(); tx != nil || !errors.Is(err, bridge.ErrTaken) {
		t.Errorf("got %v and %v, want the declared error", tx, err)
	}
	peer.Close()
	if tx, err := peer.Records(); tx != nil || err == nil {
		t.Errorf("a closed peer: got %v and %v", tx, err)
	}
}
