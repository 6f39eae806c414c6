package cli_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spandrel.dev/remux/internal/cli"
	"spandrel.dev/remux/internal/ts/tstest"
)

// A file that is no stream is named as what it is, before the file of the result
// is touched.
func TestIssueAWrongInputIsNamed(t *testing.T) {
	stream := string(tstest.Stream(0, 5, 5))
	for text, want := range map[string]string{
		"<!DOCTYPE html><p>":   "it is a web page",
		"#EXTM3U\n":            "it is a playlist (HLS)",
		"\x00\x00\x00\x20ftyp": "it is an MP4 file",
		"":                     "no transport stream in it",
		"<" + stream:           "",
	} {
		in, out := write(t, []byte(text)), filepath.Join(t.TempDir(), "out.ts")
		if err := os.WriteFile(out, []byte("before"), 0o600); err != nil {
			t.Fatal(err)
		}
		code, _, said := run(t, t.Context(), nil, "file", in, out, "--engine=passthrough")
		if (code == cli.ExitDone) != (want == "") || !strings.Contains(said, want) {
			t.Errorf("%.10q: exit %d, %s", text, code, said)
		}
		if left, err := os.ReadFile(out); err != nil || strings.HasPrefix(want, "it is") != (string(left) == "before") {
			t.Errorf("%.10q: the result is %.20q, %v", text, left, err)
		}
		code, _, said = run(t, t.Context(), strings.NewReader(text), "file", "-", "-", "--engine=passthrough")
		if (code == cli.ExitDone) != (want == "") || !strings.Contains(said, want) {
			t.Errorf("%.10q from a pipe: exit %d, %s", text, code, said)
		}
	}
}
