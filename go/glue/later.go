package glue

import (
	"context"
	"fmt"
	"os"
	"sync"
	"unsafe"

	"spandrel.dev/spandrel/internal/abi"
)

// Numbers of calls that concern a promise.
const (
	controlCancel = abi.CallCancel
	controlPull   = abi.CallPull
	firstControl  = controlPull
)

// laterNumber marks a call that lies in Go's memory and is completed by a call of its own.
const laterNumber = abi.CallLater

// What a late result transfers, in the status above the result code. Rust gives it
// up if it waits no more.
const (
	handsValue = abi.TransferValue
	handsBlock = abi.TransferBlock
)

// later is such a call.
type later struct {
	call   Call
	hands  uint64
	answer []byte
}

// hand answers a word that refers to something which is Rust's from now on.
func (c *Call) hand(what, word uint64) {
	if c.number == laterNumber {
		(*later)(unsafe.Pointer(c)).hands = what
	}
	c.value = word
}

// keepAnswer is ReturnBytes for a call in Go's memory.
func keepAnswer(call *Call, bytes []byte) {
	(*later)(unsafe.Pointer(call)).answer = append([]byte(nil), bytes...)
	call.value = uint64(len(bytes))
}

// running are the calls that Rust waits for, by their promises, which are unique in a program.
var running struct {
	sync.Mutex
	calls map[uint64]waited
}

// waited is a call that Rust waits for and may cancel.
type waited interface {
	// giveUp is called when Rust waits no more.
	giveUp()
}

func addRunning(promise uint64, call waited) {
	running.Lock()
	defer running.Unlock()
	if running.calls == nil {
		running.calls = make(map[uint64]waited)
	}
	running.calls[promise] = call
}

// takeRunning removes a call; nil if it is removed already.
func takeRunning(promise uint64) waited {
	running.Lock()
	defer running.Unlock()
	call := running.calls[promise]
	delete(running.calls, promise)
	return call
}

// control answers a call that concerns a promise. No code of the user's runs in it.
func (b *Bridge) control(call *Call) {
	switch call.number {
	case controlCancel:
		if call := takeRunning(call.promise); call != nil {
			outside(call.giveUp)
		}
	case controlPull:
		running.Lock()
		producer, ok := running.calls[call.promise].(*producer)
		running.Unlock()
		if ok {
			producer.pull(call)
		}
	}
}

// cancelled is a call whose context can be cancelled.
type cancelled context.CancelFunc

func (c cancelled) giveUp() {
	c()
}

// Start runs an async function in a goroutine of its own and answers Rust when it is done. The context ends when Rust
// drops the future. The goroutine belongs to no bubble of testing/synctest: a thread of Rust's may cancel it.
func (b *Bridge) Start(call *Call, run func(ctx context.Context, call *Call)) {
	ctx, cancel := context.WithCancel(context.Background())
	promise, imported := call.promise, &b.imports[call.number]
	addRunning(promise, cancelled(cancel))
	serve := func() {
		answer := &later{call: Call{number: laterNumber}}
		b.runLater(imported.Name, func() { run(ctx, &answer.call) }, func(reason any) { b.panicked(&answer.call, reason) })
		takeRunning(promise)
		cancel()
		b.link.Fulfil(promise, answer.call.status|answer.hands, answer.call.value, answer.answer)
	}
	startOutside(serve)
}

// runLater runs code of the user's in a goroutine that belongs to Rust. Rust hears of a panic, but not of a Goexit: the
// process ends before that.
func (b *Bridge) runLater(name string, run func(), panicked func(reason any)) {
	returned := false
	defer func() {
		if !returned {
			interrupted(recover(), panicked, func() { b.goexitLater(name) })
		}
	}()
	run()
	returned = true
}

// goexitLater ends the process: nobody would answer Rust.
func (b *Bridge) goexitLater(name string) {
	fmt.Fprintf(os.Stderr, "spandrel: %s called runtime.Goexit, and Rust would wait for its answer for ever\n"+
		"hint: return an error instead; t.FailNow and t.Fatal in tests are Goexit, too\n", name)
	b.link.Abort()
}
