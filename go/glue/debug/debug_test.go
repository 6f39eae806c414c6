//go:build spandrel_debug

package debug_test

import (
	"bytes"
	"runtime"
	"strings"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue"
	"spandrel.dev/spandrel/glue/block"
	"spandrel.dev/spandrel/glue/debug"
)

// side is a Rust side made of Go, which knows what was closed.
type side struct {
	list   block.Released
	closed chan uint64
}

func newSide() (*side, *glue.Bridge) {
	s := &side{closed: make(chan uint64, 16)}
	return s, glue.Open(glue.Link{
		Package:  "canary",
		Returned: unsafe.Pointer(&s.list),
		Limit:    1 << 20,
		Close: func(handle uint64) glue.Frame {
			s.closed <- handle
			return glue.Frame{}
		},
		Drain:    func() {},
		Counters: func() (int64, int64) { return 1, 0 },
	})
}

// findings collects what the debug build reports in a test.
func findings(t *testing.T) *bytes.Buffer {
	t.Helper()
	text := new(bytes.Buffer)
	t.Cleanup(debug.ReportTo(text))
	return text
}

func read(text *bytes.Buffer) string {
	var got string
	debug.WhileSilent(func() { got = text.String() })
	return got
}

type wrapper struct{ object glue.Object }

//go:noinline
func newWrapper(bridge *glue.Bridge, handle uint64) *wrapper {
	w := new(wrapper)
	w.object.Init(bridge, handle)
	return w
}

func TestCanaryCollectionInsideACall(t *testing.T) {
	findings(t)
	defer debug.CollectEvery(1)()
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
	careless := newWrapper(bridge, 7)
	careless.object.Handle(nil) // and the wrapper is not looked at again
	if !closed(time.Second) {
		t.Error("an object that does not live to the end of its call is not found")
	}
	careful := newWrapper(bridge, 8)
	careful.object.Handle(nil)
	if closed(50 * time.Millisecond) {
		t.Error("an object that lives to the end of its call was closed in its call")
	}
	runtime.KeepAlive(careful)
}

func TestCanaryNeverClosedObject(t *testing.T) {
	text := findings(t)
	s, bridge := newSide()
	newWrapper(bridge, 7)
	for range 100 {
		runtime.GC()
		select {
		case <-s.closed:
			// The constructor's caller, not what is generated between it and here.
			got := read(text)
			if !strings.Contains(got, "never closed") || !strings.Contains(got, "made at\n    spandrel.dev/spandrel/glue/debug_test.TestCanaryNeverClosedObject") {
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
	if strings.Count(got, "canary.Object.Close: object is closed twice") != 1 || strings.Count(got, "debug_test.TestCanaryCloseTwice") != 2 {
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
	if strings.Count(got, "object is used after Close") != 1 || strings.Count(got, "debug_test.TestCanaryUseAfterClose") != 2 {
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
	if got := text.String(); !strings.Contains(got, "canary: 1 objects and 0 blocks are live") || !strings.Contains(got, "debug_test.TestCanaryLiveObjects") {
		t.Errorf("reported %q", got)
	}
	if err := w.object.Close("canary.Object.Close"); err != nil {
		t.Error(err)
	}
	text.Reset()
	spandrel.ReportLive(&text)
	if got := text.String(); strings.Contains(got, "debug_test.TestCanaryLiveObjects") {
		t.Errorf("reported %q", got)
	}
}

func TestCanarySlowLeaf(t *testing.T) {
	text := findings(t)
	call := func(name string, body func()) {
		defer debug.TimeLeaf(name).Stop()
		body()
	}
	debug.ClearLeaves()
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

func TestCanaryRetainedView(t *testing.T) {
	scratch := block.NewScratch()
	view := append(scratch.Data, "secret"...)
	scratch.Data = view
	scratch.Free()
	if string(view) == "secret" || view[0] != debug.PoisonByte {
		t.Errorf("the view still reads %q", view)
	}
	content := []byte("in Rust's memory")
	given := &block.Block{Data: unsafe.Pointer(&content[0]), Len: uint64(len(content))}
	side := &block.List{Released: new(block.Released), Limit: 1 << 20, Drain: func() {}}
	side.Release(glue.Frame{Value: uint64(uintptr(unsafe.Pointer(given)))})
	if bytes.Contains(content, []byte("Rust")) || content[0] != debug.PoisonByte {
		t.Errorf("the view still reads %q", content)
	}
	runtime.KeepAlive(given)
}
