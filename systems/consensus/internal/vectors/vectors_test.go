package vectors

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"spandrel.dev/consensus/internal/jsonl"
	"spandrel.dev/consensus/internal/strictjson"
	"spandrel.dev/consensus/reference/go/native"
)

func reference() *jsonl.Local { return &jsonl.Local{Backend: native.Backend{}} }

func committedFiles(t *testing.T) []string {
	t.Helper()
	files, err := Files([]string{committed})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func TestCommittedVectorsPass(t *testing.T) {
	report, err := Run(reference(), committedFiles(t))
	if err != nil || !report.OK() {
		t.Errorf("%+v, %v", report, err)
	}
	if report.Read < 1300 {
		t.Errorf("only %d vectors", report.Read)
	}
}

// Lint wants two implementations. Here both are the reference, so that this
// test needs no other language; the command has the Python one answer.
func TestCommittedVectorsAreWellFormed(t *testing.T) {
	report, err := Lint(committedFiles(t), []jsonl.Asker{reference(), reference()})
	if err != nil || !report.OK() {
		t.Errorf("%+v, %v", report, err)
	}
}

func TestCommittedLinesAreAnsweredAlike(t *testing.T) {
	lines, err := ReadLines(filepath.Join(committed, LinesFile))
	if err != nil || len(lines) < 100 {
		t.Fatalf("%d lines, %v", len(lines), err)
	}
	for _, line := range lines {
		answer, err := reference().Ask(line.Text)
		if err != nil || !answer.Same(line.Answer) || !strictjson.Equal(answer.ID, line.Answer.ID) {
			t.Errorf("%s: %s to %s, %v", line.Name, answer, answer.ID, err)
		}
	}
}

// The canary: a run over a backend with a planted fault must fail.
func TestRunNoticesPlantedFaults(t *testing.T) {
	for _, fault := range Plants() {
		backend, err := Plant(native.Backend{}, fault)
		if err != nil {
			t.Fatal(err)
		}
		report, err := Run(&jsonl.Local{Backend: backend}, committedFiles(t))
		if err != nil || report.OK() || report.Passed == report.Run {
			t.Errorf("%s goes unnoticed: %+v, %v", fault, report, err)
		}
	}
	if _, err := Plant(native.Backend{}, "none"); err == nil {
		t.Error("an unknown plant is accepted")
	}
}

const rightVector = `{"name":"one","op":"sha256","inputs":{"data":"616263"},"expected":{"code":0,"value":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},"source":"spec"}`

func write(t *testing.T, content string) []string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "vectors.json")
	if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
		t.Fatal(err)
	}
	return []string{path}
}

func TestRunFailsUnlessAllAreRunAndPass(t *testing.T) {
	tests := []struct {
		name, content     string
		read, run, passed int
	}{
		{"right", "[" + rightVector + "]", 1, 1, 1},
		{"none", "[]", 0, 0, 0},
		{"not JSON", "[" + rightVector, 1, 0, 0},
		{"not an array", rightVector, 1, 0, 0},
		{"unknown op", "[" + rightVector + "," + strings.Replace(rightVector, `"sha256"`, `"md5"`, 1) + "]", 2, 1, 1},
		{"unreadable", "[" + rightVector + `,{"name":"two"}]`, 2, 1, 1},
		{"wrong value", "[" + strings.Replace(rightVector, "ba78", "ba79", 1) + "]", 1, 1, 0},
		{"wrong code", "[" + strings.Replace(rightVector, `{"data":"616263"}`, `{}`, 1) + "]", 1, 1, 0},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			report, err := Run(reference(), write(t, test.content))
			if err != nil {
				t.Fatal(err)
			}
			if report.Read != test.read || report.Run != test.run || report.Passed != test.passed {
				t.Errorf("got %+v, want %d read, %d run, %d passed", report, test.read, test.run, test.passed)
			}
			if report.OK() != (test.name == "right") {
				t.Errorf("OK is %t with %+v", report.OK(), report)
			}
		})
	}
}

func TestLintRefuses(t *testing.T) {
	change := func(from, to string) string {
		if !strings.Contains(rightVector, from) {
			t.Fatalf("%s is not in the vector", from)
		}
		return "[" + strings.Replace(rightVector, from, to, 1) + "]"
	}
	tests := []struct{ name, content, reason string }{
		{"not JSON", "[" + rightVector, "ends too soon"},
		{"a key twice", change(`"source"`, `"op":"sha256","source"`), "second time"},
		{"key missing", change(`,"source":"spec"`, ``), `"source" is missing`},
		{"key unknown", change(`"source":`, `"comment":"","source":`), `unknown key "comment"`},
		{"name twice", "[" + rightVector + "," + rightVector + "]", "the name stands in"},
		{"name form", change(`"one"`, `"One-1"`), "a name is of"},
		{"name not text", change(`"one"`, `1`), "not a string"},
		{"source alone", change(`"spec"`, `"go"`), `source "go"`},
		{"source itself", change(`"spec"`, `"go+go"`), `source "go+go"`},
		{"source unknown", change(`"spec"`, `"someone"`), `source "someone"`},
		{"placeholder", change(`"616263"`, `"61…63"`), "placeholder"},
		{"placeholder value", change(`"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"`, `"TODO"`), "placeholder"},
		{"zero value", change("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", strings.Repeat("0", 64)), "zeros"},
		{"wrong value", change("ba78", "ba79"), "the file says"},
		{"value missing", change(`,"value":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"`, ``), "exactly when the code is 0"},
		{"value too many", change(`"code":0`, `"code":1`), "exactly when the code is 0"},
		{"code unknown", change(`"code":0`, `"code":6`), "not a result code"},
		{"code of a failed machine", change(`{"code":0,"value":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}`, `{"code":5}`), "not a verdict"},
		{"op unknown", change(`"sha256"`, `"md5"`), "does not exist"},
		{"op in inputs", change(`{"data"`, `{"op":"sha256","data"`), "belongs elsewhere"},
		{"input missing", change(`"inputs":{"data":"616263"},"expected":{"code":0,"value":"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}`, `"inputs":{},"expected":{"code":3}`), "input data is missing"},
		{"operation without a vector", "[" + rightVector + "]", "operation address has no vector"},
		{"empty file", "[]", "operation sha256 has no vector"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			report, err := Lint(write(t, test.content), []jsonl.Asker{reference(), reference()})
			if err != nil {
				t.Fatal(err)
			}
			if report.OK() || !slices.ContainsFunc(report.Faults, func(s string) bool { return strings.Contains(s, test.reason) }) {
				t.Errorf("got %q, want one with %q", report.Faults, test.reason)
			}
		})
	}
	report, err := Lint(committedFiles(t), []jsonl.Asker{reference()})
	if err != nil || report.OK() {
		t.Errorf("one implementation alone vouches: %v", err)
	}
}

func TestRequestsAreOneLine(t *testing.T) {
	v := Vector{Op: "sha256", Inputs: strictjson.Value("{\n \"data\" :\r\n\"\"\n}")}
	if line := v.Request(); bytes.ContainsAny(line, "\r\n") {
		t.Errorf("%q", line)
	}
	empty := Vector{Op: "sha256", Inputs: strictjson.Value("{ }")}
	if got := string(empty.Request()); got != `{"op":"sha256"}` {
		t.Errorf("%s", got)
	}
}
