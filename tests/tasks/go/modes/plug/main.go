// Command plug is a plugin that uses the bridge.
package main

import "spandrel.dev/tests/tasks/chores"

// Shut makes a leaf call, and a call of the host's object.
func Shut(gate *chores.Gate) (uint64, error) {
	if chores.LeafSeven() != 7 {
		return 0, nil
	}
	return gate.Shut()
}

// Open returns an object of the same Rust side.
func Open() (*chores.Gate, error) { return chores.NewGate() }

// LeafAsks makes a leaf call that calls Go.
func LeafAsks() uint64 { return chores.LeafAsks() }

func main() {}
