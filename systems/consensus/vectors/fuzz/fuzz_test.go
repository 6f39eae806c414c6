package main

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/internal/jsonl"
	"spandrel.dev/consensus/internal/strictjson"
	"spandrel.dev/consensus/internal/vectors"
	"spandrel.dev/consensus/reference/go/native"
)

func fuzzed(t *testing.T, args ...string) (status int, out, errs, folder string) {
	t.Helper()
	folder = t.TempDir()
	var o, e bytes.Buffer
	status = run(append([]string{"--out", folder}, args...), &o, &e)
	return status, o.String(), e.String(), folder
}

// The canary: a peer that treats the odd node by the other rule is found, and
// what is left of the request is a vector with three leaves.
func TestPlantedOddNodeIsFound(t *testing.T) {
	status, out, errs, folder := fuzzed(t, "--plant", "odd-node", "--requests", "1000", "--seed", "7")
	if status != 1 || errs != "" {
		t.Fatalf("status %d, %s%s", status, out, errs)
	}
	files, err := filepath.Glob(filepath.Join(folder, "*.json"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no candidate: %v", err)
	}
	list, faults := vectors.ReadAll(files)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	for _, v := range list {
		if v.Op != "merkle_root" {
			continue
		}
		for _, m := range v.Inputs.Members() {
			leaves := 0
			for range m.Value.Elements() {
				leaves++
			}
			if m.Key == "leaves" && leaves != 3 {
				t.Errorf("%d leaves are left, 3 show the difference", leaves)
			}
		}
		return
	}
	t.Error("no candidate is a merkle_root")
}

// A candidate waits for a person: the linter refuses it as it is written.
func TestCandidatesAreNotVectorsYet(t *testing.T) {
	f := finding{line: []byte(`{"op":"address","id":3,"pubkey":"00"}`), ours: jsonl.Answer{ID: strictjson.Value("3"), Code: 1}}
	path, err := keep(t.TempDir(), f)
	if err != nil {
		t.Fatal(err)
	}
	report, err := vectors.Lint([]string{path}, nil)
	if err != nil || !strings.Contains(strings.Join(report.Faults, "\n"), `source ""`) {
		t.Errorf("%+v, %v", report, err)
	}
}

func TestCandidateForALineThatIsNoRequest(t *testing.T) {
	for _, line := range []string{`{"op":1}`, `{"op":"sha256","op":"sha256"}`, "\xff", `{"a":"é"}`} {
		answer, err := (&jsonl.Local{Backend: native.Backend{}}).Ask([]byte(line))
		if err != nil {
			t.Fatal(err)
		}
		path, err := keep(t.TempDir(), finding{line: []byte(line), ours: answer})
		if err != nil {
			t.Fatal(err)
		}
		lines, err := vectors.ReadLines(path)
		if err != nil || len(lines) != 1 || string(lines[0].Text) != line || !lines[0].Answer.Same(answer) {
			t.Errorf("%q: %+v, %v", line, lines, err)
		}
	}
}

// The pure Python implementation, as a child, answers like the reference.
func TestPythonAnswersAlike(t *testing.T) {
	status, out, errs, _ := fuzzed(t, "--peer", "python", "--requests", "5000", "--seed", "1")
	if status != 0 || !strings.Contains(out, ", 0 differences") {
		t.Errorf("status %d, %s%s", status, out, errs)
	}
}

// The C interface, through a program that speaks the protocol, answers like the
// reference; the same program with a wrong rule is found.
func TestIssueCAnswersAlike(t *testing.T) {
	status, out, errs, _ := fuzzed(t, "--peer", "c", "--requests", "20000", "--seed", "3")
	if status != 0 || !strings.Contains(out, ", 0 differences") {
		t.Errorf("status %d, %s%s", status, out, errs)
	}
	program, err := filepath.Abs(filepath.Join("..", "..", "bindings", "c", "build", "eval_gcc"))
	if err != nil {
		t.Fatal(err)
	}
	status, out, errs, _ = fuzzed(t, "--peer", "c="+program+" --plant odd-node", "--requests", "2000", "--seed", "3")
	if status != 1 || errs != "" || !strings.Contains(out, "merkle_root") || strings.Contains(out, " 0 differences") {
		t.Errorf("the planted rule: status %d, %s%s", status, out, errs)
	}
}

// A peer that ends in the middle of a batch is a finding, not the end.
func TestAPeerThatFallsOverIsFound(t *testing.T) {
	script := filepath.Join(t.TempDir(), "falls.py")
	const source = `
import sys
for line in sys.stdin.buffer:
    if line == b'{"op":"address"}\n':
        sys.exit(3)
    print('{"id":null,"ok":false,"code":1,"error":"no"}', flush=True)
`
	if err := os.WriteFile(script, []byte(source), 0o600); err != nil {
		t.Fatal(err)
	}
	status, out, errs, _ := fuzzed(t, "--peer", "falls=python3 "+script, "--requests", "0", "--seed", "1")
	if status != 1 || errs != "" || !strings.Contains(out, "falls gives no answer") {
		t.Errorf("status %d, %s%s", status, out, errs)
	}
}

func TestAPeerThatDoesNotWorkIsAnError(t *testing.T) {
	status, _, errs, _ := fuzzed(t, "--peer", "none=python3 -c pass", "--requests", "0")
	if status != 1 || !strings.Contains(errs, "peer none does not work") {
		t.Errorf("status %d, %s", status, errs)
	}
}

func TestWrongUsage(t *testing.T) {
	for _, args := range [][]string{{"--requests", "many"}, {"--speed", "1"}, {"file.json"}} {
		if status, _, errs, _ := fuzzed(t, args...); status != 2 || errs == "" {
			t.Errorf("%q: status %d, %q", args, status, errs)
		}
	}
	for _, args := range [][]string{{"--peer", "perl"}, {"--plant", "even-node"}} {
		if status, _, errs, _ := fuzzed(t, args...); status != 1 || errs == "" {
			t.Errorf("%q: status %d, %q", args, status, errs)
		}
	}
}

// The requests reach every operation and every code, and a good part of them
// gets past the inputs.
func TestRequestsReachEverything(t *testing.T) {
	lines, err := corpus()
	if err != nil {
		t.Fatal(err)
	}
	g := &generator{rand.New(rand.NewPCG(1, 1)), lines}
	reference := jsonl.Local{Backend: native.Backend{}}
	reached := map[string]map[hash.Code]int{}
	codes := map[hash.Code]int{}
	const n = 20_000
	for range n {
		line := g.next()
		if bytes.ContainsRune(line, '\n') || strings.Trim(string(line), " \t") == "" {
			t.Fatalf("%q gets no answer", line)
		}
		answer, err := reference.Ask(line)
		if err != nil {
			t.Fatal(err)
		}
		codes[answer.Code]++
		op, _, _ := asVector(line)
		if reached[op] == nil {
			reached[op] = map[hash.Code]int{}
		}
		reached[op][answer.Code]++
	}
	for _, operation := range jsonl.Operations() {
		if got := reached[operation.Name]; got[hash.OK] < 100 || got[hash.InvalidInput] < 50 {
			t.Errorf("%s: %v", operation.Name, got)
		}
	}
	for _, op := range []string{"merkle_verify", "subset_sum_verify"} {
		if reached[op][hash.VerificationFailed] < 100 {
			t.Errorf("%s: %v", op, reached[op])
		}
	}
	if reached["msgpack_decode_strict"][hash.Encoding] < 100 || codes[hash.OK] < n/5 {
		t.Errorf("%v, %v", codes, reached["msgpack_decode_strict"])
	}
}
