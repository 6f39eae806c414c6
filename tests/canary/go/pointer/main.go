// Command pointer looks at eight bytes as if they were a kilobyte.
package main

import (
	"fmt"
	"os"
	"unsafe"
)

func main() {
	small := make([]byte, 8*len(os.Args))
	large := (*[1024]byte)(unsafe.Pointer(unsafe.SliceData(small)))
	fmt.Println(large[1000])
}
