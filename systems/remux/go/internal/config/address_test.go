package config_test

import (
	"bytes"
	"encoding/json"
	"fmt"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/location"
)

// secret stands in every part of a URL that must not be shown.
const secret = "planted"

// urls are right and wrong ones with the secret in each part.
var urls = []location.Address{
	"http://planted:planted@host/planted/planted.ts?planted=planted#planted",
	"https://host:8443/live/planted/planted/1.ts",
	"http://user:planted/x@host/", "http://host:planted/", "http://host/%zzplanted", "http://pl an ted:planted@host/x",
	"http://user:planted@/x", "udp://planted@host:1/planted", "planted:planted@host/x", "host/planted/1.ts",
	"http://[::1planted]/", "http:planted", "file:x.ts?planted=true", "file://host/x.ts?planted=1", "planted", "planted://x",
}

func TestIssueNoFormOfAnAddressShowsASecret(t *testing.T) {
	for _, url := range urls {
		c := config.Config{Sources: []config.Source{{Name: "a", URL: url}}}
		var text bytes.Buffer
		for _, value := range []any{url, &url, c, &c, c.Sources} {
			for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
				fmt.Fprintf(&text, verb+"\n", value)
			}
			slog.New(slog.NewTextHandler(&text, nil)).Info("dump", "value", value)
			slog.New(slog.NewJSONHandler(&text, nil)).Info("dump", "value", value)
			for _, marshal := range []func(any) ([]byte, error){json.Marshal, yaml.Marshal} {
				dump, err := marshal(value)
				if err != nil {
					t.Fatal(err)
				}
				text.Write(dump)
			}
		}
		if location, err := location.Parse(url); err == nil {
			fmt.Fprintf(&text, "%v %+v %#v %s", location, location, location, location)
			slog.New(slog.NewJSONHandler(&text, nil)).Info("dump", "value", location)
		}
		for line := range strings.Lines(text.String()) {
			if strings.Contains(line, secret) {
				t.Errorf("%s: %s", string(url), line)
			}
		}
	}
}

func TestIssueRefusedURLsAreNotShown(t *testing.T) {
	for _, url := range urls {
		for _, name := range []string{"a", "", string(url)} {
			c := config.Default(engines(t))
			c.Sources = []config.Source{{Name: name, URL: url, Loop: true}, {Name: name, URL: url}}
			if err := c.Validate(engines(t)); name != "planted" && err != nil && strings.Contains(err.Error(), secret) {
				t.Errorf("%s: %v", string(url), err)
			}
		}
	}
}

func TestIssueCredentialsCanStayOutOfTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "url")
	if err := os.WriteFile(path, []byte("http://host/from-file\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("REMUX_TEST_TOKEN", "from-environment")
	c := config.Config{Sources: []config.Source{
		{Name: "file", URLFile: path}, {Name: "environment", URL: "http://host/${REMUX_TEST_TOKEN}/1.ts"},
	}}
	if err := c.Resolve(); err != nil {
		t.Fatal(err)
	}
	if a, b := string(c.Sources[0].URL), string(c.Sources[1].URL); a != "http://host/from-file" || b != "http://host/from-environment/1.ts" {
		t.Errorf("got %s and %s", a, b)
	}
	if err := os.WriteFile(path, make([]byte, 9<<10), 0o600); err != nil {
		t.Fatal(err)
	}
	c = config.Config{Sources: []config.Source{
		{Name: "long", URLFile: path}, {Name: "both", URLFile: path, URL: "-"},
		{Name: "gone", URLFile: path + "x"}, {Name: "unset", URL: "http://host/${REMUX_TEST_UNSET}"},
	}}
	err := c.Resolve()
	for _, want := range []string{`"long": url_file: `, `"both": url and url_file`, `"gone": url_file: `, "no variable REMUX_TEST_UNSET"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is missing in %v", want, err)
		}
	}
}

func TestIssueTextFromAServerIsScrubbed(t *testing.T) {
	location, err := location.Parse("http://planted1:planted2@host/planted3/planted%204?token=planted%2F5")
	if err != nil {
		t.Fatal(err)
	}
	text := location.Scrub(`no "/planted3/planted 4?x" for planted1, planted2, planted%204, planted/5 or planted%2F5`)
	if strings.Contains(text, secret) {
		t.Errorf("got %s", text)
	}
}
