package config_test

import (
	"os"
	"path/filepath"
	"slices"
	"testing"

	"spandrel.dev/remux/internal/config"
)

func TestIssueFilesWithPasswordsThatOthersCanReadAreNamed(t *testing.T) {
	folder := t.TempDir()
	file := func(name string, mode os.FileMode, text string) string {
		path := filepath.Join(folder, name)
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.Chmod(path, mode); err != nil {
			t.Fatal(err)
		}
		return path
	}
	const with = "http://tv.example/live/me/word/1.ts\n"
	open, closed := file("open", 0o644, with), file("closed", 0o640, with)
	local := file("local", 0o644, "file:/media/films/a.ts\n")
	for _, one := range []struct {
		file   string
		source config.Source
		want   []string
	}{
		{open, config.Source{URL: "http://user:word@tv.example/a.ts"}, []string{open}},
		{open, config.Source{URL: "https://tv.example/a.ts?token=word"}, []string{open}},
		{open, config.Source{URL: "http://${USER}:${WORD}@tv.example/a.ts"}, nil},
		{open, config.Source{URL: "http://tv.example/a.ts"}, nil},
		{open, config.Source{URL: "http://tv.example/live/me/word/1.ts"}, []string{open}},
		{open, config.Source{URL: "http://tv.example/live/${USER}"}, nil},
		{open, config.Source{URL: "file:/media/films/a.ts?loop=true"}, nil},
		{open, config.Source{URLFile: local}, nil},
		{closed, config.Source{URL: "http://user:word@tv.example/a.ts"}, nil},
		{"", config.Source{URL: "http://user:word@tv.example/a.ts"}, nil},
		{closed, config.Source{URLFile: open}, []string{open}},
		{closed, config.Source{URLFile: closed}, nil},
		{closed, config.Source{URLFile: filepath.Join(folder, "none")}, nil},
	} {
		c := config.Config{Sources: []config.Source{one.source, one.source}}
		if got := c.Exposed(one.file); !slices.Equal(got, one.want) {
			t.Errorf("%s in %q: %v, want %v", one.source.URL, one.file, got, one.want)
		}
	}
}
