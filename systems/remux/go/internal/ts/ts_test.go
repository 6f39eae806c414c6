package ts_test

import (
	"bytes"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"spandrel.dev/remux/internal/ts"
	"spandrel.dev/remux/internal/ts/tstest"
)

// align runs input through an Aligner in pieces of the given size.
func align(input []byte, piece int) (packets, junk []byte) {
	var aligner ts.Aligner
	drain := func() {
		for {
			segment, ok := aligner.Next()
			switch {
			case !ok:
				return
			case segment.Packet:
				packets = append(packets, segment.Data...)
			default:
				junk = append(junk, segment.Data...)
			}
		}
	}
	for len(input) > 0 {
		part := input[:min(piece, len(input))]
		input = input[len(part):]
		aligner.Feed(part)
		drain()
	}
	aligner.End()
	drain()
	return packets, junk
}

func TestAlignerFindsEveryPacketOfEveryPacketSize(t *testing.T) {
	stream := tstest.Stream(0, 20, 5)
	for _, size := range []int{188, 192, 204} {
		var input []byte
		for at := 0; at < len(stream); at += ts.PacketSize {
			if size == 192 {
				input = append(input, 1, 2, 3, 4)
			}
			input = append(input, stream[at:at+ts.PacketSize]...)
			if size == 204 {
				input = append(input, make([]byte, 16)...)
			}
		}
		for _, piece := range []int{1, 7, 188, 1000, len(input)} {
			packets, _ := align(input, piece)
			if !bytes.Equal(packets, stream) {
				t.Errorf("size %d in pieces of %d: got %d bytes of packets, want %d", size, piece, len(packets), len(stream))
			}
		}
	}
}

func TestAlignerHandsJunkOnAndFindsTheStreamAgain(t *testing.T) {
	stream := tstest.Stream(0, 40, 5)
	noise := make([]byte, 1001)
	for i := range noise {
		noise[i] = byte(rand.IntN(256))
	}
	half := len(stream) / 2 / ts.PacketSize * ts.PacketSize
	input := append(append(append(noise[:500:500], stream[:half]...), noise[500:]...), stream[half:]...)
	packets, junk := align(input, 333)
	if len(packets)+len(junk) != len(input) {
		t.Errorf("%d + %d bytes came out of %d", len(packets), len(junk), len(input))
	}
	if !bytes.HasSuffix(packets, stream[half:]) {
		t.Error("the second half was not found after the junk")
	}
}

func TestAlignerFindsNothingInNoise(t *testing.T) {
	noise := bytes.Repeat([]byte("no transport stream at all "), 4000)
	if packets, junk := align(noise, 4096); len(packets) != 0 || !bytes.Equal(junk, noise) {
		t.Errorf("%d bytes taken for packets, %d of %d handed on", len(packets), len(junk), len(noise))
	}
}

func TestClocksWrap(t *testing.T) {
	last := ts.PCR(1<<33*300 - 27)
	if got := last.Add(54).Sub(last); got != 54 {
		t.Errorf("PCR step over the wrap is %d, want 54", got)
	}
	if got := last.Add(54); got != 27 {
		t.Errorf("PCR after the wrap is %d, want 27", got)
	}
	if got := ts.Timestamp(5).Sub(1<<33 - 5); got != 10 {
		t.Errorf("PTS step over the wrap is %d, want 10", got)
	}
	if got := ts.Duration(27_000_000 * 90); got != 90*time.Second {
		t.Errorf("90 s of clock are %v", got)
	}
}

func TestPacketClockAndStampsRoundTrip(t *testing.T) {
	for _, clock := range []ts.PCR{0, 300 * 90000, 1<<33*300 - 300} {
		var b tstest.Builder
		b.Picture(clock, true)
		p := ts.Packet(b.Bytes)
		if got, ok := p.PCR(); !ok || got != clock {
			t.Errorf("PCR %d came back as %d, %v", clock, got, ok)
		}
		stamps, ok := p.Stamps()
		if !ok || stamps.Decode() != ts.Timestamp(clock/300) {
			t.Fatalf("PTS of %d not found", clock/300)
		}
		stamps.Shift(-7)
		if got := stamps.Decode(); got != ts.Timestamp(clock/300).Add(-7) {
			t.Errorf("shifted PTS is %d", got)
		}
	}
}

func FuzzPackets(f *testing.F) {
	f.Add(tstest.Stream(0, 10, 5))
	f.Add([]byte(strings.Repeat("G", 2000)))
	f.Fuzz(func(t *testing.T, input []byte) {
		packets, junk := align(input, 97)
		if len(packets)%ts.PacketSize != 0 || len(packets)+len(junk) > len(input) {
			t.Fatalf("%d bytes in, %d + %d out", len(input), len(packets), len(junk))
		}
		for at := 0; at < len(packets); at += ts.PacketSize {
			p := ts.Packet(packets[at:][:ts.PacketSize])
			if clock, ok := p.PCR(); ok {
				p.SetPCR(clock)
			}
			if stamps, ok := p.Stamps(); ok {
				stamps.Shift(1)
			}
		}
	})
}

// The check value of CRC-32/MPEG-2.
func TestSectionCRC(t *testing.T) {
	if got := tstest.SectionCRC([]byte("123456789")); got != 0x0376E6E7 {
		t.Errorf("got %#x", got)
	}
}
