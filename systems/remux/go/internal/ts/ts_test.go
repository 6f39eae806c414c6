package ts_test

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
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

func TestTables(t *testing.T) {
	var b tstest.Builder
	b.Tables()
	var tables ts.Tables
	for at := 0; at < len(b.Bytes); at += ts.PacketSize {
		if tables.Complete() {
			t.Fatal("complete before the PMT was seen")
		}
		tables.Observe(ts.Packet(b.Bytes[at:][:ts.PacketSize]))
	}
	if !tables.Complete() || !tables.HasVideo() {
		t.Fatal("tables not understood")
	}
	if !bytes.Equal(tables.Prelude(), b.Bytes) {
		t.Error("the prelude is not the packets that were sent")
	}
	sound, ok := tables.Track(tstest.AudioPID)
	if !ok || sound.Audio() != "mp2" || sound.Language() != "deu" {
		t.Errorf("audio track read as %+v", sound)
	}
}

func TestTablesWithABadCRCAreIgnored(t *testing.T) {
	var b tstest.Builder
	b.Tables()
	b.Bytes[20] ^= 1
	var tables ts.Tables
	tables.Observe(ts.Packet(b.Bytes[:ts.PacketSize]))
	tables.Observe(ts.Packet(b.Bytes[ts.PacketSize:]))
	if tables.Complete() || len(tables.Programs()) != 0 {
		t.Error("a damaged PAT was believed")
	}
}

// The streams of another program's muxer are the judge of what the tables
// and key pictures look like in practice.
func TestTablesOfFFmpegStreams(t *testing.T) {
	ffmpeg, err := exec.LookPath("ffmpeg")
	if err != nil {
		t.Fatal("ffmpeg is needed to make test streams: apt-get install ffmpeg")
	}
	for _, codec := range []string{"mpeg2video", "libx264"} {
		path := filepath.Join(t.TempDir(), "in.ts")
		command := exec.Command(ffmpeg, "-v", "error", "-f", "lavfi", "-i", "testsrc=size=64x64:rate=25:duration=2",
			"-f", "lavfi", "-i", "sine=duration=2", "-c:v", codec, "-g", "10", "-bf", "0", "-c:a", "ac3",
			"-metadata:s:a:0", "language=fra", path)
		if out, err := command.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		stream, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		var tables ts.Tables
		keys, marked := 0, 0
		for at := 0; at < len(stream); at += ts.PacketSize {
			p := ts.Packet(stream[at:][:ts.PacketSize])
			tables.Observe(p)
			if track, ok := tables.Track(p.PID()); ok && track.Video() {
				if p.RandomAccess() {
					marked++
					p[5] &^= 0x40 // what remains must be found in the video itself
				}
				if track.StartsPicture(p) {
					keys++
				}
			}
		}
		programs := tables.Programs()
		if len(programs) != 1 || len(programs[0].Tracks) != 2 {
			t.Fatalf("%s: programs %+v", codec, programs)
		}
		if sound := programs[0].Tracks[1]; sound.Audio() != "ac3" || sound.Language() != "fra" {
			t.Errorf("%s: audio track read as %+v", codec, sound)
		}
		if marked == 0 || keys != marked {
			t.Errorf("%s: %d key pictures marked, %d found in the video", codec, marked, keys)
		}
	}
}

func FuzzPacketsAndTables(f *testing.F) {
	f.Add(tstest.Stream(0, 10, 5))
	f.Add([]byte(strings.Repeat("G", 2000)))
	f.Fuzz(func(t *testing.T, input []byte) {
		packets, junk := align(input, 97)
		if len(packets)%ts.PacketSize != 0 || len(packets)+len(junk) > len(input) {
			t.Fatalf("%d bytes in, %d + %d out", len(input), len(packets), len(junk))
		}
		var tables ts.Tables
		for at := 0; at < len(packets); at += ts.PacketSize {
			p := ts.Packet(packets[at:][:ts.PacketSize])
			tables.Observe(p)
			if track, ok := tables.Track(p.PID()); ok {
				track.StartsPicture(p)
			}
			if clock, ok := p.PCR(); ok {
				p.SetPCR(clock)
			}
			if stamps, ok := p.Stamps(); ok {
				stamps.Shift(1)
			}
		}
		tables.Prelude()
	})
}
