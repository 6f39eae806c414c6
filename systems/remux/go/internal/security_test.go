package internal_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	testFunction = regexp.MustCompile(`(?m)^func (Test\w+)\(t \*testing\.T\)|#\[test\]\s+fn (issue_\w+)\(\)`)
	namedTest    = regexp.MustCompile("`((?:Test|issue_)\\w+)`")
)

// claims are the lines of tables in the text that promise something, with the
// tests that they name.
func claims(text string) map[string][]string {
	found := make(map[string][]string)
	for line := range strings.Lines(text) {
		cells := strings.Split(strings.Trim(strings.TrimSpace(line), "|"), "|")
		if len(cells) != 3 || strings.HasPrefix(cells[0], "---") || strings.TrimSpace(cells[2]) == "test" {
			continue
		}
		found[line] = nil
		for _, match := range namedTest.FindAllStringSubmatch(cells[2], -1) {
			found[line] = append(found[line], match[1])
		}
	}
	return found
}

// unproven are the claims without a test, or with one that does not exist.
func unproven(text string, tests map[string]bool) (wrong []string) {
	for line, names := range claims(text) {
		if len(names) == 0 {
			wrong = append(wrong, line)
		}
		for _, name := range names {
			if !tests[name] {
				wrong = append(wrong, name+" does not exist: "+line)
			}
		}
	}
	return wrong
}

func TestEveryLineOfTheThreatModelHasATest(t *testing.T) {
	tests := make(map[string]bool)
	for _, folder := range []string{"..", "../../rust/src"} {
		err := filepath.WalkDir(folder, func(file string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || !strings.HasSuffix(file, "_test.go") && !strings.HasSuffix(file, ".rs") {
				return err
			}
			source, err := os.ReadFile(file)
			for _, match := range testFunction.FindAllSubmatch(source, -1) {
				tests[string(match[1])+string(match[2])] = true
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	text, err := os.ReadFile("../../SECURITY.md")
	if err != nil {
		t.Fatal(err)
	}
	if n := len(claims(string(text))); n < 20 {
		t.Errorf("only %d lines were understood", n)
	}
	for _, line := range unproven(string(text), tests) {
		t.Error(line)
	}
	// The canary: lines that this test must catch.
	for _, line := range []string{"| a | b | nothing |", "| a | b | `TestThatNobodyWrote` |"} {
		if len(unproven(line, tests)) != 1 {
			t.Errorf("%q was not caught", line)
		}
	}
}
