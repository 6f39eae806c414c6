package daemon_test

import (
	"strings"
	"syscall"
	"testing"

	"spandrel.dev/remux/internal/config"
)

// When the limit on open files leaves fewer connections than were asked for,
// log and figures say how many.
func TestIssueALimitLoweredByDescriptorsIsTold(t *testing.T) {
	var files syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &files); err != nil {
		t.Fatal(err)
	}
	if files.Cur > 1<<20 {
		lower := syscall.Rlimit{Cur: 4096, Max: files.Max}
		if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &lower); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := syscall.Setrlimit(syscall.RLIMIT_NOFILE, &files); err != nil {
				t.Error(err)
			}
		})
	}
	d := start(t, nil, func(c *config.Config) {
		c.Sources = []config.Source{looped(t)}
		c.HTTP.Connections = 1 << 20
	})
	d.ready(t)
	if text := d.log.String(); !strings.Contains(text, "fewer connections than http.connections") || !strings.Contains(text, `"wanted":1048576`) {
		t.Errorf("the log says %s", text)
	}
	if _, body := get(t, d.base+"/metrics"); !strings.Contains(body, "\nremux_connections_limit ") || strings.Contains(body, "\nremux_connections_limit 1.048576e+06\n") {
		t.Error("the limit is not told")
	}
}
