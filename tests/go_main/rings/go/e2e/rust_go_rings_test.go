package e2e

import (
	"errors"
	"testing"

	"spandrel.dev/spandrel/glue/rings"
	"spandrel.dev/spandrel/ring"
	bridge "spandrel.dev/tests/go_main/rings/rings"
)

func TestRustToGo(t *testing.T) {
	for name, panics := range map[string]bool{"closes": false, "panics": true} {
		t.Run(name, func(t *testing.T) {
			opened, err := bridge.SendingPeer(total(), 50, panics)
			_, number := open(t, opened, err)
			rx, err := rings.ByteReceiver(number)
			if err != nil {
				t.Fatal(err)
			}
			if got := receive(t, rx); got != total() {
				t.Errorf("got %d records, want %d", got, total())
			}
			if _, err := rx.Next(t.Context()); !errors.Is(err, ring.ErrClosed) {
				t.Errorf("behind the last record: got %v, want ErrClosed", err)
			}
		})
	}
}

// One writer in Rust, a reader in each language, and all that is lost is counted.
func TestRustToGoAndRust(t *testing.T) {
	opened, err := bridge.BroadcastingPeer(total(), 16)
	peer, number := open(t, opened, err)
	rx, err := rings.Receiver[[3]uint64](number)
	if err != nil {
		t.Fatal(err)
	}
	read, last := uint64(0), -1
	for batch, err := range rx.Batches(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range batch {
			if int(v[0]) <= last || v[1] != ^v[0] || v[2] != 7 {
				t.Fatalf("got %v behind %d", v, last)
			}
			last = int(v[0])
			read++
		}
	}
	if read+rx.Lost() != total() {
		t.Errorf("Go read %d and lost %d of %d", read, rx.Lost(), total())
	}
	seen, err := peer.Result()
	if err != nil {
		t.Fatal(err)
	}
	if seen.V0+seen.V1 != total() {
		t.Errorf("Rust read %d and lost %d of %d", seen.V0, seen.V1, total())
	}
}

func TestRustToGoThatCloses(t *testing.T) {
	opened, err := bridge.SendingPeer(total(), 4, false)
	peer, number := open(t, opened, err)
	rx, err := rings.ByteReceiver(number)
	if err != nil {
		t.Fatal(err)
	}
	for batch, err := range rx.Batches(t.Context()) {
		if err != nil || len(batch) == 0 {
			t.Fatalf("got %d records and %v", len(batch), err)
		}
		break
	}
	rx.Close()
	if seen, err := peer.Result(); err != nil || seen.V0 == total() {
		t.Fatalf("got %v and %v: Rust is told that Go has closed", seen, err)
	}
}

// Rust made the ring, and both ends are in Go: the last one unmaps it.
func TestGoToGo(t *testing.T) {
	opened, err := bridge.PassingPeer(50)
	peer, number := open(t, opened, err)
	tx, err := rings.ByteSender(number)
	if err != nil {
		t.Fatal(err)
	}
	rx, err := rings.ByteReceiver(end(t, peer))
	if err != nil {
		t.Fatal(err)
	}
	go send(t, tx, total())
	if got := receive(t, rx); got != total() {
		t.Errorf("got %d records, want %d", got, total())
	}
}
