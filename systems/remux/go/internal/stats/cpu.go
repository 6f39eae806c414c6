package stats

import (
	"syscall"
	"time"
)

// rusageThread is RUSAGE_THREAD of Linux, which package syscall does not name.
const rusageThread = 1

// ProcessCPU is the user and system time of the whole process so far.
func ProcessCPU() time.Duration { return usage(syscall.RUSAGE_SELF) }

// ThreadCPU is the user and system time of the calling thread so far. It means
// something to a goroutine only while that is locked to its thread.
func ThreadCPU() time.Duration { return usage(rusageThread) }

func usage(who int) time.Duration {
	var spent syscall.Rusage
	if err := syscall.Getrusage(who, &spent); err != nil {
		return 0
	}
	return time.Duration(spent.Utime.Nano() + spent.Stime.Nano())
}
