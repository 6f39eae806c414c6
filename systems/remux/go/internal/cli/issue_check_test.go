package cli_test

import (
	"os"
	"strings"
	"testing"

	"spandrel.dev/remux/internal/cli"
)

// A configuration can be judged without anything being opened.
func TestIssueAConfigurationCanBeChecked(t *testing.T) {
	for text, want := range map[string]int{
		"listen: 127.0.0.1:0\nsources: [{name: a, url: 'http://name.invalid/x'}]\n": cli.ExitDone,
		"listen: nowhere\nsources: [{name: a, url: 'http://name.invalid/x'}]\n":     cli.ExitUsage,
	} {
		path := write(t, nil)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		code, out, log := run(t, t.Context(), nil, "serve", "--check-config", "--config", path)
		if code != want || (want == cli.ExitDone) != strings.Contains(out, "can be used: 1 sources") || want == cli.ExitUsage && !strings.Contains(log, "nowhere") {
			t.Errorf("%q: exit %d, %s%s", text, code, out, log)
		}
	}
}
