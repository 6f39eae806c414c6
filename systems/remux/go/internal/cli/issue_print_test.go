package cli_test

import (
	"os"
	"strings"
	"testing"

	"spandrel.dev/remux/internal/cli"
)

// What file and flags make can be looked at, without credentials.
func TestIssueTheConfigurationCanBePrinted(t *testing.T) {
	path := write(t, nil)
	text := "readers: {limit: 7}\nhttp: {hosts: [tv.example]}\nsources:\n  - {name: a, url: 'http://planted:planted@h:1/planted?key=planted'}\n  - {name: b, url: 'file:x.ts?loop=true'}\n"
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("REMUX_TEST_PASSWORD", "planted")
	code, out, log := run(t, t.Context(), nil, "serve", "--config", path, "--print-config", "--http-headers", "12",
		"--readers-slow", "skip", "--source", "c=http://u:${REMUX_TEST_PASSWORD}@h/x")
	if code != cli.ExitDone || log != "" || strings.Contains(out, "planted") {
		t.Errorf("exit %d, %s%s", code, out, log)
	}
	for _, line := range []string{"  limit: 7\n", "  headers: 12\n", "  slow: skip\n", "  hosts: [tv.example]\n", "url: http://h:1/…\n", "x.ts\n    loop: true\n", "name: c\n"} {
		if !strings.Contains(out, line) {
			t.Errorf("%q is missing in %s", line, out)
		}
	}
	// Without anything it is the defaults, for those who have no example.
	if code, out, _ := run(t, t.Context(), nil, "serve", "--print-config"); code != cli.ExitDone || !strings.Contains(out, "\nsources: []\n") {
		t.Errorf("exit %d, %s", code, out)
	}
	// What cannot be used is printed and refused.
	code, out, log = run(t, t.Context(), nil, "serve", "--print-config", "--http-headers", "1", "--source", "a=-")
	if code != cli.ExitUsage || !strings.Contains(out, "headers: 1\n") || !strings.Contains(log, "http.headers is 1: 10 to 10000 is possible") {
		t.Errorf("exit %d, %s%s", code, out, log)
	}
}
