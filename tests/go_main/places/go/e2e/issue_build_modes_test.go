//go:build linux && amd64 && !race && !spandrel_debug && !spandrel_nofast

package e2e

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
)

// loader is a C program that calls a library in Go, which it loads or is linked with.
const loader = `#include <dlfcn.h>
#include <stdio.h>
#ifdef LOAD
int main(int argc, char **argv) {
	void *library = dlopen(argv[1], RTLD_NOW);
	if (!library) { puts(dlerror()); return 1; }
	long (*seven)(void) = (long (*)(void))dlsym(library, "Seven");
	printf("%ld\n", seven());
	return 0;
}
#else
long Seven(void);
int main(void) { printf("%ld\n", Seven()); return 0; }
#endif
`

// A bridge with leaf functions links in every build mode of Go's, and leaf calls are answered there.
func TestIssueBuildModes(t *testing.T) {
	folder := t.TempDir()
	at := func(name string) string { return filepath.Join(folder, name) }
	run := func(t *testing.T, name string, arguments ...string) string {
		t.Helper()
		command := exec.Command(name, arguments...)
		command.Dir = ".."
		output, err := command.CombinedOutput()
		if err != nil {
			t.Fatalf("%s %s: %v\n%s", name, strings.Join(arguments, " "), err, output)
		}
		return strings.TrimSpace(string(output))
	}
	want := func(t *testing.T, got, want string) {
		t.Helper()
		if got != want {
			t.Errorf("got %q, want %q", got, want)
		}
	}
	if err := os.WriteFile(at("loader.c"), []byte(loader), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Run("plugin", func(t *testing.T) {
		run(t, "go", "build", "-buildmode=plugin", "-o", at("plug.so"), "./modes/plug")
		run(t, "go", "build", "-o", at("host"), "./modes/host")
		// Two objects that were shut once each, a leaf that was kept from calling Go, a leaf of the host's.
		want(t, run(t, at("host"), at("plug.so")), "1 1 1 7 <nil> <nil>")
	})
	t.Run("pie", func(t *testing.T) {
		run(t, "go", "build", "-buildmode=pie", "-o", at("pie"), "./modes/library")
		want(t, run(t, at("pie")), "7")
	})
	t.Run("c-shared", func(t *testing.T) {
		run(t, "go", "build", "-buildmode=c-shared", "-o", at("library.so"), "./modes/library")
		run(t, "gcc", "-DLOAD", "-o", at("loaded"), at("loader.c"), "-ldl")
		want(t, run(t, at("loaded"), at("library.so")), "7")
	})
	t.Run("c-archive", func(t *testing.T) {
		run(t, "go", "build", "-buildmode=c-archive", "-o", at("library.a"), "./modes/library")
		run(t, "gcc", "-o", at("linked"), at("loader.c"), at("library.a"), "-lpthread", "-lm", "-ldl")
		want(t, run(t, at("linked")), "7")
	})
}
