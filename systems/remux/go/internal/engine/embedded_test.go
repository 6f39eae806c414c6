package engine_test

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"

	"spandrel.dev/remux/internal/engine"
	"spandrel.dev/remux/internal/ts"
	"spandrel.dev/remux/internal/ts/tstest"
	"spandrel.dev/remux/remux"
)

func TestTheCoreReplacesTheAudioAndNothingElse(t *testing.T) {
	sample, err := os.ReadFile("../../../samples/sample.ts")
	if err != nil {
		t.Fatal(err)
	}
	e, err := engines(t).Open(engine.Embedded, engines(t).Defaults())
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	var got []byte
	take := func() {
		output, err := e.Output()
		if err != nil || len(output)%ts.PacketSize != 0 {
			t.Fatalf("%d bytes, %v", len(output), err)
		}
		got = append(got, output...)
	}
	for rest := sample; len(rest) > 0; {
		part := rest[:min(4321, len(rest))]
		rest = rest[len(part):]
		if err := e.Push(part); err != nil {
			t.Fatal(err)
		}
		take()
	}
	if err := e.Flush(); err != nil {
		t.Fatal(err)
	}
	take()
	before, soundBefore := video(sample)
	after, soundAfter := video(got)
	if len(before) == 0 || !bytes.Equal(before, after) {
		t.Errorf("the video was changed: %d bytes in, %d out", len(before), len(after))
	}
	if soundBefore != "mp2 mp2" || soundAfter != "aac aac" {
		t.Errorf("%q in, %q out", soundBefore, soundAfter)
	}
	report, err := e.Stats()
	if err != nil {
		t.Fatal(err)
	}
	if report.Engine != engine.Embedded || report.PacketsOut != uint64(len(got)/ts.PacketSize) || report.Errors() != 0 ||
		report.MediaSeconds < 17.5 || report.MediaSeconds > 18.5 || len(report.Programs) != 1 {
		t.Errorf("report %+v", report)
	}
	for i, track := range report.Programs[0].Tracks {
		if want := []string{"deu", "eng"}[i]; track.Language != want || track.CodecOut != "aac" || track.FramesIn != 750 || track.Passthrough {
			t.Errorf("track %+v", track)
		}
	}
}

// video returns all video packets of a stream and the codecs of its sound.
func video(stream []byte) (packets []byte, sound string) {
	var tables tstest.Tables
	for at := 0; at < len(stream); at += ts.PacketSize {
		p := ts.Packet(stream[at:][:ts.PacketSize])
		tables.Observe(p)
		if tables.Video(p.PID()) {
			packets = append(packets, p...)
		}
	}
	return packets, strings.Join(tables.Sound(), " ")
}

func TestTheCoreRefusesWhatIsNoStream(t *testing.T) {
	e, err := engines(t).Open(engine.Embedded, engines(t).Defaults())
	if err != nil {
		t.Fatal(err)
	}
	defer e.Close()
	err = e.Push(make([]byte, 1<<20))
	if refused, ok := errors.AsType[*remux.Error](err); !ok || !errors.Is(err, remux.ErrNotTransportStream) || refused.Scanned == 0 {
		t.Errorf("got %v", err)
	}
}

func TestSettingsOutOfRangeAreNamed(t *testing.T) {
	for field, change := range map[string]func(*engine.Settings){
		"sample_rate":    func(s *engine.Settings) { s.SampleRate = 47_999 },
		"channels":       func(s *engine.Settings) { s.Channels = 3 },
		"bitrate":        func(s *engine.Settings) { s.Bitrate = 1 },
		"frames_per_pes": func(s *engine.Settings) { s.FramesPerPES = 9 },
		"tracks":         func(s *engine.Settings) { s.Tracks = "some" },
		"dynamic_range":  func(s *engine.Settings) { s.DynamicRange = "small" },
		"dialogue_level": func(s *engine.Settings) { s.DialogueLevel = 32 },
		"downmix":        func(s *engine.Settings) { s.Downmix = "mono" },
		"dual_mono":      func(s *engine.Settings) { s.DualMono = "none" },
	} {
		settings := engines(t).Defaults()
		change(&settings)
		_, err := engines(t).Open(engine.Embedded, settings)
		if refused, ok := errors.AsType[engine.SettingError](err); !ok || refused.Field != field || refused.Reason == "" {
			t.Errorf("%s: %v", field, err)
		}
	}
	settings := engines(t).Defaults()
	settings.Languages = []string{"German"}
	if _, err := engines(t).Open(engine.Embedded, settings); !errors.As(err, new(engine.SettingError)) {
		t.Errorf("languages: %v", err)
	}
}
