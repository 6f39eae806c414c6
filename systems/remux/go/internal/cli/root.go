// Package cli is the command line: it turns arguments into calls and errors
// into exit codes.
package cli

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/engine"
	"spandrel.dev/remux/internal/foreign"
	"spandrel.dev/remux/internal/logs"
	"spandrel.dev/remux/internal/version"
	"spandrel.dev/remux/remux"
)

// Exit codes of the program.
const (
	// ExitDone means that the work was done.
	ExitDone = 0
	// ExitFailed means that it was not; standard error says why.
	ExitFailed = 1
	// ExitUsage means that the arguments or the configuration make no sense.
	ExitUsage = 2
)

// Streams is what the program reads and writes besides its files.
type Streams struct {
	In       io.Reader
	Out, Err io.Writer
}

// usageError is an error that the caller of the program has to mend.
type usageError struct {
	err  error
	help string // the command whose help shows how
}

func (e usageError) Error() string { return e.err.Error() }
func (e usageError) Unwrap() error { return e.err }

// Run executes the program over a core and returns its exit code. The work
// ends when the context does.
func Run(ctx context.Context, core remux.Core, arguments []string, streams Streams) int {
	engines, err := engine.Over(core)
	if err == nil {
		root := newRoot(streams, engines)
		root.SetArgs(arguments)
		err = root.ExecuteContext(ctx)
	}
	if err == nil {
		return ExitDone
	}
	// Nobody may be reading standard error any more; the program ends all the same.
	diagnostics := logs.NewQueue(streams.Err, 2, nil)
	defer diagnostics.Close(patience)
	fmt.Fprintf(diagnostics, "remux: %v\n", err)
	if usage, ok := errors.AsType[usageError](err); ok {
		fmt.Fprintf(diagnostics, "Run `%s --help` for what is possible.\n", usage.help)
		return ExitUsage
	}
	return ExitFailed
}

// patience is how long the program waits at its end for what it still has to say.
const patience = 500 * time.Millisecond

func newRoot(streams Streams, engines *engine.Engines) *cobra.Command {
	root := &cobra.Command{
		Use:   "remux",
		Short: "Turn the audio of MPEG transport streams into AAC",
		Long: `remux replaces the audio of MPEG transport streams by AAC and leaves
everything else as it is: a file at a time, or live for many readers over HTTP.`,
		Version:       version.String(),
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          arguments(cobra.NoArgs),
		RunE: func(command *cobra.Command, _ []string) error {
			return usageError{errors.New("say what to do: file or serve"), command.CommandPath()}
		},
	}
	root.SetIn(streams.In)
	root.SetOut(streams.Out)
	root.SetErr(streams.Err)
	root.SetVersionTemplate("remux {{.Version}}\n")
	root.SetFlagErrorFunc(func(command *cobra.Command, err error) error {
		return usageError{plainFlag(err), command.CommandPath()}
	})
	root.AddCommand(newFile(streams, engines), newServe(streams, engines))
	return root
}

// plainFlag rewords what is said of the value of a flag, which speaks of Go.
func plainFlag(err error) error {
	wrong, ok := errors.AsType[*pflag.InvalidValueError](err)
	if !ok {
		return err
	}
	hint := ""
	switch flag := wrong.GetFlag(); flag.Value.Type() {
	case "duration":
		hint = config.DurationHint
	case "int", "int64", "uint8", "uint16", "uint32":
		hint = config.NumberHint(flag.Name, wrong.GetValue())
	case "float64":
		hint = "write a number, such as 0.5"
	default:
		if flag.Name != "log-level" {
			return err
		}
		hint = "use debug, info, warn or error"
	}
	return fmt.Errorf("--%s %q: %s", wrong.GetFlag().Name, foreign.Clean(wrong.GetValue(), foreign.Limit), hint)
}

// arguments makes a wrong number of arguments an error of usage.
func arguments(check cobra.PositionalArgs) cobra.PositionalArgs {
	return func(command *cobra.Command, given []string) error {
		if err := check(command, given); err != nil {
			return usageError{err, command.CommandPath()}
		}
		return nil
	}
}
