//go:build !linux

package shared

import (
	"errors"
	"unsafe"
)

// errPlatform is why no ring can be made: so no end exists, and nothing below runs.
var errPlatform = errors.New("rings work on Linux only")

func mapped(uint64) (unsafe.Pointer, error) { return nil, errPlatform }
func unmap(unsafe.Pointer, uint64)          {}
func discard(unsafe.Pointer, uint64)        {}
func newEvent() (uintptr, error)            { return 0, errPlatform }
func duplicate(uintptr) (uintptr, error)    { return 0, errPlatform }
func notify(uintptr)                        {}
func closeDescriptor(uintptr)               {}
