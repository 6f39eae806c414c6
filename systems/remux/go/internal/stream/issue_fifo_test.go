package stream

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"spandrel.dev/remux/internal/location"
	"spandrel.dev/remux/internal/ts/tstest"
)

// write plays the writer of a FIFO that comes, sends and goes.
func write(t *testing.T, path string) {
	t.Helper()
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	if _, err := file.Write(tstest.Stream(0, 5, 5)); err != nil {
		t.Fatal(err)
	}
}

func await(t *testing.T, s *Stream, what string, done func(Status) bool) {
	t.Helper()
	for began := time.Now(); !done(s.Status()); time.Sleep(time.Millisecond) {
		if time.Since(began) > time.Minute {
			t.Fatalf("%s: %+v", what, s.Status())
		}
	}
}

// A FIFO is read again when its writer comes again, and a file as soon as it
// is there; with once, the end of the writer is that of the stream.
func TestIssueAFIFOAndAMissingFileAreOpenedAgain(t *testing.T) {
	for _, once := range []bool{false, true} {
		path := filepath.Join(t.TempDir(), "fifo")
		if err := syscall.Mkfifo(path, 0o600); err != nil {
			t.Fatal(err)
		}
		url := location.Address("file:" + path)
		if once {
			url += "?once=true"
		}
		s := testStream(t, "fifo", url, nil)
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error)
		go func() { done <- s.Run(ctx) }()
		write(t, path)
		if once {
			if err := <-done; err != nil || s.Status().State != Ended {
				t.Errorf("once: %v, %+v", err, s.Status())
			}
			cancel()
			continue
		}
		await(t, s, "the first end", func(s Status) bool { return s.SourceFaults == 1 })
		before := s.Status().BytesIn
		write(t, path)
		await(t, s, "the second writer", func(s Status) bool { return s.BytesIn > before && s.SourceFaults == 2 })
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	}
	path := filepath.Join(t.TempDir(), "late.ts")
	s := testStream(t, "late", location.Address("file:"+path), nil)
	done := make(chan error)
	go func() { done <- s.Run(t.Context()) }()
	await(t, s, "the missing file", func(s Status) bool {
		return s.SourceFaults > 1 && s.LastError != "" && (s.State == Waiting || s.State == Silent)
	})
	if err := os.WriteFile(path+".new", tstest.Stream(0, 5, 5), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(path+".new", path); err != nil {
		t.Fatal(err)
	}
	// A recording is over at its end, as before.
	if err := <-done; err != nil || s.Status().BytesIn == 0 || s.Status().State != Ended {
		t.Errorf("%v, %+v", err, s.Status())
	}
}
