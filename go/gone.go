package spandrel

import (
	"errors"
	"fmt"
	"strings"
)

// ErrGone is returned when the process that a core runs in has ended, or the connection to it. The error is a [*GoneError].
var ErrGone = errors.New("the core is gone")

// GoneError says that a core in another process ended, or was ended because it did not answer or answered nonsense. It
// matches [ErrGone]. Objects of that core return it from then on; other calls go to a new one.
type GoneError struct {
	// Function is the full name, such as "search.Index.Find".
	Function string
	// Sent tells that the call was sent: it may have run, in part or as a whole. If it is false, it has not.
	Sent bool
	// Exit says how the process ended, such as "signal: killed"; empty for a core that is not a child of this process.
	Exit string
	// Stderr is the end of what the process wrote to standard error.
	Stderr string
	// Err is the cause, such as [io.EOF].
	Err error
}

// Error returns function, cause and exit, and the last line of standard error.
func (e *GoneError) Error() string {
	var text strings.Builder
	fmt.Fprintf(&text, "spandrel: call %s: %v", e.Function, ErrGone)
	switch {
	case e.Exit != "" && e.Err != nil && !e.Sent:
		fmt.Fprintf(&text, ": %s: %v", e.Exit, e.Err)
	case e.Exit != "":
		fmt.Fprintf(&text, ": %s", e.Exit)
	case e.Err != nil:
		fmt.Fprintf(&text, ": %v", e.Err)
	}
	if e.Sent {
		text.WriteString("; the call may have run")
	}
	if line := e.line(); line != "" {
		fmt.Fprintf(&text, "; standard error: %s", line)
	}
	return text.String()
}

// line is the line of standard error that says most: the first one that reports the end of a Go or Rust program.
func (e *GoneError) line() string {
	last := ""
	for line := range strings.Lines(e.Stderr) {
		line = strings.TrimSpace(line)
		for _, start := range []string{"fatal error: ", "panic: ", "runtime: ", "SIG", "thread '", "memory allocation of ", "spandrel: "} {
			if strings.HasPrefix(line, start) {
				return line
			}
		}
		if line != "" {
			last = line
		}
	}
	return last
}

// Is reports whether target is [ErrGone].
func (e *GoneError) Is(target error) bool {
	return target == ErrGone
}

// Unwrap returns the cause.
func (e *GoneError) Unwrap() error {
	return e.Err
}
