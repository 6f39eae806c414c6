//go:build cgo && !coinjecture_off

package chain_test

import (
	"testing"

	"spandrel.dev/consensus/bindings/go/rustcore"
	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/reference/go/native"
)

// backends are all there are: every test runs with each.
func backends(t testing.TB) []hash.Backend {
	rust, err := rustcore.Open()
	if err != nil {
		t.Fatal(err)
	}
	return []hash.Backend{native.Backend{}, rust}
}
