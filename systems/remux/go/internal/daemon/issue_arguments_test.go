package daemon_test

import (
	"os"
	"strings"
	"testing"

	"spandrel.dev/remux/internal/config"
)

// The arguments hold the URLs of --source.
func TestIssueProfilesDoNotShowTheArguments(t *testing.T) {
	d := start(t, nil, func(c *config.Config) {
		c.Sources = []config.Source{down(t)}
		c.DebugListen = freeAddress(t)
	})
	d.address(t)
	_, after, _ := strings.Cut(d.log.String(), `"serving profiles","address":"`)
	address, _, _ := strings.Cut(after, `"`)
	for path, want := range map[string]int{"": 200, "symbol": 200, "cmdline": 404} {
		if response, body := get(t, "http://"+address+"/debug/pprof/"+path); response.StatusCode != want || strings.Contains(body, os.Args[0]) {
			t.Errorf("%q: %s %.80q", path, response.Status, body)
		}
	}
}
