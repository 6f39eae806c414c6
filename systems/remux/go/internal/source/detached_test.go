package source_test

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"spandrel.dev/remux/internal/source"
)

func fifo(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "fifo")
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// writer opens the other end, which lets a blocked open of ours return.
func writer(t *testing.T, path string) *os.File {
	t.Helper()
	file, err := os.OpenFile(path, os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	return file
}

func TestIssueOpeningAFIFOWithoutWriterEndsWithTheContext(t *testing.T) {
	path := fifo(t)
	ctx, cancel := context.WithCancel(t.Context())
	opened := make(chan error, 1)
	go func() { _, err := source.OpenFile(ctx, path); opened <- err }()
	cancel()
	if err := <-opened; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the end of the context", err)
	}
	writer(t, path).Close() // releases the goroutine that was left behind
}

func TestIssueReadingASilentFIFOEndsWithTheContext(t *testing.T) {
	path := fifo(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	began := make(chan *os.File)
	go func() { began <- writer(t, path) }()
	file, err := source.OpenFile(ctx, path)
	if err != nil {
		t.Fatal(err)
	}
	other := <-began
	if _, err := other.WriteString("abc"); err != nil {
		t.Fatal(err)
	}
	buffer := make([]byte, 10)
	if n, err := file.Read(buffer); string(buffer[:n]) != "abc" || err != nil {
		t.Fatalf("read %q, %v", buffer[:n], err)
	}
	read := make(chan error, 1)
	go func() { _, err := file.Read(buffer); read <- err }()
	cancel()
	if err := <-read; !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want the end of the context", err)
	}
	if err := file.Close(); err != nil {
		t.Error(err)
	}
	// What comes now must not reach the buffer of a read that has returned.
	if _, err := other.WriteString("xyz"); err != nil {
		t.Error(err)
	}
	other.Close()
	if string(buffer[:3]) != "abc" {
		t.Errorf("the buffer was overwritten: %q", buffer)
	}
	if _, err := file.Read(buffer); err == nil || errors.Is(err, io.EOF) {
		t.Errorf("after Close: %v", err)
	}
}

func TestAFileThatDoesNotExistIsAnError(t *testing.T) {
	if _, err := source.OpenFile(t.Context(), filepath.Join(t.TempDir(), "none")); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}
