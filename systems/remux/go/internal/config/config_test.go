package config_test

import (
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/engine"
	"spandrel.dev/remux/internal/fanout"
	"spandrel.dev/remux/internal/location"
	"spandrel.dev/remux/remux"
)

// engines are those of the core in this program.
func engines(t *testing.T) *engine.Engines {
	t.Helper()
	engines, err := engine.Over(remux.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return engines
}

func load(t *testing.T, text string) (config.Config, error) {
	t.Helper()
	return loadFrom(t, filepath.Join(t.TempDir(), "remux.yaml"), text)
}

func loadFrom(t *testing.T, path, text string) (config.Config, error) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	c := config.Default(engines(t))
	return c, config.Load(path, &c)
}

func TestAFileIsReadOverTheDefaults(t *testing.T) {
	path := filepath.Join(t.TempDir(), "remux.yaml")
	c, err := loadFrom(t, path, "readers:\n  slow: skip\n  write_timeout: 3s\nsources:\n  - {name: a, url: 'file:x.ts', loop: true}\n")
	if err != nil {
		t.Fatal(err)
	}
	want := config.Default(engines(t))
	want.Readers.Slow = fanout.Skip
	want.Readers.WriteTimeout = 3 * time.Second
	want.Sources = []config.Source{config.Source{Name: "a", URL: "file:x.ts", Loop: true}.In(filepath.Dir(path))}
	if !reflect.DeepEqual(c, want) {
		t.Errorf("got  %+v\nwant %+v", c, want)
	}
}

func TestTheExampleIsTheDefaults(t *testing.T) {
	c := config.Default(engines(t))
	if err := config.Load("../../../remux.example.yaml", &c); err != nil {
		t.Fatal(err)
	}
	if len(c.Sources) == 0 {
		t.Error("the example has no source")
	}
	c.Sources = nil
	if want := config.Default(engines(t)); !reflect.DeepEqual(c, want) {
		t.Errorf("the example says %+v\nthe defaults are  %+v", c, want)
	}
}

func TestMistakesInAFileNameTheirLines(t *testing.T) {
	for text, wants := range map[string][]string{
		"listen: :80\nlisten_adress: x\nreaders:\n  queue: 1\n": {"line 2: field listen_adress is not known", "line 4: field queue is not known"},
		"drain_timeout: soon\nreaders: {queue_bytes: many}\n":   {"line 1: ", "line 2: "},
		"listen: a\nlisten: b\n":                                {"line 2"},
		"sources: [\n":                                          {"line 1"},
		"log: {level: loud}\n":                                  {"log.level: use debug, info, warn or error"},
		"readers: {slow: wait}\n":                               {"use drop or skip"},
	} {
		_, err := load(t, text)
		for _, want := range wants {
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%q: %q is missing in %v", text, want, err)
			}
		}
	}
}

func TestAllProblemsAreListed(t *testing.T) {
	c := config.Default(engines(t))
	c.Engine = config.Engine{Name: "warp", OnFailure: "cry"}
	c.Listen = "nowhere"
	c.Log.Format = "xml"
	c.Readers = config.Readers{QueueBytes: 1, StartBytes: -1, Limit: -1}
	c.Reconnect.Longest = 0
	c.DrainTimeout = -1
	c.Sources = []config.Source{
		{Name: "a/b", URL: "-"}, {Name: "two", URL: "-", Loop: true}, {Name: "two", URL: "udp://239.0.0.1:1234"},
		{Name: "plain", URL: "some/file.ts"}, {Name: "hostless", URL: "http:///x"}, {Name: "opt", URL: "file:x?pool=1"},
		{Name: "bad", URL: "http://a b"},
	}
	err := c.Validate(engines(t))
	for _, want := range []string{`"nowhere"`, `"xml"`, `"warp"`, `"cry"`, "queue_bytes", "start_bytes", "readers.limit", "readers.write_timeout",
		"reconnect.longest", "drain_timeout", "source number 1: its name", `"two" stands twice`, "only a file can loop", `"udp://239.0.0.1:1234/…": sources of this kind are not supported`,
		"write file:PATH for a file", "names no host", "an option that a file does not have", `"bad": "http://…" is not a URL`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is missing in %v", want, err)
		}
	}
	if err := new(config.Config).Validate(engines(t)); err == nil || !strings.Contains(err.Error(), "there is no source") {
		t.Errorf("without sources: %v", err)
	}
}

func TestLocations(t *testing.T) {
	for text, want := range map[string]string{
		"file:a/b.ts":                 "file:a/b.ts",
		"file:/a/b%3Fc%20d.ts":        "file:/a/b?c d.ts",
		"file:///a/b.ts?loop=true":    "file:/a/b.ts",
		"file:b%25.ts":                "file:b%.ts",
		"-":                           "stdin:",
		"https://me:secret@host/x.ts": "https://host/…",
	} {
		location, err := location.Parse(location.Address(text))
		if err != nil || location.String() != want {
			t.Errorf("%s: got %v, %v", text, location, err)
		}
		if location.Loop != strings.Contains(text, "loop=true") {
			t.Errorf("%s: loop %v", text, location.Loop)
		}
	}
}

func TestTheDefaultEngineExists(t *testing.T) {
	if name := config.Default(engines(t)).Engine.Name; !engine.Known(name) {
		t.Errorf("%q is none of %v", name, engine.Names())
	}
}
