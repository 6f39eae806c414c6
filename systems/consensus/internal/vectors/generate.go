package vectors

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/internal/jsonl"
	"spandrel.dev/consensus/internal/strictjson"
)

// Sources of generated vectors.
const (
	fromSpec = "spec"
	fromTwo  = "go+python"
	fromCT   = "Certificate Transparency reference tree"
)

// testCase is a vector in the making. The author states the code, and the value
// where a source outside this program gives it; else the reference backend
// gives the value, and Lint has a second implementation confirm it.
type testCase struct {
	name   string
	op     string
	inputs fields
	code   hash.Code
	value  string // JSON, or empty
	source string
}

// field is one input: its name and its JSON.
type field struct{ name, json string }

type fields []field

// with returns a copy with name set to json, in its place or at the end.
func (f fields) with(name, json string) fields {
	out := append(fields(nil), f...)
	for i := range out {
		if out[i].name == name {
			out[i].json = json
			return out
		}
	}
	return append(out, field{name, json})
}

// without returns a copy without name.
func (f fields) without(name string) fields {
	var out fields
	for _, entry := range f {
		if entry.name != name {
			out = append(out, entry)
		}
	}
	return out
}

func (f fields) json() string {
	parts := make([]string, len(f))
	for i, entry := range f {
		parts[i] = string(quote(entry.name)) + ":" + entry.json
	}
	return "{" + strings.Join(parts, ",") + "}"
}

// caseFile is a vector file in the making.
type caseFile struct {
	name  string
	cases []testCase
}

func caseFiles() []caseFile {
	return []caseFile{
		{"sha256.json", sha256Cases()},
		{"merkle.json", merkleCases()},
		{"merkle_proof.json", proofCases()},
		{"header.json", headerCases()},
		{"tx.json", txCases()},
		{"problem.json", problemCases()},
		{"subset_sum.json", subsetSumCases()},
		{"salts.json", saltCases()},
		{"signature.json", signatureCases()},
		{"msgpack.json", msgpackCases()},
		{"msgpack_refused.json", refusedCases()},
		{"bad_kinds.json", badKindCases()},
		{"bad_inputs.json", badInputCases()},
	}
}

// Generate returns the text of every generated file by its path, with
// the answers of the reference backend. It fails when an answer is not what the
// author of a case says.
func Generate(reference hash.Backend) (map[string][]byte, error) {
	texts := map[string][]byte{}
	for _, file := range caseFiles() {
		text := []byte("[\n")
		for i, c := range file.cases {
			v, err := c.vector(reference)
			if err != nil {
				return nil, fmt.Errorf("%s: %s: %w", file.name, c.name, err)
			}
			if i > 0 {
				text = append(text, ",\n"...)
			}
			text = appendVector(text, v)
		}
		texts[file.name] = append(text, "\n]\n"...)
	}
	lines, err := Lines(reference)
	if err != nil {
		return nil, err
	}
	texts[LinesFile] = linesText(lines)
	return texts, nil
}

func (c *testCase) vector(reference hash.Backend) (Vector, error) {
	v := Vector{Name: c.name, Op: c.op, Inputs: strictjson.Value(c.inputs.json()), Source: c.source}
	local := jsonl.Local{Backend: reference}
	answer, err := local.Ask(v.Request())
	if err != nil {
		return v, err
	}
	want := jsonl.Answer{Code: c.code, Value: answer.Value}
	if c.value != "" {
		want.Value = strictjson.Value(c.value)
	}
	if !answer.Same(want) {
		return v, fmt.Errorf("the reference answers %s, the case says %s", answer, want)
	}
	v.Code, v.Value = answer.Code, answer.Value
	return v, nil
}

func appendVector(text []byte, v Vector) []byte {
	text = fmt.Appendf(text, "{\"name\":%s,\"op\":%s,\n \"inputs\":%s,\n \"expected\":{\"code\":%d", quote(v.Name), quote(v.Op), v.Inputs, v.Code)
	if v.Value != nil {
		text = fmt.Appendf(text, ",\"value\":%s", v.Value)
	}
	return fmt.Appendf(text, "},\n \"source\":%s}", quote(v.Source))
}

// Write writes generated files into folder.
func Write(folder string, texts map[string][]byte) error {
	for name, text := range texts {
		path := filepath.Join(folder, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return err
		}
		if err := os.WriteFile(path, text, 0o644); err != nil {
			return err
		}
	}
	return nil
}

// Stale returns the names of the generated files that in folder are missing or
// different.
func Stale(folder string, texts map[string][]byte) []string {
	var stale []string
	for name, want := range texts {
		text, err := os.ReadFile(filepath.Join(folder, filepath.FromSlash(name)))
		if err != nil || !bytes.Equal(text, want) {
			stale = append(stale, name)
		}
	}
	sort.Strings(stale)
	return stale
}
