// Package play runs a network of real processes on this machine by a script, and
// has a judge compute every block again.
package play

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Script is a network and what happens to it.
type Script struct {
	Nodes  int     `yaml:"nodes"`  // validators with a home
	Active int     `yaml:"active"` // in the set, and running, from block 1 on
	Python int     `yaml:"python"` // of them, the first ones, in Python
	Rust   bool    `yaml:"rust"`   // the Go ones hash with the Rust core
	Shadow bool    `yaml:"shadow"` // and compare it with the other backend, beside the way of a block
	Gate   string  `yaml:"gate"`   // or before an answer is used: fallback, abstain, halt
	Until  uint64  `yaml:"until"`  // the height at which the play ends
	Feed   float64 `yaml:"feed"`   // transactions a second
	Steps  []Step  `yaml:"steps"`
}

// Step is one thing that happens when the chain has reached a height.
type Step struct {
	At uint64 `yaml:"at"`
	Do string `yaml:"do"`

	action action
}

// comparison is the environment of the Go nodes.
func (s *Script) comparison() []string {
	switch {
	case s.Shadow:
		return []string{"COINJECTURE_CONSENSUS_SHADOW_MODE_ENABLED=1"}
	case s.Gate != "":
		return []string{"COINJECTURE_CONSENSUS_GATE_ENABLED=1", "COINJECTURE_CONSENSUS_GATE_ON_DIVERGENCE=" + s.Gate}
	}
	return nil
}

// action is a step, read.
type action struct {
	verb   string
	node   string // validatorN
	part   string // "application", or empty
	number uint64 // of power and of sets
	other  uint64 // the second number of a set
	word   string // the fault, the backend, the one that replaces, or "hard"
}

// Verbs says what a step may do.
const Verbs = `add validatorN                    starts it and gives it power 10
replace validatorN by validatorM  starts M and swaps it for N, in one block if possible
power validatorN P                gives it another power; 0 takes it out of the set
start validatorN                  starts its processes
stop validatorN                   ends them in order
kill -9 validatorN                ends them at once; validatorN.application: only the Python one
backend validatorN B              starts it again with backend go or rust
rollback validatorN               stops it, takes it back by one block, starts it; rollback validatorN hard
plant FAULT on validatorN         a fault of the list, in programs built for it
expect found validatorN           its fault was found, and it has stopped or says that it is not healthy
expect diverged validatorN        its backends were found to disagree, and it goes on
expect set P+G                    so many Python and Go validators are in the set
expect halt                       no block is decided any more
expect height                     all running nodes are at the same height, or one apart`

var forms = []struct {
	form *regexp.Regexp
	read func(m []string) action
}{
	{regexp.MustCompile(`^(add|start|stop) (validator\d+)$`), func(m []string) action { return action{verb: m[1], node: m[2]} }},
	{regexp.MustCompile(`^replace (validator\d+) by (validator\d+)$`), func(m []string) action {
		return action{verb: "replace", node: m[1], word: m[2]}
	}},
	{regexp.MustCompile(`^power (validator\d+) (\d{1,18})$`), func(m []string) action {
		return action{verb: "power", node: m[1], number: number(m[2])}
	}},
	{regexp.MustCompile(`^kill -9 (validator\d+)(?:\.(application))?$`), func(m []string) action {
		return action{verb: "kill", node: m[1], part: m[2]}
	}},
	{regexp.MustCompile(`^backend (validator\d+) (go|rust)$`), func(m []string) action { return action{verb: "backend", node: m[1], word: m[2]} }},
	{regexp.MustCompile(`^rollback (validator\d+)(?: (hard))?$`), func(m []string) action { return action{verb: "rollback", node: m[1], word: m[2]} }},
	{regexp.MustCompile(`^plant (\w+) on (validator\d+)$`), func(m []string) action { return action{verb: "plant", node: m[2], word: m[1]} }},
	{regexp.MustCompile(`^expect (found|diverged) (validator\d+)$`), func(m []string) action { return action{verb: m[1], node: m[2]} }},
	{regexp.MustCompile(`^expect set (\d{1,3})\+(\d{1,3})$`), func(m []string) action {
		return action{verb: "set", number: number(m[1]), other: number(m[2])}
	}},
	{regexp.MustCompile(`^expect (halt|height)$`), func(m []string) action { return action{verb: m[1]} }},
}

func number(digits string) uint64 {
	n, err := strconv.ParseUint(digits, 10, 64)
	if err != nil {
		panic(err) // the form allows digits only, and few
	}
	return n
}

// Load reads and checks the script at path.
func Load(path string) (Script, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return Script{}, fmt.Errorf("script: %w", err)
	}
	script, err := Parse(text)
	if err != nil {
		return script, fmt.Errorf("script %s: %w", path, err)
	}
	return script, nil
}

// Parse reads and checks a script.
func Parse(text []byte) (Script, error) {
	var script Script
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	if err := decoder.Decode(&script); err != nil && !errors.Is(err, io.EOF) {
		return script, err
	}
	var faults []error
	fault := func(format string, args ...any) { faults = append(faults, fmt.Errorf(format, args...)) }
	if script.Nodes < 1 || script.Active < 1 || script.Active > script.Nodes || script.Python > script.Nodes {
		fault("nodes %d, active %d, python %d cannot be", script.Nodes, script.Active, script.Python)
	}
	if script.Until == 0 {
		fault("until: missing; the height at which the play ends")
	}
	if script.Gate != "" && script.Shadow {
		fault("gate and shadow: a gate compares every call already")
	}
	var last uint64
	for i := range script.Steps {
		step := &script.Steps[i]
		if step.At < last || step.At > script.Until {
			fault("step %d: at %d is not from %d to %d; steps come in order", i+1, step.At, last, script.Until)
		}
		last = max(last, step.At)
		read := false
		for _, f := range forms {
			if m := f.form.FindStringSubmatch(step.Do); m != nil {
				step.action, read = f.read(m), true
			}
		}
		if !read {
			fault("step %d: %q is none of\n%s", i+1, step.Do, Verbs)
			continue
		}
		if a := step.action; a.verb == "replace" && number(strings.TrimPrefix(a.word, "validator")) > uint64(script.Nodes) {
			fault("step %d: there is no %s", i+1, a.word)
		}
		if name := step.action.node; name != "" {
			if n := number(strings.TrimPrefix(name, "validator")); n < 1 || n > uint64(script.Nodes) {
				fault("step %d: there is no %s", i+1, name)
			} else if step.action.part != "" && n > uint64(script.Python) {
				fault("step %d: %s has no application of its own", i+1, name)
			}
		}
	}
	return script, errors.Join(faults...)
}
