package remote

import (
	"errors"
	"fmt"
	"net"
	"os"
	"strings"
)

// Credentials say which process is at the other end of a Unix socket: the one that connected.
type Credentials struct {
	PID      int
	UID, GID int
}

// SameUser allows processes of the user that this process runs as, and of root.
func SameUser(other Credentials) error {
	if own := os.Geteuid(); other.UID != own && other.UID != 0 {
		return fmt.Errorf("process %d is of user %d, this one of user %d", other.PID, other.UID, own)
	}
	return nil
}

// unixPath is the path of an address, such as "unix:/run/search.sock".
func unixPath(address string) (string, error) {
	path, ok := strings.CutPrefix(address, "unix:")
	if !ok || path == "" {
		return "", fmt.Errorf("spandrel: address %q: it must be unix: and the path of a socket, such as unix:/run/search.sock, or http://HOST:PORT or https://HOST:PORT", address)
	}
	return path, nil
}

// Listen listens at an address such as "unix:/run/search.sock", or "http://127.0.0.1:8080" for ServeHTTP. Only the user of this process may open the socket. One that a
// process left there that is gone is replaced; nothing else is.
func Listen(address string) (net.Listener, error) {
	if isHTTP(address) {
		return listenHTTP(address)
	}
	path, err := unixPath(address)
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("unix", path)
	if err != nil && abandoned(path) {
		if err := os.Remove(path); err != nil {
			return nil, err
		}
		listener, err = net.Listen("unix", path)
	}
	if err != nil {
		return nil, err
	}
	if !strings.HasPrefix(path, "@") {
		if err := os.Chmod(path, 0o600); err != nil {
			return nil, errors.Join(err, listener.Close())
		}
	}
	return listener, nil
}

// abandoned tells whether there is a socket that nobody listens at.
func abandoned(path string) bool {
	info, err := os.Lstat(path)
	if err != nil || info.Mode().Type() != os.ModeSocket {
		return false
	}
	conn, err := net.Dial("unix", path)
	if err == nil {
		conn.Close()
		return false
	}
	return refused(err)
}
