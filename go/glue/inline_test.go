//go:build !spandrel_debug

package glue

import (
	"os/exec"
	"strings"
	"testing"
)

// What every call does is inlined where the call is made: as a call of its own it takes as long as all else that the Go side of
// a leaf method does. Packages that have a part of it each do not change that.
func TestHotPathsAreInlined(t *testing.T) {
	for folder, functions := range map[string][]string{
		".":      {"(*Object).Handle", "(*Object).Argument", "(*Object).Retry", "(*Object).Wake", "FrameOf"},
		"block":  {"NewScratch", "Of", "(*Scratch).View"},
		"wait":   {"(*Queue).Empty", "(*Waiter).ID"},
		"calls":  {"(*Call).Word", "(*Call).Return"},
		"values": {"at"},
		"wire": {
			"Byte", "AppendBool", "AppendUint32", "AppendUint64", "AppendString", "AppendCount", "AppendVariant",
			"NewReader", "(*Reader).Bool", "(*Reader).Variant",
		},
	} {
		output, err := exec.Command("go", "build", "-gcflags=-m", "./"+folder).CombinedOutput()
		if err != nil {
			t.Fatalf("%v\n%s", err, output)
		}
		for _, function := range functions {
			if !strings.Contains(string(output), "can inline "+function+"\n") {
				t.Errorf("%s of %s is not inlined; `go build -gcflags=-m=2 ./glue/%[2]s` says why", function, folder)
			}
		}
	}
}
