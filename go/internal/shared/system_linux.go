package shared

import (
	"syscall"
	"unsafe"
)

func mapped(size uint64) (unsafe.Pointer, error) {
	const flags = syscall.MAP_PRIVATE | syscall.MAP_ANON | syscall.MAP_NORESERVE
	at, _, errno := syscall.Syscall6(syscall.SYS_MMAP, 0, uintptr(size), syscall.PROT_READ|syscall.PROT_WRITE, flags, ^uintptr(0), 0)
	if errno != 0 {
		return nil, errno
	}
	return *(*unsafe.Pointer)(unsafe.Pointer(&at)), nil
}

func unmap(at unsafe.Pointer, size uint64) {
	_, _, _ = syscall.Syscall(syscall.SYS_MUNMAP, uintptr(at), uintptr(size), 0)
}

func discard(at unsafe.Pointer, size uint64) {
	_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, uintptr(at), uintptr(size), syscall.MADV_DONTNEED)
}

func newEvent() (uintptr, error) {
	event, _, errno := syscall.Syscall(syscall.SYS_EVENTFD2, 0, syscall.O_NONBLOCK|syscall.O_CLOEXEC, 0)
	if errno != 0 {
		return 0, errno
	}
	return event, nil
}

func duplicate(event uintptr) (uintptr, error) {
	own, _, errno := syscall.Syscall(syscall.SYS_FCNTL, event, syscall.F_DUPFD_CLOEXEC, 0)
	if errno != 0 {
		return 0, errno
	}
	return own, nil
}

func notify(event uintptr) {
	one := uint64(1)
	_, _, _ = syscall.Syscall(syscall.SYS_WRITE, event, uintptr(unsafe.Pointer(&one)), 8)
}

func closeDescriptor(event uintptr) {
	_ = syscall.Close(int(event))
}
