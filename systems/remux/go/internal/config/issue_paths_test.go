package config_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spandrel.dev/remux/internal/config"
)

// Paths in a file are relative to it, wherever the program was started; those
// of flags to the working directory. Messages have the whole path, figures the
// one that was written.
func TestIssuePathsAreRelativeToTheConfigurationFile(t *testing.T) {
	folder := t.TempDir()
	t.Chdir(t.TempDir())
	if err := os.MkdirAll(filepath.Join(folder, "urls"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, "urls", "news"), []byte("file:news.ts\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("REMUX_TEST_FILM", "film.ts")
	c, err := loadFrom(t, filepath.Join(folder, "remux.yaml"), "sources:\n"+
		"  - {name: plain, url: 'file:a/../plain.ts'}\n"+
		"  - {name: named, url_file: urls/news}\n"+
		"  - {name: filled, url: 'file:${REMUX_TEST_FILM}'}\n"+
		"  - {name: whole, url: 'file:/media/whole.ts'}\n")
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Resolve(); err != nil {
		t.Fatal(err)
	}
	c.Sources = append(c.Sources, config.Source{Name: "flag", URL: "file:flag.ts"})
	here, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	for i, want := range []struct{ path, shown string }{
		{folder + "/plain.ts", "file:a/../plain.ts"}, {folder + "/news.ts", "file:news.ts"}, {folder + "/film.ts", "file:film.ts"},
		{"/media/whole.ts", "file:/media/whole.ts"}, {here + "/flag.ts", "file:flag.ts"},
	} {
		location, err := c.Sources[i].Location()
		if err != nil || location.Path != want.path || location.String() != want.shown {
			t.Errorf("%s: %s, shown as %s, %v; want %s, %s", c.Sources[i].Name, location.Path, location, err, want.path, want.shown)
		}
	}
	c, err = loadFrom(t, filepath.Join(folder, "remux.yaml"), "sources: [{name: a, url_file: none}]\n")
	if err == nil {
		err = c.Resolve()
	}
	if err == nil || !strings.Contains(err.Error(), folder+"/none") {
		t.Errorf("the whole path is missing in %v", err)
	}
}

// A warning about a file that others can read finds it in the same place.
func TestIssueExposedFilesAreFoundBesideTheConfiguration(t *testing.T) {
	folder := t.TempDir()
	t.Chdir(t.TempDir())
	url := filepath.Join(folder, "news")
	if err := os.WriteFile(url, []byte("http://me:word@tv.example/"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(url, 0o644); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(folder, "remux.yaml")
	c, err := loadFrom(t, path, "sources: [{name: a, url_file: news}]\n")
	if err != nil {
		t.Fatal(err)
	}
	if got := c.Exposed(path); len(got) != 1 || got[0] != url {
		t.Errorf("got %v", got)
	}
}
