package config

import (
	"cmp"
	"fmt"
	"log/slog"
	"reflect"
	"slices"
	"strings"
	"time"

	"spandrel.dev/remux/internal/engine"
)

// Setting is one value of the configuration: where it stands, what it is without
// a file, what it may be, and what people are told of it. Defaults, checks,
// flags and the example all come from the table of settings.
type Setting struct {
	// Name is where it stands in the file, such as http.header_timeout.
	Name string
	// Usage says what it is; a word in backquotes stands for its value.
	Usage string
	// Range is what it may be, in words, or empty.
	Range string
	// FileOnly is set for credentials: every user of the machine sees flags.
	FileOnly bool

	note    string // more for those who read the file
	initial any    // nil is what the engine has
	allowed func(value any) bool
}

// number is a setting that is at least and at most so much.
func number[T cmp.Ordered](name string, initial, least, most T, usage string) Setting {
	return Setting{Name: name, Usage: usage, initial: initial, Range: show(least) + " to " + show(most), allowed: func(value any) bool {
		n, ok := value.(T)
		return ok && n >= least && n <= most // which a NaN is not
	}}
}

// word is a setting that is one of a few words.
func word(name, initial, usage string, words ...string) Setting {
	last := len(words) - 1
	return Setting{Name: name, Usage: usage, initial: initial, Range: strings.Join(words[:last], ", ") + " or " + words[last],
		allowed: func(value any) bool { return slices.Contains(words, show(value)) }}
}

// other is a setting that is judged elsewhere: by its type, by the engine, or
// together with others.
func other(name string, initial any, usage, possible string) Setting {
	return Setting{Name: name, Usage: usage, Range: possible, initial: initial}
}

// orZero lets a number be 0 as well.
func (s Setting) orZero() Setting {
	within := s.allowed
	s.Range = "0, or " + s.Range
	s.allowed = func(value any) bool { return reflect.ValueOf(value).IsZero() || within(value) }
	return s
}

// fileOnly keeps credentials from the command line.
func (s Setting) fileOnly() Setting {
	s.FileOnly = true
	return s
}

// noted adds what only those are told who read the file.
func (s Setting) noted(lines ...string) Setting {
	s.note = strings.Join(lines, "\n")
	return s
}

// Flag is the name of the setting on the command line: its name in the file, with
// hyphens. What `remux file` knows as well goes without its section.
func (s Setting) Flag() string {
	name := strings.TrimPrefix(strings.TrimSuffix(s.Name, ".name"), "audio.")
	return strings.NewReplacer(".", "-", "_", "-").Replace(name)
}

// OfEngine reports whether `remux file` has the setting, too.
func (s Setting) OfEngine() bool {
	return s.Name == "engine.name" || strings.HasPrefix(s.Name, "audio.")
}

// Pointer is where the value is in a configuration.
func (s Setting) Pointer(c *Config) any { return s.in(c).Addr().Interface() }

// Copy takes the value from another configuration.
func (s Setting) Copy(to, from *Config) { s.in(to).Set(s.in(from)) }

// in finds the value by the names that the fields have in the file.
func (s Setting) in(c *Config) reflect.Value {
	value := reflect.ValueOf(c).Elem()
	for name := range strings.SplitSeq(s.Name, ".") {
		field, ok := fieldOf(value.Type(), name)
		if !ok {
			panic("config: the table names " + s.Name + ", which no field has") // a test walks through all
		}
		value = value.FieldByIndex(field.Index)
	}
	return value
}

func fieldOf(group reflect.Type, name string) (reflect.StructField, bool) {
	for i := range group.NumField() {
		if field := group.Field(i); field.IsExported() && field.Tag.Get("yaml") == name {
			return field, true
		}
	}
	return reflect.StructField{}, false
}

// check adds a problem when the value is none that is possible.
func (s Setting) check(c *Config, p *problems) {
	value := s.in(c).Interface()
	switch {
	case s.allowed == nil || s.allowed(value):
	case s.in(c).Kind() == reflect.String:
		p.add("%s is %q: use %s", s.Name, show(value), s.Range)
	default:
		p.add("%s is %s: %s is possible", s.Name, show(value), s.Range)
	}
}

// show writes a value as it stands in a file.
func show(value any) string {
	switch value := value.(type) {
	case slog.Level:
		return strings.ToLower(value.String())
	case time.Duration:
		text := value.String()
		for _, zero := range []string{"m0s", "h0m"} {
			if before, ok := strings.CutSuffix(text, zero); ok {
				text = before + zero[:1]
			}
		}
		return text
	}
	return fmt.Sprint(value)
}

// Settings are all of them, in the order of the file.
func Settings() []Setting {
	var all []Setting
	for _, one := range sections {
		all = append(all, one.all()...)
	}
	return all
}

// Default is the configuration without file and flags.
func Default(engines *engine.Engines) Config {
	c := Config{Audio: engines.Defaults()}
	for _, one := range Settings() {
		if one.initial != nil {
			field := one.in(&c)
			field.Set(reflect.ValueOf(one.initial).Convert(field.Type()))
		}
	}
	return c
}
