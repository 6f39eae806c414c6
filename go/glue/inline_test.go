//go:build !spandrel_debug

package glue

import (
	"os/exec"
	"strings"
	"testing"
)

// What every call of a method asks at its end is inlined there: as a call of its own it takes as long as all else that the
// Go side of a leaf method does.
func TestRetryIsInlined(t *testing.T) {
	output, err := exec.Command("go", "build", "-gcflags=-m", ".").CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, output)
	}
	for _, method := range []string{"Handle", "Argument", "Retry", "Wake"} {
		if !strings.Contains(string(output), "can inline (*Object)."+method+"\n") {
			t.Errorf("(*Object).%s is not inlined; `go build -gcflags=-m=2 ./glue` says why", method)
		}
	}
}
