package wait

// goroutine is which goroutine this is: a number that no other one has as long as this one runs.
func goroutine() uintptr
