package hash

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Every language of this system carries one version.
func TestOneVersion(t *testing.T) {
	root := ".."
	for file, line := range map[string]string{
		"Cargo.toml":                                   `version = "` + Version + `"`,
		"bindings/c/include/coinjecture.h":             `#define COINJ_VERSION "` + Version + `"`,
		"reference/python/src/coinjecture/_version.py": `__version__ = "` + Version + `"`,
	} {
		text, err := os.ReadFile(filepath.Join(root, filepath.FromSlash(file)))
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains("\n"+string(text), "\n"+line+"\n") {
			t.Errorf("%s has no line %s", file, line)
		}
	}
}
