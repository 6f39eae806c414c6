//go:build !spandrel_debug

package glue

import (
	"testing"
	"unsafe"

	"spandrel.dev/spandrel/glue/debug"
)

// The ordinary build notes nothing and reads memory that was released as it is.
func TestTheOrdinaryBuildPaysNothing(t *testing.T) {
	if size := unsafe.Sizeof(debug.Object{}); size != 0 {
		t.Errorf("an object carries %d bytes for the debug build", size)
	}
	if offset := unsafe.Offsetof(Object{}.handle); offset != 0 {
		t.Errorf("the handle lies at %d", offset)
	}
	view := []byte("as it was")
	debug.Poison(view)
	if string(view) != "as it was" {
		t.Errorf("%q", view)
	}
	object := new(Object)
	if allocations := testing.AllocsPerRun(100, func() { object.Handle(nil) }); allocations != 0 {
		t.Errorf("%v allocations", allocations)
	}
}
