// Command pointer looks at eight bytes as if they were a kilobyte.
package main

import (
	"fmt"
	"os"
	"unsafe"
)

// small lies on the heap, where the check knows every neighbour.
var small []byte

func main() {
	small = make([]byte, 8*len(os.Args))
	large := (*[1024]byte)(unsafe.Pointer(unsafe.SliceData(small)))
	fmt.Println(large[1000])
}
