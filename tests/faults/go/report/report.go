// Package report counts the cases of a reliability figure and prints the counts for `cargo xtask faults`.
//
// A figure is a list of cases. In most of them a fault is injected, and the case is answered when the program says so in
// the way that was promised: a typed error, a clean stop. Anything else is unexpected. Each figure has a canary: a case
// with a seeded bug, judged by the same code, which must come out as unexpected.
package report

import (
	"encoding/json"
	"fmt"
	"os"
	"sync"
	"testing"
)

// Figure counts cases. It is safe for use by several goroutines.
type Figure struct {
	mutex      sync.Mutex
	t          *testing.T
	suite      string
	name       string
	cases      int
	injected   int
	answered   int
	unexpected int
	canary     string
}

// line is what `cargo xtask faults` reads.
type line struct {
	Suite      string `json:"suite"`
	Name       string `json:"name"`
	Cases      int    `json:"cases"`
	Injected   int    `json:"injected"`
	Answered   int    `json:"answered"`
	Unexpected int    `json:"unexpected"`
	Canary     string `json:"canary"`
}

// New starts a figure of a suite, one of those in ../../README.md. Its counts are printed at the end of the test.
func New(t *testing.T, suite, name string) *Figure {
	figure := &Figure{t: t, suite: suite, name: name, canary: "missed"}
	t.Cleanup(figure.print)
	return figure
}

// Fault counts a case in which something was injected; wrong is empty when it was answered as promised.
func (f *Figure) Fault(name, wrong string) {
	f.t.Helper()
	f.Faults(1, name, wrong)
}

// Faults counts n alike cases in which something was injected.
func (f *Figure) Faults(n int, name, wrong string) {
	f.t.Helper()
	f.count(n, n, name, wrong)
}

// Cases counts n cases without an injected fault.
func (f *Figure) Cases(n int, name, wrong string) {
	f.t.Helper()
	f.count(n, 0, name, wrong)
}

func (f *Figure) count(n, injected int, name, wrong string) {
	f.t.Helper()
	f.mutex.Lock()
	defer f.mutex.Unlock()
	f.cases += n
	f.injected += injected
	if wrong != "" {
		f.unexpected++
		f.t.Errorf("%s: %s", name, wrong)
		return
	}
	f.answered += injected
}

// Canary notes what the judge says of the case with the seeded bug. It must find something wrong.
func (f *Figure) Canary(wrong string) {
	f.t.Helper()
	f.mutex.Lock()
	defer f.mutex.Unlock()
	if wrong == "" {
		f.t.Error("the canary was missed: the judge accepts the seeded bug")
		return
	}
	f.t.Logf("canary caught: %s", wrong)
	f.canary = "caught"
}

func (f *Figure) print() {
	f.mutex.Lock()
	defer f.mutex.Unlock()
	text, err := json.Marshal(line{f.suite, f.name, f.cases, f.injected, f.answered, f.unexpected, f.canary})
	if err != nil {
		f.t.Error(err)
		return
	}
	fmt.Fprintf(os.Stdout, "\nFIGURE %s\n", text)
}

// Scale returns the full count, or the short one under `go test -short`.
func Scale(full, short int) int {
	if testing.Short() {
		return short
	}
	return full
}
