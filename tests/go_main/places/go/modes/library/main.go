// Command library is a C library, or a program, that uses the bridge.
package main

import "C"

import (
	"context"
	"fmt"

	"spandrel.dev/tests/go_main/places/places"
)

// Seven makes a leaf call, an ordinary one and an async one.
//
//export Seven
func Seven() int {
	gate, err := places.NewGate()
	if err != nil {
		return -1
	}
	defer gate.Close()
	if _, err := places.Nap(context.Background(), 1e6); err != nil {
		return -2
	}
	shut, err := gate.Shut()
	if err != nil {
		return -3
	}
	return int(places.LeafSeven() * shut)
}

func main() { fmt.Println(Seven()) }
