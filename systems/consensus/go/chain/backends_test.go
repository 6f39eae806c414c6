//go:build cgo && !coinjecture_off

package chain_test

import (
	"testing"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/hash/native"
	"spandrel.dev/consensus/hash/rustcore"
)

// backends are all there are: every test runs with each.
func backends(t testing.TB) []hash.Backend {
	rust, err := rustcore.Open()
	if err != nil {
		t.Fatal(err)
	}
	return []hash.Backend{native.Backend{}, rust}
}
