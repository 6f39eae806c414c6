// Package rules says what code that sees secrets may not do. Its tests apply the rules to this module; nothing else
// imports it.
package rules

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// Module is the prefix of this module's import paths.
const Module = "spandrel.dev/wallet/"

// forbidden packages copy what they are given into the Go heap, and no one wipes it there.
var forbidden = []string{
	"encoding/json", "encoding/hex", "encoding/base64", "fmt", "log", "log/slog", "math/big", "reflect", "unsafe", "bufio", "text/template",
	"crypto/hmac", "crypto/pbkdf2", "crypto/sha256", "crypto/sha512", "crypto/aes", "crypto/cipher", "crypto/rand", "crypto/ecdsa",
	"crypto/hkdf", "golang.org/x/crypto/",
}

// modules are the only ones from elsewhere: system calls, and the bridge.
var modules = []string{"golang.org/x/sys/", "spandrel.dev/spandrel"}

// Layer is what is known of one package.
type Layer struct {
	// Below lists the packages of this module that it may import.
	Below []string
	// Secret says that it sees secrets. The rules about types hold there, and those about imports without exception.
	Secret bool
	// Except lists forbidden packages that it needs for what is public.
	Except []string
}

// Check walks the sources below root and returns what breaks a rule, one line each, and the number of files.
func Check(root string, layers map[string]Layer, generated []string) (broken []string, files int, err error) {
	err = filepath.WalkDir(root, func(file string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(file) != ".go" || strings.HasSuffix(file, "_test.go") {
			return err
		}
		relative, err := filepath.Rel(root, file)
		if err != nil {
			return err
		}
		folder := path.Dir(filepath.ToSlash(relative))
		if slices.ContainsFunc(generated, func(name string) bool { return folder == name || strings.HasPrefix(folder, name+"/") }) {
			return nil
		}
		positions := token.NewFileSet()
		parsed, err := parser.ParseFile(positions, file, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		files++
		layer, known := layers[folder]
		if !known {
			broken = append(broken, folder+" has no place among the layers")
			return nil
		}
		for _, what := range layer.check(folder, parsed) {
			broken = append(broken, fmt.Sprintf("%s:%d: %s", relative, positions.Position(what.at).Line, what.text))
		}
		return nil
	})
	return broken, files, err
}

type finding struct {
	at   token.Pos
	text string
}

func (l Layer) check(folder string, file *ast.File) (found []finding) {
	for _, spec := range file.Imports {
		name, _ := strconv.Unquote(spec.Path.Value)
		inner, ours := strings.CutPrefix(name, Module)
		switch {
		case ours && inner != folder && !slices.Contains(l.Below, inner):
			found = append(found, finding{spec.Pos(), "imports " + inner + ", which is not below it"})
		case !ours && strings.Contains(strings.Split(name, "/")[0], ".") && !within(name, modules):
			found = append(found, finding{spec.Pos(), "imports " + name + " of another module"})
		case within(name, forbidden) && !slices.Contains(l.Except, name):
			found = append(found, finding{spec.Pos(), "imports " + name + ", which keeps copies"})
		}
	}
	if l.Secret {
		ast.Inspect(file, func(node ast.Node) bool {
			found = append(found, typesOf(node)...)
			return true
		})
	}
	return found
}

func within(name string, list []string) bool {
	return slices.ContainsFunc(list, func(entry string) bool {
		return name == entry || strings.HasPrefix(name, strings.TrimSuffix(entry, "/")+"/")
	})
}

// secretNames are how parameters and fields with secrets are called; their type is []byte, never string.
var secretNames = []string{
	"secret", "seed", "entropy", "password", "passphrase", "mnemonic", "typed", "private", "plain", "derived", "words",
}

// typesOf finds secrets in strings: conversions of byte slices, and declared names.
func typesOf(node ast.Node) (found []finding) {
	switch node := node.(type) {
	case *ast.CallExpr:
		if name, ok := node.Fun.(*ast.Ident); ok && name.Name == "string" {
			found = append(found, finding{node.Pos(), "makes a string, which cannot be wiped"})
		}
	case *ast.Field:
		if kind, ok := node.Type.(*ast.Ident); ok && kind.Name == "string" {
			for _, name := range node.Names {
				if slices.Contains(secretNames, strings.ToLower(name.Name)) {
					found = append(found, finding{node.Pos(), name.Name + " is a string, which cannot be wiped"})
				}
			}
		}
	}
	return found
}
