//go:build !linux

package process

import (
	"errors"
	"io"
	"net"
	"time"
)

var errPlatform = errors.New("worker processes run on Linux only")

// Options says what is started and how.
type Options struct {
	Name, Path, Dir string
	Args, Env       []string
	Memory          uint64
	Stdout, Stderr  io.Writer
}

// Process is a worker. There is none here.
type Process struct{ Conn net.Conn }

// Start fails.
func Start(Options) (*Process, error) { return nil, errPlatform }

// Named is empty: no process is a worker.
func Named() string { return "" }

// Become fails.
func Become() (net.Conn, error) { return nil, errPlatform }

// Pid is none.
func (p *Process) Pid() int { return 0 }

// Done is never closed.
func (p *Process) Done() <-chan struct{} { return nil }

// Kill does nothing.
func (p *Process) Kill(string) {}

// End does nothing.
func (p *Process) End(time.Duration) {}

// Exit is empty.
func (p *Process) Exit() string { return "" }

// Stderr is empty.
func (p *Process) Stderr() string { return "" }
