//go:build !linux

package wait

import "time"

// inBubble is asked on Linux only.
func inBubble() bool {
	return false
}

func sleep(pause time.Duration) {
	time.Sleep(pause)
}
