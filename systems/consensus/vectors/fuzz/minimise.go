package main

import (
	"bytes"
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"spandrel.dev/consensus/internal/jsonl"
	"spandrel.dev/consensus/internal/strictjson"
)

// How many shorter lines are tried for one finding. A peer that falls over has
// to be started again for every one of them.
const (
	mostTries       = 3000
	mostTriesFallen = 60
)

// minimise returns the shortest line it finds that still shows a difference of
// the same kind: the same two codes. It takes away parts, larger ones first.
func minimise(f finding, reference, other peer) finding {
	tries, most := 0, mostTries
	if f.fault != nil {
		most = mostTriesFallen
	}
	still := func(line []byte) (finding, bool) {
		tries++
		if tries > most || strings.Trim(string(line), " \t") == "" || bytes.HasSuffix(line, []byte("\r")) {
			return finding{}, false
		}
		found, err := compare(reference, []peer{other}, [][]byte{line})
		if err != nil || len(found) != 1 {
			return finding{}, false
		}
		shown := found[0]
		alike := (shown.fault == nil) == (f.fault == nil) && shown.ours.Code == f.ours.Code && shown.other.Code == f.other.Code
		return shown, alike
	}
	for size := len(f.line) / 2; size > 0; {
		shorter := false
		for at := 0; at+size <= len(f.line); {
			cut := append(bytes.Clone(f.line[:at]), f.line[at+size:]...)
			if shown, ok := still(cut); ok {
				f, shorter = shown, true
				continue
			}
			at += max(1, size/2)
		}
		if !shorter || size > len(f.line) {
			size = min(size, len(f.line)) / 2
		}
	}
	return f
}

// candidate returns the name and the text of a vector, or of a line case when
// the line is not a request that a vector can hold. Its answer is that of the
// reference and its source is empty: a person decides which side is right, and
// until then the linter refuses it.
func candidate(f finding) (name string, text []byte) {
	sum := sha256.Sum256(f.line)
	name = fmt.Sprintf("found_%x", sum[:6])
	expected := fmt.Sprintf(`{"code":%d`, f.ours.Code)
	if f.ours.Value != nil {
		expected += `,"value":` + string(f.ours.Value)
	}
	expected += "}"
	if op, inputs, ok := asVector(f.line); ok {
		return name, fmt.Appendf(nil, "[{\"name\":%q,\"op\":%q,\n \"inputs\":%s,\n \"expected\":%s,\n \"source\":\"\"}]\n", name, op, inputs, expected)
	}
	written := append([]byte(`"line":`), strictjson.AppendString(nil, string(f.line))...)
	if !utf8.Valid(f.line) {
		written = fmt.Appendf(nil, `"line_hex":"%x"`, f.line)
	}
	return "line_" + name, fmt.Appendf(nil, "[{\"name\":%q,%s,\n \"expected\":{\"id\":%s,%s}]\n", name, written, f.ours.ID, expected[1:])
}

// asVector splits a request into operation and inputs.
func asVector(line []byte) (op string, inputs []byte, ok bool) {
	members, err := strictjson.Parse(line)
	if err != nil {
		return "", nil, false
	}
	inputs = []byte{'{'}
	for _, m := range members {
		switch m.Key {
		case "id":
			continue
		case "op":
			text, _ := m.Value.Text()
			op = string(text)
			continue
		}
		if len(inputs) > 1 {
			inputs = append(inputs, ',')
		}
		inputs = append(append(strictjson.AppendString(inputs, m.Key), ':'), m.Value...)
	}
	_, known := jsonl.Lookup(op)
	return op, append(inputs, '}'), known
}

// keep writes a candidate into folder and returns its path.
func keep(folder string, f finding) (string, error) {
	name, text := candidate(f)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return "", err
	}
	path := filepath.Join(folder, name+".json")
	return path, os.WriteFile(path, text, 0o644)
}
