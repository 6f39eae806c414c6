// Command readpast passes Rust a slice; the seeded bug reads the byte behind it.
package main

// #include <stdint.h>
// uint64_t canary_read_past(const void *data, uint64_t len);
import "C"

import (
	"fmt"
	"unsafe"
)

func main() {
	data := make([]byte, 61)
	fmt.Println(C.canary_read_past(unsafe.Pointer(unsafe.SliceData(data)), C.uint64_t(len(data))))
}
