package page

import (
	"runtime"

	"golang.org/x/sys/unix"
)

// Run does one operation: it gives work a scratch with room for at least n bytes, and leaves no copy of what was in it.
//
// Bytes that are copied pass through vector registers and stay there. When a signal comes, such as the one by which Go
// preempts a goroutine, the kernel writes all registers to the signal stack, where nobody wipes them. So the thread takes
// no signals that can wait until the registers are cleared.
func Run(n int, work func(scratch *Scratch) error) error {
	scratch, err := Acquire(n)
	if err != nil {
		return err
	}
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	var before unix.Sigset_t
	masked := unix.PthreadSigmask(unix.SIG_BLOCK, &waiting, &before) == nil
	defer func() {
		scratch.Close()
		clearRegisters()
		if masked {
			_ = unix.PthreadSigmask(unix.SIG_SETMASK, &before, nil)
		}
	}()
	return work(scratch)
}

// waiting holds every signal but those that the thread causes itself, which cannot wait.
var waiting = func() (set unix.Sigset_t) {
	for i := range set.Val {
		set.Val[i] = ^set.Val[i]
	}
	for _, signal := range []unix.Signal{unix.SIGSEGV, unix.SIGBUS, unix.SIGFPE, unix.SIGILL, unix.SIGTRAP, unix.SIGABRT, unix.SIGSYS} {
		set.Val[0] &^= 1 << (signal - 1)
	}
	return set
}()
