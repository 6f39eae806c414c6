package e2e

import (
	"debug/elf"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// recording is a stream that is being read.
type recording struct {
	path string
	done chan error
}

// record reads the stream to its end into a file.
func record(t *testing.T, url string) recording {
	t.Helper()
	response, err := http.Get(url)
	if err != nil {
		t.Fatal(err)
	}
	if engine := response.Header.Get("X-Remux-Engine"); response.StatusCode != 200 || engine != "embedded" {
		t.Fatalf("%s from engine %q", response.Status, engine)
	}
	r := recording{path: filepath.Join(t.TempDir(), "recorded.ts"), done: make(chan error, 1)}
	file, err := os.Create(r.path)
	if err != nil {
		t.Fatal(err)
	}
	go func() {
		_, err := io.Copy(file, response.Body)
		r.done <- errors.Join(err, response.Body.Close(), file.Close())
	}()
	return r
}

// The sample is served in a loop, read over HTTP across the seam, decoded by
// ffmpeg and compared with the sound it was made from.
func TestTheServedSoundIsThatOfTheSample(t *testing.T) {
	p := serve(t, "--source", "sample=file:"+sample+"?loop=true")
	recorded := record(t, p.url)
	time.Sleep(24 * time.Second)
	checkFigures(t, p.url)
	if status := p.end(t, syscall.SIGTERM); status != 0 {
		t.Errorf("SIGTERM ended with status %d", status)
	}
	if err := <-recorded.done; err != nil {
		t.Errorf("the stream did not end in order: %v", err)
	}
	path := recorded.path
	before, after := probe(t, sample), probe(t, path)
	if len(after.Streams) != len(before.Streams) {
		t.Fatalf("%d streams in, %d out", len(before.Streams), len(after.Streams))
	}
	track := 0
	for i, in := range before.Streams {
		out := after.Streams[i]
		if out.ID != in.ID || out.Tags.Language != in.Tags.Language {
			t.Errorf("stream %d was %+v and is %+v", i, in, out)
		}
		if in.CodecType != "audio" {
			continue
		}
		if in.CodecName != "mp2" || out.CodecName != "aac" {
			t.Errorf("track %s: %s in, %s out", in.ID, in.CodecName, out.CodecName)
		}
		compare(t, path, track)
		track++
	}
	if track < 2 {
		t.Errorf("%d audio tracks compared", track)
	}
}

// compare compares seconds of one track, before and after the seam of the loop.
func compare(t *testing.T, path string, track int) {
	t.Helper()
	const (
		length = 18.0 // of the sample
		span   = rate / 50
		margin = float64(span) / rate
	)
	in, out := decode(t, sample, track), decode(t, path, track)
	end := out.start + float64(len(out.samples))/rate
	compared, rounds := 0, make(map[int]bool)
	for at := out.start + 0.2; at+1 < end; at++ {
		round := int((at - in.start) / length)
		from := at - float64(round)*length
		reference := in.window(from-margin, from+1+margin)
		if reference == nil {
			continue // across the seam
		}
		shift, fit := align(out.window(at, at+1), reference, span)
		if shift < -rate/1000 || shift > rate/1000 || fit < 0.99 {
			t.Errorf("track %d at %.1f s: off by %.2f ms, fit %.4f", track, at, float64(shift)*1000/rate, fit)
		}
		compared++
		rounds[round] = true
	}
	if compared < 15 || len(rounds) < 2 {
		t.Errorf("track %d: only %d seconds of %d rounds compared", track, compared, len(rounds))
	}
}

func checkFigures(t *testing.T, url string) {
	t.Helper()
	base, _, _ := strings.Cut(url, "/stream/")
	response, err := http.Get(base + "/api/streams")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	var list struct {
		Streams []struct {
			Engine        string
			Errors        int
			TimesRealtime float64 `json:"times_realtime"`
			Programs      []struct {
				Tracks []struct {
					CodecOut  string `json:"codec_out"`
					FramesOut int    `json:"frames_out"`
					Concealed int
				}
			}
		}
	}
	if err := json.NewDecoder(response.Body).Decode(&list); err != nil {
		t.Fatal(err)
	}
	s := list.Streams[0]
	if s.Engine != "embedded" || s.Errors != 0 || s.TimesRealtime < 1 || len(s.Programs) == 0 {
		t.Fatalf("figures %+v", s)
	}
	for _, track := range s.Programs[0].Tracks {
		if track.CodecOut != "aac" || track.FramesOut < 900 || track.Concealed != 0 {
			t.Errorf("track %+v", track)
		}
	}
}

func TestTheProgramIsStatic(t *testing.T) {
	file, err := elf.Open(program)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	libraries, err := file.ImportedLibraries()
	if err == nil && len(libraries) > 0 {
		t.Errorf("it needs %v", libraries)
	}
	for _, part := range file.Progs {
		if part.Type == elf.PT_INTERP {
			t.Error("it needs a dynamic loader")
		}
	}
}

func TestCtrlCEndsTheDaemonWithStatusZero(t *testing.T) {
	p := serve(t, "--source", "sample=file:"+sample+"?loop=true")
	if status := p.end(t, syscall.SIGINT); status != 0 {
		t.Errorf("status %d", status)
	}
	if !strings.Contains(p.log.String(), "engine=embedded") {
		t.Error("the log does not name the engine")
	}
}
