package core

/*
#include <signal.h>
#include <stdlib.h>

static void handle(int signal) { *(volatile int *)0 = signal; }
static void nil_in_handler(void) { signal(SIGUSR2, handle); raise(SIGUSR2); }
*/
import "C"

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"os"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"time"
	"unsafe"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/rust_main/risk"
)

func init() { risk.Implement(risks{}) }

type risks struct{}

// Decline fails in each way.
func (risks) Decline(how string) (uint32, error) {
	switch how {
	case "made":
		return 0, risk.NewRefusedError("tea", 3)
	case "wrapped":
		return 0, fmt.Errorf("through Go: %w", risk.Twice("milk"))
	case "foreign":
		return 0, errors.ErrUnsupported
	case "panic":
		panic("declined")
	}
	return 7, nil
}

func (r risks) LaterDecline(_ context.Context, how string) (uint32, error) { return r.Decline(how) }

func (risks) Sum(a, b int64) int64 { return a + b }

// Crash does what recover does not catch.
func (risks) Crash(kind string) error {
	switch kind {
	case "goroutine_panic":
		go panic("on a goroutine of its own")
		select {}
	case "map_write":
		shared := map[int]int{}
		for {
			go func() {
				for i := range 1000 {
					shared[i%8] = i
				}
			}()
		}
	case "stack":
		return deep(1)
	case "unlock":
		new(sync.Mutex).Unlock()
	case "bad_pointer":
		address := uintptr(1) << 40
		fmt.Println(**(**int)(unsafe.Pointer(&address)))
	case "goexit":
		runtime.Goexit()
	case "memory":
		var all [][]byte
		for {
			all = append(all, slices.Repeat([]byte{1}, 16<<20))
			runtime.KeepAlive(all)
		}
	case "exit":
		os.Exit(7)
	case "kill":
		return syscall.Kill(os.Getpid(), syscall.SIGKILL)
	case "abort":
		C.abort()
	case "nil_in_handler":
		C.nil_in_handler()
	case "deadlock":
		select {}
	case "spin":
		for i := 0; ; i++ {
			spun.Store(int64(i))
		}
	case "stop":
		// This thread may go on for a moment.
		_ = syscall.Kill(os.Getpid(), syscall.SIGSTOP)
		select {}
	}
	return fmt.Errorf("unknown kind %q", kind)
}

var spun atomic.Int64

func deep(n int) error {
	var room [1024]byte
	room[n%len(room)] = 1
	err := deep(n + 1)
	if room[0] > 200 {
		return errors.New("never")
	}
	return err
}

func (risks) Refuse(what string, panics bool) error {
	if panics {
		panic("refused " + what)
	}
	return fmt.Errorf("the core: %w", risk.Twice(what))
}

func (risks) Sleep(milliseconds uint32) error {
	time.Sleep(time.Duration(milliseconds) * time.Millisecond)
	return nil
}

func (risks) Walk(from risk.Point, steps []risk.Point, name string) (risk.Point, error) {
	for _, step := range steps {
		from.X.Lo += step.X.Lo
		from.X.Hi += step.X.Hi
		from.Y += step.Y
	}
	from.Y += int32(len(name))
	return from, nil
}

func (risks) Join(a string, words map[string][]uint16, sep *string, n uint8) (map[string]uint64, error) {
	joined := map[string]uint64{a: uint64(n)}
	for word, numbers := range words {
		if sep != nil {
			word += *sep
		}
		for _, number := range numbers {
			joined[word] += uint64(number)
		}
	}
	return joined, nil
}

func (risks) Repeat(data []byte, times uint32) ([]byte, error) {
	return slices.Repeat(data, int(times)), nil
}

func (risks) Seal(key *spandrel.Secret, content *spandrel.Bytes) (*spandrel.Bytes, error) {
	return implementation{}.Seal(key, content)
}

func (risks) Derive(password *spandrel.Secret, salt string, pepper *spandrel.Secret) (*spandrel.Secret, error) {
	defer password.Close()
	defer pepper.Close()
	var derived *spandrel.Secret
	err := password.Use(func(password []byte) {
		_ = pepper.Use(func(pepper []byte) {
			whole := slices.Concat(password, []byte(salt), pepper)
			derived = spandrel.NewSecret(whole)
		})
	})
	return derived, err
}

// Describe reads what the system says of the process.
func (risks) Describe() (string, error) {
	var text strings.Builder
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return "", err
	}
	for _, entry := range entries {
		target, _ := os.Readlink("/proc/self/fd/" + entry.Name())
		fmt.Fprintf(&text, "descriptor %s %s\n", entry.Name(), target)
	}
	var limit syscall.Rlimit
	for name, resource := range map[string]int{"core": syscall.RLIMIT_CORE, "data": syscall.RLIMIT_DATA} {
		if err := syscall.Getrlimit(resource, &limit); err != nil {
			return "", err
		}
		fmt.Fprintf(&text, "limit %s %d\n", name, limit.Cur)
	}
	const getDumpable, getDeathSignal, getNoNewPrivs = 3, 2, 39
	dumpable, _, _ := syscall.RawSyscall(syscall.SYS_PRCTL, getDumpable, 0, 0)
	privs, _, _ := syscall.RawSyscall6(syscall.SYS_PRCTL, getNoNewPrivs, 0, 0, 0, 0, 0)
	fmt.Fprintf(&text, "dumpable %d\nno_new_privs %d\npid %d\nparent %d\n", dumpable, privs, os.Getpid(), os.Getppid())
	for _, variable := range os.Environ() {
		fmt.Fprintf(&text, "variable %s\n", variable)
	}
	fmt.Fprintf(&text, "arguments %q\n", os.Args[1:])
	return text.String(), nil
}

func (risks) Count(add uint64) (uint64, error) { return risk.Tally(add), nil }

var cancelled atomic.Uint64

func (risks) Later(ctx context.Context, v uint64, milliseconds uint32) (uint64, error) {
	select {
	case <-time.After(time.Duration(milliseconds) * time.Millisecond):
		return 2 * v, nil
	case <-ctx.Done():
		cancelled.Add(1)
		return 0, ctx.Err()
	}
}

func (risks) LaterBytes(_ context.Context, content *spandrel.Bytes) (*spandrel.Bytes, error) {
	return content, nil
}

func (risks) LaterSecret(_ context.Context, key *spandrel.Secret) (*spandrel.Secret, error) {
	return key, nil
}

func (r risks) LaterRefuse(_ context.Context, what string) error { return r.Refuse(what, false) }

func (r risks) LaterCrash(_ context.Context, kind string) (uint64, error) { return 0, r.Crash(kind) }

func (risks) Cancelled() (uint64, error) { return cancelled.Load(), nil }

func (risks) Numbers(ctx context.Context, count, milliseconds, fail uint32) iter.Seq2[uint64, error] {
	return func(yield func(uint64, error) bool) {
		for i := range count {
			if i == fail {
				yield(0, risk.Twice("an item"))
				return
			}
			if milliseconds > 0 {
				time.Sleep(time.Duration(milliseconds) * time.Millisecond)
			}
			if ctx.Err() != nil || !yield(uint64(i), nil) {
				cancelled.Add(1)
				return
			}
		}
	}
}

// counter counts in the core.
type counter struct {
	name string
	n    atomic.Uint64
}

var counters atomic.Int64

func (risks) Counter(name string) (risk.Counter, error) {
	c := &counter{name: name}
	counters.Add(1)
	runtime.AddCleanup(c, func(struct{}) { counters.Add(-1) }, struct{}{})
	return c, nil
}

func (r risks) LaterCounter(_ context.Context, name string) (risk.Counter, error) {
	return r.Counter(name)
}

func (risks) Read(other risk.Counter) (uint64, error) { return other.(*counter).n.Load(), nil }

func (risks) Counters() (uint64, error) {
	// Values that Rust has released leave the table at a collection, and are cleaned up at the next ones.
	for range 3 {
		runtime.GC()
		time.Sleep(time.Millisecond)
	}
	return uint64(counters.Load()), nil
}

func (c *counter) Add(n uint64) (uint64, error) { return c.n.Add(n), nil }

func (c *counter) Name() string { return c.name }
