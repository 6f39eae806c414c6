// Command useafterfree calls Rust code that reads a box after freeing it.
package main

// #include <stdint.h>
// uint64_t canary_use_after_free(void);
import "C"

import "fmt"

func main() {
	fmt.Println(C.canary_use_after_free())
}
