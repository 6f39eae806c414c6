package wait

import "sync"

// A test may call Rust in a bubble of testing/synctest. Goroutines that are started there, and channels and timers that
// are made there, belong to the bubble and must not be used by others. What calls share is made outside: by a goroutine
// that is started with the program, which no bubble is.
var outsider struct {
	start sync.Once
	// call is in use for one request and its result.
	call     sync.Mutex
	requests chan func()
	done     chan struct{}
}

// StartOutsider is called while packages are initialised.
func StartOutsider() {
	outsider.start.Do(func() {
		outsider.requests = make(chan func())
		outsider.done = make(chan struct{})
		go runOutsider()
	})
}

// runOutsider serves the requests of bubbles.
func runOutsider() {
	for request := range outsider.requests {
		request()
		outsider.done <- struct{}{}
	}
}

// Go starts a goroutine that belongs to no bubble.
func Go(run func()) {
	if !inBubble() {
		go run()
		return
	}
	Outside(func() { go run() })
}

// Outside calls run where goroutines, channels and timers belong to no bubble, and returns when it is done. It runs no code
// of the user's and waits for nobody.
func Outside(run func()) {
	if !inBubble() {
		run()
		return
	}
	outsider.call.Lock()
	defer outsider.call.Unlock()
	outsider.requests <- run
	<-outsider.done
}
