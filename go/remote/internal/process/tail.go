package process

import (
	"bytes"
	"io"
	"strings"
	"sync"
)

// How many bytes of a worker's standard error are retained: of its end, and from the line on that says why it ends, which stands in front
// of the stacks of all goroutines.
const (
	tailSize  = 8 << 10
	causeSize = 2 << 10
)

// causes are how lines begin with which Go, Rust and the runtime of a bridge report the end of a process.
var causes = []string{"fatal error: ", "panic: ", "runtime: ", "SIG", "thread '", "memory allocation of ", "spandrel: "}

// tail passes on what is written and retains the end of it.
type tail struct {
	mu   sync.Mutex
	next io.Writer
	// data is the end of what was written.
	data []byte
	cut  bool
	// line is the line that is being written, up to the size of a cause.
	line []byte
	// cause begins with the last line that is one.
	cause []byte
}

func newTail(next io.Writer) *tail { return &tail{next: next} }

// Write retains and passes on. A writer behind that fails does not stop the worker.
func (t *tail) Write(b []byte) (int, error) {
	t.mu.Lock()
	t.data = append(t.data, b...)
	if over := len(t.data) - tailSize; over > 0 {
		t.data = append(t.data[:0], t.data[over:]...)
		t.cut = true
	}
	for rest := b; len(rest) > 0; {
		line, after, found := bytes.Cut(rest, []byte("\n"))
		t.line = append(t.line, line[:min(len(line), causeSize-len(t.line))]...)
		if found {
			t.endLine()
		}
		rest = after
	}
	t.mu.Unlock()
	if t.next != nil {
		_, _ = t.next.Write(b)
	}
	return len(b), nil
}

func (t *tail) endLine() {
	full := len(t.cause) == 0 || len(t.cause) > causeSize
	if full && isCause(string(t.line)) {
		t.cause, full = t.cause[:0], false
	}
	if !full {
		t.cause = append(append(t.cause, t.line...), '\n')
	}
	t.line = t.line[:0]
}

func isCause(line string) bool {
	for _, start := range causes {
		if strings.HasPrefix(line, start) {
			return true
		}
	}
	return false
}

// String is the end of what was written, from the beginning of a line on, and in front of it the line that says why, if
// that is further up.
func (t *tail) String() string {
	t.mu.Lock()
	defer t.mu.Unlock()
	text := string(t.data)
	if t.cut {
		if _, rest, found := strings.Cut(text, "\n"); found {
			text = rest
		}
		cause := string(t.cause)
		if first, _, _ := strings.Cut(cause, "\n"); strings.Contains(text, first) {
			cause = ""
		}
		text = cause + "…\n" + text
	}
	return strings.ToValidUTF8(text, "\uFFFD")
}
