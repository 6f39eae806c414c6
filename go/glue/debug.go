//go:build spandrel_debug

package glue

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

// Debug says that the program was built with the tag spandrel_debug.
const Debug = true

// nobody is not a length of a queue: there is something to do whenever a call ends.
const nobody = -1

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

// trace is a stack, as program counters.
type trace [12]uintptr

// here is the stack above the caller's caller, less so many frames of generated code.
func here(generated int) (stack trace) {
	runtime.Callers(3+generated, stack[:])
	return stack
}

// String returns the stack as Go prints one, without the frames of this package and those below main.
func (t trace) String() string {
	length := 0
	for length < len(t) && t[length] != 0 {
		length++
	}
	var text strings.Builder
	frames := runtime.CallersFrames(t[:length])
	for {
		frame, more := frames.Next()
		hidden := strings.HasPrefix(frame.Function, "spandrel.dev/spandrel/glue.(*Object).") ||
			frame.Function == "runtime.main" || frame.Function == "runtime.goexit"
		if frame.Function != "" && !hidden {
			fmt.Fprintf(&text, "    %s\n        %s:%d\n", frame.Function, frame.File, frame.Line)
		}
		if !more {
			return text.String()
		}
	}
}
