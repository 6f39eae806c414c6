package main

import (
	"fmt"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/hash/choose"
)

const backendsAbout = `consensus backends tells which backends this program has, whether each one works, and
which one hashes when no --backend is given.

usage: consensus backends [--json] [--config FILE]
`

// backendState is one backend in the answer of the command.
type backendState struct {
	Name      string `json:"name"`
	Available bool   `json:"available"`
	Active    bool   `json:"active"`
	Error     string `json:"error,omitempty"`
}

// backendsAnswer is the answer of the command.
type backendsAnswer struct {
	Active   string         `json:"active"`
	Reason   string         `json:"reason"`           // flag, environment, file or default
	Notice   string         `json:"notice,omitempty"` // why the wished one is not active
	Backends []backendState `json:"backends"`
}

func runBackends(s streams, args []string) error {
	flags := newFlags(s, "backends", backendsAbout)
	asJSON := flags.Bool("json", false, "print one JSON object")
	path := flags.String("config", "", "read use_rust_bindings from the YAML `FILE`")
	if err := parseFlags(s, flags, args); err != nil {
		return err
	}
	if flags.NArg() > 0 {
		return usagef("%q is not expected", flags.Arg(0))
	}
	var config choose.Config
	if *path != "" {
		var err error
		if config, err = choose.Load(*path); err != nil {
			return err
		}
	}
	choice, err := choose.Backend("", config)
	if err != nil {
		return err
	}
	answer := backendsAnswer{Active: choice.Backend.Name(), Reason: choice.Reason, Notice: choice.Notice}
	for _, name := range []string{hash.Native, hash.Rust} {
		state := backendState{Name: name, Active: name == answer.Active}
		if _, err := choose.Named(name); err != nil {
			state.Error = err.Error()
		} else {
			state.Available = true
		}
		answer.Backends = append(answer.Backends, state)
	}
	if *asJSON {
		return printJSON(s.out, answer)
	}
	for _, b := range answer.Backends {
		mark, note := " ", "works"
		if b.Active {
			mark = "*"
		}
		if !b.Available {
			note = b.Error
		}
		fmt.Fprintf(s.out, "%s %-5s %s\n", mark, b.Name, note)
	}
	fmt.Fprintf(s.out, "backend %s is active, by %s\n", answer.Active, answer.Reason)
	if answer.Notice != "" {
		fmt.Fprintln(s.out, answer.Notice)
	}
	return nil
}
