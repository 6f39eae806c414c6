//go:build spandrel_debug

package debug

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"spandrel.dev/spandrel"
)

// Enabled says that the program was built with the tag spandrel_debug.
const Enabled = true

// Settings of the debug build, read from the environment at the start.
const (
	// settingGC is how many reads of a handle go by between two collections; 0 for none.
	settingGC = "SPANDREL_DEBUG_GC"
	// settingReport is how often the live counters are reported, such as 10s; never when it is not set.
	settingReport = "SPANDREL_DEBUG_REPORT"
)

// collectEvery is the value of settingGC.
var collectEvery atomic.Int64

// reports is where findings go.
var reports = struct {
	sync.Mutex
	to io.Writer
}{to: os.Stderr}

func init() {
	collectEvery.Store(64)
	if text := os.Getenv(settingGC); text != "" {
		every, err := strconv.ParseUint(text, 10, 31)
		if err != nil {
			report("%s=%s is not a number: one collection in 64 reads is made", settingGC, text)
		} else {
			collectEvery.Store(int64(every))
		}
	}
	if text := os.Getenv(settingReport); text != "" {
		period, err := time.ParseDuration(text)
		if err != nil || period <= 0 {
			report("%s=%s is not a duration such as 10s: nothing is reported", settingReport, text)
			return
		}
		go func() {
			for range time.Tick(period) {
				reports.Lock()
				spandrel.ReportLive(reports.to)
				reports.Unlock()
			}
		}()
	}
}

// report writes a finding.
func report(format string, values ...any) {
	reports.Lock()
	defer reports.Unlock()
	fmt.Fprintf(reports.to, "spandrel: "+format+"\n", values...)
}

// shown is how many entries of a stack a report has.
const shown = 12

// trace is a stack, as program counters: what a report shows of it, and what it leaves out.
type trace [4 * shown]uintptr

// here is the stack above the caller's caller, less so many frames of generated code.
func here(generated int) (stack trace) {
	runtime.Callers(3+generated, stack[:])
	return stack
}

// String returns the stack as Go prints one, without what lies between the functions of the user's and of generated packages.
func (t trace) String() string {
	length := 0
	for length < len(t) && t[length] != 0 {
		length++
	}
	var text strings.Builder
	frames := runtime.CallersFrames(t[:length])
	for entries := 0; entries < shown; {
		frame, more := frames.Next()
		if frame.Function != "" && !isBetween(frame.Function) {
			fmt.Fprintf(&text, "    %s\n        %s:%d\n", frame.Function, frame.File, frame.Line)
			entries++
		}
		if !more {
			break
		}
	}
	return text.String()
}

// isOwn tells whether a function is one of package glue.
func isOwn(function string) bool {
	return strings.HasPrefix(function, "spandrel.dev/spandrel/glue") && strings.Contains(function, ".(*")
}

// isBetween tells whether a function stands between the user's code and what that calls.
func isBetween(function string) bool {
	return isOwn(function) || strings.HasPrefix(function, "runtime.") || strings.HasPrefix(function, "_cgo") ||
		strings.Contains(function, "/internal/bridge.") || strings.HasSuffix(function, ").handle")
}
