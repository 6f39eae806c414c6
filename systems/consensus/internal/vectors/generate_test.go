package vectors

import (
	"path/filepath"
	"testing"

	"spandrel.dev/consensus/reference/go/native"
)

// committed is where the vector files stand.
var committed = filepath.Join("..", "..", "vectors")

func TestCommittedVectorsAreWhatTheGeneratorWrites(t *testing.T) {
	texts, err := Generate(native.Backend{})
	if err != nil {
		t.Fatal(err)
	}
	if stale := Stale(committed, texts); len(stale) > 0 {
		t.Errorf("%q differ; run consensus vectors generate and commit what it writes", stale)
	}
}
