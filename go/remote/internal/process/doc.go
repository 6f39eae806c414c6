// Package process runs workers: child processes at the other end of a socket.
package process
