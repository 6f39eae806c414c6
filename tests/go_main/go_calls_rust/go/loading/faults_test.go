//go:build !cgo

// Package loading_test loads the library of a bridge by its path: damaged, of another bridge, and as it should be.
package loading_test

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"spandrel.dev/spandrel/dynamic"
	"spandrel.dev/tests/go_main/go_calls_rust/everything"
	load "spandrel.dev/tests/go_main/go_calls_rust/everything/dynamic"
)

// built is the library of the bridges in this module.
const built = "../internal/rustobject/rustobject_linux_amd64.so"

// mapped reports whether a library that this package loads is in the memory of the process.
func mapped(t *testing.T) bool {
	t.Helper()
	maps, err := os.ReadFile("/proc/self/maps")
	if err != nil {
		t.Fatal(err)
	}
	return bytes.Contains(maps, []byte("memfd:spandrel"))
}

// replace returns a copy of the library with text in place of what matches, which is as long.
func replace(t *testing.T, library []byte, pattern, text string) []byte {
	t.Helper()
	at := regexp.MustCompile(pattern).FindIndex(library)
	if at == nil {
		t.Fatalf("the library has no %q", pattern)
	}
	if at[1]-at[0] != len(text) {
		t.Fatalf("%q is not as long as %q", text, library[at[0]:at[1]])
	}
	changed := bytes.Clone(library)
	copy(changed[at[0]:], text)
	return changed
}

// Nothing of a library runs, and nothing of it is mapped, unless it is the right one.
func TestIssueWrongLibraries(t *testing.T) {
	library, err := os.ReadFile(built)
	if err != nil {
		t.Fatal(err)
	}
	folder := t.TempDir()
	file := func(name string, data []byte) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	machine := bytes.Clone(library)
	machine[18] = 183 // AArch64
	contract := replace(t, library, `archive_is_stale__run_spandrel_build__[0-9a-f]{4}`, "archive_is_stale__run_spandrel_build__zzzz")
	contract = replace(t, contract, `everything_archive_is_stale__run_spandrel_build__[0-9a-f]{4}`, "everything_archive_is_stale__run_spandrel_build__zzzz")
	pipe := filepath.Join(folder, "pipe")
	if err := syscall.Mkfifo(pipe, 0o600); err != nil {
		t.Fatal(err)
	}
	cases := []struct {
		name string
		path string
		want error
		says []string
	}{
		{"missing", filepath.Join(folder, "nowhere.so"), dynamic.ErrNoLibrary, []string{"nowhere.so"}},
		{"folder", folder, dynamic.ErrDamaged, []string{"not a regular file"}},
		{"pipe", pipe, dynamic.ErrDamaged, []string{"not a regular file"}},
		{"device", "/dev/zero", dynamic.ErrDamaged, []string{"not a regular file"}},
		{"empty", file("empty", nil), dynamic.ErrDamaged, []string{"empty"}},
		{"text", file("text", []byte(strings.Repeat("not a library\n", 100))), dynamic.ErrDamaged, nil},
		{"header", file("header", library[:64]), dynamic.ErrDamaged, nil},
		{"half", file("half", library[:len(library)/2]), dynamic.ErrDamaged, nil},
		{"last byte", file("last", library[:len(library)-1]), dynamic.ErrDamaged, nil},
		{"machine", file("machine", machine), dynamic.ErrMachine, []string{"EM_AARCH64"}},
		{
			"abi", file("abi", replace(t, library, `spandrel\d__bridge_everything`, "spandrel9__bridge_everything")),
			dynamic.ErrABI, []string{"the library 9", "same version of Spandrel"},
		},
		{
			"contract", file("contract", replace(t, contract, `record Point \{ x: i32`, "record Point { x: u32")),
			dynamic.ErrContract, []string{"the program has `record Point { x: i32", "the library `record Point { x: u32", "spandrel build --link dynamic"},
		},
		{
			"other bridge", file("other", replace(t, library, `spandrel\d__bridge_everything`, "spandrel2__bridge_somethings")),
			dynamic.ErrContract, []string{"`package everything`", "the library nothing"},
		},
		{
			"glibc", file("glibc", replace(t, library, `GLIBC_2\.3\d`, "GLIBC_9.99")),
			dynamic.ErrGlibc, []string{"requires 9.99", "this machine has 2."},
		},
		{
			"function", file("function", replace(t, library, `__everything__add\x00`, "__everything__odd\x00")),
			dynamic.ErrDamaged, []string{"does not define", "__everything__add"},
		},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			core, err := load.LoadFile(c.path)
			if !errors.Is(err, c.want) || core != nil {
				t.Fatalf("got %v, %v, want %v", core, err, c.want)
			}
			var failed *dynamic.LoadError
			if !errors.As(err, &failed) || failed.Package != "everything" || failed.Library != c.path {
				t.Errorf("the error does not name package and library: %#v", err)
			}
			for _, part := range c.says {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("got %q, want %q in it", err, part)
				}
			}
		})
	}
	if _, err := load.LoadFile(cases[0].path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v, want fs.ErrNotExist as well", err)
	}
	if mapped(t) {
		t.Fatal("a library was mapped that was refused")
	}

	// The right one, with what is behind the parts that were changed above.
	path := file("right", library)
	core, err := load.LoadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !mapped(t) {
		t.Fatal("a library that is loaded is not found: the check above finds nothing")
	}
	// It is a copy that is loaded.
	if err := os.WriteFile(path, []byte("gone"), 0o600); err != nil {
		t.Fatal(err)
	}
	if sum, err := core.Add(40, 2); err != nil || sum != 42 {
		t.Errorf("got %d, %v, want 42", sum, err)
	}
	if again, err := load.Load(); err != nil || again != everything.Embedded() {
		t.Errorf("got %v, %v, want the core", again, err)
	}
	if _, err := load.LoadFile(built); !errors.Is(err, dynamic.ErrLoaded) {
		t.Errorf("got %v, want %v", err, dynamic.ErrLoaded)
	}
}
