package config_test

import (
	"strings"
	"testing"
)

// A value of the wrong form is told by the name of its setting and the form
// that is right, not by a type of the program.
func TestIssueAValueOfTheWrongFormSaysHowToWriteIt(t *testing.T) {
	for text, want := range map[string]string{
		"http: {header_timeout: 10}\n":                     "line 1: http.header_timeout: write a number with a unit, such as 250ms, 10s",
		"memory_limit: 512M\n":                             "memory_limit: write a whole number without a unit: 536870912",
		"memory_limit: 1 GiB\n":                            "without a unit: 1073741824",
		"http:\n  hosts: tv.example\n":                     "line 2: http.hosts is a list: write its entries in [brackets]",
		"engine: passthrough\n":                            "engine has settings of its own",
		"log: {level: warning}\n":                          "log.level: use debug, info, warn or error",
		"readers: {slow: wait}\n":                          "readers.slow: use drop or skip",
		"readers: {min_rate: half}\n":                      "readers.min_rate: write a number, such as 0.5",
		"readers: {limit: [1]}\n":                          "readers.limit has one value",
		"sources: [{name: a, loop: always}]\n":             "sources.loop: write true or false",
		"http: {conections: 1}\n":                          "field conections is not known in http; the nearest is connections",
		"log: {repeats: {intervall: 1s}}\n":                "field intervall is not known in log.repeats; the nearest is interval",
		"zzzz: 1\n":                                        "field zzzz is not known; see remux serve --help",
		"log:\n\tlevel: info\n":                            "YAML wants spaces",
		"- a\n":                                            "the file has settings of its own",
		"sources: [{name: a, url: '-', name: b}]\n":        "field name stands twice",
		"x: &x {level: loud}\nlog: *x\n":                   "log.level",
		"log: {level: info}\nlog: {level: info}\n":         "line 2: field log stands twice",
		"sources: &x [{name: a, url: '-', languages: *x}]": "field languages is not known in sources",
	} {
		_, err := load(t, text)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %q is missing in %v", text, want, err)
		} else if said := err.Error(); strings.Contains(said, "unmarshal") || strings.Contains(said, "slog:") || strings.Contains(said, "!!") {
			t.Errorf("%q: %v", text, err)
		}
	}
	for _, text := range []string{"", "# nothing\n", "http:\n", "sources: [{name: a, url: 12}]\n", "log: {level: INFO}\nhttp: {hosts: [tv.example]}\n"} {
		if _, err := load(t, text); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}
