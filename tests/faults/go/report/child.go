package report

import (
	"bytes"
	"context"
	"errors"
	"os"
	"os/exec"
	"testing"
	"time"
)

const childVariable = "SPANDREL_FAULTS_CHILD"

// Ending is how a child process ended.
type Ending struct {
	// Output is what it wrote to standard output and standard error.
	Output string
	// Status is its exit status, -1 when a signal ended it.
	Status int
	// Hung tells that it had to be killed after 30 seconds.
	Hung bool
}

// Main runs the tests, or, in a child process, the work with the name that the parent gave.
func Main(m *testing.M, work map[string]func(argument string)) {
	if name := os.Getenv(childVariable); name != "" {
		if run, known := work[name]; known {
			run(os.Getenv(childVariable + "_ARGUMENT"))
			os.Exit(0)
		}
		os.Exit(97)
	}
	os.Exit(m.Run())
}

// Child runs work in a process of its own: the test binary again.
func Child(t *testing.T, name, argument string) Ending {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	command := exec.CommandContext(ctx, os.Args[0])
	command.Env = append(os.Environ(), childVariable+"="+name, childVariable+"_ARGUMENT="+argument)
	var output bytes.Buffer
	command.Stdout, command.Stderr = &output, &output
	err := command.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	return Ending{Output: output.String(), Status: command.ProcessState.ExitCode(), Hung: ctx.Err() != nil}
}
