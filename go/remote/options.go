package remote

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"time"
)

// Limits is what one side of a connection accepts of the other. The zero value of a field stands for its default.
type Limits struct {
	// Frame is the largest size of arguments or of an answer, in bytes; 16 MiB by default, 1 GiB at most.
	Frame int
	// Calls is how many calls of the other side may be in flight, streams included; 1024 by default. Callers wait.
	Calls int
	// Bytes is how many bytes the arguments of those calls may have together; 256 MiB by default. Callers wait.
	Bytes int
	// Objects is how many objects one connection may have open; 65536 by default. More are refused with
	// spandrel.ErrExhausted.
	Objects int
	// Timeout is for writing a piece of a frame, and for receiving the rest of one that has begun; 30 seconds by default.
	Timeout time.Duration
}

func (l Limits) complete() (Limits, error) {
	l.Frame = cmp.Or(l.Frame, 16<<20)
	l.Calls = cmp.Or(l.Calls, 1024)
	l.Bytes = cmp.Or(l.Bytes, 256<<20)
	l.Objects = cmp.Or(l.Objects, 65536)
	l.Timeout = cmp.Or(l.Timeout, 30*time.Second)
	switch {
	case l.Frame < 64 || l.Frame > 1<<30:
		return l, fmt.Errorf("spandrel: Limits.Frame is %d: it must be from 64 bytes to 1 GiB", l.Frame)
	case l.Calls < 1 || l.Calls > 1<<20:
		return l, fmt.Errorf("spandrel: Limits.Calls is %d: it must be from 1 to 1048576", l.Calls)
	case l.Bytes < 1:
		return l, fmt.Errorf("spandrel: Limits.Bytes is %d: it must be positive", l.Bytes)
	case l.Objects < 1:
		return l, fmt.Errorf("spandrel: Limits.Objects is %d: it must be positive", l.Objects)
	case l.Timeout < 0:
		return l, fmt.Errorf("spandrel: Limits.Timeout is %v: it must be positive", l.Timeout)
	}
	return l, nil
}

// CallOptions is what applies to every call of a client.
type CallOptions struct {
	// CallTimeout ends calls that take longer, also those without a context, with context.DeadlineExceeded. Streams have none. 0
	// sets no limit.
	CallTimeout time.Duration
	// Silence is how long the other side may give no sign of life while calls wait, in all, before the connection ends; 20 seconds
	// by default, negative for without end. During a long call the other side is not silent: it answers beside it.
	Silence time.Duration
	// Overrun is for how long a call may go on when nobody waits for it any more, because its deadline has passed or its context
	// is done, before the connection ends, and with it the worker; 10 seconds by default, negative for without end.
	Overrun time.Duration
	// Limits is what this side accepts: answers, and calls back.
	Limits Limits
}

func (o CallOptions) complete() (CallOptions, error) {
	o.Silence = cmp.Or(o.Silence, 20*time.Second)
	o.Overrun = cmp.Or(o.Overrun, 10*time.Second)
	if o.CallTimeout < 0 {
		return o, errors.New("spandrel: CallTimeout is negative")
	}
	var err error
	o.Limits, err = o.Limits.complete()
	return o, err
}

// DialOptions is how a client behaves.
type DialOptions struct {
	CallOptions
	// HTTP is for addresses that begin with http: or https:.
	HTTP HTTPDialOptions
}

// WorkerOptions is how a worker process is started, and how its client behaves. The zero value starts this program again.
type WorkerOptions struct {
	CallOptions
	// Path is the program to start; this one by default. It must call ServeWorker.
	Path string
	// Args are its arguments. There are none by default: a worker is told by its environment.
	Args []string
	// Env is added to this program's environment.
	Env []string
	// Dir is its working directory; this program's by default.
	Dir string
	// Memory limits the memory of the worker that is its own and can be written, in bytes. A worker that requires more ends. 0 sets
	// no limit.
	Memory uint64
	// StartTime is how long a worker may take until it serves; 10 seconds by default.
	StartTime time.Duration
	// Restarts is how many workers may be started within a minute; 10 by default. Calls beyond that fail with
	// spandrel.ErrGone and were not sent.
	Restarts int
	// Stdout and Stderr receive what the worker writes; os.Stderr by default, both. io.Discard drops it. The end of
	// standard error is in the GoneError in any case.
	Stdout, Stderr io.Writer
}

// ServeOptions is how a server behaves.
type ServeOptions struct {
	// Connections is how many clients may be connected; 4096 by default. More are refused.
	Connections int
	// Allow decides who may connect: an error refuses. nil allows everybody who may open the socket. See [SameUser].
	Allow func(Credentials) error
	// Grace is how long calls may go on when the server's context is done; 5 seconds by default, negative for no time.
	Grace time.Duration
	// Limits is what the server accepts of each client.
	Limits Limits
	// Logger hears of connections that end for another reason than the client's end. nil is silent.
	Logger *slog.Logger
}

func (o ServeOptions) complete() (ServeOptions, error) {
	o.Connections = cmp.Or(o.Connections, 4096)
	o.Grace = cmp.Or(o.Grace, 5*time.Second)
	if o.Connections < 1 {
		return o, errors.New("spandrel: ServeOptions.Connections is negative")
	}
	var err error
	o.Limits, err = o.Limits.complete()
	return o, err
}

func (o WorkerOptions) complete() (WorkerOptions, error) {
	o.StartTime = cmp.Or(o.StartTime, 10*time.Second)
	o.Restarts = cmp.Or(o.Restarts, 10)
	o.Stdout = cmp.Or[io.Writer](o.Stdout, os.Stderr)
	o.Stderr = cmp.Or[io.Writer](o.Stderr, os.Stderr)
	if o.StartTime < 0 || o.Restarts < 0 {
		return o, errors.New("spandrel: WorkerOptions: StartTime and Restarts must be positive")
	}
	var err error
	o.CallOptions, err = o.CallOptions.complete()
	return o, err
}
