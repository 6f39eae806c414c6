// Package e2e plays networks of real processes. The interpreter of the Python
// validator is the first python3 that is found; it needs the package coinjecture
// and what its validator needs.
package e2e

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"spandrel.dev/consensus/node/internal/play"
)

// program is coinjectured with faults to plant.
var program string

func TestMain(m *testing.M) { os.Exit(run(m)) }

func run(m *testing.M) int {
	folder, err := os.MkdirTemp("", "coinjectured-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(folder)
	program = filepath.Join(folder, "coinjectured")
	build := exec.Command("go", "build", "-tags", "coinjecture_faults", "-o", program, "../cmd/coinjectured")
	if output, err := build.CombinedOutput(); err != nil {
		fmt.Fprintf(os.Stderr, "%v\n%s", err, output)
		return 1
	}
	return m.Run()
}

// playScript plays a script and returns its result; progress goes to the log.
func playScript(t *testing.T, script string) play.Result {
	t.Helper()
	command := exec.Command(program, "testnet", "play", script, "--json", "--seed", "7")
	var progress bytes.Buffer
	command.Stderr = &progress
	output, err := command.Output()
	t.Logf("%s", progress.String())
	var result play.Result
	if decoded := json.Unmarshal(output, &result); decoded != nil {
		t.Fatalf("%v: %q: %v", decoded, output, err)
	}
	if err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	if !result.Good() || result.Judged < result.Blocks {
		t.Errorf("got %s", output)
	}
	return result
}

func TestCutover(t *testing.T) {
	r := playScript(t, "../scripts/cutover.yaml")
	if want := [][2]int{{1, 2}, {1, 3}, {0, 4}, {0, 5}}; !slices.Equal(r.Sets, want) {
		t.Errorf("validator sets: got %v, want %v", r.Sets, want)
	}
	if r.Blocks < 400 || r.Rollbacks != 1 {
		t.Errorf("%d blocks, %d rollbacks", r.Blocks, r.Rollbacks)
	}
	if r.InTurn < 10*r.OutOfTurn {
		t.Errorf("%d proposers in turn, %d out of turn", r.InTurn, r.OutOfTurn)
	}
}

func TestEveryPlantedFaultIsFound(t *testing.T) {
	r := playScript(t, "../scripts/faults.yaml")
	if r.Planted != 15 || r.Found != 15 {
		t.Errorf("%d of %d found", r.Found, r.Planted)
	}
}

func TestHalfOfTheNetworkIsWrong(t *testing.T) {
	t.Parallel()
	if r := playScript(t, "../scripts/half.yaml"); r.Found != 2 || r.Blocks < 60 {
		t.Errorf("%d found, %d blocks", r.Found, r.Blocks)
	}
}

func TestShadowFindsAWrongCore(t *testing.T) {
	t.Parallel()
	if r := playScript(t, "../scripts/shadow.yaml"); r.Found != 2 || r.Blocks < 50 {
		t.Errorf("%d found, %d blocks", r.Found, r.Blocks)
	}
}

func TestAGateLosesNoBlock(t *testing.T) {
	t.Parallel()
	if r := playScript(t, "../scripts/gate.yaml"); r.Found != 3 || r.Blocks < 60 {
		t.Errorf("%d found, %d blocks", r.Found, r.Blocks)
	}
}

func TestAGateThatAbstainsHalts(t *testing.T) {
	t.Parallel()
	if r := playScript(t, "../scripts/abstain.yaml"); r.Found != 2 || r.Blocks < 50 {
		t.Errorf("%d found, %d blocks", r.Found, r.Blocks)
	}
}

func TestMachines(t *testing.T) {
	t.Parallel()
	if r := playScript(t, "../scripts/machines.yaml"); r.Rollbacks != 2 || r.Blocks < 140 {
		t.Errorf("%d rollbacks, %d blocks", r.Rollbacks, r.Blocks)
	}
}

// fails starts a node that must not start, and returns what it says.
func fails(t *testing.T, config string, status int, environment ...string) string {
	t.Helper()
	command := exec.Command(program, "node", "--config", config)
	command.Env = append(os.Environ(), environment...)
	var output bytes.Buffer
	command.Stderr = &output
	if err := command.Start(); err != nil {
		t.Fatal(err)
	}
	timer := time.AfterFunc(time.Minute, func() { _ = command.Process.Kill() })
	defer timer.Stop()
	_ = command.Wait() // the status is looked at
	if got := command.ProcessState.ExitCode(); got != status {
		t.Errorf("exit status %d, want %d: %s", got, status, output.String())
	}
	return output.String()
}

func initialised(t *testing.T) (config string) {
	t.Helper()
	folder := filepath.Join(t.TempDir(), "n")
	if output, err := exec.Command(program, "init", folder, "--block-time", "0s").CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, output)
	}
	return filepath.Join(folder, "validator1", "config.yaml")
}

func rewrite(t *testing.T, path, from, to string) {
	t.Helper()
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(text, []byte(from)) {
		t.Fatalf("%s has no %q", path, from)
	}
	if err := os.WriteFile(path, bytes.Replace(text, []byte(from), []byte(to), 1), 0o644); err != nil {
		t.Fatal(err)
	}
}

func TestNodeDoesNotStartWith(t *testing.T) {
	t.Run("other rules", func(t *testing.T) {
		got := fails(t, initialised(t), 1, "COINJECTURE_CONSENSUS_RULES_MERKLE=duplicate")
		if !strings.Contains(got, "merkle is promote, not duplicate") {
			t.Errorf("got %q", got)
		}
	})
	t.Run("genesis of another chain", func(t *testing.T) {
		config := initialised(t)
		rewrite(t, filepath.Join(filepath.Dir(config), "genesis.json"), `"chain_id": "coinjecture-1"`, `"chain_id": "other"`)
		if got := fails(t, config, 1); !strings.Contains(got, `the chain is "other"`) {
			t.Errorf("got %q", got)
		}
	})
	t.Run("unknown key", func(t *testing.T) {
		config := initialised(t)
		rewrite(t, config, "chain_id", "chian_id")
		if got := fails(t, config, 1); !strings.Contains(got, "unknown key chian_id") {
			t.Errorf("got %q", got)
		}
	})
	t.Run("a key of the part that is not there", func(t *testing.T) {
		config := initialised(t)
		rewrite(t, config, "consensus:", "consensus:\n    ramp: {percent: 10}")
		if got := fails(t, config, 1); !strings.Contains(got, "consensus.ramp: this node does not do that yet") {
			t.Errorf("got %q", got)
		}
	})
	t.Run("no key", func(t *testing.T) {
		config := initialised(t)
		if err := os.Remove(filepath.Join(filepath.Dir(config), "priv_validator_key.json")); err != nil {
			t.Fatal(err)
		}
		if got := fails(t, config, 1); !strings.Contains(got, "validator key") {
			t.Errorf("got %q", got)
		}
	})
}

func TestInitOverwritesNothing(t *testing.T) {
	config := initialised(t)
	folder := filepath.Dir(filepath.Dir(config))
	output, err := exec.Command(program, "init", folder).CombinedOutput()
	if err == nil || !bytes.Contains(output, []byte("is not empty")) {
		t.Errorf("got %v: %s", err, output)
	}
}
