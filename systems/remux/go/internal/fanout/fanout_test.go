package fanout_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"go.uber.org/goleak"

	"spandrel.dev/remux/internal/fanout"
	"spandrel.dev/remux/internal/ts"
	"spandrel.dev/remux/internal/ts/tstest"
	"spandrel.dev/remux/remux"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

var roomy = fanout.Limits{QueueBytes: 1 << 20, StartBytes: 1 << 20}

// newHub makes a hub over the core in this program, which must not fail.
func newHub(limits fanout.Limits) *fanout.Hub {
	return fanout.NewHub(remux.Embedded(), limits, func(err error) { panic(err) })
}

func subscribe(t *testing.T, hub *fanout.Hub) *fanout.Reader {
	t.Helper()
	reader, err := hub.Subscribe()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(reader.Close)
	return reader
}

// drain reads until the reader ends.
func drain(t *testing.T, reader *fanout.Reader) ([]byte, error) {
	t.Helper()
	var got []byte
	for {
		chunks, err := reader.Next(t.Context())
		if err != nil {
			return got, err
		}
		got = append(got, bytes.Join(chunks, nil)...)
	}
}

// checkStart checks that data begins with the tables and a key picture.
func checkStart(t *testing.T, data []byte) {
	t.Helper()
	want := []uint16{0, tstest.MapPID, tstest.VideoPID}
	for i, pid := range want {
		if len(data) < (i+1)*ts.PacketSize || ts.Packet(data[i*ts.PacketSize:]).PID() != pid {
			t.Fatalf("packet %d of %d is not PID %d", i, len(data)/ts.PacketSize, pid)
		}
	}
	if p := ts.Packet(data[2*ts.PacketSize:][:ts.PacketSize]); !p.RandomAccess() {
		t.Fatal("the first picture is no key picture")
	}
}

func TestReadersGetTheWholeStream(t *testing.T) {
	hub := newHub(roomy)
	stream := tstest.Stream(0, 50, 10)
	var readers sync.WaitGroup
	for range 8 {
		reader := subscribe(t, hub)
		readers.Go(func() {
			if got, err := drain(t, reader); !errors.Is(err, io.EOF) || !bytes.Equal(got, stream) {
				t.Errorf("%d bytes of %d, %v", len(got), len(stream), err)
			}
		})
	}
	for rest := stream; len(rest) > 0; {
		part := rest[:min(7*ts.PacketSize, len(rest))]
		rest = rest[len(part):]
		hub.Publish(part)
	}
	hub.Close()
	readers.Wait()
	if got := hub.Counters().Delivered; got != uint64(8*len(stream)) {
		t.Errorf("%d bytes counted as delivered, want %d", got, 8*len(stream))
	}
}

func TestANewReaderStartsAtTheLastKeyPicture(t *testing.T) {
	hub := newHub(roomy)
	stream := tstest.Stream(0, 25, 10) // key pictures 0, 10 and 20
	hub.Publish(stream)
	reader := subscribe(t, hub)
	hub.Close()
	got, err := drain(t, reader)
	if !errors.Is(err, io.EOF) || !bytes.HasSuffix(stream, got) {
		t.Fatalf("%d bytes, %v", len(got), err)
	}
	checkStart(t, got)
	if want := 5*2 + 2; len(got)/ts.PacketSize != want {
		t.Errorf("%d packets, want the %d since the last key picture", len(got)/ts.PacketSize, want)
	}
}

func TestWithoutCacheANewReaderWaitsForTheNextKeyPicture(t *testing.T) {
	hub := newHub(fanout.Limits{QueueBytes: 1 << 20})
	stream := tstest.Stream(0, 20, 10)
	half := len(stream) / 2
	hub.Publish(stream[:half-4*ts.PacketSize])
	reader := subscribe(t, hub)
	hub.Publish(stream[half-4*ts.PacketSize:])
	hub.Close()
	got, err := drain(t, reader)
	if !errors.Is(err, io.EOF) || !bytes.Equal(got, stream[half:]) {
		t.Fatalf("%d bytes, want %d: %v", len(got), half, err)
	}
	checkStart(t, got)
}

func TestASlowReaderIsDroppedAndTheOthersNotHeldUp(t *testing.T) {
	hub := newHub(fanout.Limits{QueueBytes: 100 * ts.PacketSize, StartBytes: 0})
	slow, quick := subscribe(t, hub), subscribe(t, hub)
	stream := tstest.Stream(0, 100, 10)
	var got []byte
	for rest := stream; len(rest) > 0; {
		part := rest[:min(10*ts.PacketSize, len(rest))]
		rest = rest[len(part):]
		hub.Publish(part)
		chunks, err := quick.Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, bytes.Join(chunks, nil)...)
	}
	if !bytes.Equal(got, stream) {
		t.Errorf("the quick reader got %d bytes of %d", len(got), len(stream))
	}
	if _, err := slow.Next(t.Context()); !errors.Is(err, fanout.ErrSlow) {
		t.Errorf("the slow reader got %v", err)
	}
	select {
	case <-slow.Dropped():
	default:
		t.Error("the slow reader is not told")
	}
	// It counts as long as its connection may hold memory.
	if counters := hub.Counters(); counters.Dropped != 1 || counters.Readers != 2 {
		t.Errorf("counters %+v", counters)
	}
	slow.Close()
	slow.Close()
	if counters := hub.Counters(); counters.Readers != 1 {
		t.Errorf("after Close: counters %+v", counters)
	}
}

func TestASlowReaderSkipsToAKeyPicture(t *testing.T) {
	hub := newHub(fanout.Limits{QueueBytes: 30 * ts.PacketSize, Policy: fanout.Skip})
	reader := subscribe(t, hub)
	stream := tstest.Stream(0, 25, 10)
	for rest := stream; len(rest) > 0; {
		part := rest[:min(5*ts.PacketSize, len(rest))]
		rest = rest[len(part):]
		hub.Publish(part)
	}
	hub.Close()
	got, err := drain(t, reader)
	if !errors.Is(err, io.EOF) || len(got) == 0 || len(got) >= len(stream) {
		t.Fatalf("%d bytes of %d, %v", len(got), len(stream), err)
	}
	checkStart(t, got)
	if !bytes.HasSuffix(stream, got) {
		t.Error("the reader did not get the newest part in one piece")
	}
	// The tables before the key picture passed by unseen and were sent again.
	want := uint64(len(stream) - len(got) + 2*ts.PacketSize)
	if skipped := hub.Counters().Skipped; skipped != want {
		t.Errorf("%d bytes counted as skipped, want %d", skipped, want)
	}
}

func TestAStreamWithoutKeyPicturesCanBeJoined(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		hub := newHub(roomy)
		reader := subscribe(t, hub)
		stream := tstest.Stream(0, 200, 1000)
		for at := 2 * ts.PacketSize; at < len(stream); at += 2 * ts.PacketSize {
			if at == 2*ts.PacketSize {
				hub.Publish(stream[:at])
				continue // without the only key picture
			}
			hub.Publish(stream[at:][:2*ts.PacketSize])
			time.Sleep(40 * time.Millisecond)
		}
		select {
		case <-hub.Ready():
		default:
			t.Error("not ready after 8 s")
		}
		hub.Close()
		if got, _ := drain(t, reader); len(got) == 0 {
			t.Error("the reader got nothing")
		}
	})
}

func TestLimitsAndTheEnd(t *testing.T) {
	hub := newHub(fanout.Limits{QueueBytes: 1 << 20, Readers: 1})
	first := subscribe(t, hub)
	if _, err := hub.Subscribe(); !errors.Is(err, fanout.ErrFull) {
		t.Errorf("second reader: %v", err)
	}
	first.Close()
	first.Close()
	if _, err := first.Next(t.Context()); !errors.Is(err, context.Canceled) {
		t.Errorf("closed reader: %v", err)
	}
	waiting := subscribe(t, hub)
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Millisecond)
	defer cancel()
	if _, err := waiting.Next(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("waiting reader: %v", err)
	}
	hub.Close()
	if _, err := hub.Subscribe(); !errors.Is(err, fanout.ErrEnded) {
		t.Errorf("after the end: %v", err)
	}
}
