package calls

import (
	"context"
	"fmt"
	"os"
	"sync"
	"unsafe"

	"spandrel.dev/spandrel/glue/wait"
	"spandrel.dev/spandrel/internal/abi"
)

// firstControl is the first of the numbers of calls that concern a promise.
const firstControl = abi.CallPull

// later is a call that lies in Go's memory and is completed by a call of its own, as its number says.
type later struct {
	call Call
	// transfers is what the answer transfers, in the status above the result code. Rust releases it if it waits no more.
	transfers uint64
	answer    []byte
}

// later returns the whole of a call with that number.
func (c *Call) later() *later {
	return (*later)(unsafe.Pointer(c))
}

// transfer answers a word that refers to something which is Rust's from now on.
func (c *Call) transfer(what, word uint64) {
	if c.number == abi.CallLater {
		c.later().transfers = what
	}
	c.value = word
}

// running are the calls that Rust waits for, by their promises, which are unique in a program.
var running struct {
	sync.Mutex
	calls map[uint64]waited
}

// waited is a call that Rust waits for and may cancel.
type waited interface {
	// cancel is called when Rust waits no more.
	cancel()
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
func (s *Server) control(call *Call) {
	switch call.number {
	case abi.CallCancel:
		if call := takeRunning(call.promise); call != nil {
			wait.Outside(call.cancel)
		}
	case abi.CallPull:
		running.Lock()
		producer, ok := running.calls[call.promise].(*producer)
		running.Unlock()
		if ok {
			producer.pull(call)
		}
	}
}

// future is a call of an async function.
type future struct {
	chain *wait.Chain
	stop  context.CancelFunc
}

func (f *future) cancel() {
	f.chain.End()
	f.stop()
}

// Start runs an async function in a goroutine of its own and answers Rust when it is done. The context ends when Rust
// drops the future. The goroutine belongs to no bubble of testing/synctest: a thread of Rust's may cancel it.
func (s *Server) Start(call *Call, run func(ctx context.Context, call *Call)) {
	chain := call.takeChain()
	ctx, cancel := context.WithCancel(chain.Context(context.Background()))
	promise, imported := call.promise, &s.imports[call.number]
	addRunning(promise, &future{chain, cancel})
	serve := func() {
		answer := &later{call: Call{number: abi.CallLater}}
		s.runLater(imported.Name, chain, func() { run(ctx, &answer.call) }, func(reason any) { s.panicked(&answer.call, reason) })
		takeRunning(promise)
		cancel()
		s.link.Fulfil(promise, answer.call.status|answer.transfers, answer.call.value, answer.answer)
	}
	wait.Go(serve)
}

// runLater runs code of the user's in a goroutine that belongs to Rust, where the chain waits for it. Rust hears of a panic, but not
// of a Goexit: the process ends before that.
func (s *Server) runLater(name string, chain *wait.Chain, run func(), panicked func(reason any)) {
	returned := false
	defer func() {
		if !returned {
			interrupted(recover(), panicked, func() { s.goexitLater(name) })
		}
	}()
	chain.Run(run)
	returned = true
}

// goexitLater ends the process: nobody would answer Rust.
func (s *Server) goexitLater(name string) {
	fmt.Fprintf(os.Stderr, "spandrel: %s called runtime.Goexit, and Rust would wait for its answer for ever\n"+
		"hint: return an error instead; t.FailNow and t.Fatal in tests are Goexit, too\n", name)
	s.link.Abort()
}
