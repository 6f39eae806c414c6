package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func call(input string, arguments ...string) (status int, out, problems string) {
	var o, p bytes.Buffer
	status = run(arguments, strings.NewReader(input), &o, &p)
	return status, o.String(), p.String()
}

func TestUsage(t *testing.T) {
	dir := t.TempDir()
	for _, arguments := range [][]string{
		{}, {"sign"}, {"eval"}, {"eval", "--dir", dir}, {"eval", "--mode", "inproc"}, {"eval", "--dir", dir, "--mode", "worker"},
		{"eval", "--dir", dir, "--mode", "other"}, {"eval", "--dir", dir, "--mode", "inproc", "--clock", "wall"},
		{"eval", "--dir", dir, "--mode", "inproc", "more"}, {"eval", "--dir", dir, "--mode", "inproc", "--nosuch"},
	} {
		if status, out, problems := call("", arguments...); status != misused || out != "" || problems == "" {
			t.Errorf("%v: status %d, %q, %q", arguments, status, out, problems)
		}
	}
	for _, arguments := range [][]string{{"--help"}, {"eval", "--help"}} {
		if status, out, problems := call("", arguments...); status != answered || !strings.Contains(out, "--dir") || problems != "" {
			t.Errorf("%v: status %d, %q, %q", arguments, status, out, problems)
		}
	}
	if entries, err := os.ReadDir(dir); err != nil || len(entries) > 0 {
		t.Errorf("wrong usage touched the folder: %v, %v", entries, err)
	}
}

func TestFolders(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "wallets")
	status, out, problems := call("{\"op\":\"info\",\"at\":1}\n{\"op\":\"nosuch\",\"at\":1}", "eval", "--dir", dir, "--mode", "inproc", "--clock", "given")
	if status != answered || strings.Count(out, "\n") != 2 || problems != "" || !strings.Contains(out, `"mode":"inproc"`) {
		t.Errorf("status %d, %q, %q", status, out, problems)
	}
	if status, out, problems := call("", "eval", "--dir", dir, "--mode", "inproc"); status != misused || out != "" || !strings.Contains(problems, "another clock") {
		t.Errorf("the other clock: status %d, %q, %q", status, out, problems)
	}
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{file, filepath.Join(dir, "no", "such")} {
		if status, _, problems := call("", "eval", "--dir", path, "--mode", "inproc"); status != misused || problems == "" {
			t.Errorf("%s: status %d, %q", path, status, problems)
		}
	}
	info, err := os.Stat(dir)
	if err != nil || info.Mode().Perm() != 0o700 {
		t.Errorf("the folder has mode %v, %v", info.Mode(), err)
	}
}
