// Command remux turns the audio of MPEG transport streams into AAC, a file at
// a time or live over HTTP.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"spandrel.dev/remux/internal/cli"
	"spandrel.dev/remux/remux"
)

func main() { os.Exit(run()) }

func run() int {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	// After the first signal the next one ends the program at once.
	context.AfterFunc(ctx, stop)
	return cli.Run(ctx, remux.Embedded(), os.Args[1:], cli.Streams{In: os.Stdin, Out: os.Stdout, Err: os.Stderr})
}
