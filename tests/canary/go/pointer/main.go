// Command pointer makes, by arithmetic, a pointer to a neighbour of what its base points to.
package main

import (
	"fmt"
	"unsafe"
)

// small lies on the heap, where the check knows every neighbour.
var small []byte

func main() {
	small = make([]byte, 64)
	beyond := (*byte)(unsafe.Pointer(uintptr(unsafe.Pointer(unsafe.SliceData(small))) + 64))
	fmt.Println(*beyond)
}
