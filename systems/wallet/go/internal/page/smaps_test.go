package page

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// flagsOf returns the VmFlags of the mapping that memory lies in.
func flagsOf(t *testing.T, memory []byte) string {
	t.Helper()
	text, err := os.ReadFile("/proc/self/smaps")
	if err != nil {
		t.Fatal(err)
	}
	var address uint64
	if _, err := fmt.Sscanf(fmt.Sprintf("%p", memory), "0x%x", &address); err != nil {
		t.Fatal(err)
	}
	inside := false
	for line := range strings.Lines(string(text)) {
		var from, to uint64
		if n, _ := fmt.Sscanf(line, "%x-%x ", &from, &to); n == 2 {
			inside = from <= address && address < to
		}
		if inside && strings.HasPrefix(line, "VmFlags:") {
			return line
		}
	}
	t.Fatal("the mapping was not found")
	return ""
}
