//go:build spandrel_debug

package ring_test

import (
	"testing"

	"spandrel.dev/spandrel/ring"
)

const debugEnabled = true

func TestARetainedViewIsPoisoned(t *testing.T) {
	tx, rx := byteRing(t, ring.Config{})
	if err := tx.Send([]byte("text")); err != nil {
		t.Fatal(err)
	}
	var retained []byte
	for batch := range rx.Batches(t.Context()) {
		retained = batch[0]
		break
	}
	if string(retained) != "\xdb\xdb\xdb\xdb" {
		t.Fatalf("got %q, want poison", retained)
	}
}
