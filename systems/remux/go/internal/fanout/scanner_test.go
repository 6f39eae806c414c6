package fanout_test

import (
	"errors"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"testing"

	"spandrel.dev/remux/internal/fanout"
	"spandrel.dev/remux/internal/ts"
	"spandrel.dev/remux/internal/ts/tstest"
	"spandrel.dev/remux/remux"
)

// The streams of another program's muxer are the judge of what tables and key
// pictures look like in practice.
func TestTheCoreFindsTheKeyPicturesOfFFmpeg(t *testing.T) {
	ffmpeg, err := exec.LookPath("ffmpeg")
	if err != nil {
		t.Fatal("ffmpeg is needed to make test streams: apt-get install ffmpeg")
	}
	for _, codec := range []string{"mpeg2video", "libx264", "libx265"} {
		path := filepath.Join(t.TempDir(), "in.ts")
		command := exec.Command(ffmpeg, "-v", "error", "-f", "lavfi", "-i", "testsrc=size=64x64:rate=25:duration=2",
			"-f", "lavfi", "-i", "sine=duration=2", "-c:v", codec, "-g", "10", "-bf", "0", "-c:a", "ac3",
			"-x265-params", "log-level=none", "-metadata:s:a:0", "language=fra", path)
		if out, err := command.CombinedOutput(); err != nil {
			t.Fatalf("%v: %s", err, out)
		}
		stream, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		marked := 0
		for at := 0; at < len(stream); at += ts.PacketSize {
			if p := ts.Packet(stream[at:][:ts.PacketSize]); p.PID() == 0x100 && p.RandomAccess() {
				marked++
				p[5] &^= 0x40 // what remains must be found in the video itself
			}
		}
		scanner, err := remux.OpenScanner(0, 0)
		if err != nil {
			t.Fatal(err)
		}
		defer scanner.Close()
		found := 0
		for rest := stream; len(rest) > 0; found++ {
			at, err := scanner.NextStart(rest, 0, false)
			if err != nil {
				t.Fatal(err)
			}
			if int(at) == len(rest) {
				break
			}
			rest = rest[int(at)+ts.PacketSize:]
		}
		if marked == 0 || found != marked {
			t.Errorf("%s: %d key pictures marked, %d found in the video", codec, marked, found)
		}
		prelude, err := scanner.Prelude()
		var tables tstest.Tables
		for at := 0; at < len(prelude); at += ts.PacketSize {
			tables.Observe(ts.Packet(prelude[at:][:ts.PacketSize]))
		}
		if err != nil || len(prelude) != 2*ts.PacketSize || !tables.Complete() {
			t.Errorf("%s: %d bytes of tables, complete: %v, %v", codec, len(prelude), tables.Complete(), err)
		}
	}
}

// weak is a core whose first scanner fails at its second call.
type weak struct {
	remux.Core
	opened int
}

type weakScanner struct {
	remux.CoreScanner
	calls int
}

var errWeak = errors.New("broken on purpose")

func (w *weak) OpenScanner(programs, tracks uint32) (remux.CoreScanner, error) {
	scanner, err := w.Core.OpenScanner(programs, tracks)
	if w.opened++; w.opened == 1 {
		return &weakScanner{CoreScanner: scanner}, err
	}
	return scanner, err
}

func (w *weakScanner) NextStart(packets []byte, from uint64, anyUnit bool) (uint64, error) {
	if w.calls++; w.calls > 1 {
		return 0, errWeak
	}
	return w.CoreScanner.NextStart(packets, from, anyUnit)
}

// A scanner that failed is told of and replaced: readers that are there miss
// nothing, and new ones start when its tables came.
func TestIssueAScannerThatFailedIsReplaced(t *testing.T) {
	core := &weak{Core: remux.Embedded()}
	var failures []error
	hub := fanout.NewHub(core, roomy, func(err error) { failures = append(failures, err) })
	group := tstest.Stream(0, 10, 10)
	early := subscribe(t, hub)
	for range 4 {
		hub.Publish(group)
	}
	late := subscribe(t, hub)
	hub.Close()
	if len(failures) != 1 || !errors.Is(failures[0], errWeak) || core.opened != 2 {
		t.Errorf("told of %v, opened %d times", failures, core.opened)
	}
	if got, err := drain(t, early); !errors.Is(err, io.EOF) || len(got) != 4*len(group) {
		t.Errorf("the reader that was there got %d bytes of %d, %v", len(got), 4*len(group), err)
	}
	got, err := drain(t, late)
	if !errors.Is(err, io.EOF) || len(got) != len(group) {
		t.Fatalf("%d bytes, %v", len(got), err)
	}
	checkStart(t, got)
}

// Looking for starts allocates nothing on the Go side, and a start its tables.
func TestIssueLookingForStartsAllocatesNothing(t *testing.T) {
	hub := newHub(fanout.Limits{QueueBytes: 1 << 20, Starts: 1})
	stream := tstest.Stream(0, 20, 10)
	hub.Publish(stream)
	if allocations := testing.AllocsPerRun(100, func() { hub.Publish(stream) }); allocations > 0 {
		t.Errorf("%v allocations for a chunk without a start", allocations)
	}
}
