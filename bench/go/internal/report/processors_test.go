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

func TestCommittedPageIsOfTheCommittedResults(t *testing.T) {
	const results = "../../../results"
	folder := t.TempDir()
	if err := os.CopyFS(folder, os.DirFS(results)); err != nil {
		t.Fatal(err)
	}
	processors(t, "--folder", folder)
	for _, name := range []string{"README.md", "calls-by-processor.svg"} {
		if written(t, folder, name) != written(t, results, name) {
			t.Errorf("bench/results/%s is not what scripts/bench-processors writes", name)
		}
	}
}
