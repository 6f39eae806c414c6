package choose

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// Key is the key of the YAML file, at the top or inside of Section.
const (
	Key     = "use_rust_bindings"
	Section = "consensus"
)

// Config is what Load read.
type Config struct {
	UseRustBindings bool
	// Notices name each key that was not read, with its line. They belong in
	// the program's log.
	Notices []string
}

// Load reads use_rust_bindings from the YAML file at path: at the top, or inside
// of a mapping named consensus. The value must be a boolean that is not quoted.
//
// Nothing is ignored silently. A key that looks like a misspelt one is an
// error; a key of another part of the program, or a file without a key, is a
// notice. A key given twice, a value of another type and a second document are
// errors too. Anchors, aliases and merge keys work as YAML has them.
func Load(path string) (Config, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return Config{}, fmt.Errorf("configuration: %w", err)
	}
	return Parse(path, text)
}

// Parse is Load for text that is in memory; name stands in errors and notices.
func Parse(name string, text []byte) (Config, error) {
	root, err := document(text)
	if err != nil {
		return Config{}, fmt.Errorf("configuration %s: %w", name, err)
	}
	r := reader{name: name}
	if root != nil {
		r.mapping("", root)
	}
	if err := errors.Join(r.faults...); err != nil {
		return Config{}, fmt.Errorf("configuration: %w", err)
	}
	if r.found == 0 {
		r.notices = append(r.notices, fmt.Sprintf("%s: %s is not in this file", name, Key))
	}
	return Config{UseRustBindings: r.value, Notices: r.notices}, nil
}

// document returns the value of the only document, or nil when there is none.
func document(text []byte) (*yaml.Node, error) {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	var first, second yaml.Node
	if err := decoder.Decode(&first); errors.Is(err, io.EOF) {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	if err := decoder.Decode(&second); err == nil {
		return nil, fmt.Errorf("line %d: a second document; write one document", second.Line)
	} else if !errors.Is(err, io.EOF) {
		return nil, err
	}
	root := first.Content[0]
	if isNull(root) {
		return nil, nil
	}
	return root, nil
}

// reader walks a document and collects what is wrong with it.
type reader struct {
	name    string
	value   bool
	found   int // the line of the key, 0 when there is none yet
	merges  int // mappings that merge keys brought
	faults  []error
	notices []string
}

func (r *reader) faultf(line int, format string, args ...any) {
	r.faults = append(r.faults, fmt.Errorf("%s:%d: %s", r.name, line, fmt.Sprintf(format, args...)))
}

// mapping reads the keys of the top, or of the section.
func (r *reader) mapping(section string, node *yaml.Node) {
	node = target(node)
	if node.Kind != yaml.MappingNode {
		what := "the file"
		if section != "" {
			what = section
		}
		r.faultf(node.Line, "%s is %s and must be a mapping such as %s: true", what, kind(node), Key)
		return
	}
	known := []string{Key}
	if section == "" {
		known = append(known, Section)
	}
	for _, pair := range r.pairs(node) {
		switch key := pair.key.Value; {
		case key == Key:
			r.wish(pair)
		case key == Section && section == "":
			r.mapping(Section, pair.value)
		default:
			r.unread(section, pair, known)
		}
	}
}

// wish reads the value of the key.
func (r *reader) wish(p pair) {
	if r.found != 0 {
		r.faultf(p.key.Line, "%s stands a second time, first in line %d; keep one of them", Key, r.found)
		return
	}
	r.found = p.key.Line
	value := target(p.value)
	var ok bool
	if r.value, ok = boolean(value); !ok {
		r.faultf(value.Line, "%s is %s and must be a boolean; write %s: true or %s: false", Key, kind(value), Key, Key)
	}
}

// unread names a key that nothing reads: an error when it looks like a known
// one, else a notice.
func (r *reader) unread(section string, p pair, known []string) {
	key := p.key
	full := key.Value
	if section != "" {
		full = section + "." + full
	}
	if near := nearest(key.Value, known); near != "" {
		r.faultf(key.Line, "no key %s; did you mean %s?", full, near)
		return
	}
	if line := lineOfKey(p.value); line != 0 {
		r.faultf(line, "%s inside of %s is not read; move it to the top or into %s", Key, full, Section)
		return
	}
	r.notices = append(r.notices, fmt.Sprintf("%s:%d: key %s is not read; the keys are %s and %s.%s", r.name, key.Line, full, Key, Section, Key))
}

// maxMerges ends a mapping that merges itself, and files made to explode.
const maxMerges = 100

// pair is a key with its value.
type pair struct{ key, value *yaml.Node }

// pairs returns the keys of a mapping, with those that merge keys bring where
// the mapping does not have them itself.
func (r *reader) pairs(node *yaml.Node) []pair {
	var own, merged []pair
	lines := map[string]int{}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], target(node.Content[i+1])
		if key.Tag == "!!merge" {
			sources := []*yaml.Node{value}
			if value.Kind == yaml.SequenceNode {
				sources = value.Content
			}
			for _, source := range sources {
				source = target(source)
				r.merges++
				switch {
				case source.Kind != yaml.MappingNode:
					r.faultf(source.Line, "a merge key takes a mapping, not %s", kind(source))
				case r.merges == maxMerges:
					r.faultf(key.Line, "more than %d mappings are merged", maxMerges)
				case r.merges < maxMerges:
					merged = append(merged, r.pairs(source)...)
				}
			}
			continue
		}
		key = target(key)
		if line, twice := lines[key.Value]; twice {
			r.faultf(key.Line, "%s stands a second time, first in line %d; keep one of them", key.Value, line)
			continue
		}
		lines[key.Value] = key.Line
		own = append(own, pair{key, value})
	}
	for _, p := range merged {
		if _, there := lines[p.key.Value]; !there {
			lines[p.key.Value] = p.key.Line
			own = append(own, p)
		}
	}
	return own
}

// target follows an alias to its anchor.
func target(node *yaml.Node) *yaml.Node {
	if node.Kind == yaml.AliasNode {
		return node.Alias
	}
	return node
}

// lineOfKey returns the line where Key stands inside of a value, or 0.
func lineOfKey(node *yaml.Node) int {
	for i, child := range node.Content {
		if node.Kind == yaml.MappingNode && i%2 == 0 && child.Value == Key {
			return child.Line
		}
		if line := lineOfKey(child); line != 0 {
			return line
		}
	}
	return 0
}

// The words that YAML has for booleans. The parser tags only true and false as
// booleans; yes, no, on and off are those of YAML 1.1.
var (
	yes = []string{"true", "yes", "on"}
	no  = []string{"false", "no", "off"}
)

// boolean returns the value of a plain boolean. A quoted text is none.
func boolean(node *yaml.Node) (value, ok bool) {
	const quoted = yaml.DoubleQuotedStyle | yaml.SingleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle
	tagged := node.Style&yaml.TaggedStyle != 0
	switch {
	case node.Kind != yaml.ScalarNode, tagged && node.Tag != "!!bool", !tagged && node.Style&quoted != 0:
		return false, false
	}
	word := strings.ToLower(node.Value)
	if node.Value != word && node.Value != strings.ToUpper(word) && node.Value != strings.ToUpper(word[:1])+word[1:] {
		return false, false
	}
	return slices.Contains(yes, word), slices.Contains(yes, word) || slices.Contains(no, word)
}

func isNull(node *yaml.Node) bool { return node.Kind == yaml.ScalarNode && node.Tag == "!!null" }

// kind names what a node is.
func kind(node *yaml.Node) string {
	switch {
	case node.Kind == yaml.MappingNode:
		return "a mapping"
	case node.Kind == yaml.SequenceNode:
		return "a list"
	case isNull(node):
		return "empty"
	case node.Tag == "!!str":
		return fmt.Sprintf("the text %q", node.Value)
	}
	return node.Value
}
