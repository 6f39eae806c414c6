package main

import (
	"bytes"
	"strings"
	"testing"
)

func TestRun(t *testing.T) {
	for _, c := range []struct {
		arguments, in string
		code          int
		out, problems string
	}{
		{"eval", `{"op":"open"}`, 0, `"ok":true`, ""},
		{"eval", `{"op":"nothing"}`, 0, `"code":1`, ""},
		{"help", "", 0, "pubsub eval <", ""},
		{"", "", 2, "", "usage:"},
		{"evil", "", 2, "", "there is no command"},
		{"eval more", "", 2, "", "there is no command"},
	} {
		var out, problems bytes.Buffer
		code := run(strings.Fields(c.arguments), strings.NewReader(c.in), &out, &problems)
		if code != c.code || !strings.Contains(out.String(), c.out) || !strings.Contains(problems.String(), c.problems) {
			t.Errorf("%s: got %d, %q, %q", c.arguments, code, out.String(), problems.String())
		}
	}
}

// TestExample plays the example of the help text.
func TestExample(t *testing.T) {
	_, example, _ := strings.Cut(usage, "<<'END'\n")
	example, _, _ = strings.Cut(example, "  END")
	var out bytes.Buffer
	if code := run([]string{"eval"}, strings.NewReader(example), &out, &out); code != 0 {
		t.Fatal(out.String())
	}
	if !strings.Contains(out.String(), `"payload":"6869"`) || strings.Contains(out.String(), `"ok":false`) {
		t.Error(out.String())
	}
}
