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
	"hash":                    {},
	"internal/strictjson":     {},
	"reference/go/msgpack":    {},
	"internal/layers":         {},
	"hash/signing":            {"hash"},
	"reference/go/native":     {"hash", "hash/signing", "reference/go/msgpack"},
	"bindings/go/corebackend": {"hash", "bindings/go/coinjecture/contract"},
	"bindings/go/rustcore":    {"hash", "reference/go/native", "bindings/go/coinjecture", "bindings/go/corebackend"},
	"bindings/go/gocore":      {"hash", "reference/go/native", "bindings/go/coinjecture", "bindings/go/coinjecture/contract", "bindings/go/coinjecture/hook"},
	"hash/choose":             {"hash", "reference/go/native", "bindings/go/rustcore"},
	"chain":                   {"hash", "reference/go/native", "bindings/go/rustcore", "hash/signing", "reference/go/msgpack"}, // the last but signing in tests
	"internal/bench":          {"hash", "reference/go/native"},
	"internal/jsonl":          {"hash", "reference/go/native", "internal/strictjson"},
	"internal/vectors":        {"hash", "reference/go/native", "internal/jsonl", "reference/go/msgpack", "internal/strictjson"},
	"bindings/go/golden": {
		"hash", "reference/go/native", "internal/jsonl", "internal/vectors",
		"bindings/go/corebackend", "bindings/go/gocore", "bindings/go/coinjecture", "bindings/go/coinjecture/contract", "bindings/go/coinjecture/hook",
	},
	"cmd/consensus": {
		"bindings/go/golden", "hash", "reference/go/native", "bindings/go/rustcore", "hash/choose", "internal/bench", "internal/jsonl", "internal/strictjson", "internal/vectors",
	},
}

// generated folders and those of other programs have rules of their own.
var apart = []string{"bindings/go/coinjecture", "node", "vectors/fuzz"}

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
