package vectors

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/internal/jsonl"
	"spandrel.dev/consensus/internal/strictjson"
)

// LintReport is the outcome of Lint.
type LintReport struct {
	Vectors   int            `json:"vectors"`
	Operation map[string]int `json:"operations"` // vectors per operation
	Askers    []string       `json:"implementations"`
	Faults    []string       `json:"faults"`
}

// OK reports whether there were vectors and no fault.
func (r *LintReport) OK() bool { return r.Vectors > 0 && len(r.Faults) == 0 }

var (
	nameForm      = regexp.MustCompile(`^[a-z0-9_]+$`)
	published     = regexp.MustCompile(`^(NIST CAVP SHA256(ShortMsg|LongMsg|Monte)|Certificate Transparency reference tree|ZIP 215)$`)
	placeholderIn = regexp.MustCompile(`(?i)…|\.\.\.|todo|fixme|placeholder|<[^>]*>|x{4,}|\?{2,}`)
)

// implementations are the names that may stand in a source of two.
var implementations = []string{"go", "rust", "python", "c"}

// Lint checks the vectors of all files together: their form, their names, their
// sources, that nothing is a placeholder, that every operation has one, and
// that all askers, at least two, give the answer that stands in the file.
func Lint(files []string, askers []jsonl.Asker) (LintReport, error) {
	report := LintReport{Operation: map[string]int{}, Faults: []string{}}
	fault := func(format string, args ...any) {
		report.Faults = append(report.Faults, fmt.Sprintf(format, args...))
	}
	for _, asker := range askers {
		report.Askers = append(report.Askers, asker.Name())
	}
	if len(askers) < 2 {
		fault("one implementation cannot confirm a vector; a second one is needed")
	}
	list, wrong := ReadAll(files)
	report.Vectors = len(list) + len(wrong)
	for _, err := range wrong {
		fault("%v", err)
	}
	names := map[string]string{}
	for i := range list {
		v := &list[i]
		where := v.File + ": " + v.Name
		if earlier, twice := names[v.Name]; twice {
			fault("%s: the name stands in %s already", where, earlier)
		}
		names[v.Name] = v.File
		report.Operation[v.Op]++
		for _, reason := range v.check() {
			fault("%s: %s", where, reason)
		}
		for _, asker := range askers {
			answer, err := asker.Ask(v.Request())
			if err != nil {
				return report, err
			}
			if !answer.Same(v.Expected()) {
				fault("%s: %s answers %s, the file says %s", where, asker.Name(), answer, v.Expected())
			}
		}
	}
	for _, operation := range jsonl.Operations() {
		if report.Operation[operation.Name] == 0 {
			fault("operation %s has no vector", operation.Name)
		}
	}
	return report, nil
}

// check returns what is wrong with a vector by itself.
func (v *Vector) check() (reasons []string) {
	if !nameForm.MatchString(v.Name) {
		reasons = append(reasons, "a name is of a-z, 0-9 and _")
	}
	if !sourceForm(v.Source) {
		reasons = append(reasons, fmt.Sprintf("source %q is not spec, a published set or two implementations", v.Source))
	}
	operation, known := jsonl.Lookup(v.Op)
	if !known {
		return append(reasons, fmt.Sprintf("operation %q does not exist", v.Op))
	}
	for _, text := range texts(v.Inputs, v.Value) {
		if placeholderIn.Match(text) {
			reasons = append(reasons, fmt.Sprintf("%q is a placeholder", cut(text)))
		}
	}
	if v.suspiciousZero() {
		reasons = append(reasons, "a digest of zeros is a placeholder")
	}
	switch v.Code {
	case hash.InvalidInput: // may be about what is missing or unknown
	case hash.OK, hash.VerificationFailed, hash.Encoding:
		reasons = append(reasons, v.incomplete(operation)...)
	default:
		reasons = append(reasons, fmt.Sprintf("code %d is not a verdict on a request", v.Code))
	}
	return reasons
}

func (v *Vector) incomplete(operation *jsonl.Operation) (reasons []string) {
	given := map[string]bool{}
	for _, m := range v.Inputs.Members() {
		given[m.Key] = true
	}
	for _, input := range operation.Inputs {
		if !given[input.Name] {
			reasons = append(reasons, "input "+input.Name+" is missing")
		}
		delete(given, input.Name)
	}
	for name := range given {
		reasons = append(reasons, "input "+name+" is unknown")
	}
	return reasons
}

// suspiciousZero reports a zero digest where no rule gives one: only a Merkle
// tree without leaves, or with a zero leaf alone, has it.
func (v *Vector) suspiciousZero() bool {
	zero := append(append([]byte{'"'}, bytes.Repeat([]byte{'0'}, 64)...), '"')
	if !bytes.Equal(v.Value, zero) {
		return false
	}
	if v.Op != "merkle_root" {
		return true
	}
	for _, m := range v.Inputs.Members() {
		if m.Key == "leaves" {
			n := 0
			for range m.Value.Elements() {
				n++
			}
			return n > 1
		}
	}
	return true
}

func sourceForm(source string) bool {
	if source == "spec" || published.MatchString(source) {
		return true
	}
	first, second, two := strings.Cut(source, "+")
	return two && first != second && contains(implementations, first) && contains(implementations, second)
}

// texts returns every string in the values, keys not.
func texts(values ...strictjson.Value) (found [][]byte) {
	for _, v := range values {
		if v == nil {
			continue
		}
		if text, ok := v.Text(); ok {
			found = append(found, text)
		}
		for _, element := range v.Elements() {
			found = append(found, texts(element)...)
		}
		for _, m := range v.Members() {
			found = append(found, texts(m.Value)...)
		}
	}
	return found
}

func cut(text []byte) string {
	if len(text) > 40 {
		text = text[:40]
	}
	return string(bytes.ToValidUTF8(text, nil))
}
