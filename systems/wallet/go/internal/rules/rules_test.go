package rules

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// layers lists every package of this module, and what each may import of it.
var layers = map[string]Layer{
	"internal/fault":      {Below: []string{"host/arcsign/contract"}},
	"internal/page":       {Below: []string{"internal/fault"}, Secret: true},
	"internal/hash":       {Below: []string{"internal/page"}, Secret: true},
	"internal/object":     {Below: []string{"crypt", "internal/fault", "internal/page"}, Secret: true},
	"internal/mnemonic":   {Below: []string{"crypt", "internal/fault", "internal/hash", "internal/object", "internal/page"}, Secret: true},
	"internal/encoding":   {Below: []string{"internal/fault", "internal/hash", "internal/page"}},
	"internal/hd":         {Below: []string{"crypt", "internal/encoding", "internal/fault", "internal/hash", "internal/object", "internal/page"}},
	"internal/address":    {Below: []string{"crypt", "internal/encoding", "internal/fault", "internal/hd", "internal/object", "internal/page"}, Except: []string{"encoding/hex"}},
	"internal/descriptor": {Below: []string{"internal/address", "internal/fault", "internal/hd", "internal/page"}, Except: []string{"encoding/hex"}},
	"internal/arc1":       {Below: []string{"crypt", "internal/fault", "internal/object", "internal/page"}},
	"internal/store":      {Below: []string{"internal/arc1", "internal/fault", "internal/hash", "internal/page"}, Except: []string{"encoding/hex"}},
	"internal/strictjson": {Below: []string{"internal/fault"}},
	"internal/keystore":   {Below: []string{"crypt", "internal/fault", "internal/object", "internal/page", "internal/strictjson"}, Except: []string{"encoding/hex"}},
	"internal/amount":     {Below: []string{"internal/fault"}},
	"internal/intent":     {Below: []string{"internal/fault", "internal/hash", "internal/page"}, Except: []string{"encoding/hex"}},
	"internal/evm": {
		Below: []string{
			"crypt", "internal/address", "internal/amount", "internal/fault", "internal/hd", "internal/intent", "internal/object", "internal/page",
			"internal/strictjson",
		},
		Except: []string{"encoding/hex"},
	},
	"internal/psbt": {
		Below: []string{
			"crypt", "internal/address", "internal/fault", "internal/hash", "internal/hd", "internal/intent", "internal/object", "internal/page",
		},
		Except: []string{"encoding/base64"},
	},
	"internal/wallets": {
		Below: []string{
			"crypt", "internal/address", "internal/amount", "internal/arc1", "internal/descriptor", "internal/evm", "internal/fault", "internal/hash",
			"internal/hd", "internal/keystore", "internal/mnemonic", "internal/object", "internal/page", "internal/psbt", "internal/store",
			"internal/strictjson", "internal/typed",
		},
		Except: []string{"encoding/hex"},
	},
	"host/core": {
		Below: []string{
			"host/arcsign", "internal/address", "internal/arc1", "internal/evm", "internal/fault", "internal/keystore", "internal/mnemonic", "internal/page",
			"internal/protocol", "internal/psbt", "internal/store", "internal/strictjson", "internal/typed", "internal/wallets",
		},
		// Of what is public, and of the program's file.
		Except: []string{"encoding/hex", "crypto/sha256"},
	},
	"internal/protocol": {
		Below: []string{
			"crypt", "internal/address", "internal/amount", "internal/arc1", "internal/evm", "internal/fault", "internal/hash", "internal/hd",
			"internal/keystore", "internal/mnemonic", "internal/object", "internal/page", "internal/psbt", "internal/store", "internal/strictjson",
			"internal/typed", "internal/wallets",
		},
		Except: []string{"encoding/base64", "encoding/hex"},
	},
	"internal/typed": {
		Below:  []string{"crypt", "internal/address", "internal/amount", "internal/fault", "internal/intent", "internal/page", "internal/strictjson"},
		Except: []string{"encoding/hex"},
	},
	"internal/vectors": {Below: []string{"internal/page"}, Except: []string{"encoding/hex", "encoding/json"}},
	"internal/rules":   {Except: []string{"fmt"}},
}

var generated = []string{"crypt", "host/arcsign", "host/internal"}

func TestRules(t *testing.T) {
	broken, files, err := Check(filepath.Join("..", ".."), layers, generated)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range broken {
		t.Error(line)
	}
	if files < len(layers) {
		t.Errorf("%d files of %d packages", files, len(layers))
	}
}

// Tests import what they need, but no package of the core may import what is there for tests.
func TestOnlyTestsImportVectors(t *testing.T) {
	for name, layer := range layers {
		for _, below := range layer.Below {
			if below == "internal/vectors" || below == "internal/rules" {
				t.Errorf("%s imports %s", name, below)
			}
		}
	}
}

// The canary: a file that breaks every rule, each of which must be found.
func TestRulesFindWhatBreaksThem(t *testing.T) {
	root := t.TempDir()
	write := func(name, text string) {
		t.Helper()
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	var imports strings.Builder
	names := append([]string{}, forbidden...)
	names = append(names, "golang.org/x/crypto/argon2", "github.com/tyler-smith/go-bip39", Module+"internal/above")
	for _, name := range names {
		imports.WriteString("import _ \"" + strings.TrimSuffix(name, "/") + "\"\n")
	}
	write("internal/bad/bad.go", "package bad\n"+imports.String()+
		"func open(password string) {}\ntype key struct{ Seed string }\nfunc text(b []byte) string { return string(b) }\n")
	write("internal/unknown/unknown.go", "package unknown\n")
	write("crypt/generated.go", "package crypt\nimport _ \"fmt\"\n")
	broken, _, err := Check(root, map[string]Layer{"internal/bad": {Secret: true}}, []string{"crypt"})
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Join(broken, "\n")
	for _, name := range names {
		if !strings.Contains(all, "imports "+strings.TrimPrefix(strings.TrimSuffix(name, "/"), Module)) {
			t.Errorf("the import of %s was not found", name)
		}
	}
	for _, want := range []string{
		"password is a string", "Seed is a string", "makes a string", "internal/unknown has no place",
	} {
		if !strings.Contains(all, want) {
			t.Errorf("not found: %s", want)
		}
	}
	if len(broken) != len(names)+4 {
		t.Errorf("%d findings, want %d:\n%s", len(broken), len(names)+4, all)
	}
}
