// Command plug is a plugin that uses the bridge.
package main

import "spandrel.dev/tests/go_main/places/places"

// Shut makes a leaf call, and a call of the host's object.
func Shut(gate *places.Gate) (uint64, error) {
	if places.LeafSeven() != 7 {
		return 0, nil
	}
	return gate.Shut()
}

// Open returns an object of the same Rust side.
func Open() (*places.Gate, error) { return places.NewGate() }

// LeafAsks makes a leaf call that calls Go.
func LeafAsks() uint64 { return places.LeafAsks() }

func main() {}
