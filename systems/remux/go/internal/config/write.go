package config

import (
	"bytes"
	"fmt"
	"io"
	"net/url"
	"reflect"
	"strings"

	"go.yaml.in/yaml/v3"

	"spandrel.dev/remux/internal/location"
)

// head stands above every configuration that is written.
const head = `Configuration of ` + "`remux serve --config FILE`" + `. Only sources is needed: a setting that is left
out has its default. Durations are written 250ms, 10s, 1m30s, sizes in bytes
without a unit. An unknown or misspelt setting is an error that names its line and
the nearest setting. Each is a flag as well: http.header_timeout is
--http-header-timeout; those of audio go without the section, and credentials
are for the file alone.`

// Write writes the configuration as a file, with what there is to say about each
// setting. Of the URLs of servers it shows no more than a log does.
func (c *Config) Write(to io.Writer) error { return c.write(to, (*Source).shown) }

func (c *Config) write(to io.Writer, urlOf func(*Source) string) error {
	var text bytes.Buffer
	comment(&text, "", head)
	for _, one := range sections {
		indent := ""
		if one.name != "" {
			parents := strings.Split(one.name, ".")
			indent = strings.Repeat("  ", len(parents))
			outer := indent[2:]
			if outer == "" {
				text.WriteString("\n")
			}
			comment(&text, outer, one.note)
			fmt.Fprintf(&text, "%s%s:\n", outer, parents[len(parents)-1])
		}
		for i, setting := range one.settings {
			if one.name == "" && i == 0 {
				text.WriteString("\n")
			}
			comment(&text, indent, setting.comment())
			whole := one.all()[i]
			value, err := inline(whole.in(c).Interface())
			if err != nil {
				return err
			}
			fmt.Fprintf(&text, "%s%s: %s\n", indent, setting.Name, value)
		}
	}
	text.WriteString("\n")
	comment(&text, "", sourcesNote)
	if len(c.Sources) == 0 {
		text.WriteString("sources: []\n")
	} else {
		text.WriteString("sources:\n")
	}
	for i := range c.Sources {
		if err := c.Sources[i].write(&text, urlOf); err != nil {
			return err
		}
	}
	_, err := to.Write(text.Bytes())
	return err
}

// comment is what stands above the setting: the usage, the range, the note.
func (s Setting) comment() string {
	text := strings.ReplaceAll(s.Usage, "`", "")
	text = strings.ToUpper(text[:1]) + text[1:]
	if s.Range != "" {
		text += " (" + s.Range + ")"
	}
	return strings.TrimSuffix(text+".\n"+s.note, "\n")
}

func comment(to *bytes.Buffer, indent, text string) {
	for line := range strings.Lines(text) {
		fmt.Fprintf(to, "%s# %s\n", indent, strings.TrimSuffix(line, "\n"))
	}
}

// inline is a value as it stands behind its name.
func inline(value any) (string, error) {
	var node yaml.Node
	switch kind := reflect.TypeOf(value).Kind(); kind {
	case reflect.Pointer: // a section of a source, in one line
		node = *value.(*yaml.Node)
		node.Style = yaml.FlowStyle
	case reflect.String:
		node.SetString(show(value))
	case reflect.Slice:
		if err := node.Encode(value); err != nil {
			return "", err
		}
		node.Style = yaml.FlowStyle
	default:
		return show(value), nil
	}
	text, err := yaml.Marshal(&node)
	return strings.TrimSpace(string(text)), err
}

// shown is the URL of a source as far as others may see it, with the whole path
// of a file.
func (s *Source) shown() string {
	from, err := s.Location()
	if err != nil || from.Kind != location.File {
		return s.URL.String()
	}
	return "file:" + (&url.URL{Path: from.Path}).EscapedPath()
}

func (s *Source) write(to *bytes.Buffer, urlOf func(*Source) string) error {
	from, err := s.Location()
	if err != nil {
		from = location.Location{} // which is told elsewhere
	}
	start := "  - "
	for _, one := range []struct {
		name  string
		value any
		shown bool
	}{
		{"name", s.Name, true}, {"url", urlOf(s), true},
		{"loop", true, s.Loop || from.Loop}, {"once", true, s.Once || from.Once}, {"on_demand", true, s.OnDemand},
		{"title", s.Title, s.Title != ""}, {"number", s.Number, s.Number != ""}, {"group", s.Group, s.Group != ""},
		{"logo", s.Logo, s.Logo != ""}, {"guide_id", s.GuideID, s.GuideID != ""},
		{"headers", s.Headers, len(s.Headers) > 0}, {"ca_file", s.CAFile, s.CAFile != ""}, {"audio", &s.Audio, !s.Audio.IsZero()},
	} {
		if !one.shown {
			continue
		}
		value, err := inline(one.value)
		if err != nil {
			return err
		}
		fmt.Fprintf(to, "%s%s: %s\n", start, one.name, value)
		start = "    "
	}
	return nil
}
