// Command freedbuffer reads, in Go, a buffer that Rust has freed.
package main

// void *canary_buffer(void);
// void canary_free(void *buffer);
import "C"

import "fmt"

func main() {
	buffer := C.canary_buffer()
	C.canary_free(buffer)
	fmt.Println(*(*uint64)(buffer))
}
