//go:build !amd64

package wait

// goroutine is 0 where it is not known which goroutine this is.
func goroutine() uintptr {
	return 0
}
