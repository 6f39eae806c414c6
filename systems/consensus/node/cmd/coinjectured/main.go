// Command coinjectured is a validator of the coinjecture chain.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"syscall"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/node/internal/app"
)

// Exit statuses.
const (
	exitOK       = 0
	exitFailed   = 1
	exitUsage    = 2
	exitDiverged = 3 // the network decided a block that this node computes otherwise
)

// command is one command of the program.
type command struct {
	name, about string
	run         func(ctx context.Context, arguments []string, out io.Writer) error
}

func commands() []command {
	return []command{
		{"init", "makes the home of a validator, or of every validator of a network", runInit},
		{"node", "runs a validator", runNode},
		{"status", "shows where a validator stands", runStatus},
		{"rollback", "takes a stopped validator back by one block", runRollback},
		{"validators", "shows the validator set, or sets the power of a validator", runValidators},
		{"testnet", "plays a script on a network of real processes", runTestnet},
	}
}

// usageError is wrong usage.
type usageError struct{ reason string }

func (e usageError) Error() string { return e.reason }

func usagef(format string, args ...any) error { return usageError{fmt.Sprintf(format, args...)} }

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGINT, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second signal ends the process at once
	err := dispatch(ctx, os.Args[1:], os.Stdout)
	stop()
	os.Exit(status(err))
}

func status(err error) int {
	var usage usageError
	switch {
	case err == nil:
		return exitOK
	case errors.As(err, &usage):
		fmt.Fprintln(os.Stderr, "coinjectured:", err)
		return exitUsage
	case errors.Is(err, app.ErrDiverged), errors.Is(err, hash.ErrInternal):
		fmt.Fprintln(os.Stderr, "coinjectured:", err)
		return exitDiverged
	}
	fmt.Fprintln(os.Stderr, "coinjectured:", err)
	return exitFailed
}

func dispatch(ctx context.Context, arguments []string, out io.Writer) error {
	if len(arguments) == 0 {
		return usagef("a command is missing; coinjectured help lists them")
	}
	switch arguments[0] {
	case "help", "--help", "-h":
		fmt.Fprintln(out, "coinjectured is a validator of the coinjecture chain.")
		fmt.Fprintln(out)
		for _, c := range commands() {
			fmt.Fprintf(out, "  %-12s%s\n", c.name, c.about)
		}
		fmt.Fprintln(out, "\ncoinjectured COMMAND --help says more. Exit status: 0 done, 1 failed, 2 wrong usage,")
		fmt.Fprintln(out, "3 the backend failed or computes another block than the network decided.")
		return nil
	case "--version", "version":
		fmt.Fprintln(out, "coinjectured", hash.Version)
		return nil
	}
	for _, c := range commands() {
		if c.name == arguments[0] {
			return c.run(ctx, arguments[1:], out)
		}
	}
	return usagef("no command %q; coinjectured help lists them", arguments[0])
}
