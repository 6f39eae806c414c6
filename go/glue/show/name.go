package show

import (
	"fmt"
	"io"
)

// Name prints an object: its name, or what package fmt prints for a nil pointer.
func Name(state fmt.State, name string, isNil bool) {
	if isNil {
		name = "<nil>"
	}
	_, _ = io.WriteString(state, name)
}
