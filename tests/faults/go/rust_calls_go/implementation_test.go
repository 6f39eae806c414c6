package rust_calls_go

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/faults/gofails"
)

// implementation is the Go side of the bridge. What it gives for a case is in values_test.go.
type implementation struct{}

func (implementation) Act(how string) (uint32, error) { return act(how) }

func (implementation) ActBare(how string) uint32 {
	value, _ := act(how)
	return value
}

func (implementation) Find(how string) (gofails.Actor, error) {
	if how == "nobody" {
		return nil, nil
	}
	mode := how
	if how == "relay" {
		mode = next()
	}
	if mode == "nil interface" {
		return nil, nil
	}
	if _, err := act(mode); err != nil {
		return nil, err
	}
	return actor{}, nil
}

func (implementation) Trade(how string, data *spandrel.Bytes, key *spandrel.Secret) (*spandrel.Bytes, error) {
	defer key.Close()
	if how == "closed" {
		data.Close()
		return data, nil
	}
	if _, err := act(how); err != nil {
		return data, err
	}
	return data, nil
}

func (implementation) Renew(how string, key *spandrel.Secret) (*spandrel.Secret, error) {
	if how == "none" {
		return nil, nil
	}
	_, err := act(how)
	return key, err
}

func (i implementation) TradeLater(ctx context.Context, how string, data *spandrel.Bytes, pause time.Duration) (*spandrel.Bytes, error) {
	time.Sleep(pause)
	return i.Trade(how, data, nil)
}

func (i implementation) RenewLater(ctx context.Context, how string, key *spandrel.Secret, pause time.Duration) (*spandrel.Secret, error) {
	time.Sleep(pause)
	return i.Renew(how, key)
}

func (i implementation) FindLater(ctx context.Context, how string, pause time.Duration) (gofails.Actor, error) {
	time.Sleep(pause)
	return i.Find(how)
}

// actor is a Go value that Rust calls.
type actor struct{}

func (actor) Act(how string) (uint32, error) { return act(how) }
func (actor) ActBare(how string) uint32      { return implementation{}.ActBare(how) }

// mutex is held during some panics. Whoever holds it gives it up in a deferred function.
var mutex sync.Mutex

var errTold = errors.New("told to fail")

type payload struct {
	number int
	name   string
}

// wordless is an error that has no words.
type wordless struct{}

func (wordless) Error() string { panic("no words") }

// exiting is an error for which its goroutine goes away.
type exiting struct{}

func (exiting) Error() string {
	runtime.Goexit()
	return ""
}

// act does what it is told.
func act(how string) (uint32, error) {
	switch how {
	case "relay":
		return act(next())
	case "error":
		return 0, errTold
	case "error without words":
		return 0, wordless{}
	case "text":
		panic("overboiled")
	case "nil":
		panic(nil)
	case "value":
		panic(payload{42, "lid"})
	case "error value":
		panic(fmt.Errorf("closed: %w", errTold))
	case "no words":
		panic(wordless{})
	case "runtime":
		var none map[string]int
		none["x"] = 1
	case "address":
		var none *payload
		none.number = 1
	case "deferred":
		defer func() { panic("second") }()
		panic("first")
	case "again":
		defer func() { panic(fmt.Sprint("again: ", recover())) }()
		panic("once")
	case "lock":
		mutex.Lock()
		defer mutex.Unlock()
		panic("a lock was held")
	case "recovered":
		func() {
			defer func() { _ = recover() }()
			panic("nobody sees this")
		}()
	case "goexit":
		runtime.Goexit()
	case "goexit deferred":
		defer runtime.Goexit()
		panic("before")
	case "goexit then panic":
		defer func() { panic("after") }()
		runtime.Goexit()
	case "goexit then recover":
		defer func() {
			defer func() { _ = recover() }()
			panic("after")
		}()
		runtime.Goexit()
	case "goexit in message":
		panic(exiting{})
	}
	return 7, nil
}

// failing says which of the calls that Rust makes in a relay fails, and how.
var failing struct {
	made, nth atomic.Int64
	mode      string
}

// next counts a call of a relay and says what it shall do.
func next() string {
	if failing.made.Add(1) == failing.nth.Load() {
		return failing.mode
	}
	return "calm"
}
