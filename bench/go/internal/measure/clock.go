package measure

import (
	"fmt"
	"time"

	"golang.org/x/sys/unix"
)

// threadTime returns the CPU time that the calling thread has used. What else runs on the machine does not count in it.
func threadTime() (time.Duration, error) {
	var now unix.Timespec
	if err := unix.ClockGettime(unix.CLOCK_THREAD_CPUTIME_ID, &now); err != nil {
		return 0, fmt.Errorf("reading the thread's CPU time: %w", err)
	}
	return time.Duration(now.Nano()), nil
}

// Timed runs work and returns the CPU time that the calling thread has used for it.
func Timed(work func() error) (time.Duration, error) {
	start, err := threadTime()
	if err != nil {
		return 0, err
	}
	if err := work(); err != nil {
		return 0, err
	}
	end, err := threadTime()
	return end - start, err
}
