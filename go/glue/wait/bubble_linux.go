package wait

import (
	"syscall"
	"time"
)

// drift is how far a bubble's clock is from the real one, at least. It begins in the year 2000.
const drift = 3600

// inBubble reports whether the goroutine runs in a bubble of testing/synctest: its clock is not that of the system. That
// takes some 80 ns, and is asked where a goroutine is started or waits.
func inBubble() bool {
	var system syscall.Timeval
	if syscall.Gettimeofday(&system) != nil {
		return false
	}
	ahead := time.Now().Unix() - system.Sec
	return ahead > drift || ahead < -drift
}

// sleep sleeps on the system's clock. In a bubble that takes a thread: the bubble's own clock would stand still for as long
// as another goroutine waits for Rust.
func sleep(pause time.Duration) {
	if !inBubble() {
		time.Sleep(pause)
		return
	}
	left := syscall.NsecToTimespec(int64(pause))
	// A thread that is interrupted looks again a little earlier.
	_ = syscall.Nanosleep(&left, nil)
}
