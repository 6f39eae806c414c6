//go:build spandrel_debug

package debug

import (
	"syscall"
	"time"
	"unsafe"
)

// usage is what a thread has used.
type usage struct {
	// processor is the time on the processor.
	processor time.Duration
	// waits is how often it gave the processor up by itself.
	waits int64
}

// threadUsage returns what this thread has used; the caller is locked to it.
func threadUsage() usage {
	const (
		threadClock = 3 // CLOCK_THREAD_CPUTIME_ID
		thisThread  = 1 // RUSAGE_THREAD
	)
	var (
		now   syscall.Timespec
		other syscall.Rusage
	)
	if _, _, failed := syscall.RawSyscall(syscall.SYS_CLOCK_GETTIME, threadClock, uintptr(unsafe.Pointer(&now)), 0); failed != 0 {
		return usage{}
	}
	if _, _, failed := syscall.RawSyscall(syscall.SYS_GETRUSAGE, thisThread, uintptr(unsafe.Pointer(&other)), 0); failed != 0 {
		return usage{}
	}
	return usage{processor: time.Duration(now.Nano()), waits: int64(other.Nvcsw)}
}
