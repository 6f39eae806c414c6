package daemon

import (
	"math"
	"os"
	"path/filepath"
	"runtime/debug"
	"testing"
)

func TestIssueTheMemoryLimitIsThatOfTheControlGroup(t *testing.T) {
	root := t.TempDir()
	put := func(path, text string) string {
		t.Helper()
		path = filepath.Join(root, path)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	membership := put("self", "1:name=systemd:/x\n0::/system.slice/remux.service\n")
	put("system.slice/remux.service/memory.max", "max\n")
	if got := groupLimit(membership, root); got != 0 {
		t.Errorf("without a limit: %d", got)
	}
	put("system.slice/memory.max", "3000000\n")
	if got := groupLimit(membership, root); got != 3_000_000 {
		t.Errorf("of the group around: %d", got)
	}
	put("system.slice/remux.service/memory.max", "1000000\n")
	if got := groupLimit(membership, root); got != 1_000_000 {
		t.Errorf("of the group itself: %d", got)
	}
	if got := groupLimit(filepath.Join(root, "none"), root); got != 0 {
		t.Errorf("without control groups: %d", got)
	}
}

func TestIssueTheMemoryLimitOfTheConfigurationIsSet(t *testing.T) {
	before := debug.SetMemoryLimit(-1)
	defer debug.SetMemoryLimit(before)
	t.Setenv("GOMEMLIMIT", "")
	if got := limitMemory(1 << 30); got != 1<<30 || debug.SetMemoryLimit(-1) != 1<<30 {
		t.Errorf("got %d", got)
	}
	debug.SetMemoryLimit(math.MaxInt64)
	t.Setenv("GOMEMLIMIT", "1GiB") // that the runtime has read at its start
	if got := limitMemory(1 << 30); got != 0 {
		t.Errorf("GOMEMLIMIT does not go first: %d", got)
	}
}
