package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
)

// turnsVariable makes this program one that has turns when it is told to.
const turnsVariable = "BENCH_MODES_TURNS"

// answer is what such a program says of a turn.
type answer struct {
	Turned turned
	Error  string
}

// serveTurns has a turn for each name of a group that it reads. A program that is built with and without cgo is two modes, and
// one process cannot be both.
func serveTurns() {
	if linked {
		fmt.Fprintln(os.Stderr, "modes: -dynamic names a program that was built with cgo")
		os.Exit(1)
	}
	core := inProcess("dynamic")
	in, out := json.NewDecoder(os.Stdin), json.NewEncoder(os.Stdout)
	for {
		var name string
		if err := in.Decode(&name); err != nil {
			if !errors.Is(err, io.EOF) {
				fmt.Fprintln(os.Stderr, "modes: turns:", err)
				os.Exit(1)
			}
			os.Exit(0)
		}
		said := answer{Error: "no group is named " + name}
		for _, g := range groups {
			if g.name != name {
				continue
			}
			said = answer{}
			var err error
			if said.Turned, err = g.turn(core); err != nil {
				said.Error = err.Error()
			}
		}
		if err := out.Encode(said); err != nil {
			os.Exit(1)
		}
	}
}

// startTurns starts the program that was built without cgo.
func startTurns(program string) (way, func(), error) {
	none := way{}
	if program == "" {
		return none, nil, errors.New("-dynamic must name this program, built with CGO_ENABLED=0")
	}
	command := exec.Command(program)
	command.Env = append(os.Environ(), turnsVariable+"=1")
	command.Stderr = os.Stderr
	in, err := command.StdinPipe()
	if err != nil {
		return none, nil, err
	}
	out, err := command.StdoutPipe()
	if err != nil {
		return none, nil, err
	}
	if err := command.Start(); err != nil {
		return none, nil, err
	}
	ask, told := json.NewEncoder(in), json.NewDecoder(out)
	dynamic := ofCore("dynamic", nil)
	dynamic.add = func(uint64, uint64) (uint64, error) { return 0, errors.ErrUnsupported }
	dynamic.away = func(group string) (turned, error) {
		var said answer
		if err := ask.Encode(group); err != nil {
			return turned{}, fmt.Errorf("dynamic: %w", err)
		}
		if err := told.Decode(&said); err != nil {
			return turned{}, fmt.Errorf("dynamic: %w", err)
		}
		if said.Error != "" {
			return turned{}, fmt.Errorf("dynamic: %s", said.Error)
		}
		return said.Turned, nil
	}
	return dynamic, func() { in.Close(); _ = command.Wait() }, nil
}
