//go:build spandrel_debug

package debug

import (
	"bytes"
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"time"

	"spandrel.dev/spandrel/internal/abi"
)

// call is a call that has objects, from the first reading of a handle to its end.
type call struct {
	goroutine string
	// function and depth are those of the generated function on its goroutine's stack.
	function string
	depth    int
	stack    trace
	since    time.Time
	// objects are its handles: the collector must not find the objects here.
	objects []uint64
	// tried tells that it has come back once; from then on it has no more objects.
	tried bool
	// waits is the handle of the object that it waits for.
	waits uint64
	// pending tells that its future has the objects.
	pending bool
	told    bool
}

// longWait is how long a call waits before that is reported; a variable for tests.
var longWait = time.Second

// calls are those of each goroutine, the innermost last.
var calls = struct {
	sync.Mutex
	of map[string][]*call
}{of: make(map[string][]*call)}

// tries notes that a call has the object and is about to try, for the first time or once more.
func tries(handle uint64, first bool) {
	now := current()
	calls.Lock()
	defer calls.Unlock()
	open := calls.of[now.goroutine]
	// Those that were left by a panic are not open any more.
	for len(open) > 0 && open[len(open)-1].depth >= now.depth && !(open[len(open)-1].is(now) && !(first && open[len(open)-1].tried)) {
		open = open[:len(open)-1]
	}
	if len(open) == 0 || !open[len(open)-1].is(now) {
		open = append(open, now)
	}
	calls.of[now.goroutine] = open
	call := open[len(open)-1]
	call.waits = 0
	if first {
		call.objects = append(call.objects, handle)
	}
}

// is tells whether two notes are of one call.
func (c *call) is(other *call) bool {
	return c.depth == other.depth && c.function == other.function
}

// Tried notes how a try of the goroutine's innermost call went. One that waits for long is reported, with those that it waits for.
func Tried(status uint64) {
	calls.Lock()
	defer calls.Unlock()
	call := innermost(goroutine())
	if call == nil {
		return
	}
	call.tried = true
	switch uint8(status) {
	case abi.CodeBusy:
		for _, object := range call.objects {
			if object<<40 == status>>32<<40 {
				call.waits = object
			}
		}
		if !call.told && call.waits != 0 && time.Since(call.since) >= longWait {
			call.told = true
			reportWait(call)
		}
		return
	case abi.CodePending:
		call.pending = true
		return
	case abi.CodeReentrant:
		reportReentry(call)
	}
	end(call.goroutine)
}

// Ended notes that the goroutine's innermost call has ended: it waits no more, or its future has ended.
func Ended() {
	calls.Lock()
	defer calls.Unlock()
	end(goroutine())
}

// Answered notes that the future of the goroutine's innermost call has ended, if it has this object.
func Answered(handle uint64) {
	calls.Lock()
	defer calls.Unlock()
	if call := innermost(goroutine()); call != nil && call.pending && slices.Contains(call.objects, handle) {
		end(call.goroutine)
	}
}

func end(goroutine string) {
	open := calls.of[goroutine]
	if len(open) <= 1 {
		delete(calls.of, goroutine)
		return
	}
	calls.of[goroutine] = open[:len(open)-1]
}

func innermost(goroutine string) *call {
	open := calls.of[goroutine]
	if len(open) == 0 {
		return nil
	}
	return open[len(open)-1]
}

// reportWait says what a call waits for.
func reportWait(waiting *call) {
	var text strings.Builder
	for _, other := range users(waiting) {
		what := "%s"
		if other.pending {
			what = "the future of a call in %s"
		}
		fmt.Fprintf(&text, "  the object is in use by "+what+", at\n%s", other.goroutine, other.stack)
	}
	if text.Len() == 0 {
		text.WriteString("  no call uses it now: another call comes first, or a future has yet to end that was cancelled\n")
	}
	for _, other := range all() {
		if other.waits == waiting.waits && other.since.Before(waiting.since) {
			fmt.Fprintf(&text, "  a call in %s has waited for it longer, at\n%s", other.goroutine, other.stack)
		}
	}
	for _, own := range calls.of[waiting.goroutine] {
		if own != waiting {
			fmt.Fprintf(&text, "  %s itself is in a call, at\n%s", own.goroutine, own.stack)
		}
	}
	if circle := circleOf(waiting, nil); circle != nil {
		fmt.Fprintf(&text, "  these wait for each other, for ever: %s\n", strings.Join(circle, ", "))
	}
	report("a call has waited %v for its object, in %s, at\n%s%s", longWait, waiting.goroutine, waiting.stack, text.String())
}

// reportReentry says whose object a call would need.
func reportReentry(refused *call) {
	for index, object := range refused.objects {
		if slices.Contains(refused.objects[:index], object) {
			report("the same object is passed twice to a call that changes it, at\n%s", refused.stack)
			return
		}
	}
	for _, outer := range slices.Backward(calls.of[refused.goroutine]) {
		for _, object := range refused.objects {
			if outer != refused && slices.Contains(outer.objects, object) {
				report("a call would wait for its own caller, at\n%s  which uses the object since the call at\n%s", refused.stack, outer.stack)
				return
			}
		}
	}
	report("a call would wait for the future that it was called from, at\n%s", refused.stack)
}

// all are the calls of all goroutines, the oldest first.
func all() (list []*call) {
	for _, open := range calls.of {
		list = append(list, open...)
	}
	slices.SortFunc(list, func(a, b *call) int { return a.since.Compare(b.since) })
	return list
}

// users are the calls that have the object for which another one waits.
func users(waiting *call) (list []*call) {
	for _, other := range all() {
		if other != waiting && other.waits == 0 && slices.Contains(other.objects, waiting.waits) {
			list = append(list, other)
		}
	}
	return list
}

// circleOf names the goroutines of a circle of calls that wait for each other, the first of which is on the way already.
func circleOf(waiting *call, way []string) []string {
	if slices.Contains(way, waiting.goroutine) {
		if way[0] == waiting.goroutine {
			return way
		}
		return nil
	}
	way = append(slices.Clone(way), waiting.goroutine)
	for _, user := range users(waiting) {
		next := innermost(user.goroutine)
		if next.waits == 0 {
			continue
		}
		if circle := circleOf(next, way); circle != nil {
			return circle
		}
	}
	return nil
}

// current is a call of the generated function that reads a handle.
func current() *call {
	callers := make([]uintptr, 64)
	for runtime.Callers(3, callers) == len(callers) {
		callers = make([]uintptr, 2*len(callers))
	}
	callers = callers[:runtime.Callers(3, callers)]
	now := &call{goroutine: goroutine(), since: time.Now()}
	copy(now.stack[:], callers)
	frames := runtime.CallersFrames(callers)
	for more := true; more; {
		var frame runtime.Frame
		frame, more = frames.Next()
		reads := isOwn(frame.Function) || strings.HasSuffix(frame.Function, ").handle")
		if now.depth == 0 && reads {
			continue
		}
		if now.depth == 0 {
			now.function = frame.Function
		}
		now.depth++
	}
	return now
}

// goroutine names the goroutine, as in "goroutine 7".
func goroutine() string {
	var head [64]byte
	name, _, _ := bytes.Cut(head[:runtime.Stack(head[:], false)], []byte(" ["))
	return string(name)
}
