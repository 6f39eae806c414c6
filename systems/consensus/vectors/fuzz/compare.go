package main

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"spandrel.dev/consensus/internal/jsonl"
	"spandrel.dev/consensus/internal/strictjson"
)

// finding is a line that two implementations answer differently.
type finding struct {
	line  []byte
	peer  string
	ours  jsonl.Answer
	other jsonl.Answer
	fault error // the peer gave no answer at all
}

func (f finding) String() string {
	if f.fault != nil {
		return fmt.Sprintf("%s gives no answer: %v\n  %s", f.peer, f.fault, f.shown())
	}
	return fmt.Sprintf("reference %s to %s, %s %s to %s\n  %s", f.ours, f.ours.ID, f.peer, f.other, f.other.ID, f.shown())
}

// shown returns the line for people: the whole of it stands in the candidate.
func (f finding) shown() string {
	const most = 400
	if len(f.line) <= most {
		return string(f.line)
	}
	return fmt.Sprintf("%s… (%d bytes)", bytes.ToValidUTF8(f.line[:most], nil), len(f.line))
}

// differs compares two answers: code, value and id, never the error text.
func differs(a, b jsonl.Answer) bool { return !a.Same(b) || !strictjson.Equal(a.ID, b.ID) }

// peer answers batches of lines.
type peer interface {
	name() string
	// ask returns the answers to lines. When the peer fails it returns the
	// answers before that, and the error; the peer can be asked again.
	ask(lines [][]byte) ([]jsonl.Answer, error)
	close() error
}

// local is a peer in this process.
type local struct{ jsonl.Local }

func (l *local) name() string { return l.Local.Name() }

func (l *local) ask(lines [][]byte) ([]jsonl.Answer, error) {
	answers := make([]jsonl.Answer, 0, len(lines))
	for _, line := range lines {
		answer, err := l.Ask(line)
		if err != nil {
			return answers, err
		}
		answers = append(answers, answer)
	}
	return answers, nil
}

func (l *local) close() error { return nil }

// patience is how long a batch may take a child.
const patience = 2 * time.Minute

// child is a peer in another process. It is started again after it failed.
type child struct {
	title string
	start func() (*jsonl.Child, error)
	now   *jsonl.Child
}

func (c *child) name() string { return c.title }

func (c *child) ask(lines [][]byte) ([]jsonl.Answer, error) {
	if c.now == nil {
		var err error
		if c.now, err = c.start(); err != nil {
			return nil, err
		}
	}
	running := c.now
	late := time.AfterFunc(patience, running.Kill)
	defer late.Stop()
	go func() {
		// A failure to write shows as a failure to read the answers.
		_ = running.Send(append(bytes.Join(lines, []byte{'\n'}), '\n'))
	}()
	answers := make([]jsonl.Answer, 0, len(lines))
	for range lines {
		answer, err := running.Receive()
		if err != nil {
			running.Kill()
			c.now = nil
			return answers, errors.Join(err, running.Close())
		}
		answers = append(answers, answer)
	}
	return answers, nil
}

func (c *child) close() error {
	if c.now == nil {
		return nil
	}
	return c.now.Close()
}

// compare asks the reference and the peers all lines and returns what differs.
func compare(reference peer, peers []peer, lines [][]byte) ([]finding, error) {
	ours, err := reference.ask(lines)
	if err != nil {
		return nil, fmt.Errorf("reference: %w", err)
	}
	var findings []finding
	for _, p := range peers {
		for from := 0; from < len(lines); {
			answers, err := p.ask(lines[from:])
			for i, answer := range answers {
				if differs(ours[from+i], answer) {
					findings = append(findings, finding{line: lines[from+i], peer: p.name(), ours: ours[from+i], other: answer})
				}
			}
			from += len(answers)
			if err == nil {
				break
			}
			if from == 0 && len(answers) == 0 && len(lines) > 1 {
				// Is it the line, or does the peer not work at all?
				if _, again := p.ask([][]byte{[]byte(`{}`)}); again != nil {
					return nil, fmt.Errorf("peer %s does not work: %w", p.name(), again)
				}
			}
			findings = append(findings, finding{line: lines[from], peer: p.name(), ours: ours[from], fault: err})
			from++
		}
	}
	return findings, nil
}
