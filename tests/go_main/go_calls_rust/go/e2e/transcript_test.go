package e2e

import (
	"flag"
	"os"
	"reflect"
	"strings"
	"testing"

	"spandrel.dev/tests/go_main/go_calls_rust/borrowing"
	"spandrel.dev/tests/go_main/go_calls_rust/everything"
)

// answersFile is where answers are written, to be compared with those of this program built otherwise: `cargo xtask test` does it.
var answersFile = flag.String("transcript", "", "file for the answers of every call")

// Every call is answered, the same the second time.
func TestTranscript(t *testing.T) {
	run := func() string {
		c := conform(t, everything.Embedded(), "Dropped", "Alive", "BadEnd", "NeverBad", "Arm", "Close")
		c.run(reflect.TypeFor[everything.Core](), c.core, 2)
		own := conform(t, borrowing.Embedded(), "Dropped", "Guarded", "IsSame", "IsLocked", "Close")
		own.run(reflect.TypeFor[borrowing.Core](), own.core, 1)
		lines := append(c.lines, own.lines...)
		if len(lines) < 700 {
			t.Errorf("only %d calls were made", len(lines))
		}
		return strings.Join(lines, "\n") + "\n"
	}
	first := run()
	if second := run(); second != first {
		t.Error("answers differ from one time to the next")
	}
	if *answersFile != "" {
		if err := os.WriteFile(*answersFile, []byte(first), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
