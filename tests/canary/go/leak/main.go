// Command leak calls Rust code that forgets a box.
package main

// void canary_leak(void);
import "C"

func main() {
	for range 100 {
		C.canary_leak()
	}
}
