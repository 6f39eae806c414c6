package remote

import (
	"errors"
	"fmt"
	"net"
	"syscall"
)

// credentialsOf asks the kernel.
func credentialsOf(conn net.Conn) (Credentials, error) {
	unix, ok := conn.(*net.UnixConn)
	if !ok {
		return Credentials{}, fmt.Errorf("a connection of type %T has no credentials", conn)
	}
	raw, err := unix.SyscallConn()
	if err != nil {
		return Credentials{}, err
	}
	var (
		found  *syscall.Ucred
		failed error
	)
	err = raw.Control(func(fd uintptr) {
		found, failed = syscall.GetsockoptUcred(int(fd), syscall.SOL_SOCKET, syscall.SO_PEERCRED)
	})
	if err = errors.Join(err, failed); err != nil {
		return Credentials{}, err
	}
	return Credentials{PID: int(found.Pid), UID: int(found.Uid), GID: int(found.Gid)}, nil
}

func refused(err error) bool { return errors.Is(err, syscall.ECONNREFUSED) }
