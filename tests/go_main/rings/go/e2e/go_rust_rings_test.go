// Package e2e has rings with each end in either language.
package e2e

import (
	"bytes"
	"encoding/binary"
	"errors"
	"testing"

	"spandrel.dev/spandrel/glue/rings"
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

func open(t *testing.T, peer *bridge.Peer, err error) (*bridge.Peer, uint64) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { peer.Close() })
	return peer, end(t, peer)
}

func end(t *testing.T, peer *bridge.Peer) uint64 {
	t.Helper()
	number, err := peer.End()
	if err != nil {
		t.Fatal(err)
	}
	return number
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
			opened, err := make(50)
			peer, number := open(t, opened, err)
			tx, err := rings.ByteSender(number)
			if err != nil {
				t.Fatal(err)
			}
			send(t, tx, total())
			result(t, peer, total(), 0)
		})
	}
}

func TestGoToRustPlainData(t *testing.T) {
	opened, err := bridge.CountingPeer(7)
	peer, number := open(t, opened, err)
	tx, err := rings.Sender[[3]uint64](number)
	if err != nil {
		t.Fatal(err)
	}
	var batch [][3]uint64
	for n := range total() {
		if batch = append(batch, [3]uint64{n, ^n, 7}); len(batch) == 20 {
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

func TestGoToRustThatCloses(t *testing.T) {
	opened, err := bridge.ReceivingFewPeer(2)
	peer, number := open(t, opened, err)
	tx, err := rings.ByteSender(number)
	if err != nil {
		t.Fatal(err)
	}
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

func TestNumbersAreChecked(t *testing.T) {
	if _, err := rings.ByteSender(0); err == nil {
		t.Error("0 is not an end")
	}
	opened, err := bridge.PassingPeer(1)
	_, sender := open(t, opened, err)
	if _, err := rings.ByteReceiver(sender); err == nil {
		t.Error("a sender's number is not that of a receiver")
	}
}
