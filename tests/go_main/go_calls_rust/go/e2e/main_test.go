package e2e

import (
	"os"
	"testing"

	"spandrel.dev/tests/go_main/go_calls_rust/borrowing"
	borrowingremote "spandrel.dev/tests/go_main/go_calls_rust/borrowing/remote"
	"spandrel.dev/tests/go_main/go_calls_rust/everything"
	"spandrel.dev/tests/go_main/go_calls_rust/everything/remote"
)

// TestMain is the main function of the workers, too.
func TestMain(m *testing.M) {
	remote.ServeWorker(everything.Embedded)
	borrowingremote.ServeWorker(borrowing.Embedded)
	os.Exit(m.Run())
}
