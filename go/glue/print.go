package glue

import (
	"fmt"
	"io"
)

// PrintName prints an object: its name, or what package fmt prints for a nil pointer.
func PrintName(state fmt.State, name string, isNil bool) {
	if isNil {
		name = "<nil>"
	}
	_, _ = io.WriteString(state, name)
}
