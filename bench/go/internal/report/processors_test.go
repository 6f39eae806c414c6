package report

import (
	"encoding/json"
	"encoding/xml"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"spandrel.dev/bench/internal/measure"
)

// processors runs the script that keeps the results of each kind of processor.
func processors(t *testing.T, arguments ...string) string {
	t.Helper()
	output, err := exec.Command("python3", append([]string{"../../../../scripts/bench-processors"}, arguments...)...).CombinedOutput()
	if err != nil {
		t.Fatalf("bench-processors %v: %v\n%s", arguments, err, output)
	}
	return string(output)
}

func written(t *testing.T, folder, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join(folder, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

// run leaves the results of one run on a machine of that processor.
func run(t *testing.T, folder, cpu string, ns float64) {
	t.Helper()
	found := Report{
		Suite:   "calls",
		Machine: Machine{CPU: cpu, Cores: 2, Go: "go1.26", Rustc: "1.95"},
		Rows: []measure.Result{
			{Group: "scalar", Name: "cgo", Base: "cgo", NS: ns, Speedup: 1, Rounds: 3},
			{Group: "scalar", Name: "spandrel_leaf", Base: "cgo", NS: ns / 8, Speedup: 8, Rounds: 3},
		},
		Goals: []measure.Outcome{{Group: "scalar", Row: "spandrel_leaf", Goal: "≤ 1.60x the time of go_nested", Reached: ns, Met: ns < 30}},
		About: map[string]string{"scalar": "two numbers"},
	}
	if err := found.Write(folder); err != nil {
		t.Fatal(err)
	}
}

func TestIssueARunReplacesTheResultsOfItsOwnProcessorOnly(t *testing.T) {
	folder := t.TempDir()
	run(t, folder, "AMD EPYC 9B14 96-Core Processor", 26)
	processors(t, "--folder", folder, "calls")
	first := written(t, folder, "amd-epyc/calls.json")
	run(t, folder, "Intel(R) Xeon(R) Processor @ 2.70GHz", 34)
	processors(t, "--folder", folder, "calls")
	if written(t, folder, "amd-epyc/calls.json") != first {
		t.Error("a run on a Xeon changed the results of the EPYC")
	}
	run(t, folder, "AMD EPYC 7763", 28)
	processors(t, "--folder", folder, "calls")

	for name, cpu := range map[string]string{"amd-epyc/calls.json": "AMD EPYC 7763", "intel-xeon/calls.json": "Intel(R) Xeon(R) Processor @ 2.70GHz"} {
		var stored Report
		if err := json.Unmarshal([]byte(written(t, folder, name)), &stored); err != nil || stored.Machine.CPU != cpu {
			t.Errorf("%s is of %q (error %v), want %q", name, stored.Machine.CPU, err, cpu)
		}
	}
	page := written(t, folder, "README.md")
	for _, want := range []string{
		"- [amd-epyc](amd-epyc/calls.md): AMD EPYC 7763, 2 cores",
		"- [intel-xeon](intel-xeon/calls.md): Intel(R) Xeon(R) Processor @ 2.70GHz, 2 cores",
		"| way | amd-epyc | cgo ÷ this | goals | intel-xeon | cgo ÷ this | goals |",
		"| spandrel_leaf | 3.50 ns | 8.00 | met | 4.25 ns | 8.00 | **missed** ≤ 1.60x the time of go_nested (34.00) |",
	} {
		if !strings.Contains(page, want) {
			t.Errorf("the page lacks %q:\n%s", want, page)
		}
	}
	plot := written(t, folder, "calls-by-processor.svg")
	if err := xml.Unmarshal([]byte(plot), new(struct{})); err != nil {
		t.Errorf("the plot is not well-formed: %v", err)
	}
	if got := strings.Count(plot, "<rect x=\"190\""); got != 4 {
		t.Errorf("the plot has %d bars, want 4", got)
	}
}

// committed returns a folder with what git has of bench/results, so that the results of a run that nobody has added do not
// count; without git, with all that is there.
func committed(t *testing.T, results string) string {
	t.Helper()
	folder := t.TempDir()
	list := exec.Command("git", "ls-files", "-z")
	list.Dir = results
	names, err := list.Output()
	if err != nil {
		if err := os.CopyFS(folder, os.DirFS(results)); err != nil {
			t.Fatal(err)
		}
		return folder
	}
	for name := range strings.SplitSeq(strings.TrimRight(string(names), "\x00"), "\x00") {
		show := exec.Command("git", "show", ":./"+name)
		show.Dir = results
		data, err := show.Output()
		if err != nil {
			t.Fatalf("git show :./%s: %v", name, err)
		}
		path := filepath.Join(folder, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

func TestCommittedPageIsOfTheCommittedResults(t *testing.T) {
	page := committed(t, "../../../results")
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS(page)); err != nil {
		t.Fatal(err)
	}
	processors(t, "--folder", folder)
	for _, name := range []string{"README.md", "calls-by-processor.svg"} {
		if written(t, folder, name) != written(t, page, name) {
			t.Errorf("bench/results/%s is not what scripts/bench-processors writes", name)
		}
	}
}

// A run leaves files beside the committed ones: they are no concern of the committed page.
func TestIssueResultsOfARunAreNotCommitted(t *testing.T) {
	repository := t.TempDir()
	git := func(arguments ...string) {
		t.Helper()
		command := exec.Command("git", arguments...)
		command.Dir = repository
		if output, err := command.CombinedOutput(); err != nil {
			t.Fatalf("git %v: %v\n%s", arguments, err, output)
		}
	}
	git("init", "--quiet")
	results := filepath.Join(repository, "bench", "results")
	if err := os.MkdirAll(results, 0o755); err != nil {
		t.Fatal(err)
	}
	run(t, results, "AMD EPYC 9B14 96-Core Processor", 26)
	processors(t, "--folder", results, "calls")
	git("add", "bench/results/README.md", "bench/results/amd-epyc/calls.json")
	page := written(t, results, "README.md")
	run(t, results, "Intel(R) Xeon(R) Processor @ 2.70GHz", 34)
	processors(t, "--folder", results, "calls")
	if written(t, results, "README.md") == page {
		t.Fatal("the second run did not change the page")
	}
	folder := committed(t, results)
	if written(t, folder, "README.md") != page {
		t.Error("the page is not the one that was added")
	}
	if _, err := os.Stat(filepath.Join(folder, "intel-xeon")); err == nil {
		t.Error("the results of a run that nobody added count as committed")
	}
}
