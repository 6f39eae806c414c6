// Command consensus hashes and verifies what the chain hashes and verifies, for
// people and, through eval, for programs.
package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"spandrel.dev/consensus/hash"
)

// Exit statuses.
const (
	exitDone   = 0
	exitFailed = 1 // the work failed; stderr says what, where and the cure
	exitUsage  = 2
)

// usageError is a wrong command line.
type usageError struct{ error }

func usagef(format string, args ...any) error { return usageError{fmt.Errorf(format, args...)} }

// errSilent is a failure about which everything has been said already.
var errSilent = errors.New("failed")

// streams are where a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// command is one subcommand.
type command struct {
	name    string
	summary string
	run     func(s streams, args []string) error
}

func commands() []command {
	var list []command
	for i := range fronts {
		list = append(list, fronts[i].command())
	}
	return append(list,
		command{"eval", "answer JSON Lines requests on stdin, one answer line each", runEval},
		command{"vectors", "run, check and write the golden vectors", runVectors},
		command{"backends", "tell which backends there are and which one is active", runBackends},
		command{"bench", "measure the backends side by side", runBench},
	)
}

func main() {
	// A reader that went away is a failure to write, told on stderr, and not a
	// death by signal.
	signal.Ignore(syscall.SIGPIPE)
	os.Exit(run(streams{os.Stdin, os.Stdout, os.Stderr}, os.Args[1:]))
}

// run carries out one command line and returns the exit status.
func run(s streams, args []string) int {
	if len(args) == 0 {
		usage(s.err)
		return exitUsage
	}
	switch args[0] {
	case "help", "-h", "-help", "--help":
		usage(s.out)
		return exitDone
	case "version", "-version", "--version":
		fmt.Fprintf(s.out, "consensus %s\n", hash.Version)
		return exitDone
	}
	for _, c := range commands() {
		if c.name == args[0] {
			return status(s, c.name, c.run(s, args[1:]))
		}
	}
	fmt.Fprintf(s.err, "consensus: no command %q; see consensus help\n", args[0])
	return exitUsage
}

func status(s streams, name string, err error) int {
	var wrong usageError
	switch {
	case err == nil, errors.Is(err, flag.ErrHelp):
		return exitDone
	case errors.Is(err, errSilent):
		return exitFailed
	case errors.As(err, &wrong):
		fmt.Fprintf(s.err, "consensus %s: %v; see consensus %s --help\n", name, err, name)
		return exitUsage
	}
	fmt.Fprintf(s.err, "consensus %s: %v\n", name, err)
	return exitFailed
}

func usage(w io.Writer) {
	fmt.Fprint(w, "consensus hashes and verifies what the chain hashes and verifies.\n\nusage: consensus COMMAND [FLAGS]\n\ncommands:\n")
	for _, c := range commands() {
		fmt.Fprintf(w, "  %-10s %s\n", c.name, c.summary)
	}
	fmt.Fprint(w, `
Every command has --help; consensus --version prints the version. Commands that hash take --backend go or --backend rust;
without it COINJECTURE_USE_RUST=1 or use_rust_bindings: true (at the top or inside
of consensus:) in the file named by --config asks for rust, and go is the default.

exit status: 0 done, 1 the work failed, 2 wrong usage
`)
}
