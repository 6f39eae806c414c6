// Package torture lets the Nth allocation of a call fail, for every N: each run ends with the right answer or stops the
// process cleanly, saying that memory ran out.
package torture

import (
	"errors"
	"fmt"
	"os"
	"reflect"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/faults/faults"
	"spandrel.dev/tests/faults/faults/live"
	"spandrel.dev/tests/faults/report"
)

var parcel = faults.Parcel{Label: "a label", Lines: []string{"one", "two"}, Weights: []uint64{1, 2, 3}}

// works are the calls to torture. Each says what is wrong with its answer.
var works = []struct {
	name string
	// most is the largest N that is tried when the call allocates more often than that.
	most int
	call func() string
}{
	{"text list", 1000, func() string {
		got, err := faults.Pieces(5, "piece")
		if err != nil || len(got) != 5 || got[4] != "piece 4" {
			return fmt.Sprintf("%q, %v", got, err)
		}
		return ""
	}},
	{"text list in a block", 1000, func() string {
		got, err := faults.Pieces(40, strings.Repeat("x", 200))
		if err != nil || len(got) != 40 {
			return fmt.Sprintf("%d pieces, %v", len(got), err)
		}
		return ""
	}},
	{"record round trip", 1000, func() string {
		got, err := faults.Repack(parcel, false)
		if err != nil || len(got.Lines) != 3 || !reflect.DeepEqual(got.Weights, parcel.Weights) {
			return fmt.Sprintf("%+v, %v", got, err)
		}
		return ""
	}},
	{"declared error", 1000, func() string {
		if _, err := faults.Repack(parcel, true); !errors.Is(err, faults.ErrTold) || err.Error() != "told to fail: 2 lines" {
			return fmt.Sprint(err)
		}
		return ""
	}},
	{"refused value", 1000, func() string {
		if _, err := faults.Pieces(1, "\xff"); !errors.Is(err, spandrel.ErrInvalidInput) {
			return fmt.Sprint(err)
		}
		return ""
	}},
	{"object", 1000, func() string {
		victim, err := faults.MakeVictim(faults.HowCalm)
		if err != nil {
			return err.Error()
		}
		if _, err := victim.Change(faults.HowCalm); err != nil {
			return err.Error()
		}
		if err := victim.Close(); err != nil {
			return err.Error()
		}
		return ""
	}},
	// From the seventh allocation on, Rust's standard library holds the lock of its backtraces, which its own message about
	// memory waits for: without memory for a backtrace the process hangs. No bridge can mend that.
	{"panic, until its backtrace is taken", 6, func() string {
		var caught *spandrel.PanicError
		if _, err := faults.PanicFree(faults.HowFormatted); !errors.As(err, &caught) {
			return fmt.Sprint(err)
		}
		return ""
	}},
}

// Exit statuses of the child, beside those of the runtime.
const (
	// statusAnswered: the right answer, and the failing allocation was reached.
	statusAnswered = 50
	// statusSpared: the right answer, and fewer allocations than N were made.
	statusSpared = 51
	// statusWrong: another answer.
	statusWrong = 52
)

// torture is the work of the child process: "3 17" lets the 17th allocation of work 3 fail.
func torture(argument string) {
	var work int
	var nth uint64
	if _, err := fmt.Sscanf(argument, "%d %d", &work, &nth); err != nil {
		panic(err)
	}
	// The countdown counts on one thread.
	runtime.LockOSThread()
	faults.FailAllocation(nth)
	wrong := works[work].call()
	left := faults.AllocationsLeft()
	faults.FailAllocation(0)
	if wrong == "" {
		if objects, blocks := live.Counters(); objects != 0 || blocks != 0 {
			wrong = fmt.Sprintf("%d objects and %d blocks are left", objects, blocks)
		}
	}
	switch {
	case wrong != "":
		fmt.Println(wrong)
		os.Exit(statusWrong)
	case left > 0:
		os.Exit(statusSpared)
	}
	os.Exit(statusAnswered)
}

// wild is the seeded bug: a program that does not look whether it got memory.
func wild(string) {
	var nothing *[1 << 30]byte
	fmt.Println(nothing[1<<20+len(os.Args)])
}

func TestMain(m *testing.M) {
	report.Main(m, map[string]func(string){"torture": torture, "wild": wild})
}

// judge says what is wrong with the end of a child, and whether all allocations were survived.
func judge(ending report.Ending) (wrong string, spared bool) {
	switch {
	case ending.Hung:
		return "the process hangs", false
	case ending.Status == statusAnswered:
		return "", false
	case ending.Status == statusSpared:
		return "", true
	case strings.Contains(ending.Output, "memory allocation of ") && strings.Contains(ending.Output, "SIGABRT"):
		return "", false
	}
	return fmt.Sprintf("status %d: %s", ending.Status, ending.Output), false
}

func TestTorture(t *testing.T) {
	figure := report.New(t, "torture", "torture: the Nth allocation fails")
	wrong, _ := judge(report.Child(t, "wild", ""))
	figure.Canary(wrong)
	for number, work := range works {
		tried := 0
		for nth := 1; nth <= min(work.most, report.Scale(work.most, 40)); nth++ {
			ending := report.Child(t, "torture", strconv.Itoa(number)+" "+strconv.Itoa(nth))
			wrong, spared := judge(ending)
			if spared {
				break
			}
			tried++
			figure.Fault(fmt.Sprintf("%s, allocation %d", work.name, nth), wrong)
		}
		if tried == 0 {
			figure.Cases(1, work.name, "no allocation was reached")
		}
		t.Logf("%s: %d allocations failed", work.name, tried)
	}
}
