// Command unpinned passes a Go pointer to memory that holds another Go pointer.
package main

// void canary_look(const void *data);
import "C"

import (
	"fmt"
	"unsafe"
)

type node struct{ next *node }

func main() {
	first := &node{next: &node{}}
	C.canary_look(unsafe.Pointer(first))
	fmt.Println(first.next != nil)
}
