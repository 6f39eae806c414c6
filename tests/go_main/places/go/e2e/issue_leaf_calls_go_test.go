package e2e

import (
	"runtime"
	"sync"
	"testing"

	"spandrel.dev/tests/go_main/places/places"
)

// What came of a call of Go, in the words of the Rust side.
const (
	called        = 0
	refusedAsLeaf = 1
)

// A leaf must not call Go, whatever way it was called: the shipped build, tests under -race and the tag spandrel_nofast give
// one answer.
func TestIssueLeafCallsGo(t *testing.T) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	desk, err := places.OpenDesk(func() (uint64, error) { return 1, nil })
	if err != nil {
		t.Fatal(err)
	}
	defer desk.Close()
	check := func(t *testing.T) {
		t.Helper()
		if got := places.LeafAsks(); got != refusedAsLeaf {
			t.Errorf("a function of Go's: got %d, want %d", got, refusedAsLeaf)
		}
		if got := places.LeafWaits(); got != refusedAsLeaf {
			t.Errorf("an async function of Go's: got %d, want %d", got, refusedAsLeaf)
		}
		if got, err := desk.LeafNotify(); got != refusedAsLeaf || err != nil {
			t.Errorf("a Go closure that an object holds: got %d, %v, want %d", got, err, refusedAsLeaf)
		}
		// The thread is not in a leaf any more.
		if got := places.Asks(); got != called {
			t.Errorf("behind a leaf: got %d, want %d", got, called)
		}
	}
	check(t)
	// Below a call that has called back, on the same thread.
	if err := places.Between(func() { check(t) }); err != nil {
		t.Error(err)
	}
	if err := desk.Occupy(func() { check(t) }); err != nil {
		t.Error(err)
	}
	check(t)
}

// A leaf that found its object in use and was called again.
func TestIssueLeafCallsGoAfterBusy(t *testing.T) {
	desk, err := places.OpenDesk(func() (uint64, error) { return 1, nil })
	if err != nil {
		t.Fatal(err)
	}
	defer desk.Close()
	var group sync.WaitGroup
	inside := make(chan struct{})
	group.Add(1)
	go func() {
		defer group.Done()
		err := desk.Occupy(func() {
			close(inside)
			for range 100 {
				runtime.Gosched()
			}
		})
		if err != nil {
			t.Error(err)
		}
	}()
	<-inside
	if got, err := desk.LeafNotifyAlone(); got != refusedAsLeaf || err != nil {
		t.Errorf("got %d, %v, want %d", got, err, refusedAsLeaf)
	}
	group.Wait()
}

// A thread that a leaf starts is none of the leaf's: its calls go through while there is a processor for them.
func TestIssueLeafThreadCallsGo(t *testing.T) {
	if got := runtime.GOMAXPROCS(0); got < 2 {
		runtime.GOMAXPROCS(2)
		defer runtime.GOMAXPROCS(got)
	}
	if got := places.LeafThreadAsks(); got != called {
		t.Errorf("got %d, want %d", got, called)
	}
}
