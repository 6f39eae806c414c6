package vectors

import (
	"fmt"

	"spandrel.dev/consensus/internal/jsonl"
)

// Report is the outcome of a run.
type Report struct {
	Backend string `json:"backend"`
	Read    int    `json:"read"` // vectors in the files, with those that cannot be read
	Run     int    `json:"run"`
	Passed  int    `json:"passed"`
	// Faults says what is wrong, one entry a vector.
	Faults []string `json:"faults"`
}

// OK reports whether there were vectors, all were run and all passed.
func (r *Report) OK() bool {
	return r.Read > 0 && r.Run == r.Read && r.Passed == r.Read && len(r.Faults) == 0
}

// Run asks every vector of the files. A vector that cannot be read, or whose
// operation does not exist, is a fault like a wrong answer.
func Run(asker jsonl.Asker, files []string) (Report, error) {
	list, faults := ReadAll(files)
	report := Report{Backend: asker.Name(), Read: len(list) + len(faults), Faults: []string{}}
	for _, fault := range faults {
		report.Faults = append(report.Faults, fault.Error())
	}
	for i := range list {
		v := &list[i]
		if _, known := jsonl.Lookup(v.Op); !known {
			report.Faults = append(report.Faults, fmt.Sprintf("%s: %s: operation %q does not exist", v.File, v.Name, v.Op))
			continue
		}
		answer, err := asker.Ask(v.Request())
		if err != nil {
			return report, err
		}
		report.Run++
		if !answer.Same(v.Expected()) {
			report.Faults = append(report.Faults, fmt.Sprintf("%s: %s: %s answers %s, expected %s", v.File, v.Name, asker.Name(), answer, v.Expected()))
			continue
		}
		report.Passed++
	}
	return report, nil
}
