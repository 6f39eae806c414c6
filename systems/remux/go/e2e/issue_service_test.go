package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

const unit = "../../remux.service"

// exposure lets systemd judge a unit, 0 the best and 100 the worst; more than
// most is an error.
func exposure(t *testing.T, text string) (report string, err error) {
	t.Helper()
	const most = "20"
	path := filepath.Join(t.TempDir(), "remux.service")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	verified, err := exec.Command("systemd-analyze", "verify", path).CombinedOutput()
	if err != nil || len(verified) > 0 {
		return string(verified), os.ErrInvalid
	}
	judged, err := exec.Command("systemd-analyze", "security", "--no-pager", "--offline=true", "--threshold="+most, path).CombinedOutput()
	return string(judged), err
}

func TestIssueTheServiceUnitConfinesTheDaemon(t *testing.T) {
	raw, err := os.ReadFile(unit)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range []string{"DynamicUser=yes", "ProtectSystem=strict", "MemoryMax=", "NoNewPrivileges=yes", "CapabilityBoundingSet=\n", "LoadCredential=remux.yaml:/etc/remux/remux.yaml", "install -D -m 640 remux.yaml"} {
		if !strings.Contains(string(raw), line) {
			t.Errorf("%q is missing", line)
		}
	}
	_, after, _ := strings.Cut(string(raw), "ExecStart=/usr/local/bin/remux ")
	command, _, _ := strings.Cut(after, "\n")
	// The arguments of the unit over the example: everything but the listening.
	config := filepath.Join(t.TempDir(), "remux.yaml")
	if err := os.WriteFile(config, []byte("listen: 127.0.0.1:1\nsources: [{name: a, url: 'file:x'}]\nhttp: {hosts: ['/']}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	out, _ := exec.Command(program, strings.Fields(strings.Replace(command, "${CREDENTIALS_DIRECTORY}/remux.yaml", config, 1))...).CombinedOutput()
	if !strings.Contains(string(out), "http.hosts") || strings.Count(string(out), "\n  ") != 1 {
		t.Errorf("the arguments of the unit are not taken: %s", out)
	}
	if _, err := exec.LookPath("systemd-analyze"); err != nil {
		t.Log("systemd-analyze is not installed: only the text was checked")
		return
	}
	text := strings.Replace(string(raw), "ExecStart=/usr/local/bin/remux", "ExecStart="+program, 1)
	if report, err := exposure(t, text); err != nil {
		t.Errorf("%v: %s", err, report)
	}
	// The canary: the same without a user of its own and with every capability.
	open := strings.NewReplacer("DynamicUser=yes", "", "CapabilityBoundingSet=\n", "", "PrivateUsers=yes", "", "ProtectSystem=strict", "").Replace(text)
	if _, err := exposure(t, open); err == nil {
		t.Error("a unit without confinement is accepted")
	}
}
