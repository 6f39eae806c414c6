package spawn_test

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"path/filepath"
	"strings"
	"testing"

	"spandrel.dev/remux/internal/spawn"
)

func TestIssueAPanicBecomesAnError(t *testing.T) {
	ended := make(chan error)
	spawn.Go(func() error { panic("bad\x1b[2J" + strings.Repeat("!", 9999)) }, func(err error) { ended <- err })
	panicked, ok := errors.AsType[*spawn.PanicError](<-ended)
	if !ok || len(panicked.Error()) > 300 || strings.Contains(panicked.Error(), "\x1b") {
		t.Fatalf("got %v", panicked)
	}
	if len(panicked.Stack) > 4<<10 || !strings.Contains(panicked.Stack, "spawn_test.go") {
		t.Errorf("stack: %s", panicked.Stack)
	}
	if err := spawn.Call(func() error { return io.EOF }); err != io.EOF {
		t.Errorf("got %v", err)
	}
}

// begins lists the goroutines that a file begins by itself.
func begins(t *testing.T, name string, text any) (places []string) {
	t.Helper()
	files := token.NewFileSet()
	parsed, err := parser.ParseFile(files, name, text, 0)
	if err != nil {
		t.Fatal(err)
	}
	ast.Inspect(parsed, func(node ast.Node) bool {
		switch node := node.(type) {
		case *ast.GoStmt:
			places = append(places, files.Position(node.Pos()).String())
		case *ast.CallExpr:
			if selector, ok := node.Fun.(*ast.SelectorExpr); ok && selector.Sel.Name == "Go" {
				if from, ok := selector.X.(*ast.Ident); !ok || from.Name != "spawn" {
					places = append(places, files.Position(node.Pos()).String())
				}
			}
		}
		return true
	})
	return places
}

// Those of package cli are of the command: what fails there ends it.
func TestIssueTheGoroutinesOfAStreamBeginInSpawn(t *testing.T) {
	if found := begins(t, "canary.go", "package p\nfunc f() { go f(); group.Go(f); spawn.Go(f, f) }"); len(found) != 2 {
		t.Fatalf("the canary was not seen: %v", found)
	}
	seen := 0
	for _, folder := range []string{"ts", "fanout", "engine", "replay", "source", "stream", "serve", "daemon", "logs"} {
		names, err := filepath.Glob("../" + folder + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			seen++
			for _, place := range begins(t, name, nil) {
				t.Errorf("%s begins a goroutine without spawn.Go", place)
			}
		}
	}
	if seen < 20 {
		t.Errorf("only %d files were looked at", seen)
	}
}
