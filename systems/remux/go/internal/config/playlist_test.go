package config_test

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spandrel.dev/remux/internal/config"
)

const list = `#EXTM3U url-tvg="http://guide.example/x.xml"
#EXTINF:-1 tvg-id="one" tvg-chno="1" tvg-logo="http://logo.example/1.png" group-title="News, talk",One & only
http://tuner.example/1
#EXTINF:-1 tvg-chno="1" tvg-logo="no picture",One & Only
#EXTVLCOPT:http-user-agent=TV
https://me:secret@tuner.example/2
#EXTINF:-1,Über
recordings/a b.ts
#EXTINF:-1,Multicast
udp://@239.0.0.1:1234
#EXTINF:-1,Input
-
`

// loaded is a configuration with a file beside it.
func loaded(t *testing.T, text string, files map[string]string) (config.Config, string, error) {
	t.Helper()
	folder := t.TempDir()
	files["remux.yaml"] = text
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(folder, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c := config.Default(engines(t))
	if err := config.Load(filepath.Join(folder, "remux.yaml"), &c); err != nil {
		t.Fatal(err)
	}
	err := c.Resolve()
	if err == nil {
		err = c.Validate(engines(t))
	}
	return c, folder, err
}

func TestChannelsOfAPlaylistBecomeSources(t *testing.T) {
	c, folder, err := loaded(t, "playlists: [channels.m3u]\nsources: [{name: one-only, url: '-'}]\n", map[string]string{"channels.m3u": list})
	if err != nil {
		t.Fatal(err)
	}
	type source struct{ name, url, title, number, group, logo, guide string }
	want := []source{
		{name: "one-only", url: "-"},
		{"one-only-2", "http://tuner.example/1", "One & only", "1", "News, talk", "http://logo.example/1.png", "one"},
		{name: "one-only-3", url: "https://me:secret@tuner.example/2", title: "One & Only"},
		{name: "ber", url: "file:recordings/a%20b.ts", title: "Über"},
	}
	for i, one := range c.Sources {
		if got := (source{one.Name, string(one.URL), one.Title, one.Number, one.Group, one.Logo, one.GuideID}); i >= len(want) || got != want[i] || one.OnDemand != (i > 0) {
			t.Errorf("source %d is %+v", i, got)
		}
	}
	if len(c.Sources) != len(want) {
		t.Errorf("%d sources, want %d", len(c.Sources), len(want))
	}
	if from, err := c.Sources[3].Location(); err != nil || from.Path != filepath.Join(folder, "recordings/a b.ts") {
		t.Errorf("a path of a playlist is relative to its folder: %s, %v", from.Path, err)
	}
	if headers := c.Sources[2].Headers; len(headers) != 1 || string(headers[0]) != "User-Agent: TV" || len(c.Sources[1].Headers) != 0 {
		t.Errorf("the server is sent %d headers", len(headers))
	}
	if c.Lineup.GuideURL != "http://guide.example/x.xml" {
		t.Errorf("the guide is %q", c.Lineup.GuideURL)
	}
	passed := strings.Join(c.PassedOver(), "\n")
	if len(c.PassedOver()) != 2 || !strings.Contains(passed, `"Multicast"`) || !strings.Contains(passed, `"Input"`) {
		t.Errorf("passed over: %s", passed)
	}
	// What is printed holds the sources themselves, and no secret.
	var text bytes.Buffer
	if err := c.Write(&text); err != nil {
		t.Fatal(err)
	}
	if got := text.String(); strings.Contains(got, "secret") || !strings.Contains(got, "playlists: []") || !strings.Contains(got, "on_demand: true\n    title: One & only\n    number: \"1\"\n    group: News, talk\n") {
		t.Errorf("printed: %s", got)
	}
}

func TestPlaylistsThatCannotBeUsed(t *testing.T) {
	for text, want := range map[string]string{
		"playlists: [http://tuner.example/lineup.m3u]": "download a list first",
		"playlists: [missing.m3u]":                     "missing.m3u: no such file",
		"playlists: [hls.m3u8]":                        "the playlist of an HLS stream",
	} {
		_, _, err := loaded(t, text, map[string]string{"hls.m3u8": "#EXTM3U\n#EXT-X-VERSION:3\n"})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
}

func TestDemandAndLineup(t *testing.T) {
	const sources = "sources: [{name: a, url: 'file:a', on_demand: true, group: sat}, {name: b, url: 'file:b', group: sat}, {name: c, url: 'file:c', group: sat}]\n"
	for text, want := range map[string]string{
		"demand: {tuners: [sat=2]}":                            "",
		"demand: {tuners: [sat=1]}":                            `2 sources of group "sat" are always open, and it has 1 tuners`,
		"demand: {tuners: [sat]}":                              `"sat" is not GROUP=NUMBER`,
		"demand: {tuners: [sat=0]}":                            `group "sat" has 1 to 256 tuners, not "0"`,
		"demand: {tuners: [sat=2, sat=3]}":                     `group "sat" stands twice`,
		"demand: {tuners: [cable=2]}":                          `no source has the group "cable"; there is "sat"`,
		"demand: {close_after: -1s}":                           "demand.close_after is -1s",
		"lineup: {base_url: 'https://tv.example/remux'}":       "",
		"lineup: {base_url: 'tv.example'}":                     "lineup.base_url: write http://HOST:PORT",
		"lineup: {base_url: 'http://me:secret@tv.example'}":    "lineup.base_url: write http://HOST:PORT",
		"lineup: {guide_url: 'file:guide.xml'}":                "lineup.guide_url",
		"lineup: {name: ''}":                                   "lineup.name",
		"lineup: {tuners: 0}":                                  "lineup.tuners is 0",
		"lineup: {name: \"two\\nlines\"}":                      "lineup.name",
		"lineup: {name: Living room, guide_url: 'http://g/x'}": "",
	} {
		_, _, err := loaded(t, sources+text, map[string]string{})
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
		if err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("the error shows a password: %v", err)
		}
	}
	t.Setenv("REMUX_TEST_KEY", "secret")
	for text, want := range map[string]string{
		"auth: {users: ['anna:long secret'], tokens: [0123456789abcdef], open: [/metrics]}": "",
		"auth: {tokens: ['secret${REMUX_TEST_KEY}secret']}":                                 "",
		"auth: {users: [secret]}":                                   "auth.users: number 1 is not NAME:PASSWORD",
		"auth: {users: ['anna:secret']}":                            `the password of "anna" needs at least 8 bytes`,
		"auth: {users: ['anna:long secret', 'anna:longer secret']}": `"anna" stands twice`,
		"auth: {tokens: [secret]}":                                  "auth.tokens: number 1 needs at least 16",
		"auth: {tokens: ['${REMUX_TEST_NONE}']}":                    "no variable REMUX_TEST_NONE",
		"auth: {open: [metrics]}":                                   `"metrics" is not a path`,
	} {
		_, _, err := loaded(t, sources+text, map[string]string{})
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) || err != nil && strings.Contains(err.Error(), "secret") {
			t.Errorf("%s: %v, want %q", text, err, want)
		}
	}
	for source, want := range map[string]string{
		"{name: a, url: 'file:a', number: '7.1', title: Seven, logo: 'https://logo.example/7.png', guide_id: seven}": "",
		"{name: a, url: 'file:a', number: seven}":                                              `number is "seven": write 7 or 7.1`,
		"{name: a, url: 'file:a', title: ' Seven'}":                                            "title has at most 128 bytes",
		"{name: a, url: 'file:a', logo: 'logo.png'}":                                           "logo is the http or https URL",
		"{name: a, url: '-', on_demand: true}":                                                 "standard input cannot be opened on demand",
		"{name: a, url: 'http://h/', headers: ['X-Key: ${REMUX_TEST_KEY}', 'User-Agent: TV']}": "",
		"{name: a, url: 'http://h/', headers: ['X-Key: ${REMUX_TEST_NONE}']}":                  "no variable REMUX_TEST_NONE",
		"{name: a, url: 'http://h/', headers: [secret]}":                                       "a header is written NAME: VALUE",
		"{name: a, url: 'file:a', headers: ['X-Key: secret']}":                                 "headers and ca_file are for http and https",
		"{name: a, url: 'https://h/', ca_file: missing.pem}":                                   "missing.pem: no such file",
		"{name: a, url: 'https://h/', ca_file: remux.yaml}":                                    "has no certificate in PEM",
		"{name: a, url: 'file:a', audio: {bitrate: 96000}}":                                    "",
		"{name: a, url: 'file:a', audio: {bitrate: 7}}":                                        `source "a": audio setting bitrate`,
		"{name: a, url: 'file:a', number: 1}, {name: b, url: 'file:b', number: '1'}":           `have the number 1`,
	} {
		_, _, err := loaded(t, "sources: ["+source+"]", map[string]string{})
		if want == "" && err != nil || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: %v, want %q", source, err, want)
		}
	}
}

// A source has the settings of all but for those that it changes.
func TestASourceHasAudioOfItsOwn(t *testing.T) {
	c, _, err := loaded(t, "audio: {bitrate: 128000, languages: [deu]}\nsources:\n  - {name: a, url: 'file:a', audio: {bitrate: 96000, languages: [eng]}}\n  - {name: b, url: 'file:b'}\n", map[string]string{})
	if err != nil {
		t.Fatal(err)
	}
	own, all := c.Sources[0].Settings(&c), c.Sources[1].Settings(&c)
	if own.Bitrate != 96000 || own.Languages[0] != "eng" || own.Channels != all.Channels || all.Bitrate != 128000 || all.Languages[0] != "deu" {
		t.Errorf("of its own: %+v\nof all: %+v", own, all)
	}
	var text bytes.Buffer
	if err := c.Write(&text); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(text.String(), "    audio: {bitrate: 96000, languages: [eng]}\n") {
		t.Errorf("printed: %s", text.String())
	}
	folder := t.TempDir()
	path := filepath.Join(folder, "remux.yaml")
	if err := os.WriteFile(path, []byte("sources: [{name: a, url: 'file:a', audio: {bitrat: 1}}]"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := config.Load(path, &c); err == nil || !strings.Contains(err.Error(), "the nearest is bitrate") {
		t.Errorf("a misspelt setting of a source: %v", err)
	}
}
