//go:build linux && amd64 && !cgo

package dynamic

import (
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"syscall"
	"unsafe"

	"github.com/ebitengine/purego"
)

// limit is the size of the largest file that is read as a library.
const limit = 1 << 30

// readFile reads a library. A path may name anything, and a device has no end.
func readFile(path string) ([]byte, error) {
	// To open a named pipe would wait for who writes to it.
	about, err := os.Stat(path)
	if err != nil {
		if errors.Is(err, os.ErrNotExist) {
			return nil, errors.Join(ErrNoLibrary, err)
		}
		return nil, err
	}
	if !about.Mode().IsRegular() || about.Size() > limit {
		return nil, fmt.Errorf("%w: it is not a regular file of at most 1 GiB", ErrDamaged)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, limit))
}

// damagedBy says that a library lacks a function.
func damagedBy(symbol string) error {
	return fmt.Errorf("%w: it does not define %s", ErrDamaged, symbol)
}

// cutBridge cuts the name of a contract's symbol in front of the bridge.
func cutBridge(symbol string) (prefix, rest string, found bool) {
	return strings.Cut(symbol, "__bridge_")
}

// checkGlibc compares what a library requires with what the program runs on. The dynamic linker does so, too, and names a
// version without a cure.
func checkGlibc(required version) error {
	running, err := runningGlibc()
	if err != nil {
		return err
	}
	if running.newer(required) != running {
		return &GlibcError{Required: required.String(), Found: running.String()}
	}
	return nil
}

func runningGlibc() (version, error) {
	address, err := purego.Dlsym(purego.RTLD_DEFAULT, "gnu_get_libc_version")
	if err != nil {
		return version{}, fmt.Errorf("%w: the C library is not glibc", ErrSystem)
	}
	text, _ := Call(address)
	start := (*byte)(pointer(text))
	length := 0
	for *(*byte)(unsafe.Add(unsafe.Pointer(start), length)) != 0 {
		length++
	}
	return parseVersion(string(unsafe.Slice(start, length))), nil
}

// From linux/memfd.h and linux/fcntl.h.
const (
	sysMemfdCreate = 319
	memfdCloexec   = 0x1
	memfdSealing   = 0x2
	memfdExec      = 0x10
	addSeals       = 1033
	allSeals       = 0xf // F_SEAL_SEAL, SHRINK, GROW and WRITE
)

// openSealed loads a copy of a library that nobody can change any more. It stays loaded.
func openSealed(data []byte) (uintptr, error) {
	failed := func(what string, err error) error {
		return fmt.Errorf("%w: %s: %w", ErrSystem, what, err)
	}
	descriptor, err := memfd()
	if err != nil {
		return 0, failed("memfd_create", err)
	}
	file := os.NewFile(descriptor, "spandrel")
	defer file.Close()
	if _, err := file.Write(data); err != nil {
		return 0, failed("write a copy to memory", err)
	}
	if _, _, errno := syscall.Syscall(syscall.SYS_FCNTL, descriptor, addSeals, allSeals); errno != 0 {
		return 0, failed("seal the copy", errno)
	}
	handle, err := purego.Dlopen("/proc/self/fd/"+strconv.Itoa(int(descriptor)), purego.RTLD_NOW|purego.RTLD_LOCAL)
	if err != nil {
		return 0, failed("dlopen", err)
	}
	return handle, nil
}

// memfd makes a file in memory. Kernels before 6.3 do not know the flag that says it holds code; some later ones want it.
func memfd() (uintptr, error) {
	name := [...]byte{'s', 'p', 'a', 'n', 'd', 'r', 'e', 'l', 0}
	var errno syscall.Errno
	for _, flags := range []uintptr{memfdCloexec | memfdSealing | memfdExec, memfdCloexec | memfdSealing} {
		var descriptor uintptr
		descriptor, _, errno = syscall.Syscall(sysMemfdCreate, uintptr(unsafe.Pointer(&name[0])), flags, 0)
		if errno == 0 {
			return descriptor, nil
		}
	}
	return 0, errno
}
