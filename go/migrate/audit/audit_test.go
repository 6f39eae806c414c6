package audit_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"spandrel.dev/spandrel/migrate/audit"
)

func written(t *testing.T, lines int) (path string, text []byte) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "audit.jsonl")
	log, err := audit.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	for i := range lines {
		if err := log.Add(map[string]int{"event": i}); err != nil {
			t.Fatal(err)
		}
	}
	number, last := log.Last()
	if err := log.Close(); err != nil {
		t.Fatal(err)
	}
	text, err = os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if got, hash, err := audit.Verify(bytes.NewReader(text)); got != number || hash != last || err != nil || int(got) != lines {
		t.Fatalf("%d lines, %v", got, err)
	}
	return path, text
}

func TestEveryChangedByteIsFound(t *testing.T) {
	_, text := written(t, 3)
	_, last, _ := audit.Verify(bytes.NewReader(text))
	for i := range text {
		changed := bytes.Clone(text)
		changed[i] ^= 1
		if lines, hash, err := audit.Verify(bytes.NewReader(changed)); err == nil && hash == last && lines == 3 {
			t.Fatalf("byte %d", i)
		}
	}
	rows := bytes.SplitAfter(text, []byte("\n"))
	for name, rows := range map[string][][]byte{"removed": {rows[0], rows[2]}, "swapped": {rows[1], rows[0], rows[2]}, "twice": {rows[0], rows[0]}} {
		if _, _, err := audit.Verify(bytes.NewReader(bytes.Join(rows, nil))); !errors.Is(err, audit.ErrBroken) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestCutAtEveryByte has the log readable, and whole lines in it, wherever a write was cut off.
func TestCutAtEveryByte(t *testing.T) {
	path, text := written(t, 3)
	for cut := range len(text) {
		if err := os.WriteFile(path, text[:cut], 0o600); err != nil {
			t.Fatal(err)
		}
		log, err := audit.Open(path)
		if err != nil {
			t.Fatalf("cut at %d: %v", cut, err)
		}
		whole, _ := log.Last()
		if int(whole) != bytes.Count(text[:cut], []byte("\n")) {
			t.Fatalf("cut at %d: %d lines", cut, whole)
		}
		if err := errors.Join(log.Add("again"), log.Close()); err != nil {
			t.Fatal(err)
		}
		again, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if lines, _, err := audit.Verify(bytes.NewReader(again)); lines != whole+1 || err != nil {
			t.Fatalf("cut at %d: %d lines, %v", cut, lines, err)
		}
	}
}
