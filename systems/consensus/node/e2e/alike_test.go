package e2e

import (
	"encoding/json"
	"fmt"
	"maps"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"spandrel.dev/consensus/node/internal/home"
)

// start starts a program that ends with the test.
func start(t *testing.T, log, name string, arguments ...string) {
	t.Helper()
	file, err := os.Create(log)
	if err != nil {
		t.Fatal(err)
	}
	command := exec.Command(name, arguments...)
	command.Stdout, command.Stderr = file, file
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = command.Process.Kill()
		_ = command.Wait()
		file.Close()
		if text, err := os.ReadFile(log); err == nil && t.Failed() {
			t.Logf("%s: %s", log, text)
		}
	})
}

// answer reads a path of a node.
func answer(t *testing.T, m home.Member, path string) (status int, body map[string]any) {
	t.Helper()
	client := http.Client{Timeout: 10 * time.Second}
	response, err := client.Get("http://" + m.REST + path)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if err := json.NewDecoder(response.Body).Decode(&body); err != nil {
		t.Fatalf("%s%s: %v", m.Name, path, err)
	}
	return response.StatusCode, body
}

// A network of one Python and one Go validator, each of which the other's votes
// depend on. Both answer every path with the same status and the same keys, and
// tell the same blocks.
func TestGoAndPythonAnswerAlike(t *testing.T) {
	t.Parallel()
	folder, err := os.MkdirTemp("", "alike")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(folder) })
	if output, err := exec.Command(program, "init", folder, "--nodes", "2", "--python", "1", "--block-time", "100ms").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	network, err := home.ReadNetwork(folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range network.Members {
		config := filepath.Join(m.Home, home.ConfigFile)
		if m.Python {
			start(t, filepath.Join(m.Home, "log.application"), "python3", "-m", "coinjecture", "validator", "--config", config)
		}
		start(t, filepath.Join(m.Home, "log.node"), program, "node", "--config", config)
	}
	python, golang := network.Members[0], network.Members[1]
	for begin := time.Now(); ; time.Sleep(100 * time.Millisecond) {
		if time.Since(begin) > time.Minute {
			t.Fatal("no three blocks after a minute")
		}
		if _, err := net.Dial("tcp", python.REST); err != nil {
			continue
		}
		if status, _ := answer(t, python, "/v1/blocks/3"); status == http.StatusOK {
			break
		}
	}
	for _, path := range []string{
		"/v1/blocks/latest", "/v1/blocks/2", "/v1/blocks/3?full=true", "/v1/blocks/0", "/v1/blocks/x", "/v1/blocks/99999999", "/v1/backend",
		"/v1/validators", "/v1/transactions?block=2", "/v1/transactions?block=x", "/v1/mempool", "/v1/shadow/stats", "/v1/shadow/divergences", "/nothing",
	} {
		status1, body1 := answer(t, python, path)
		status2, body2 := answer(t, golang, path)
		keys1, keys2 := slices.Sorted(maps.Keys(body1)), slices.Sorted(maps.Keys(body2))
		if status1 != status2 || !slices.Equal(keys1, keys2) {
			t.Errorf("%s: Python answers %d %v, Go %d %v", path, status1, body1, status2, body2)
		}
		if strings.HasPrefix(path, "/v1/blocks/2") || strings.HasPrefix(path, "/v1/blocks/3") {
			for _, key := range keys1 {
				if key != "backend" && key != "kernel" && fmt.Sprint(body1[key]) != fmt.Sprint(body2[key]) {
					t.Errorf("%s: %s is %v in Python and %v in Go", path, key, body1[key], body2[key])
				}
			}
		}
	}
	commands(t, folder, golang)
	for _, secret := range []string{filepath.Join(golang.Home, "admin.sock"), filepath.Join(golang.Home, "priv_validator_key.json"), filepath.Join(folder, home.AdminKeyFile)} {
		if info, err := os.Stat(secret); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%s: %v, %v; only its owner may use it", secret, info.Mode(), err)
		}
	}
	for _, m := range network.Members {
		response, err := http.Post("http://"+m.REST+"/v1/transactions", "application/octet-stream", strings.NewReader("\x01x"))
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != http.StatusMethodNotAllowed {
			t.Errorf("%s: a transaction over the reading interface gets status %d", m.Name, response.StatusCode)
		}
	}
	if status, body := answer(t, golang, "/healthz"); status != http.StatusOK || body["ok"] != true {
		t.Errorf("healthz: %d %v", status, body)
	}
}

// commands does with the program what an operator does.
func commands(t *testing.T, folder string, m home.Member) {
	t.Helper()
	config := filepath.Join(m.Home, home.ConfigFile)
	says := func(status int, want string, arguments ...string) {
		t.Helper()
		command := exec.Command(program, arguments...)
		output, _ := command.CombinedOutput() // the status is looked at
		if got := command.ProcessState.ExitCode(); got != status || !strings.Contains(string(output), want) {
			t.Errorf("%q: status %d, %s; want %d and %q", arguments, got, output, status, want)
		}
	}
	key := filepath.Join(folder, home.AdminKeyFile)
	says(0, "validator1", "validators", "--config", config)
	says(0, "update 1 is on its way", "validators", "set", "validator1=11", "--config", config, "--admin-key", key)
	for begin := time.Now(); time.Since(begin) < time.Minute; time.Sleep(100 * time.Millisecond) {
		if _, body := answer(t, m, "/v1/validators"); body["updates"] == 1.0 {
			break
		}
	}
	says(0, "power 11  validator1", "validators", "--config", config)
	says(1, "no validator of this name", "validators", "set", "validator9=1", "--config", config, "--admin-key", key)
	says(2, "is not NAME=POWER", "validators", "set", "validator1", "--config", config, "--admin-key", key)
	says(0, "backend go", "status", "--config", config)
	says(0, `"backend":{"backend":"go"`, "status", "--config", config, "--json")
	says(1, "must not run", "rollback", "--config", config)
	says(2, "no command", "explode")
	says(0, "usage: coinjectured node", "node", "--help")
	says(0, "rollback", "help")
}
