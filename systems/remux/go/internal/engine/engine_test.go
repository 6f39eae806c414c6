package engine_test

import (
	"bytes"
	"errors"
	"testing"

	"spandrel.dev/remux/internal/engine"
	"spandrel.dev/remux/internal/ts/tstest"
	"spandrel.dev/remux/remux"
)

// engines are those of the core in this program.
func engines(t *testing.T) *engine.Engines {
	t.Helper()
	engines, err := engine.Over(remux.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return engines
}

func TestPassthroughKeepsEveryPacketAndCounts(t *testing.T) {
	stream := tstest.Stream(0, 51, 10)
	e, err := engines(t).Open(engine.Passthrough, engine.Settings{})
	if err != nil {
		t.Fatal(err)
	}
	var got []byte
	for rest := stream; len(rest) > 0; {
		part := rest[:min(1000, len(rest))]
		rest = rest[len(part):]
		if err := e.Push(part); err != nil {
			t.Fatal(err)
		}
		output, err := e.Output()
		if err != nil {
			t.Fatal(err)
		}
		if len(output)%188 != 0 {
			t.Fatalf("%d bytes are not whole packets", len(output))
		}
		got = append(got, output...)
	}
	if err := e.Flush(); err != nil {
		t.Fatal(err)
	}
	output, err := e.Output()
	if err != nil {
		t.Fatal(err)
	}
	if got = append(got, output...); !bytes.Equal(got, stream) {
		t.Errorf("%d bytes came back of %d", len(got), len(stream))
	}
	report, err := e.Stats()
	if err != nil {
		t.Fatal(err)
	}
	if report.PacketsIn != uint64(len(stream)/188) || report.ContinuityErrors != 0 || report.Resyncs != 0 ||
		report.MediaSeconds < 1.999 || report.MediaSeconds > 2.001 {
		t.Errorf("report %+v", report)
	}
	if track := report.Programs[0].Tracks[0]; track.CodecIn != "mp2" || !track.Passthrough || track.FramesIn != 51 {
		t.Errorf("track %+v", track)
	}
}

func TestPassthroughCountsLossAndJunk(t *testing.T) {
	stream := tstest.Stream(0, 60, 10)
	damaged := append([]byte(nil), stream[:188*20]...)
	damaged = append(damaged, "bytes that are no packet"...)
	damaged = append(damaged, stream[188*22:]...)
	e, err := engines(t).Open(engine.Passthrough, engine.Settings{})
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(e.Push(damaged), e.Flush()); err != nil {
		t.Fatal(err)
	}
	report, err := e.Stats()
	if err != nil {
		t.Fatal(err)
	}
	if report.Resyncs != 1 || report.ContinuityErrors == 0 {
		t.Errorf("%d resyncs, %d continuity errors", report.Resyncs, report.ContinuityErrors)
	}
}

func TestClosedEngineAnswers(t *testing.T) {
	for _, name := range engine.Names() {
		e, err := engines(t).Open(name, engines(t).Defaults())
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(e.Close(), e.Close()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if err := e.Push(nil); err == nil {
			t.Errorf("%s: Push works after Close", name)
		}
		if _, err := e.Output(); err == nil {
			t.Errorf("%s: Output works after Close", name)
		}
		if _, err := e.Stats(); err == nil {
			t.Errorf("%s: Stats works after Close", name)
		}
	}
}

func TestUnknownEngineNamesTheChoice(t *testing.T) {
	_, err := engines(t).Open("turbo", engine.Settings{})
	if unknown, ok := errors.AsType[engine.UnknownError](err); !ok || unknown.Name != "turbo" {
		t.Errorf("got %v", err)
	}
}

// absent is a core that cannot be reached.
type absent struct{ remux.Core }

var errAbsent = errors.New("nobody answers")

func (absent) DefaultConfig() (remux.Config, error) { return remux.Config{}, errAbsent }

// renewed is a core whose remuxers fail after they were opened.
type renewed struct{ remux.Core }

func (r renewed) OpenRemuxer(config remux.Config) (remux.CoreRemuxer, error) {
	inner, err := r.Core.OpenRemuxer(config)
	return broken{inner}, err
}

type broken struct{ remux.CoreRemuxer }

func (broken) Push([]byte) error { return errAbsent }

func TestEnginesRunOverAnyCore(t *testing.T) {
	if _, err := engine.Over(absent{}); !errors.Is(err, errAbsent) {
		t.Errorf("got %v", err)
	}
	engines, err := engine.Over(renewed{remux.Embedded()})
	if err != nil {
		t.Fatal(err)
	}
	e, err := engines.Open(engine.Embedded, engines.Defaults())
	if err != nil {
		t.Fatal(err)
	}
	if err := e.Push(nil); !errors.Is(err, errAbsent) {
		t.Errorf("got %v", err)
	}
	if err := e.Close(); err != nil {
		t.Error(err)
	}
}
