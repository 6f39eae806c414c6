// Command doublefree calls Rust code that frees a box twice.
package main

// void canary_double_free(void);
import "C"

func main() {
	C.canary_double_free()
}
