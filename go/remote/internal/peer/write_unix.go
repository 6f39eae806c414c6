//go:build unix

package peer

import "syscall"

// writeNow writes to a socket that does not block, and returns how much of the data it took. Errors are left to the next
// write, which waits.
func writeNow(fd uintptr, data []byte) int {
	for {
		n, err := syscall.Write(int(fd), data)
		if err == syscall.EINTR {
			continue
		}
		return max(n, 0)
	}
}
