// Command race writes one variable from two goroutines.
package main

import (
	"fmt"
	"sync"
)

func main() {
	var group sync.WaitGroup
	count := 0
	for range 2 {
		group.Go(func() {
			for range 1000 {
				count++
			}
		})
	}
	group.Wait()
	fmt.Println(count)
}
