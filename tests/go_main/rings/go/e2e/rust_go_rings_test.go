package e2e

import (
	"errors"
	"strings"
	"testing"

	"spandrel.dev/spandrel/glue/rings"
	"spandrel.dev/spandrel/ring"
	bridge "spandrel.dev/tests/go_main/rings/rings"
)

func TestRustToGo(t *testing.T) {
	for name, panics := range map[string]bool{"closes": false, "panics": true} {
		t.Run(name, func(t *testing.T) {
			peer := opened(t)(bridge.SendingPeer(total(), 50, panics))
			rx := must[*ring.ByteReceiver](t)(peer.Records())
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
	peer := opened(t)(bridge.BroadcastingPeer(total(), 16))
	rx := must[*ring.Reader[bridge.Sample]](t)(peer.Samples())
	read, last := uint64(0), -1
	for batch, err := range rx.Batches(t.Context()) {
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range batch {
			if int(v.Number) <= last || v != sample(v.Number) {
				t.Fatalf("got %v behind %d", v, last)
			}
			last = int(v.Number)
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
	peer := opened(t)(bridge.SendingPeer(total(), 4, false))
	rx := must[*ring.ByteReceiver](t)(peer.Records())
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

// A free function, and a ring that Rust has filled and closed: Go gets the rest.
func TestRustToGoByAFunction(t *testing.T) {
	rx := must[*ring.Receiver[uint16]](t)(bridge.Counted(9))
	for want := range uint16(9) {
		if got, err := rx.Next(t.Context()); got != want || err != nil {
			t.Fatalf("got %d and %v, want %d", got, err, want)
		}
	}
	if _, err := rx.Next(t.Context()); !errors.Is(err, ring.ErrClosed) {
		t.Fatalf("got %v, want ErrClosed", err)
	}
}

// Rust made the ring, and both ends are in Go: the last one unmaps it.
func TestGoToGo(t *testing.T) {
	peer := opened(t)(bridge.PassingPeer(50))
	tx, rx := must[*ring.ByteSender](t)(peer.Input()), must[*ring.ByteReceiver](t)(peer.Records())
	go send(t, tx, total())
	if got := receive(t, rx); got != total() {
		t.Errorf("got %d records, want %d", got, total())
	}
}

func TestNumbersAreChecked(t *testing.T) {
	if _, err := rings.ByteSender("rings.F", 0); err == nil || !strings.HasPrefix(err.Error(), "spandrel: call rings.F: ring: attach: ") {
		t.Errorf("0 is not an end: got %v", err)
	}
	if _, err := rings.Reader[int8]("rings.F", 4096); err == nil {
		t.Error("a sender's number is not that of a receiver")
	}
}
