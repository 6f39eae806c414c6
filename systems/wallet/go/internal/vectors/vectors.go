// Package vectors reads the files of systems/wallet/vectors. Only tests import it.
package vectors

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"spandrel.dev/wallet/internal/page"
)

// Load reads a file into a struct with the file's lists. A key that the struct does not have fails the test, so that no
// list of a file is passed over.
func Load(t testing.TB, name string, into any) {
	t.Helper()
	_, here, _, _ := runtime.Caller(0)
	text, err := os.ReadFile(filepath.Join(filepath.Dir(here), "..", "..", "..", "vectors", name))
	if err != nil {
		t.Fatal(err)
	}
	reader := json.NewDecoder(bytes.NewReader(text))
	reader.DisallowUnknownFields()
	if err := reader.Decode(into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// Hex decodes, and fails the test where it cannot.
func Hex(t testing.TB, text string) []byte {
	t.Helper()
	raw, err := hex.DecodeString(text)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// Scratch returns one that is closed when the test ends.
func Scratch(t testing.TB) *page.Scratch {
	t.Helper()
	scratch, err := page.Acquire(page.Size)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(scratch.Close)
	return scratch
}

// Source is the first key of every file.
type Source struct {
	Source string `json:"source"`
}
