package play

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"spandrel.dev/consensus/node/internal/home"
)

// Exit statuses of a node.
const (
	failed   = 1 // its engine or its application has failed
	diverged = 3 // it computes otherwise than the network decided
)

// member is one validator and its processes.
type member struct {
	home.Member
	config  string
	program string   // coinjectured
	python  []string // starts the Python application
	backend string   // "", or what a step asked for
	setting []string // of the environment

	mu          sync.Mutex
	engine, app *process
	all         []*process // that were started so far
}

// process is a started program.
type process struct {
	command *exec.Cmd
	done    chan struct{} // closed when it has ended
}

func start(log string, environment []string, program string, arguments ...string) (*process, error) {
	file, err := os.OpenFile(log, os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	command := exec.Command(program, arguments...)
	command.Stdout, command.Stderr, command.Env = file, file, environment
	// A play that is killed leaves nothing behind.
	command.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := command.Start(); err != nil {
		return nil, fmt.Errorf("%s: %w", program, err)
	}
	p := &process{command, make(chan struct{})}
	go func() {
		_ = command.Wait() // the status is in ProcessState
		close(p.done)
	}()
	return p, nil
}

func (p *process) running() bool {
	if p == nil {
		return false
	}
	select {
	case <-p.done:
		return false
	default:
		return true
	}
}

// end sends a signal and waits; what does not end is killed.
func (p *process) end(signal os.Signal) error {
	if !p.running() {
		return nil
	}
	if err := p.command.Process.Signal(signal); err != nil && !errors.Is(err, os.ErrProcessDone) {
		return err
	}
	select {
	case <-p.done:
	case <-time.After(15 * time.Second):
		_ = p.command.Process.Kill() // it may have ended just now
		<-p.done
	}
	return nil
}

func (m *member) running() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.engine.running()
}

// diverged reports whether one of the processes ended because it computes
// otherwise.
func (m *member) diverged() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, p := range []*process{m.engine, m.app} {
		if p != nil && !p.running() && p.command.ProcessState.ExitCode() == diverged {
			return true
		}
	}
	return false
}

func (m *member) start() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.engine.running() {
		return fmt.Errorf("%s runs already", m.Name)
	}
	environment := os.Environ()
	if !m.Python {
		environment = append(environment, m.setting...)
	}
	if m.backend != "" {
		environment = append(environment, fmt.Sprintf("COINJECTURE_CONSENSUS_USE_RUST_BINDINGS=%t", m.backend == "rust"))
	}
	log := filepath.Join(m.Home, "log")
	var err error
	if m.Python && !m.app.running() {
		arguments := append(m.python[1:len(m.python):len(m.python)], "-m", "coinjecture", "validator", "--config", m.config)
		if m.app, err = start(log, environment, m.python[0], arguments...); err != nil {
			return err
		}
		if err := waitFor(m.app, strings.TrimPrefix(m.Application, "tcp://")); err != nil {
			return fmt.Errorf("%s: %w; see %s", m.Name, err, log)
		}
		m.all = append(m.all, m.app)
	}
	if m.engine, err = start(log, environment, m.program, "node", "--config", m.config); err != nil {
		return err
	}
	m.all = append(m.all, m.engine)
	return nil
}

// waitFor waits until somebody listens at address.
func waitFor(p *process, address string) error {
	for range 300 {
		if !p.running() {
			return errors.New("the application has ended")
		}
		if connection, err := net.DialTimeout("tcp", address, time.Second); err == nil {
			return connection.Close()
		}
		time.Sleep(100 * time.Millisecond)
	}
	return errors.New("the application does not listen")
}

// stop ends the engine, then the application.
func (m *member) stop(signal os.Signal) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return errors.Join(m.engine.end(signal), m.app.end(signal))
}

// killApplication ends the Python application at once. Its engine has to notice.
func (m *member) killApplication() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.app.end(syscall.SIGKILL)
}

// usage returns the processor time of all processes of the member, which have
// ended, and the most memory that an engine had.
func (m *member) usage() (processor time.Duration, memory int64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, p := range m.all {
		state := p.command.ProcessState
		processor += state.UserTime() + state.SystemTime()
		if usage, ok := state.SysUsage().(*syscall.Rusage); ok && p.command.Path == m.program {
			memory = max(memory, usage.Maxrss<<10) // Linux counts in KiB
		}
	}
	return processor, memory
}

// get reads a path of the REST interface.
func (m *member) get(ctx context.Context, path string, into any) (status int, err error) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+m.REST+path, nil)
	if err != nil {
		return 0, err
	}
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	return response.StatusCode, json.NewDecoder(response.Body).Decode(into)
}
