// Package signals lets signals arrive while Rust code runs.
package signals

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"runtime/pprof"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/faults/faults"
	"spandrel.dev/tests/faults/report"
)

func TestMain(m *testing.M) {
	report.Main(m, map[string]func(string){"claim": claim, "term": term})
}

// claim is the seeded bug: Rust code that installs a signal's handler again without the signal stack.
func claim(string) {
	faults.ClaimSignal()
	for range 100 {
		syscall.Kill(os.Getpid(), syscall.SIGUSR1)
		time.Sleep(time.Millisecond)
	}
}

// term waits for SIGTERM in the middle of a call, ends the call and then the program.
func term(string) {
	terminated := make(chan os.Signal, 1)
	signal.Notify(terminated, syscall.SIGTERM)
	go func() {
		time.Sleep(20 * time.Millisecond)
		syscall.Kill(os.Getpid(), syscall.SIGTERM)
	}()
	if _, err := faults.Spin(200 * time.Millisecond); err != nil {
		fmt.Println(err)
		os.Exit(3)
	}
	select {
	case <-terminated:
		fmt.Println("terminated after the call")
	default:
		os.Exit(4)
	}
}

// answers makes calls that compute, sleep, fail and panic, and says what is wrong with an answer.
func answers() string {
	if rounds, err := faults.Spin(5 * time.Millisecond); err != nil || rounds == 0 {
		return fmt.Sprintf("spin: %d, %v", rounds, err)
	}
	start := time.Now()
	if _, err := faults.Nap(5 * time.Millisecond); err != nil || time.Since(start) < 5*time.Millisecond {
		return fmt.Sprintf("nap: %v after %v", err, time.Since(start))
	}
	if _, err := faults.Repack(faults.Parcel{}, true); !errors.Is(err, faults.ErrTold) {
		return fmt.Sprintf("error: %v", err)
	}
	var caught *spandrel.PanicError
	if _, err := faults.PanicFree(faults.HowLiteral); !errors.As(err, &caught) {
		return fmt.Sprintf("panic: %v", err)
	}
	return ""
}

// during makes rounds of calls while disturb runs again and again, and returns how often that was.
func during(rounds int, disturb func()) (count int, wrong string) {
	var stop atomic.Bool
	done := make(chan int)
	go func() {
		count := 0
		for ; !stop.Load(); count++ {
			disturb()
		}
		done <- count
	}()
	for range rounds {
		if wrong = answers(); wrong != "" {
			break
		}
	}
	stop.Store(true)
	return <-done, wrong
}

// kill sends the signal to this process 20,000 times a second at most.
func kill(number syscall.Signal) func() {
	return func() {
		syscall.Kill(os.Getpid(), number)
		time.Sleep(50 * time.Microsecond)
	}
}

func TestSignals(t *testing.T) {
	figure := report.New(t, "signals", "signals during calls")
	rounds := report.Scale(500, 40)

	ending := report.Child(t, "claim", "")
	figure.Canary(func() string {
		if ending.Status != 0 && strings.Contains(ending.Output, "SA_ONSTACK") {
			return "Go stops at a handler without SA_ONSTACK"
		}
		return ""
	}())

	var profile bytes.Buffer
	if err := pprof.StartCPUProfile(&profile); err != nil {
		t.Fatal(err)
	}
	_, wrong := during(rounds, func() { time.Sleep(time.Millisecond) })
	pprof.StopCPUProfile()
	if wrong == "" && profile.Len() == 0 {
		wrong = "the profile is empty"
	}
	figure.Faults(rounds, "SIGPROF of a CPU profile", wrong)

	count, wrong := during(rounds, kill(syscall.SIGURG))
	figure.Faults(count, "SIGURG storm", wrong)

	children := make(chan os.Signal, 1)
	signal.Notify(children, syscall.SIGCHLD)
	count, wrong = during(rounds, func() {
		if err := exec.Command("/bin/true").Run(); err != nil {
			panic(err)
		}
	})
	signal.Stop(children)
	if wrong == "" && len(children) == 0 {
		wrong = "no SIGCHLD arrived"
	}
	figure.Faults(count, "SIGCHLD", wrong)

	broken := make(chan os.Signal, 1)
	signal.Notify(broken, syscall.SIGPIPE)
	count, wrong = during(rounds, func() {
		reader, writer, err := os.Pipe()
		if err != nil {
			panic(err)
		}
		reader.Close()
		if _, err := io.WriteString(writer, "x"); !errors.Is(err, syscall.EPIPE) {
			panic(err)
		}
		writer.Close()
		time.Sleep(50 * time.Microsecond)
	})
	signal.Stop(broken)
	if wrong == "" && len(broken) == 0 {
		wrong = "no SIGPIPE arrived"
	}
	figure.Faults(count, "SIGPIPE", wrong)

	for range report.Scale(20, 3) {
		ending := report.Child(t, "term", "")
		wrong := ""
		if ending.Status != 0 || !strings.Contains(ending.Output, "terminated after the call") {
			wrong = fmt.Sprintf("status %d: %s", ending.Status, ending.Output)
		}
		figure.Fault("SIGTERM during a call", wrong)
	}
}
