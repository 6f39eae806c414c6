package e2e

import (
	"encoding/binary"
	"encoding/json"
	"math"
	"strconv"
	"testing"
)

const rate = 48_000

// sound is one decoded audio track, mixed to one channel, on the clock of its
// stream.
type sound struct {
	start   float64 // seconds of the first sample
	samples []float32
}

// probed is what ffprobe says about a stream.
type probed struct {
	Streams []struct {
		ID        string `json:"id"`
		CodecName string `json:"codec_name"`
		CodecType string `json:"codec_type"`
		Tags      struct{ Language string }
	}
}

func probe(t *testing.T, path string) probed {
	t.Helper()
	var p probed
	out := output(t, "ffprobe", "-v", "warning", "-show_streams", "-of", "json", path)
	if err := json.Unmarshal(out, &p); err != nil {
		t.Fatal(err)
	}
	return p
}

// decode decodes audio track number track. ffmpeg puts silence where
// timestamps leave a gap, so that sample n lies n/rate seconds after the start.
func decode(t *testing.T, path string, track int) sound {
	t.Helper()
	selector := "a:" + strconv.Itoa(track)
	var packets struct {
		Packets []struct {
			Time string `json:"pts_time"`
		}
	}
	first := output(t, "ffprobe", "-v", "error", "-select_streams", selector, "-show_entries", "packet=pts_time",
		"-read_intervals", "%+#1", "-of", "json", path)
	if err := json.Unmarshal(first, &packets); err != nil || len(packets.Packets) == 0 {
		t.Fatalf("no audio packet in %s: %v", first, err)
	}
	start, err := strconv.ParseFloat(packets.Packets[0].Time, 64)
	if err != nil {
		t.Fatal(err)
	}
	raw := output(t, "ffmpeg", "-v", "warning", "-i", path, "-map", "0:"+selector, "-af", "aresample=async=1:first_pts=0",
		"-ac", "1", "-ar", strconv.Itoa(rate), "-f", "f32le", "-")
	s := sound{start: start, samples: make([]float32, len(raw)/4)}
	for i := range s.samples {
		s.samples[i] = math.Float32frombits(binary.LittleEndian.Uint32(raw[4*i:]))
	}
	return s
}

// window returns seconds from..to of the stream's clock.
func (s sound) window(from, to float64) []float32 {
	first, last := int(math.Round((from-s.start)*rate)), int(math.Round((to-s.start)*rate))
	if first < 0 || last > len(s.samples) {
		return nil
	}
	return s.samples[first:last]
}

// align finds the shift, in samples, at which probe fits best into track, and
// how well: 1 is equal up to a factor. track must be longer by span on both sides.
func align(probe, track []float32, span int) (shift int, fit float64) {
	for lag := -span; lag <= span; lag++ {
		if c := correlation(probe, track[span+lag:][:len(probe)]); c > fit {
			shift, fit = lag, c
		}
	}
	return shift, fit
}

func correlation(a, b []float32) float64 {
	var product, energyA, energyB float64
	for i, x := range a {
		y := b[i]
		product += float64(x) * float64(y)
		energyA += float64(x) * float64(x)
		energyB += float64(y) * float64(y)
	}
	if energyA == 0 || energyB == 0 {
		return 0
	}
	return product / math.Sqrt(energyA*energyB)
}

// The judge must see what it is there for: a shift of a millisecond and a
// wrong track.
func TestAlignSeesShiftsAndStrangers(t *testing.T) {
	s, other := decode(t, sample, 0), decode(t, sample, 1)
	const span = 480
	from := s.start + 2
	track := s.window(from-0.01, from+1.01)
	for _, shifted := range []int{-span, -48, 0, 1, 48, span} {
		probe := track[span+shifted:][:rate]
		if shift, fit := align(probe, track, span); shift != shifted || fit < 0.9999 {
			t.Errorf("a shift of %d was seen as %d with fit %f", shifted, shift, fit)
		}
	}
	if _, fit := align(other.window(from, from+1), track, span); fit > 0.5 {
		t.Errorf("another track fits with %f", fit)
	}
}
