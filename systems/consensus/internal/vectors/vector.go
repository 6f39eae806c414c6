// Package vectors reads, runs, checks and writes the golden vectors that every
// implementation of the chain's hashing must answer alike.
package vectors

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sort"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/internal/jsonl"
	"spandrel.dev/consensus/internal/strictjson"
)

// Vector is one question with its answer.
type Vector struct {
	File   string // base name of the file it stands in
	Name   string
	Op     string
	Inputs strictjson.Value // an object: the request without op and id
	Code   hash.Code
	Value  strictjson.Value // nil unless Code is OK
	Source string           // who vouches for the answer
}

// Request returns the request line that asks the vector's question.
func (v *Vector) Request() []byte {
	line := append([]byte(`{"op":`), quote(v.Op)...)
	if inside := v.Inputs[1 : len(v.Inputs)-1]; len(v.Inputs.Members()) > 0 {
		line = append(append(line, ','), inside...)
	}
	return append(oneLine(line), '}')
}

// Expected returns the vector's answer, to be compared with others.
func (v *Vector) Expected() jsonl.Answer { return jsonl.Answer{Code: v.Code, Value: v.Value} }

// Files returns the vector files at the given paths: a path that is a folder
// stands for every .json file directly in it.
func Files(paths []string) ([]string, error) {
	var files []string
	for _, path := range paths {
		info, err := os.Stat(path)
		if err != nil {
			return nil, err
		}
		if !info.IsDir() {
			files = append(files, path)
			continue
		}
		found, err := filepath.Glob(filepath.Join(path, "*.json"))
		if err != nil {
			return nil, err
		}
		sort.Strings(found)
		files = append(files, found...)
	}
	if len(files) == 0 {
		return nil, errors.New("no vector files; name a file or a folder with .json files")
	}
	return files, nil
}

// Read returns the vectors of a file, and every fault of their form. A vector
// with a fault is left out of the first list and counts in the second.
func Read(path string) ([]Vector, []error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return nil, []error{err}
	}
	file := filepath.Base(path)
	value, err := strictjson.ParseValue(text)
	if err != nil {
		return nil, []error{fmt.Errorf("%s: %w", file, err)}
	}
	if value.Kind() != strictjson.Array {
		return nil, []error{fmt.Errorf("%s: not an array of vectors", file)}
	}
	var list []Vector
	var faults []error
	for i, element := range value.Elements() {
		v, err := parseVector(element)
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: vector %d %s: %w", file, i, v.Name, err))
			continue
		}
		v.File = file
		list = append(list, v)
	}
	return list, faults
}

// ReadAll reads all files.
func ReadAll(files []string) (list []Vector, faults []error) {
	for _, file := range files {
		more, wrong := Read(file)
		list, faults = append(list, more...), append(faults, wrong...)
	}
	return list, faults
}

func parseVector(element strictjson.Value) (Vector, error) {
	var v Vector
	fields, err := members(element, "name", "op", "inputs", "expected", "source")
	if err != nil {
		return v, err
	}
	var expected strictjson.Value
	for _, m := range fields {
		text, isText := m.Value.Text()
		switch m.Key {
		case "inputs":
			v.Inputs = m.Value
		case "expected":
			expected = m.Value
		default:
			if !isText {
				return v, fmt.Errorf("%s: not a string", m.Key)
			}
		}
		switch m.Key {
		case "name":
			v.Name = string(text)
		case "op":
			v.Op = string(text)
		case "source":
			v.Source = string(text)
		}
	}
	if v.Inputs.Kind() != strictjson.Object {
		return v, errors.New("inputs: not an object")
	}
	for _, m := range v.Inputs.Members() {
		if m.Key == "op" || m.Key == "id" {
			return v, fmt.Errorf("inputs: %s belongs elsewhere", m.Key)
		}
	}
	return v, v.parseExpected(expected)
}

func (v *Vector) parseExpected(expected strictjson.Value) error {
	keys := []string{"code"}
	if len(expected.Members()) > 1 {
		keys = append(keys, "value")
	}
	fields, err := members(expected, keys...)
	if err != nil {
		return fmt.Errorf("expected: %w", err)
	}
	for _, m := range fields {
		if m.Key == "value" {
			v.Value = m.Value
			continue
		}
		code, ok := m.Value.Uint(uint64(hash.Internal))
		if !ok || m.Value.Kind() != strictjson.Number {
			return fmt.Errorf("expected: %s is not a result code", m.Value)
		}
		v.Code = hash.Code(code)
	}
	if (v.Code == hash.OK) != (v.Value != nil) {
		return errors.New("expected: there is a value exactly when the code is 0")
	}
	return nil
}

// members returns the entries of an object that has exactly the given keys.
func members(v strictjson.Value, keys ...string) ([]strictjson.Member, error) {
	if v == nil || v.Kind() != strictjson.Object {
		return nil, errors.New("not an object")
	}
	found := v.Members()
	for _, m := range found {
		if !contains(keys, m.Key) {
			return nil, fmt.Errorf("unknown key %q", m.Key)
		}
	}
	if len(found) == len(keys) {
		return found, nil
	}
	for _, key := range keys {
		missing := true
		for _, m := range found {
			missing = missing && m.Key != key
		}
		if missing {
			return nil, fmt.Errorf("key %q is missing", key)
		}
	}
	return found, nil
}

func contains(list []string, s string) bool {
	for _, element := range list {
		if element == s {
			return true
		}
	}
	return false
}

func quote(s string) []byte { return strictjson.AppendString(nil, s) }

// oneLine replaces the line ends of a JSON text, which outside strings are
// white space and inside do not occur.
func oneLine(text []byte) []byte {
	for i, c := range text {
		if c == '\n' || c == '\r' {
			text[i] = ' '
		}
	}
	return text
}
