package process

import (
	"fmt"
	"net"
	"os"
	"runtime/debug"
	"strconv"
	"syscall"
)

// Named is the bridge that this process was started as a worker for, empty if it was not.
func Named() string { return os.Getenv(Variable) }

// Become makes this process a worker, and returns its end of the socket.
func Become() (net.Conn, error) {
	// Its own children shall not be workers.
	memory := os.Getenv(memoryVariable)
	os.Unsetenv(Variable)
	os.Unsetenv(memoryVariable)
	if err := withoutTraces(); err != nil {
		return nil, err
	}
	if memory != "" {
		if err := limitMemory(memory); err != nil {
			return nil, err
		}
	}
	file := os.NewFile(descriptor, "program")
	conn, err := net.FileConn(file)
	file.Close()
	if err != nil {
		return nil, fmt.Errorf("descriptor %d is not the socket of a worker: %w", descriptor, err)
	}
	closeInherited()
	return conn, nil
}

const prSetDumpable = 4

// withoutTraces prevents core files, also those that the kernel pipes into a program, to which the limit does not apply, and reading of
// the memory by other processes of the user.
func withoutTraces() error {
	if err := syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{}); err != nil {
		return os.NewSyscallError("setrlimit", err)
	}
	if _, _, errno := syscall.RawSyscall(syscall.SYS_PRCTL, prSetDumpable, 0, 0); errno != 0 {
		return os.NewSyscallError("prctl", errno)
	}
	return nil
}

// limitMemory limits private memory that can be written, and lets Go's collector know beforehand.
func limitMemory(text string) error {
	bytes, err := strconv.ParseUint(text, 10, 63)
	if err != nil {
		return fmt.Errorf("%s: %w", memoryVariable, err)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_DATA, &syscall.Rlimit{Cur: bytes, Max: bytes}); err != nil {
		return os.NewSyscallError("setrlimit", err)
	}
	debug.SetMemoryLimit(int64(bytes / 10 * 9))
	return nil
}

// closeInherited closes descriptors that C code of the program that started this process had left open. Those are the ones
// without the flag that closes them on exec: what was opened here by Go or Rust has it.
func closeInherited() {
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return
	}
	for _, entry := range entries {
		fd, err := strconv.Atoi(entry.Name())
		if err != nil || fd < descriptor {
			continue
		}
		flags, _, errno := syscall.RawSyscall(syscall.SYS_FCNTL, uintptr(fd), syscall.F_GETFD, 0)
		if errno == 0 && flags&syscall.FD_CLOEXEC == 0 {
			_ = syscall.Close(fd)
		}
	}
}
