package config_test

import (
	"strings"
	"testing"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/location"
)

// A port that no server can have is refused, not tried for ever.
func TestIssueAPortThatDoesNotExistIsRefused(t *testing.T) {
	for _, port := range []string{"99999", "65536", "0"} {
		if _, err := location.Parse(location.Address("http://h:" + port + "/planted")); err == nil || !strings.Contains(err.Error(), "1 to 65535") || strings.Contains(err.Error(), secret) {
			t.Errorf("port %s: %v", port, err)
		}
	}
	if _, err := location.Parse("http://h:65535/x"); err != nil {
		t.Error(err)
	}
	c := config.Default(engines(t))
	c.DebugListen = "127.0.0.1:80x"
	if err := c.Validate(engines(t)); err == nil || !strings.Contains(err.Error(), "debug_listen") {
		t.Errorf("%v", err)
	}
}
