// Command pointer looks at eight bytes as if they were a kilobyte.
package main

import (
	"fmt"
	"unsafe"
)

var small = new([8]byte)

func main() {
	large := (*[1024]byte)(unsafe.Pointer(small))
	fmt.Println(large[1000])
}
