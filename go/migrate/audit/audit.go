// Package audit is a log of lines of JSON that are chained by hashes: each line has the hash of the one before. A line that was
// changed, removed or put in is found, up to the last hash that somebody knows.
package audit

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"spandrel.dev/spandrel/migrate/internal/lines"
)

// Entry is a line.
type Entry struct {
	Number uint64    `json:"number"`
	Time   time.Time `json:"time"`
	// Event is what happened.
	Event json.RawMessage `json:"event"`
	// Before is the hash of the line before; nothing for the first.
	Before string `json:"before"`
}

// Log is a log that is written.
type Log struct {
	mu     sync.Mutex
	file   *lines.File
	number uint64
	last   string
}

// ErrBroken is returned for a log whose lines are not a chain.
var ErrBroken = errors.New("the chain is broken")

// Open opens a log to add to it, or makes it. A last line that is not whole, as after a power cut, is removed: nothing else is. A
// chain that is broken is an error.
func Open(path string) (*Log, error) {
	var state chain
	file, err := lines.Open(path, func(r io.Reader) (whole int64, err error) {
		state, err = read(r)
		return state.size, err
	})
	if err != nil {
		return nil, fmt.Errorf("audit log %s: %w", path, err)
	}
	return &Log{file: file, number: state.lines, last: state.last}, nil
}

// Add adds an event, which is on the disk when it returns. After an error it is not in the log.
func (l *Log) Add(event any) error {
	text, err := json.Marshal(event)
	if err != nil {
		return err
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	line, err := json.Marshal(Entry{Number: l.number + 1, Time: time.Now().UTC(), Event: text, Before: l.last})
	if err != nil {
		return err
	}
	if err := l.file.Append(append(line, '\n')); err != nil {
		return fmt.Errorf("audit log: %w", err)
	}
	l.number, l.last = l.number+1, hash(line)
	return nil
}

// Last is the number of lines, and the hash of the last: who knows it can tell whether lines were removed behind it.
func (l *Log) Last() (lines uint64, hash string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.number, l.last
}

// Close closes the file.
func (l *Log) Close() error { return l.file.Close() }

func hash(line []byte) string {
	sum := sha256.Sum256(line)
	return hex.EncodeToString(sum[:])
}

// chain is what was read of a log.
type chain struct {
	lines uint64
	last  string
	// size is that of the whole lines.
	size int64
}

// read follows the chain. A last line without its end is passed over.
func read(r io.Reader) (chain, error) {
	var c chain
	reader := bufio.NewReader(r)
	for {
		line, err := reader.ReadBytes('\n')
		if errors.Is(err, io.EOF) {
			return c, nil
		}
		if err != nil {
			return c, err
		}
		text := bytes.TrimSuffix(line, []byte("\n"))
		var entry Entry
		if err := json.Unmarshal(text, &entry); err != nil {
			return c, fmt.Errorf("line %d: %w: %w", c.lines+1, ErrBroken, err)
		}
		if entry.Number != c.lines+1 || entry.Before != c.last {
			return c, fmt.Errorf("line %d: %w", c.lines+1, ErrBroken)
		}
		c.lines, c.last = entry.Number, hash(text)
		c.size += int64(len(line))
	}
}

// Verify follows the chain of a log. It returns how many lines there are, and the hash of the last.
func Verify(r io.Reader) (lines uint64, last string, err error) {
	c, err := read(r)
	return c.lines, c.last, err
}
