//go:build spandrel_debug

package glue

import (
	"bytes"
	"os"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"spandrel.dev/spandrel"
)

// side is a Rust side made of Go, which knows what was closed.
type side struct {
	list   returned
	closed chan uint64
}

func newSide() (*side, *Bridge) {
	s := &side{closed: make(chan uint64, 16)}
	return s, Open(Link{
		Package:  "canary",
		Returned: unsafe.Pointer(&s.list),
		Limit:    1 << 20,
		Close: func(handle uint64) Frame {
			s.closed <- handle
			return Frame{}
		},
		Drain:    func() {},
		Counters: func() (int64, int64) { return 1, 0 },
	})
}

// findings collects what the debug build reports in a test.
func findings(t *testing.T) *bytes.Buffer {
	t.Helper()
	var text bytes.Buffer
	reports.Lock()
	reports.to = &text
	reports.Unlock()
	t.Cleanup(func() {
		reports.Lock()
		reports.to = os.Stderr
		reports.Unlock()
	})
	return &text
}

func read(text *bytes.Buffer) string {
	reports.Lock()
	defer reports.Unlock()
	return text.String()
}

type wrapper struct{ object Object }

//go:noinline
func newWrapper(bridge *Bridge, handle uint64) *wrapper {
	w := new(wrapper)
	w.object.Init(bridge, handle)
	return w
}

func TestCanaryCollectionInsideACall(t *testing.T) {
	findings(t)
	every := collectEvery.Swap(1)
	defer collectEvery.Store(every)
	s, bridge := newSide()
	// closed tells whether the collector closed an object before the call that its handle was read for.
	closed := func(wait time.Duration) bool {
		select {
		case <-s.closed:
			return true
		case <-time.After(wait):
			return false
		}
	}
	forgetful := newWrapper(bridge, 7)
	forgetful.object.Handle(nil) // and the wrapper is not looked at again
	if !closed(time.Second) {
		t.Error("an object that is not kept alive in its call is not found")
	}
	careful := newWrapper(bridge, 8)
	careful.object.Handle(nil)
	if closed(50 * time.Millisecond) {
		t.Error("an object that is kept alive was closed in its call")
	}
	runtime.KeepAlive(careful)
}

func TestCanaryForgottenObject(t *testing.T) {
	text := findings(t)
	s, bridge := newSide()
	newWrapper(bridge, 7)
	for range 100 {
		runtime.GC()
		select {
		case <-s.closed:
			// The constructor's caller, not what is generated between it and here.
			got := read(text)
			if !strings.Contains(got, "never closed") || !strings.Contains(got, "made at\n    spandrel.dev/spandrel/glue.TestCanaryForgottenObject") {
				t.Errorf("reported %q", got)
			}
			return
		case <-time.After(10 * time.Millisecond):
		}
	}
	t.Error("never collected")
}

func TestCanaryCloseTwice(t *testing.T) {
	text := findings(t)
	_, bridge := newSide()
	w := newWrapper(bridge, 7)
	for range 3 {
		if err := w.object.Close("canary.Object.Close"); err != nil {
			t.Error(err)
		}
	}
	got := read(text)
	if strings.Count(got, "canary.Object.Close: object is closed twice") != 1 || strings.Count(got, "glue.TestCanaryCloseTwice") != 2 {
		t.Errorf("reported %q", got)
	}
}

func TestCanaryUseAfterClose(t *testing.T) {
	text := findings(t)
	_, bridge := newSide()
	w := newWrapper(bridge, 7)
	w.object.Handle(nil)
	if err := w.object.Close("canary.Object.Close"); err != nil {
		t.Error(err)
	}
	if got := read(text); got != "" {
		t.Errorf("reported %q", got)
	}
	w.object.Handle(nil)
	w.object.Handle(nil)
	got := read(text)
	if strings.Count(got, "object is used after Close") != 1 || strings.Count(got, "glue.TestCanaryUseAfterClose") != 2 {
		t.Errorf("reported %q", got)
	}
}

func TestCanaryLiveObjects(t *testing.T) {
	_, bridge := newSide()
	w := newWrapper(bridge, 7)
	var text bytes.Buffer
	if sum := spandrel.ReportLive(&text); sum < 1 {
		t.Error(sum)
	}
	if got := text.String(); !strings.Contains(got, "canary: 1 objects and 0 blocks are live") || !strings.Contains(got, "glue.TestCanaryLiveObjects") {
		t.Errorf("reported %q", got)
	}
	if err := w.object.Close("canary.Object.Close"); err != nil {
		t.Error(err)
	}
	text.Reset()
	spandrel.ReportLive(&text)
	if got := text.String(); strings.Contains(got, "glue.TestCanaryLiveObjects") {
		t.Errorf("reported %q", got)
	}
}

func TestCanarySlowLeaf(t *testing.T) {
	text := findings(t)
	call := func(name string, body func()) {
		defer TimeLeaf(name).Stop()
		body()
	}
	leaves.Lock()
	clear(leaves.of)
	leaves.Unlock()
	for range 1000 {
		call("canary.Quick", func() {})
	}
	if got := read(text); got != "" {
		t.Errorf("reported %q", got)
	}
	for range 10 {
		call("canary.Busy", func() {
			for start := time.Now(); time.Since(start) < 2*time.Millisecond; {
			}
		})
		call("canary.Blocked", func() {
			syscall.Select(0, nil, nil, nil, &syscall.Timeval{Usec: 2000})
		})
	}
	got := read(text)
	for _, name := range []string{"canary.Busy", "canary.Blocked"} {
		if strings.Count(got, name+" is a leaf, but took") != 1 {
			t.Errorf("%s: reported %q", name, got)
		}
	}
}

func TestCanaryKeptView(t *testing.T) {
	scratch := NewScratch()
	view := append(scratch.Data, "secret"...)
	scratch.Data = view
	scratch.Free()
	if string(view) == "secret" || view[0] != poison {
		t.Errorf("the view still reads %q", view)
	}
	block := []byte("in Rust's memory")
	given := &struct {
		data unsafe.Pointer
		len  uint64
		next uintptr
	}{unsafe.Pointer(&block[0]), uint64(len(block)), 0}
	_, bridge := newSide()
	bridge.giveBack(Frame{Value: uint64(uintptr(unsafe.Pointer(given)))})
	if bytes.Contains(block, []byte("Rust")) || block[0] != poison {
		t.Errorf("the view still reads %q", block)
	}
	runtime.KeepAlive(given)
}
