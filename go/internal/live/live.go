// Package live knows the Rust sides of this program, so that the public face can tell what they hold.
package live

import (
	"slices"
	"strings"
	"sync"
	"unsafe"
)

// Side is one Rust side: the packages that share its memory, and how to ask it.
type Side struct {
	// Packages are the generated packages, in the order of their start.
	Packages []string
	// Counters tells how many objects and blocks are live.
	Counters func() (objects, blocks int64)
	// Places tells where the live objects were made; nil where nobody notes it.
	Places func() []string

	identity unsafe.Pointer
}

// Name is the packages' names.
func (s *Side) Name() string {
	return strings.Join(s.Packages, ", ")
}

var (
	mu    sync.Mutex
	sides []*Side
)

// Register adds a package. Packages with one identity share a Rust side.
func Register(identity unsafe.Pointer, name string, counters func() (objects, blocks int64), places func() []string) {
	mu.Lock()
	defer mu.Unlock()
	for _, side := range sides {
		if side.identity == identity {
			side.Packages = append(side.Packages, name)
			return
		}
	}
	sides = append(sides, &Side{Packages: []string{name}, Counters: counters, Places: places, identity: identity})
}

// Sides returns every Rust side.
func Sides() []*Side {
	mu.Lock()
	defer mu.Unlock()
	return slices.Clone(sides)
}
