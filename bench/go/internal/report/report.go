package report

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"

	"spandrel.dev/bench/internal/measure"
	"spandrel.dev/bench/internal/suite"
)

// Report is everything that one run of a suite found.
type Report struct {
	Suite     string            `json:"suite"`
	Machine   Machine           `json:"machine"`
	Rows      []measure.Result  `json:"rows"`
	Goals     []measure.Outcome `json:"goals"`
	BreakEven []suite.BreakEven `json:"break_even,omitempty"`
	Threads   []suite.Threads   `json:"threads,omitempty"`
	Contended []suite.Contended `json:"contended,omitempty"`
	Closed    *suite.Closed     `json:"closed,omitempty"`
	Skipped   []suite.Skipped   `json:"skipped"`
	// About says of each group what is measured.
	About map[string]string `json:"about"`
}

// Write puts SUITE.json, SUITE.md and SUITE.svg into a folder, which is made if it is not there.
func (r *Report) Write(folder string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return fmt.Errorf("making the folder for results: %w", err)
	}
	data, err := json.MarshalIndent(r, "", " ")
	if err != nil {
		return fmt.Errorf("encoding the results: %w", err)
	}
	for extension, text := range map[string]string{".json": string(data) + "\n", ".md": r.markdown(), ".svg": r.plot()} {
		if err := os.WriteFile(filepath.Join(folder, r.Suite+extension), []byte(text), 0o644); err != nil {
			return fmt.Errorf("writing results: %w", err)
		}
	}
	return nil
}

// groups returns the rows of each group, in the order of their first appearance.
func (r *Report) groups() [][]measure.Result {
	var groups [][]measure.Result
	for i, row := range r.Rows {
		if i == 0 || row.Group != r.Rows[i-1].Group {
			groups = append(groups, nil)
		}
		last := len(groups) - 1
		groups[last] = append(groups[last], row)
	}
	return groups
}

// nanoseconds writes a time with three digits that count.
func nanoseconds(ns float64) string {
	switch {
	case ns < 10:
		return fmt.Sprintf("%.2f ns", ns)
	case ns < 100:
		return fmt.Sprintf("%.1f ns", ns)
	case ns < 10_000:
		return fmt.Sprintf("%.0f ns", ns)
	default:
		return fmt.Sprintf("%.1f µs", ns/1000)
	}
}
