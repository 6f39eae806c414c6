// Package lost knows of the panics of Rust code that no call returns, and who wants to hear of them.
package lost

import (
	"fmt"
	"os"
	"sync"
	"sync/atomic"
)

// Panic is one of them.
type Panic struct {
	// Origin is the function or the type that it belongs to, by its Go name.
	Origin    string
	Message   string
	Backtrace string
}

var (
	mu sync.Mutex
	// sides tell each Rust side whether Go listens, and answer how many panics it has counted.
	sides []func(wanted bool) uint64
	hook  atomic.Pointer[func(Panic)]
	// here counts those that Go has lost itself.
	here atomic.Uint64
)

// Register adds a Rust side.
func Register(side func(wanted bool) uint64) {
	mu.Lock()
	defer mu.Unlock()
	sides = append(sides, side)
	side(Listening())
}

// Listen sets the hook; nil for none.
func Listen(to func(Panic)) {
	mu.Lock()
	defer mu.Unlock()
	if to == nil {
		hook.Store(nil)
	} else {
		hook.Store(&to)
	}
	for _, side := range sides {
		side(to != nil)
	}
}

// Listening reports whether there is a hook.
func Listening() bool {
	return hook.Load() != nil
}

// Report counts a panic that Go has lost, and tells it.
func Report(p Panic) {
	here.Add(1)
	Tell(p)
}

// Tell tells the hook, or standard error, of a panic.
func Tell(p Panic) {
	if to := hook.Load(); to != nil {
		// The caller may be who delivers answers, and the hook may wait for one, or end its goroutine.
		go (*to)(p)
		return
	}
	fmt.Fprintf(os.Stderr, "spandrel: %s: a destructor panicked where no call returns it: %s\n", p.Origin, p.Message)
}

// Count is how many there were.
func Count() uint64 {
	mu.Lock()
	defer mu.Unlock()
	sum := here.Load()
	for _, side := range sides {
		sum += side(Listening())
	}
	return sum
}
