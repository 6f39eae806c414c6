package main

import (
	"fmt"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/hash/choose"
)

const backendsAbout = `consensus backends tells which backends this program has, whether each one works, what it
hashes with on this processor, and which one hashes when no --backend is given.

usage: consensus backends [--json] [--config FILE]
`

// backendState is one backend in the answer of the command.
type backendState struct {
	Name      string `json:"name"`
	Available bool   `json:"available"`
	Active    bool   `json:"active"`
	Error     string `json:"error,omitempty"`
	Version   string `json:"version,omitempty"`
	Kernel    string `json:"kernel,omitempty"` // what hashes, in one word
	// Kernels are not there when the backend does not work.
	Kernels *kernelNames `json:"kernels,omitempty"`
}

// kernelNames are what hashes single messages and trees.
type kernelNames struct {
	Choice    string `json:"choice"` // auto, or what COINJECTURE_SHA256 forces
	Single    string `json:"single"`
	Tree      string `json:"tree"`       // levels of tree_from nodes or more
	TreeSmall string `json:"tree_small"` // smaller levels
	TreeFrom  int    `json:"tree_from"`
}

// backendsAnswer is the answer of the command.
type backendsAnswer struct {
	Active   string         `json:"active"`
	Reason   string         `json:"reason"`            // flag, environment, file or default
	Notice   string         `json:"notice,omitempty"`  // why the wished one is not active
	Notices  []string       `json:"notices,omitempty"` // that, and what was not read
	Version  string         `json:"version"`           // of this program
	Backends []backendState `json:"backends"`
}

func runBackends(s streams, args []string) error {
	flags := newFlags(s, "backends", backendsAbout)
	asJSON := flags.Bool("json", false, "print one JSON object")
	var path string
	onceVar(flags, &path, "config", "read use_rust_bindings from the YAML `FILE`")
	if err := parseFlags(s, flags, args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return usagef("%q is not expected", flags.Arg(0))
	}
	var config choose.Config
	if path != "" {
		var err error
		if config, err = choose.Load(path); err != nil {
			return err
		}
	}
	choice, err := choose.Backend("", config)
	if err != nil {
		return err
	}
	answer := backendsAnswer{
		Active: choice.Backend.Name(), Reason: choice.Reason, Notice: choice.Notice, Notices: choice.Notices, Version: hash.Version,
	}
	for _, name := range []string{hash.Native, hash.Rust} {
		state := backendState{Name: name, Active: name == answer.Active}
		if backend, err := choose.Named(name); err != nil {
			state.Error = err.Error()
		} else {
			k := backend.Kernels()
			state.Available, state.Version, state.Kernel = true, backend.Version(), k.String()
			state.Kernels = &kernelNames{k.Choice, k.Single, k.Tree, k.TreeSmall, k.TreeFrom}
		}
		answer.Backends = append(answer.Backends, state)
	}
	if *asJSON {
		return printJSON(s.out, answer)
	}
	for _, b := range answer.Backends {
		mark, note := " ", ""
		if b.Active {
			mark = "*"
		}
		if b.Available {
			note = fmt.Sprintf("works, version %s, %s", b.Version, b.Kernels)
		} else {
			note = b.Error
		}
		fmt.Fprintf(s.out, "%s %-5s %s\n", mark, b.Name, note)
	}
	fmt.Fprintf(s.out, "backend %s is active, by %s\n", answer.Active, answer.Reason)
	for _, notice := range answer.Notices {
		fmt.Fprintln(s.out, notice)
	}
	return nil
}

// String says it for people.
func (k *kernelNames) String() string {
	text := "single messages " + k.Single + ", trees " + k.Tree
	if k.TreeSmall != k.Tree {
		text += fmt.Sprintf(" (%s below %d nodes)", k.TreeSmall, k.TreeFrom)
	}
	if k.Choice != "auto" {
		text += fmt.Sprintf(", forced to %s", k.Choice)
	}
	return text
}
