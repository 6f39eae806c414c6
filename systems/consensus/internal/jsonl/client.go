package jsonl

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strconv"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/internal/strictjson"
)

// Answer is what a program answered to one request.
type Answer struct {
	ID    strictjson.Value // "null" when there is none
	Code  hash.Code
	Value strictjson.Value // nil unless Code is OK
	Error string           // for people
}

// ParseAnswer reads an answer line and holds it to the contract.
func ParseAnswer(line []byte) (Answer, error) {
	members, err := strictjson.Parse(line)
	if err != nil {
		return Answer{}, fmt.Errorf("answer: %w", err)
	}
	var answer Answer
	var ok strictjson.Value
	coded := false
	for _, m := range members {
		switch m.Key {
		case "id":
			answer.ID = m.Value
		case "ok":
			ok = m.Value
		case "code":
			n, valid := m.Value.Uint(uint64(hash.Internal))
			coded = valid && m.Value.Kind() == strictjson.Number
			answer.Code = hash.Code(n)
		case "value":
			answer.Value = m.Value
		case "error":
			text, _ := m.Value.Text()
			answer.Error = string(text)
		}
	}
	switch good := answer.Code == hash.OK; {
	case answer.ID == nil:
		err = errors.New("answer: id is missing")
	case !coded:
		err = errors.New("answer: code is missing or unknown")
	case string(ok) != strconv.FormatBool(good):
		err = fmt.Errorf("answer: ok is %q with code %d", ok, answer.Code)
	case good != (answer.Value != nil):
		err = fmt.Errorf("answer: code %d with value %q", answer.Code, answer.Value)
	case good != (answer.Error == ""):
		err = fmt.Errorf("answer: code %d with error %q", answer.Code, answer.Error)
	}
	return answer, err
}

// Same reports whether two answers agree: in code and value, never in the error
// text.
func (a Answer) Same(b Answer) bool {
	if a.Code != b.Code {
		return false
	}
	return a.Code != hash.OK || strictjson.Equal(a.Value, b.Value)
}

// String returns the answer as a line without its id.
func (a Answer) String() string {
	if a.Code == hash.OK {
		return "0 " + excerpt(a.Value)
	}
	return fmt.Sprintf("%d (%s)", a.Code, a.Error)
}

// Asker answers request lines.
type Asker interface {
	// Name says who answers.
	Name() string
	// Ask returns the answer to one line, which has no line end.
	Ask(line []byte) (Answer, error)
}

// Local asks a backend of this process.
type Local struct {
	Backend hash.Backend
	line    []byte
}

// Name returns the backend's name.
func (l *Local) Name() string { return l.Backend.Name() }

// Ask implements Asker.
func (l *Local) Ask(line []byte) (Answer, error) {
	l.line, _ = AppendAnswer(l.line[:0], l.Backend, line)
	return ParseAnswer(append([]byte(nil), l.line...))
}

// Child asks a program that speaks the protocol on stdin and stdout.
type Child struct {
	name    string
	command *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
}

// Start starts the program argv, with extra environment entries. Its stderr is
// this program's. The child lives until Close.
func Start(name string, argv, env []string) (*Child, error) {
	command := exec.Command(argv[0], argv[1:]...)
	command.Env = append(os.Environ(), env...)
	command.Stderr = os.Stderr
	in, err := command.StdinPipe()
	if err != nil {
		return nil, fmt.Errorf("peer %s: %w", name, err)
	}
	out, err := command.StdoutPipe()
	if err != nil {
		return nil, fmt.Errorf("peer %s: %w", name, err)
	}
	if err := command.Start(); err != nil {
		return nil, fmt.Errorf("peer %s: %w", name, err)
	}
	return &Child{name, command, in, bufio.NewReaderSize(out, 64<<10)}, nil
}

// Name returns the child's name.
func (c *Child) Name() string { return c.name }

// Ask implements Asker.
func (c *Child) Ask(line []byte) (Answer, error) {
	if err := c.Send(append(append([]byte(nil), line...), '\n')); err != nil {
		return Answer{}, err
	}
	return c.Receive()
}

// Send writes request lines, each with its line end. The caller must not send
// more than the pipes hold before it receives.
func (c *Child) Send(lines []byte) error {
	if _, err := c.in.Write(lines); err != nil {
		return fmt.Errorf("peer %s: write: %w", c.name, err)
	}
	return nil
}

// Receive reads the next answer.
func (c *Child) Receive() (Answer, error) {
	line, err := c.out.ReadBytes('\n')
	if err != nil {
		return Answer{}, fmt.Errorf("peer %s: read: %w", c.name, err)
	}
	answer, err := ParseAnswer(line[:len(line)-1])
	if err != nil {
		return Answer{}, fmt.Errorf("peer %s: %w", c.name, err)
	}
	return answer, nil
}

// Kill ends the child at once. Close must still be called.
func (c *Child) Kill() {
	// It may have ended by itself already.
	_ = c.command.Process.Kill()
}

// Close ends the child and returns how it ended: it must leave with status 0
// and have said nothing more.
func (c *Child) Close() error {
	c.in.Close()
	rest, readErr := io.ReadAll(c.out)
	err := c.command.Wait()
	switch {
	case err != nil:
		return fmt.Errorf("peer %s: %w", c.name, err)
	case readErr != nil:
		return fmt.Errorf("peer %s: read: %w", c.name, readErr)
	case len(rest) > 0:
		return fmt.Errorf("peer %s: %d bytes after the last answer", c.name, len(rest))
	}
	return nil
}
