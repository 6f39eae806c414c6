// Command keptpointer passes Rust Go memory that Rust reads again after the garbage collector has taken it.
package main

// #include <stdint.h>
// void canary_keep(void *data);
// uint64_t canary_read_again(void);
import "C"

import (
	"fmt"
	"runtime"
	"unsafe"
)

//go:noinline
func borrow() {
	data := make([]byte, 4096)
	C.canary_keep(unsafe.Pointer(unsafe.SliceData(data)))
}

func main() {
	borrow()
	for range 4 {
		runtime.GC()
	}
	fmt.Println(C.canary_read_again())
}
