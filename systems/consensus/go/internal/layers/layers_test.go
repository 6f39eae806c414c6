// Package layers holds the one test that imports run only down.
package layers

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "spandrel.dev/consensus/"

// below lists what each package may import of this module. A package that is
// not listed may not exist.
var below = map[string][]string{
	"hash":                {},
	"internal/strictjson": {},
	"internal/msgpack":    {},
	"internal/layers":     {},
	"hash/signing":        {"hash"},
	"hash/native":         {"hash", "hash/signing", "internal/msgpack"},
	"hash/rustcore":       {"hash", "hash/native", "coinjecture"},
	"hash/choose":         {"hash", "hash/native", "hash/rustcore"},
	"chain":               {"hash", "hash/native", "hash/rustcore", "hash/signing", "internal/msgpack"}, // the last but signing in tests
	"internal/bench":      {"hash", "hash/native"},
	"internal/jsonl":      {"hash", "hash/native", "internal/strictjson"},
	"internal/vectors":    {"hash", "hash/native", "internal/jsonl", "internal/msgpack", "internal/strictjson"},
	"cmd/consensus": {
		"hash", "hash/native", "hash/rustcore", "hash/choose", "internal/bench", "internal/jsonl", "internal/strictjson", "internal/vectors",
	},
}

// generated folders and those of other programs have rules of their own.
var apart = []string{"coinjecture", "node", "internal/node", "cmd/node"}

func TestImportsRunDown(t *testing.T) {
	root := filepath.Join("..", "..")
	seen := 0
	err := filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(file) != ".go" {
			return err
		}
		relative, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		folder := path.Dir(filepath.ToSlash(relative))
		for _, name := range apart {
			if folder == name || strings.HasPrefix(folder, name+"/") {
				return nil
			}
		}
		allowed, known := below[folder]
		if !known {
			t.Errorf("package %s has no place among the layers", folder)
		}
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		seen++
		for _, spec := range parsed.Imports {
			name, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if inner, ours := strings.CutPrefix(name, module); ours && inner != folder && !slices.Contains(allowed, inner) {
				t.Errorf("%s imports %s, which is not below it", relative, inner)
			}
		}
		return nil
	})
	if err != nil || seen < 20 {
		t.Errorf("%d files, %v", seen, err)
	}
}
