package e2e

import (
	"errors"
	"os"
	"os/exec"
	"testing"

	"spandrel.dev/spandrel/ring"
	"spandrel.dev/tests/go_main/rings/ended"
)

// A writer that waits is told when the thread that reads panics amid its batch.
func TestAPanicInABatchClosesTheRing(t *testing.T) {
	for _, behind := range []uint64{1, 3, 100} {
		tx := must[*ring.ByteSender](t)(ended.PanicsBehind(behind, 4))
		defer tx.Close()
		sent := uint64(0)
		var err error
		for err == nil {
			if err = tx.Send(record(sent)); err == nil {
				sent++
			}
		}
		if !errors.Is(err, ring.ErrClosed) || sent < behind {
			t.Errorf("behind %d records: sent %d, and got %v, want ErrClosed", behind, sent, err)
		}
	}
}

// What a thread has written arrives, though it ended before it published the last of it.
func TestAThreadThatEndsPublishesTheRest(t *testing.T) {
	const count = 1000
	rx := must[*ring.Receiver[uint64]](t)(ended.ReturnsBehind(count))
	defer rx.Close()
	for want := range uint64(count) {
		if got, err := rx.Next(t.Context()); got != want || err != nil {
			t.Fatalf("got %d and %v, want %d", got, err, want)
		}
	}
	if _, err := rx.Next(t.Context()); !errors.Is(err, ring.ErrClosed) {
		t.Errorf("behind the last number: got %v, want ErrClosed", err)
	}
}

// exitOf has this test run once more, in a process that Rust ends.
const exitOf = "SPANDREL_TEST_RINGS_EXIT"

// Rust ends the process while Go reads a batch, and another thread writes: it ends with that code, and not by a signal.
func TestRustEndsTheProcessInABatch(t *testing.T) {
	const code = 7
	if os.Getenv(exitOf) != "" {
		rx := must[*ring.Receiver[uint64]](t)(ended.Endless())
		for batch, err := range rx.Batches(t.Context()) {
			if err != nil {
				t.Fatal(err)
			}
			go ended.Exit(code)
			for first := batch[0]; ; {
				for i, number := range batch {
					if number != first+uint64(i) {
						t.Fatalf("got %d, want %d", number, first+uint64(i))
					}
				}
			}
		}
	}
	command := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestRustEndsTheProcessInABatch$")
	command.Env = append(os.Environ(), exitOf+"=1")
	output, err := command.CombinedOutput()
	var exit *exec.ExitError
	if !errors.As(err, &exit) || exit.ExitCode() != code {
		t.Errorf("got %v, want the exit code %d:\n%s", err, code, output)
	}
}
