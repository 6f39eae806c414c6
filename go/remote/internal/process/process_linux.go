package process

import (
	"errors"
	"fmt"
	"io"
	"net"
	"os"
	"os/exec"
	"runtime"
	"strconv"
	"sync"
	"syscall"
	"time"
)

// Variables of a worker's environment.
const (
	// Variable names the bridge whose core the process serves.
	Variable = "SPANDREL_WORKER"
	// memoryVariable is the limit of its memory in bytes.
	memoryVariable = "SPANDREL_WORKER_MEMORY"
)

// Descriptor is the worker's end of the socket.
const descriptor = 3

// Options says what is started and how.
type Options struct {
	// Name is the bridge's.
	Name string
	// Path is the program, empty for this one.
	Path string
	// Args are its arguments.
	Args []string
	// Env is added to this program's environment.
	Env []string
	// Dir is its folder, empty for this program's.
	Dir string
	// Memory limits its data in bytes, 0 for no limit.
	Memory uint64
	// Stdout and Stderr receive what it writes.
	Stdout, Stderr io.Writer
}

// Process is a worker.
type Process struct {
	// Conn is this side's end of the socket.
	Conn net.Conn

	command *exec.Cmd
	stderr  *tail
	done    chan struct{}

	mu     sync.Mutex
	reason string
	state  string
}

// Start starts a worker.
func Start(options Options) (*Process, error) {
	path := options.Path
	if path == "" {
		// Not the name: the file may have been replaced since.
		path = "/proc/self/exe"
	}
	ours, theirs, err := socketpair()
	if err != nil {
		return nil, err
	}
	defer theirs.Close()
	conn, err := net.FileConn(ours)
	ours.Close()
	if err != nil {
		return nil, err
	}
	p := &Process{Conn: conn, stderr: newTail(options.Stderr), done: make(chan struct{})}
	p.command = exec.Command(path, options.Args...)
	p.command.Args[0] = os.Args[0]
	p.command.Dir = options.Dir
	p.command.Env = append(os.Environ(), options.Env...)
	p.command.Env = append(p.command.Env, Variable+"="+options.Name)
	if options.Memory > 0 {
		p.command.Env = append(p.command.Env, memoryVariable+"="+strconv.FormatUint(options.Memory, 10))
	}
	p.command.Stdout = options.Stdout
	p.command.Stderr = p.stderr
	p.command.ExtraFiles = []*os.File{theirs}
	// A group of its own: the Ctrl-C that ends the program gracefully does not end the worker first.
	p.command.SysProcAttr = &syscall.SysProcAttr{Setpgid: true, Pdeathsig: syscall.SIGKILL}
	// What it leaves behind may have its standard error.
	p.command.WaitDelay = time.Second
	if err := starter.start(p.command); err != nil {
		conn.Close()
		return nil, err
	}
	go p.reap()
	return p, nil
}

func socketpair() (ours, theirs *os.File, err error) {
	ends, err := syscall.Socketpair(syscall.AF_UNIX, syscall.SOCK_STREAM|syscall.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, nil, os.NewSyscallError("socketpair", err)
	}
	return os.NewFile(uintptr(ends[0]), "worker"), os.NewFile(uintptr(ends[1]), "program"), nil
}

// starting is the thread that starts workers. The kernel sends the signal of a parent's death when the thread that forked
// ends, so this one never does.
type starting struct {
	once  sync.Once
	calls chan func()
}

var starter starting

func (s *starting) start(command *exec.Cmd) error {
	s.once.Do(func() {
		s.calls = make(chan func())
		go func() {
			runtime.LockOSThread()
			for call := range s.calls {
				call()
			}
		}()
	})
	started := make(chan error)
	s.calls <- func() { started <- command.Start() }
	return <-started
}

// reap waits for the process, so that it does not remain as a zombie.
func (p *Process) reap() {
	err := p.command.Wait()
	state := "exit status 0"
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		state = exit.String()
	case p.command.ProcessState != nil:
		state = p.command.ProcessState.String()
	case err != nil:
		state = err.Error()
	}
	p.mu.Lock()
	p.state = state
	p.mu.Unlock()
	close(p.done)
}

// Pid is its number.
func (p *Process) Pid() int { return p.command.Process.Pid }

// Done is closed when the process has ended.
func (p *Process) Done() <-chan struct{} { return p.done }

// Kill ends the process, unless it has ended by itself, and waits for that.
func (p *Process) Kill(reason string) {
	p.mu.Lock()
	if p.state == "" && p.reason == "" {
		p.reason = reason
	}
	p.mu.Unlock()
	_ = p.command.Process.Kill()
	<-p.done
	p.Conn.Close()
}

// End lets the process end by itself for a moment: it does when its socket is closed.
func (p *Process) End(moment time.Duration) {
	p.Conn.Close()
	timer := time.NewTimer(moment)
	defer timer.Stop()
	select {
	case <-p.done:
	case <-timer.C:
		p.Kill("closed")
	}
}

// Exit says how the process ended: "signal: killed", "exit status 2".
func (p *Process) Exit() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.reason != "" {
		return fmt.Sprintf("%s (killed: %s)", p.state, p.reason)
	}
	return p.state
}

// Stderr is the end of what it wrote to standard error.
func (p *Process) Stderr() string { return p.stderr.String() }
