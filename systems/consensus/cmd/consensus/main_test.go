package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"spandrel.dev/consensus/bindings/go/rustcore"
	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/hash/choose"
)

const abc = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

// result is the outcome of one command line.
type result struct {
	status   int
	out, err string
}

func consensus(t *testing.T, in string, args ...string) result {
	t.Helper()
	t.Setenv(choose.Variable, os.Getenv(choose.Variable))
	var out, err bytes.Buffer
	status := run(streams{strings.NewReader(in), &out, &err}, args)
	return result{status, out.String(), err.String()}
}

func TestStatuses(t *testing.T) {
	config := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(config, []byte("use_rust_bindings: maybe\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	unread, misspelt := filepath.Join(filepath.Dir(config), "unread.yaml"), filepath.Join(filepath.Dir(config), "misspelt.yaml")
	for path, text := range map[string]string{unread: "listen: 127.0.0.1:0\n", misspelt: "consensus:\n  use_rust_binding: true\n"} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	tests := []struct {
		name, in, args string
		status         int
		out, err       string // parts of them
	}{
		{"nothing", "", "", 2, "", "usage: consensus COMMAND"},
		{"help", "", "help", 0, "usage: consensus COMMAND", ""},
		{"unknown command", "", "mine", 2, "", `no command "mine"`},
		{"eval", `{"op":"sha256","id":7,"data":"616263"}`, "eval", 0, `{"id":7,"ok":true,"code":0,"value":"` + abc + `"}`, ""},
		{"eval nothing", "", "eval", 0, "", ""},
		{"eval bad line", "x", "eval --backend go", 0, `"ok":false,"code":1`, ""},
		{"eval help", "", "eval --help", 0, "merkle_verify → true", ""},
		{"eval unknown flag", "", "eval --fast", 2, "", "-fast"},
		{"eval unknown backend", "", "eval --backend c", 2, "", "there are go and rust"},
		{"eval argument", "", "eval requests.jsonl", 2, "", "not expected"},
		{"eval bad config", "", "eval --config " + config, 1, "", "config.yaml"},
		{"eval config missing", "", "eval --config " + config + "x", 1, "", "no such file"},
		{"hash text", "", "hash --text abc", 0, abc, ""},
		{"hash data", "", "hash sha256 --data=616263", 0, abc, ""},
		{"hash stdin", `{"data":"616263"}`, "hash", 0, abc, ""},
		{"hash argument", "", `hash {"data":"616263","id":5}`, 0, `{"id":5,"ok":true`, ""},
		{"hash whole request", `{"op":"address","pubkey":"` + strings.Repeat("00", 32) + `"}`, "hash", 0, "66687aadf862bd77", ""},
		{"hash empty object", `{}`, "hash", 1, `"code":1,"error":"data: missing"`, ""},
		{"hash bad digits", "", "hash --data 6G", 1, "not lowercase hexadecimal", ""},
		{"hash other op", `{"op":"merkle_root"}`, "hash", 2, "", "not asked here"},
		{"hash two ops", `{"op":"address"}`, "hash sha256", 2, "", "not asked here"},
		{"hash both", "", "hash --data 00 {}", 2, "", "not both"},
		{"hash two words", "", "hash sha256 abc", 2, "", "not expected"},
		{"hash no such file", "", "hash --file /nonexistent", 2, "", "no such file"},
		{"hash solution", "", "hash solution --indices 1,3,300 --timestamp -1", 0, "2f284db71af59b47", ""},
		{"hash problem", "", "hash problem_hash --problem-type SubsetSum --tier 1 --elements=1,-1,200,-40,70000,-5000000000 --target 9 --timestamp 1000", 0, "77b73c37868fb2b3", ""},
		{"hash epoch salt", "", "hash epoch-salt --parent " + strings.Repeat("07", 32) + " --index 258", 0, "e0b19e3a684a5305", ""},
		{"hash negative index", "", "hash epoch_salt --parent " + strings.Repeat("07", 32) + " --index -1", 1, "-1 is not a u64", ""},
		{"hash decode", "", "hash decode --type solution --data c1", 1, `"code":4`, ""},
		{"merkle", "", "merkle --rule rfc6962 --leaves ,00,10,2021,3031,40414243,5051525354555657,606162636465666768696a6b6c6d6e6f", 0, "5dc9da79a70659a9", ""},
		{"merkle none", "", "merkle root --rule rfc6962 --leaves=", 0, "e3b0c44298fc1c14", ""},
		{"merkle proof", "", "merkle proof --rule rfc6962 --leaves 00,10 --index 1", 0, `"leaf_count":2,"proof":[{"sibling":"`, ""},
		{"merkle index", "", "merkle proof --rule rfc6962 --leaves 00,10 --index 2", 1, "there are 2 leaves", ""},
		{"header missing", `{}`, "header go208", 1, `"code":1`, ""},
		{"header help", "", "header go208 --help", 0, "gas_used", ""},
		{"verify", "", "verify --tier Mobile --elements 1,2,3,4,5,6,7,8 --target 3 --indices 0,1 --max-ops 4 --max-memory 16", 0, `"value":true`, ""},
		{"verify no", "", "verify --tier Mobile --elements 1,2,3,4,5,6,7,8 --target 4 --indices 0,1 --max-ops 4 --max-memory 16", 1, `"code":3`, ""},
		{"verify merkle", "", `verify merkle --rule promote --leaf ` + strings.Repeat("11", 32) + ` --index 0 --leaf_count 1 --proof [] --root ` + strings.Repeat("11", 32), 0, `"value":true`, ""},
		{"vectors", "", "vectors", 2, "", "run, lint, generate or export"},
		{"vectors help", "", "vectors --help", 0, "usage: consensus vectors run", ""},
		{"vectors unknown", "", "vectors mint", 2, "", "no vectors command"},
		{"vectors run", "", "vectors run", 0, "backend go:", ""},
		{"vectors run planted", "", "vectors run --plant odd-node", 1, "with planted odd-node", "expected"},
		{"vectors run plant unknown", "", "vectors run --plant even-node", 2, "", "no plant"},
		{"vectors run missing", "", "vectors run /nonexistent", 1, "", "no such file"},
		{"vectors generate check", "", "vectors generate --check", 0, "up to date", ""},
		{"vectors export", "", "vectors export", 0, `{"format":"spandrel-vectors-1","package":"coinjecture"}`, "never reach the core"},
		{"vectors lint unknown peer", "", "vectors lint --peer perl", 1, "", "no peer"},
		{"bench", "", "bench --json --rounds 1 --window 1ms --group header_v1", 0, `"group":"header_v1","name":"go_native","base":"go_native","ns":`, ""},
		{"bench unknown group", "", "bench --group speed", 2, "", "merkle_1000"},
		{"bench no rounds", "", "bench --rounds 0", 2, "", "more than 0"},
		{"backends", "", "backends", 0, "* go    works, version 0.1.0, single messages crypto/sha256", ""},
		{"version", "", "--version", 0, "consensus 0.1.0", ""},
		{"flag twice", "", "eval --backend go --backend go", 2, "", "given a second time"},
		{"flag empty", "", "eval --backend=", 2, "", "empty"},
		{"config unread", "", "hash --text abc --config " + unread, 0, abc, "unread.yaml:1: key listen is not read"},
		{"config misspelt", "", "backends --config " + misspelt, 1, "", "misspelt.yaml:2: no key consensus.use_rust_binding; did you mean use_rust_bindings?"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := consensus(t, test.in, strings.Fields(test.args)...)
			if got.status != test.status || !strings.Contains(got.out, test.out) || !strings.Contains(got.err, test.err) {
				t.Errorf("got %+v", got)
			}
			if test.status == 2 && got.out != "" {
				t.Errorf("wrong usage prints %q", got.out)
			}
		})
	}
}

func TestVectorsRunSaysWhatItCounted(t *testing.T) {
	got := consensus(t, "", "vectors", "run", "--json")
	var report struct{ Read, Run, Passed int }
	if err := json.Unmarshal([]byte(got.out), &report); err != nil {
		t.Fatal(err)
	}
	if report.Read < 1300 || report.Run != report.Read || report.Passed != report.Read {
		t.Errorf("%+v", report)
	}
}

// A wish for the Rust core that cannot be granted is told, and the native
// backend works on; an order for it fails.
func TestRustBackendThatIsNotThere(t *testing.T) {
	if _, err := rustcore.Open(); err == nil {
		t.Run("with the core", withCore)
		return
	} else if !errors.Is(err, rustcore.ErrUnavailable) {
		t.Fatalf("%v is not ErrUnavailable", err)
	}
	if got := consensus(t, "", "eval", "--backend", "rust"); got.status != 1 || !strings.Contains(got.err, "backend rust cannot be used") {
		t.Errorf("order: %+v", got)
	}
	config := filepath.Join(t.TempDir(), "config.yaml")
	if err := os.WriteFile(config, []byte("listen: 127.0.0.1:0\nuse_rust_bindings: true\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := consensus(t, "", "hash", "--text", "abc", "--config", config); got.status != 0 || !strings.Contains(got.out, abc) || !strings.Contains(got.err, "backend=go") {
		t.Errorf("wish of a file: %+v", got)
	}
	t.Setenv(choose.Variable, "1")
	if got := consensus(t, "", "hash", "--text", "abc"); got.status != 0 || !strings.Contains(got.out, abc) || !strings.Contains(got.err, "backend=go") {
		t.Errorf("wish of the environment: %+v", got)
	}
	var answer backendsAnswer
	got := consensus(t, "", "backends", "--json")
	if err := json.Unmarshal([]byte(got.out), &answer); err != nil || answer.Active != "go" || answer.Reason != "environment" || answer.Notice == "" {
		t.Errorf("backends: %+v, %v", got, err)
	}
}

func withCore(t *testing.T) {
	config := filepath.Join(t.TempDir(), "node.yaml")
	if err := os.WriteFile(config, []byte("consensus:\n  use_rust_bindings: true\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	var answer backendsAnswer
	nested := consensus(t, "", "backends", "--json", "--config", config)
	if err := json.Unmarshal([]byte(nested.out), &answer); err != nil || answer.Active != "rust" || answer.Reason != "file" || answer.Notices != nil {
		t.Errorf("nested key: %+v, %v", nested, err)
	}
	for _, b := range answer.Backends {
		if k := b.Kernels; b.Version != hash.Version || k == nil || k.Choice != "auto" || slices.Contains([]string{"", "auto"}, k.Single) || slices.Contains([]string{"", "auto"}, k.Tree) || k.TreeFrom < 1 || strings.Contains(b.Kernel, "auto") {
			t.Errorf("backend %s: %+v", b.Name, b)
		}
	}
	t.Setenv(choose.Variable, "1")
	got := consensus(t, "", "backends")
	if got.status != 0 || !strings.Contains(got.out, "* rust  works, version ") {
		t.Errorf("%+v", got)
	}
	if got := consensus(t, "", "vectors", "run"); got.status != 0 || !strings.Contains(got.out, "backend rust:") {
		t.Errorf("%+v", got)
	}
}

func TestEnvironmentThatIsNoBoolean(t *testing.T) {
	t.Setenv(choose.Variable, "perhaps")
	if got := consensus(t, "", "hash", "--text", "abc"); got.status != 1 || !strings.Contains(got.err, choose.Variable) {
		t.Errorf("%+v", got)
	}
	if got := consensus(t, "", "hash", "--text", "abc", "--backend", "go"); got.status != 0 {
		t.Errorf("the flag does not decide: %+v", got)
	}
}
