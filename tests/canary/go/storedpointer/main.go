// Command storedpointer stores a Go pointer in Rust's memory.
package main

// void *canary_buffer(void);
import "C"

import "fmt"

var number = new(int)

func main() {
	slot := (**int)(C.canary_buffer())
	*slot = number
	fmt.Println(*slot == number)
}
