package daemon

import (
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
)

// limitMemory tells the collector how much there is, so that it works harder
// before the kernel ends the program. GOMEMLIMIT of the environment goes
// first, then the setting, then nine tenths of what the control group allows;
// without all three there is no limit. It returns the limit, 0 for none.
func limitMemory(setting int64) int64 {
	if os.Getenv("GOMEMLIMIT") == "" {
		if setting == 0 {
			setting = groupLimit("/proc/self/cgroup", "/sys/fs/cgroup") / 10 * 9
		}
		if setting > 0 {
			debug.SetMemoryLimit(setting)
		}
	}
	const none = 1 << 60
	if limit := debug.SetMemoryLimit(-1); limit < none {
		return limit
	}
	return 0
}

// groupLimit is the memory that the control group of this process and the
// groups around it allow (version 2), or 0.
func groupLimit(membership, root string) int64 {
	text, err := os.ReadFile(membership)
	if err != nil {
		return 0
	}
	least := int64(0)
	for line := range strings.Lines(string(text)) {
		group, found := strings.CutPrefix(strings.TrimSpace(line), "0::/")
		if !found {
			continue
		}
		for ; ; group = filepath.Dir(group) {
			// The outermost group has no limit file, others say "max".
			allowed, err := os.ReadFile(filepath.Join(root, group, "memory.max"))
			if limit, wrong := strconv.ParseInt(strings.TrimSpace(string(allowed)), 10, 64); err == nil && wrong == nil && (least == 0 || limit < least) {
				least = limit
			}
			if group == "." || group == "" {
				break
			}
		}
	}
	return least
}
