package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"
)

// waiting are keys that this node does not follow yet. They are refused by name,
// because a node that ignored them would only seem to.
var waiting = []string{"ramp", "rollback", "record"}

// parse reads text into config. Keys that do not exist are refused.
func parse(name string, text []byte, config *Config) error {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	var document, second yaml.Node
	if err := decoder.Decode(&document); errors.Is(err, io.EOF) {
		return nil
	} else if err != nil {
		return fmt.Errorf("configuration %s: %w", name, err)
	}
	if err := decoder.Decode(&second); !errors.Is(err, io.EOF) {
		return fmt.Errorf("configuration %s: more than one document, or what follows is not YAML", name)
	}
	var faults []error
	checkKeys(name, "", document.Content[0], reflect.TypeOf(*config), &faults)
	if err := errors.Join(faults...); err != nil {
		return err
	}
	if err := document.Decode(config); err != nil {
		return fmt.Errorf("configuration %s: %w", name, err)
	}
	return nil
}

// checkKeys walks a mapping beside the struct that it is read into.
func checkKeys(name, path string, node *yaml.Node, kind reflect.Type, faults *[]error) {
	fault := func(line int, format string, args ...any) {
		*faults = append(*faults, fmt.Errorf("configuration %s:%d: %s", name, line, fmt.Sprintf(format, args...)))
	}
	if node.Kind == yaml.AliasNode {
		node = node.Alias
	}
	if node.Kind != yaml.MappingNode {
		if node.Tag != "!!null" {
			fault(node.Line, "%s is not a mapping", strings.TrimSuffix(path, "."))
		}
		return
	}
	for i := 0; i+1 < len(node.Content); i += 2 {
		key, value := node.Content[i], node.Content[i+1]
		full := path + key.Value
		if path == "consensus." && slices.Contains(waiting, key.Value) {
			if !switchedOff(value) {
				fault(key.Line, "%s: this node does not do that yet; remove the key, or write enabled: false", full)
			}
			continue
		}
		field, known := fieldOf(kind, key.Value)
		if !known {
			fault(key.Line, "unknown key %s; there are %s", full, strings.Join(names(kind), ", "))
			continue
		}
		if field.Type.Kind() == reflect.Struct {
			checkKeys(name, full+".", value, field.Type, faults)
		}
	}
}

// switchedOff reports whether value says enabled: false and nothing else.
func switchedOff(value *yaml.Node) bool {
	var only map[string]bool
	return value.Decode(&only) == nil && len(only) == 1 && value.Content[0].Value == "enabled" && !only["enabled"]
}

func fieldOf(kind reflect.Type, key string) (reflect.StructField, bool) {
	for i := range kind.NumField() {
		if kind.Field(i).Tag.Get("yaml") == key {
			return kind.Field(i), true
		}
	}
	return reflect.StructField{}, false
}

func names(kind reflect.Type) (keys []string) {
	for i := range kind.NumField() {
		keys = append(keys, kind.Field(i).Tag.Get("yaml"))
	}
	return keys
}

// Variables of the environment that the node reads beside one for each key.
var others = []string{"COINJECTURE_USE_RUST", "COINJECTURE_SHA256"}

// override sets from the environment what it names: COINJECTURE_ and the path
// of the key in capitals, as COINJECTURE_VALIDATOR_BLOCK_TIME. The short
// COINJECTURE_USE_RUST, which every program here reads, is
// consensus.use_rust_bindings.
func override(config *Config, environment []string) error {
	leaves := map[string]reflect.Value{}
	collect("COINJECTURE", reflect.ValueOf(config).Elem(), leaves)
	leaves["COINJECTURE_USE_RUST"] = reflect.ValueOf(&config.Consensus.UseRustBindings).Elem()
	var faults []error
	for _, entry := range environment {
		variable, text, _ := strings.Cut(entry, "=")
		leaf, known := leaves[variable]
		switch {
		case !strings.HasPrefix(variable, "COINJECTURE_") || variable == "COINJECTURE_SHA256":
		case !known:
			faults = append(faults, fmt.Errorf("environment %s: no key has this name; there are %s", variable, strings.Join(Variables(), ", ")))
		default:
			if err := set(leaf, text); err != nil {
				faults = append(faults, fmt.Errorf("environment %s: %w", variable, err))
			}
		}
	}
	return errors.Join(faults...)
}

// Variables returns the names of all environment variables that are read.
func Variables() []string {
	leaves := map[string]reflect.Value{}
	collect("COINJECTURE", reflect.ValueOf(&Config{}).Elem(), leaves)
	all := slices.Clone(others)
	for name := range leaves {
		all = append(all, name)
	}
	slices.Sort(all)
	return all
}

func collect(prefix string, value reflect.Value, leaves map[string]reflect.Value) {
	for i := range value.NumField() {
		name := prefix + "_" + strings.ToUpper(value.Type().Field(i).Tag.Get("yaml"))
		if field := value.Field(i); field.Kind() == reflect.Struct {
			collect(name, field, leaves)
		} else {
			leaves[name] = field
		}
	}
}

func set(leaf reflect.Value, text string) error {
	switch value := leaf.Addr().Interface().(type) {
	case *string:
		*value = text
	case *[]string:
		*value = strings.Split(text, ",")
		if text == "" {
			*value = nil
		}
	case *bool:
		switch text {
		case "1", "true":
			*value = true
		case "0", "false":
			*value = false
		default:
			return fmt.Errorf("%q is not a boolean; set it to 1 or 0", text)
		}
	case *time.Duration:
		duration, err := time.ParseDuration(text)
		if err != nil {
			return fmt.Errorf("%q is not a duration, as 2s", text)
		}
		*value = duration
	}
	return nil
}
