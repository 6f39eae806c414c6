package internal_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// layers lists the packages from the bottom up. A package may import only
// packages that stand before it.
var layers = []string{"foreign", "m3u", "hdhomerun", "spawn", "location", "ts", "stats", "version", "logs", "fanout", "engine", "hls", "config", "replay", "source", "stream", "serve", "daemon", "cli"}

func TestImportsRunOnlyDown(t *testing.T) {
	const prefix = "spandrel.dev/remux/internal/"
	seen := make(map[string]bool)
	err := filepath.WalkDir(".", func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return err
		}
		from, _, _ := strings.Cut(path.Dir(filepath.ToSlash(file)), "/")
		seen[from] = true
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range parsed.Imports {
			to, ours := strings.CutPrefix(strings.Trim(spec.Path.Value, `"`), prefix)
			if to, _, _ = strings.Cut(to, "/"); !ours || to == from {
				continue
			}
			if slices.Index(layers, to) < 0 || slices.Index(layers, to) >= slices.Index(layers, from) {
				t.Errorf("%s imports %s, which is not below it", file, to)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(seen) != len(layers) {
		t.Errorf("%d packages found, %d listed", len(seen), len(layers))
	}
}
