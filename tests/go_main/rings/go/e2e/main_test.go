package e2e

import (
	"os"
	"testing"

	"spandrel.dev/tests/go_main/rings/given"
	givenremote "spandrel.dev/tests/go_main/rings/given/remote"
	bridge "spandrel.dev/tests/go_main/rings/rings"
	"spandrel.dev/tests/go_main/rings/rings/remote"
)

// TestMain is the main function of the workers, too.
func TestMain(m *testing.M) {
	remote.ServeWorker(bridge.Embedded)
	givenremote.ServeWorker(given.Embedded, given.Implement)
	os.Exit(m.Run())
}
