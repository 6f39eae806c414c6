package choose

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Whatever a file holds is read, or named with its line: never neither.
func TestIssueConfigReadsOrNamesEveryKey(t *testing.T) {
	const none = "use_rust_bindings is not in this file"
	tests := []struct {
		content string
		value   bool
		notice  string // part of the only notice, empty when there is none
		fault   string // part of the error, empty when there is none
	}{
		{"use_rust_bindings: true", true, "", ""},
		{"use_rust_bindings: false", false, "", ""},
		{"consensus:\n  use_rust_bindings: true", true, "", ""},
		{"consensus: {use_rust_bindings: on}", true, "", ""},
		{"# nested\n\nconsensus:\n  use_rust_bindings: No\n", false, "", ""},
		{"use_rust_bindings: !!bool \"true\"", true, "", ""},
		{"\"use_rust_bindings\": YES", true, "", ""},
		{"---\nuse_rust_bindings: yes\n...\n", true, "", ""},

		// Keys of other parts.
		{"a: 1\nuse_rust_bindings: on", true, "c.yaml:1: key a is not read; the keys are use_rust_bindings and consensus.use_rust_bindings", ""},
		{"consensus: {gate: {enabled: true}, use_rust_bindings: true}", true, "c.yaml:1: key consensus.gate is not read", ""},
		{"", false, none, ""},
		{"# nothing\n", false, none, ""},
		{"null", false, none, ""},
		{"{}", false, none, ""},
		{"consensus: {}", false, none, ""},

		// Misspelt keys.
		{"use_rust_binding: true", false, "", "c.yaml:1: no key use_rust_binding; did you mean use_rust_bindings?"},
		{"\n\nuse-rust-bindings: true", false, "", "c.yaml:3: no key use-rust-bindings; did you mean use_rust_bindings?"},
		{"useRustBindings: true", false, "", "did you mean use_rust_bindings?"},
		{"USE_RUST_BINDINGS: true", false, "", "did you mean use_rust_bindings?"},
		{"use_rust_bidnings: true", false, "", "did you mean use_rust_bindings?"},
		{"concensus:\n  use_rust_bindings: true", false, "", "c.yaml:1: no key concensus; did you mean consensus?"},
		{"consensus:\n  use_rust_bindngs: true", false, "", "c.yaml:2: no key consensus.use_rust_bindngs; did you mean use_rust_bindings?"},
		{"node:\n  hash:\n    use_rust_bindings: true", false, "", "c.yaml:3: use_rust_bindings inside of node is not read; move it to the top or into consensus"},
		{"consensus:\n  consensus:\n    use_rust_bindings: true", false, "", "c.yaml:3: use_rust_bindings inside of consensus.consensus is not read"},

		// Wrong types.
		{"use_rust_bindings: \"yes\"", false, "", "c.yaml:1: use_rust_bindings is the text \"yes\" and must be a boolean; write use_rust_bindings: true or use_rust_bindings: false"},
		{"use_rust_bindings: 'true'", false, "", "must be a boolean"},
		{"use_rust_bindings: !!str true", false, "", "must be a boolean"},
		{"use_rust_bindings: |\n  true", false, "", "must be a boolean"},
		{"use_rust_bindings: 1", false, "", "is 1 and must be a boolean"},
		{"use_rust_bindings: tRUE", false, "", "must be a boolean"},
		{"use_rust_bindings: rust", false, "", "must be a boolean"},
		{"use_rust_bindings:", false, "", "is empty and must be a boolean"},
		{"use_rust_bindings: [true]", false, "", "is a list and must be a boolean"},
		{"consensus: {use_rust_bindings: {on: true}}", false, "", "is a mapping and must be a boolean"},
		{"consensus: true", false, "", "consensus is true and must be a mapping"},
		{"consensus:", false, "", "consensus is empty and must be a mapping"},
		{"[use_rust_bindings]", false, "", "the file is a list and must be a mapping"},
		{"use_rust_bindings", false, "", "and must be a mapping"},
		{"use_rust_bindings: {", false, "", "configuration c.yaml: yaml:"},

		// Given twice.
		{"use_rust_bindings: true\nuse_rust_bindings: true", false, "", "c.yaml:2: use_rust_bindings stands a second time, first in line 1"},
		{"use_rust_bindings: true\nconsensus: {use_rust_bindings: true}", false, "", "c.yaml:2: use_rust_bindings stands a second time, first in line 1"},
		{"consensus: {}\nconsensus: {}", false, "", "c.yaml:2: consensus stands a second time, first in line 1"},
		{"use_rust_bindings: true\n---\nuse_rust_bindings: false", false, "", "line 2: a second document"},

		// Anchors and merge keys.
		{"x: &on true\nuse_rust_bindings: *on", true, "c.yaml:1: key x is not read", ""},
		{"consensus: &c {use_rust_bindings: true}\nother: *c", false, "", "use_rust_bindings"},
		{"consensus:\n  <<: {use_rust_bindings: true}", true, "", ""},
		{"consensus:\n  <<: [{use_rust_bindings: true}]\n  use_rust_bindings: false", false, "", ""},
		{"<<: 1", false, "", "a merge key takes a mapping, not 1"},
		{"x: &x\n  <<: *x\nconsensus: *x", false, "", "mappings are merged"},
	}
	for _, test := range tests {
		config, err := Parse("c.yaml", []byte(test.content))
		switch {
		case test.fault != "":
			if err == nil || !strings.Contains(err.Error(), test.fault) {
				t.Errorf("%q: got %v, want an error with %q", test.content, err, test.fault)
			}
		case err != nil:
			t.Errorf("%q: %v", test.content, err)
		case config.UseRustBindings != test.value:
			t.Errorf("%q: got %v", test.content, config.UseRustBindings)
		case test.notice == "" && len(config.Notices) > 0, test.notice != "" && (len(config.Notices) != 1 || !strings.Contains(config.Notices[0], test.notice)):
			t.Errorf("%q: got notices %q, want %q", test.content, config.Notices, test.notice)
		}
	}
}

func TestAllFaultsOfAFileComeAtOnce(t *testing.T) {
	_, err := Parse("c.yaml", []byte("use_rust_binding: true\nconsensus: 1\n"))
	if err == nil || !strings.Contains(err.Error(), "c.yaml:1") || !strings.Contains(err.Error(), "c.yaml:2") {
		t.Errorf("got %v", err)
	}
}

func TestLoadNamesTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "node.yaml")
	if _, err := Load(path); err == nil || !strings.Contains(err.Error(), path) {
		t.Errorf("got %v", err)
	}
	if err := os.WriteFile(path, []byte("use_rust_bindings: 'on'\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Load(path); err == nil || !strings.Contains(err.Error(), path+":1: ") {
		t.Errorf("got %v", err)
	}
}
