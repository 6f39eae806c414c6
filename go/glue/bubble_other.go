//go:build !linux

package glue

import "time"

// inBubble is asked on Linux only.
func inBubble() bool {
	return false
}

func sleep(pause time.Duration) {
	time.Sleep(pause)
}
