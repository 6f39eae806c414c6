package config_test

import (
	"bytes"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"spandrel.dev/remux/internal/config"
)

// leaves are the settings that a Config has, by their names in the file.
func leaves(group reflect.Type, prefix string) (names []string) {
	for i := range group.NumField() {
		field := group.Field(i)
		name := field.Tag.Get("yaml")
		switch {
		case name == "" || name == "-" || name == "sources":
		case field.Type.Kind() == reflect.Struct:
			names = append(names, leaves(field.Type, prefix+name+".")...)
		default:
			names = append(names, prefix+name)
		}
	}
	return names
}

// The table names every setting that there is, once, and each has a flag and a
// pointer of its own.
func TestEverySettingStandsInTheTable(t *testing.T) {
	want := leaves(reflect.TypeFor[config.Config](), "")
	slices.Sort(want)
	var c config.Config
	var got []string
	flags, places := make(map[string]bool), make(map[any]bool)
	for _, one := range config.Settings() {
		got = append(got, one.Name)
		flags[one.Flag()], places[one.Pointer(&c)] = true, true
		if one.Usage == "" {
			t.Errorf("%s says nothing", one.Name)
		}
	}
	slices.Sort(got)
	if !slices.Equal(got, want) || len(flags) != len(want) || len(places) != len(want) {
		t.Errorf("%d flags, %d places; the table has\n%v\nthe configuration\n%v", len(flags), len(places), got, want)
	}
}

// The example is written from the table; SPANDREL_BLESS=1 writes it anew.
func TestIssueTheExampleShowsEverySetting(t *testing.T) {
	const example = "../../../remux.example.yaml"
	c := config.Default(engines(t))
	c.Sources = []config.Source{
		{Name: "sample", URL: "file:sample.ts", Loop: true}, {Name: "fifo", URL: "file:/run/tuner.fifo"},
		{Name: "news", URL: "http://tuner.example/news.ts"}, {Name: "pipe", URL: "-"},
	}
	var want bytes.Buffer
	if err := c.WriteExample(&want); err != nil {
		t.Fatal(err)
	}
	if os.Getenv("SPANDREL_BLESS") == "1" {
		if err := os.WriteFile(example, want.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(example)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(got, want.Bytes()) {
		t.Error("remux.example.yaml differs from the table: SPANDREL_BLESS=1 go test ./internal/config writes it")
	}
}

// What is written can be read again, and is the same.
func TestAConfigurationThatIsWrittenCanBeRead(t *testing.T) {
	c, err := load(t, "listen: '[::1]:80'\nhttp: {hosts: [tv.example, 'no'], idle_timeout: 90s}\nlog: {level: warn}\nreaders: {slow: skip, min_rate: 0.25}\n"+
		"source: {tls_min: '1.3', allow_private: true}\nmemory_limit: 33554432\naudio: {languages: ['no', deu], channels: 6}\n"+
		"sources: [{name: a, url: 'file:/x y.ts?loop=true'}, {name: b, url: '-'}]\n")
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := c.Write(&text); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "remux.yaml")
	again, err := loadFrom(t, path, text.String())
	if err != nil {
		t.Fatalf("%v in %s", err, text.String())
	}
	want := []config.Source{
		config.Source{Name: "a", URL: "file:/x%20y.ts", Loop: true}.In(filepath.Dir(path)), config.Source{Name: "b", URL: "-"}.In(filepath.Dir(path)),
	}
	if !reflect.DeepEqual(again.Sources, want) {
		t.Errorf("got %+v", again.Sources)
	}
	again.Sources, c.Sources = nil, nil
	if !reflect.DeepEqual(again, c) {
		t.Errorf("got  %+v\nwant %+v", again, c)
	}
}

// settingName is how the README names a setting.
var settingName = regexp.MustCompile("`([a-z_]+(?:\\.[a-z_]+)*)`")

// The README says of every limit of clients what happens when it is reached,
// and of no setting that does not exist.
func TestTheREADMEKnowsTheLimitsOfClients(t *testing.T) {
	text, err := os.ReadFile("../../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, part, _ := strings.Cut(string(text), "## What a client may do")
	part, _, _ = strings.Cut(part, "**Connections**")
	var told, exist []string
	for line := range strings.Lines(part) {
		if cells := strings.Split(line, "|"); len(cells) > 2 {
			for _, match := range settingName.FindAllStringSubmatch(cells[1], -1) {
				told = append(told, match[1])
			}
		}
	}
	for _, one := range config.Settings() {
		exist = append(exist, one.Name)
		ofClients := strings.HasPrefix(one.Name, "http.") || strings.HasPrefix(one.Name, "readers.")
		if ofClients && !slices.Contains(told, one.Name) {
			t.Errorf("%s is missing in the README", one.Name)
		}
	}
	for _, name := range told {
		if !slices.Contains(exist, name) {
			t.Errorf("the README names %s, which does not exist", name)
		}
	}
}
