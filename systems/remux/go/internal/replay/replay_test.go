package replay_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"testing"
	"testing/synctest"
	"time"

	"spandrel.dev/remux/internal/replay"
	"spandrel.dev/remux/internal/ts"
	"spandrel.dev/remux/internal/ts/tstest"
)

type recording struct{ *bytes.Reader }

func (recording) Close() error { return nil }

func open(stream []byte) recording { return recording{bytes.NewReader(stream)} }

func TestARecordingIsPlayedAtItsOwnSpeedAndUnchanged(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		stream := tstest.Stream(1<<33*300-27_000_000, 101, 10) // the clock wraps after a second
		began := time.Now()
		got, err := io.ReadAll(replay.NewReader(t.Context(), open(stream), false))
		if err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); took < 4*time.Second-time.Millisecond || took > 4*time.Second+time.Millisecond {
			t.Errorf("4 s of stream took %v", took)
		}
		if !bytes.Equal(got, stream) {
			t.Error("the stream was changed")
		}
	})
}

func TestPacketsComeNeitherEarlyNorLate(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		reader := replay.NewReader(t.Context(), open(tstest.Stream(0, 75, 10)), false)
		began := time.Now()
		buffer := make([]byte, 64<<10)
		for {
			n, err := reader.Read(buffer)
			if err != nil {
				break
			}
			for at := 0; at < n; at += ts.PacketSize {
				if clock, ok := ts.Packet(buffer[at:][:ts.PacketSize]).PCR(); ok {
					late := time.Since(began) - ts.Duration(int64(clock))
					if late < 0 || late > 40*time.Millisecond {
						t.Fatalf("a packet of %v came %v late", ts.Duration(int64(clock)), late)
					}
				}
			}
		}
	})
}

// Three rounds must look like one stream to every receiver.
func TestALoopHasNoSeam(t *testing.T) {
	for name, first := range map[string]ts.PCR{"plain": 0, "over the wrap": 1<<33*300 - 54_000_000} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				stream := tstest.Stream(first, 50, 10)
				reader := replay.NewReader(t.Context(), open(stream), true)
				got := make([]byte, 3*len(stream))
				began := time.Now()
				if _, err := io.ReadFull(reader, got); err != nil {
					t.Fatal(err)
				}
				if took := time.Since(began); took < 5900*time.Millisecond || took > 6*time.Second {
					t.Errorf("three rounds of 2 s took %v", took)
				}
				checkSeamless(t, got)
			})
		})
	}
}

func checkSeamless(t *testing.T, stream []byte) {
	t.Helper()
	counters := make(map[uint16]uint8)
	stamps := make(map[uint16]ts.Timestamp)
	var clock ts.PCR
	clocks := 0
	for at := 0; at < len(stream); at += ts.PacketSize {
		p := ts.Packet(stream[at:][:ts.PacketSize])
		if last, ok := counters[p.PID()]; ok && p.Continuity() != (last+1)&15 {
			t.Fatalf("packet %d of PID %d: counter %d after %d", at/ts.PacketSize, p.PID(), p.Continuity(), last)
		}
		counters[p.PID()] = p.Continuity()
		if now, ok := p.PCR(); ok {
			if step := now.Sub(clock); clocks > 0 && step != 27_000_000/25 {
				t.Fatalf("packet %d: clock step %d", at/ts.PacketSize, step)
			}
			clock = now
			clocks++
		}
		if stamp, ok := p.Stamps(); ok {
			if last, ok := stamps[p.PID()]; ok && stamp.Decode().Sub(last) != 3600 {
				t.Fatalf("packet %d of PID %d: timestamp step %d", at/ts.PacketSize, p.PID(), stamp.Decode().Sub(last))
			}
			stamps[p.PID()] = stamp.Decode()
		}
	}
	if clocks == 0 {
		t.Fatal("no clock seen")
	}
}

func TestJunkInARecordingIsHandedOn(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		stream := tstest.Stream(0, 30, 10)
		half := len(stream) / 2 / ts.PacketSize * ts.PacketSize
		damaged := append(append(append([]byte(nil), stream[:half]...), "junk between packets"...), stream[half:]...)
		got, err := io.ReadAll(replay.NewReader(t.Context(), open(damaged), false))
		if err != nil || !bytes.Equal(got, damaged) {
			t.Errorf("%d bytes of %d, %v", len(got), len(damaged), err)
		}
	})
}

func TestARecordingWithoutClockIsRefused(t *testing.T) {
	for name, stream := range map[string][]byte{
		"empty":      nil,
		"no stream":  bytes.Repeat([]byte("words "), 1000),
		"only junk":  make([]byte, 6<<20),
		"no clock":   withoutClock(tstest.Stream(0, 50, 10)),
		"long":       bytes.Repeat(withoutClock(tstest.Stream(0, 50, 10)), 300),
		"late clock": append(bytes.Repeat(withoutClock(tstest.Stream(0, 50, 10)), 300), tstest.Stream(0, 50, 10)...),
	} {
		for _, loop := range []bool{false, true} {
			_, err := io.Copy(io.Discard, replay.NewReader(t.Context(), open(stream), loop))
			if !errors.Is(err, replay.ErrNoClock) {
				t.Errorf("%s, loop %v: %v", name, loop, err)
			}
		}
	}
}

func TestALoopThatLastsNoTimeIsRefused(t *testing.T) {
	var b tstest.Builder
	b.Tables()
	b.Picture(1000, true)
	_, err := io.Copy(io.Discard, replay.NewReader(t.Context(), open(b.Bytes), true))
	if !errors.Is(err, replay.ErrTooShort) {
		t.Errorf("got %v", err)
	}
}

func TestTheContextEndsAWait(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithTimeout(t.Context(), 700*time.Millisecond)
		defer cancel()
		_, err := io.Copy(io.Discard, replay.NewReader(ctx, open(tstest.Stream(0, 50, 10)), true))
		if !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
	})
}

func withoutClock(stream []byte) []byte {
	for at := 0; at < len(stream); at += ts.PacketSize {
		p := ts.Packet(stream[at:][:ts.PacketSize])
		if _, ok := p.PCR(); ok {
			p[5] &^= 0x10
		}
	}
	return stream
}
