package config

import (
	"encoding"
	"fmt"
	"log/slog"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"spandrel.dev/remux/internal/engine"
)

// shape compares what was written with what a Config can take, and says what
// is wrong in the words of the file. It shows no value and no name that may be
// a part of a URL in the wrong place.
type shape struct{ mistakes []string }

// fieldName is what a setting is called.
var fieldName = regexp.MustCompile(`^[a-z_]{1,40}$`)

func (s *shape) add(node *yaml.Node, format string, values ...any) {
	s.mistakes = append(s.mistakes, fmt.Sprintf("line %d: ", node.Line)+fmt.Sprintf(format, values...))
}

// check walks through a node that should become a value of the type.
func (s *shape) check(node *yaml.Node, want reflect.Type, path string) {
	for node.Kind == yaml.AliasNode {
		node = node.Alias
	}
	if node.Kind == yaml.ScalarNode && node.Tag == "!!null" {
		return
	}
	if want == reflect.TypeFor[yaml.Node]() {
		want = reflect.TypeFor[engine.Settings]() // of a source
	}
	text, isText := reflect.New(want).Interface().(encoding.TextUnmarshaler)
	switch {
	case want == reflect.TypeFor[time.Duration]():
		if _, err := time.ParseDuration(node.Value); err != nil || node.Kind != yaml.ScalarNode {
			s.add(node, "%s: %s", path, DurationHint)
		}
	case want == reflect.TypeFor[slog.Level]():
		if node.Kind != yaml.ScalarNode || text.UnmarshalText([]byte(node.Value)) != nil {
			s.add(node, "%s: use debug, info, warn or error", path)
		}
	case isText:
		err := text.UnmarshalText([]byte(node.Value))
		if err != nil {
			_, hint, _ := strings.Cut(err.Error(), ": ")
			s.add(node, "%s: %s", path, hint)
		}
	case want.Kind() == reflect.Struct:
		s.section(node, want, path)
	case want.Kind() == reflect.Slice:
		if node.Kind != yaml.SequenceNode {
			s.add(node, "%s is a list: write its entries in [brackets], or below it with a hyphen each", path)
			return
		}
		for _, entry := range node.Content {
			s.check(entry, want.Elem(), path)
		}
	default:
		s.scalar(node, want, path)
	}
}

func (s *shape) section(node *yaml.Node, want reflect.Type, path string) {
	known := make(map[string]reflect.Type)
	for i := range want.NumField() {
		known[want.Field(i).Tag.Get("yaml")] = want.Field(i).Type
	}
	if node.Kind != yaml.MappingNode {
		if path == "" {
			path = "the file"
		}
		s.add(node, "%s has settings of its own: write them below it, as NAME: VALUE", path)
		return
	}
	seen := make(map[string]bool)
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		field, ok := known[key.Value]
		switch {
		case seen[key.Value]:
			name := "a field"
			if ok {
				name = "field " + key.Value
			}
			s.add(key, "%s stands twice", name)
		case ok:
			s.check(value, field, strings.TrimPrefix(path+"."+key.Value, "."))
		case key.Value == "<<": // merges a section that is checked where it stands
		case !fieldName.MatchString(key.Value):
			s.add(key, "a field is not known%s, which may be a URL: write url: before it", within(path))
		default:
			s.add(key, "field %s is not known%s; %s", key.Value, within(path), nearest(key.Value, known))
		}
		seen[key.Value] = true
	}
}

func within(path string) string {
	if path == "" {
		return ""
	}
	return " in " + path
}

// What is said about a value of the wrong form, in the file or in a flag.
const (
	DurationHint = "write a number with a unit, such as 250ms, 10s or 1m30s"
	numberHint   = "write a whole number"
)

// NumberHint is what is said about a text that is not a number; one with a unit is
// worked out, in bytes or, for a bitrate, in bits.
func NumberHint(setting, text string) string {
	kilo := int64(1024)
	if strings.HasSuffix(setting, "bitrate") {
		kilo = 1000
	}
	units := map[string]int64{"k": kilo, "m": kilo * kilo, "g": kilo * kilo * kilo}
	plain := strings.TrimSuffix(strings.TrimSuffix(strings.ToLower(text), "b"), "i")
	for unit, size := range units {
		before, ok := strings.CutSuffix(plain, unit)
		if n, err := strconv.ParseInt(strings.TrimSpace(before), 10, 32); ok && err == nil {
			return fmt.Sprintf("%s without a unit: %d", numberHint, n*size)
		}
	}
	return numberHint
}

func (s *shape) scalar(node *yaml.Node, want reflect.Type, path string) {
	if node.Kind != yaml.ScalarNode {
		s.add(node, "%s has one value, no list and no settings of its own", path)
		return
	}
	if node.Decode(reflect.New(want).Interface()) == nil {
		return
	}
	hint := "the value has the wrong form"
	switch kind := want.Kind(); {
	case kind == reflect.Bool:
		hint = "write true or false"
	case kind == reflect.Float64:
		hint = "write a number, such as 0.5"
	case kind >= reflect.Int && kind <= reflect.Uint64:
		hint = NumberHint(path, node.Value)
	}
	s.add(node, "%s: %s", path, hint)
}

// nearest names the setting that looks most like the one that is not known.
func nearest(name string, known map[string]reflect.Type) string {
	best, least := "", len(name)/2+1
	for candidate := range known {
		distance := edits(name, candidate)
		if strings.HasPrefix(candidate, name) || strings.HasSuffix(candidate, name) {
			distance = 0
		}
		if distance < least || distance == least && candidate < best {
			best, least = candidate, distance
		}
	}
	if best == "" {
		return "see remux serve --help for the example"
	}
	return "the nearest is " + best
}

// edits is how many letters must be put in, taken out or changed to make one
// word of another.
func edits(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		corner := row[0]
		row[0] = i + 1
		for j := range len(b) {
			changed := corner
			if a[i] != b[j] {
				changed++
			}
			corner = row[j+1]
			row[j+1] = min(changed, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
