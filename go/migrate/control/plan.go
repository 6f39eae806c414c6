// Package control controls a migration from outside of the program: a plan in a YAML file, environment variables, feature flags,
// an HTTP handler behind a Unix socket, metrics for Prometheus, and logs.
package control

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"reflect"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"spandrel.dev/spandrel/migrate"
)

// ParsePlan reads a plan in YAML. A key that is not one of a plan is an error with its line:
//
//	default: {policy: shadow, sample: 1}
//	functions:
//	  Words:
//	    policy: ramp
//	    percent: 10
//	    key: line
//	    rollback: {divergences: 1, within: 5m}
func ParsePlan(text []byte) (migrate.Plan, error) {
	var plan migrate.Plan
	err := decode(text, &plan)
	return plan, err
}

// ParsePolicy reads the policy of one function.
func ParsePolicy(text []byte) (migrate.Policy, error) {
	var policy migrate.Policy
	err := decode(text, &policy)
	return policy, err
}

func decode(text []byte, into any) error {
	decoder := yaml.NewDecoder(bytes.NewReader(text))
	decoder.KnownFields(true)
	err := decoder.Decode(into)
	if errors.Is(err, io.EOF) {
		return nil
	}
	var wrong *yaml.TypeError
	if errors.As(err, &wrong) {
		lines := make([]error, len(wrong.Errors))
		for i, line := range wrong.Errors {
			lines[i] = errors.New(explained(line))
		}
		return errors.Join(lines...)
	}
	return err
}

var unknownKey = regexp.MustCompile(`^(line \d+): field (.*) not found in type \S+\.(\w+)$`)

// explained says what is wrong with a key in the words of a plan.
func explained(text string) string {
	match := unknownKey.FindStringSubmatch(text)
	if match == nil {
		return text
	}
	line, key := match[1], match[2]
	keys := keysOf(match[3])
	if near := nearest(key, keys); near != "" {
		return fmt.Sprintf("%s: %q is not a key here: did you mean %q?", line, key, near)
	}
	return fmt.Sprintf("%s: %q is not a key here: these are %s", line, key, strings.Join(keys, ", "))
}

// keysOf are the keys of a type of plans.
func keysOf(name string) (keys []string) {
	var collect func(t reflect.Type)
	collect = func(t reflect.Type) {
		for t.Kind() == reflect.Map || t.Kind() == reflect.Slice {
			t = t.Elem()
		}
		if t.Kind() != reflect.Struct {
			return
		}
		for i := range t.NumField() {
			key, _, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ",")
			if t.Name() == name {
				keys = append(keys, key)
			}
			collect(t.Field(i).Type)
		}
	}
	collect(reflect.TypeFor[migrate.Plan]())
	slices.Sort(keys)
	return slices.Compact(keys)
}

// nearest is the key that a misspelt one is likely to be: one that is two changes away at most.
func nearest(key string, keys []string) string {
	best, found := 3, ""
	for _, known := range keys {
		if d := distance(key, known); d < best {
			best, found = d, known
		}
	}
	return found
}

// distance is that of Levenshtein.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// LoadPlan reads a plan from a file, and what the environment says beside, as [Override] does.
func LoadPlan(path string) (migrate.Plan, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return migrate.Plan{}, err
	}
	plan, err := ParsePlan(text)
	if err == nil {
		err = Override(&plan, os.Environ())
	}
	if err != nil {
		return migrate.Plan{}, fmt.Errorf("%s: %w", path, err)
	}
	return plan, nil
}

// Prefix is how environment variables begin that override a plan.
const Prefix = "SPANDREL_MIGRATE_"

// Override changes a plan by environment variables: SPANDREL_MIGRATE_DEFAULT for the default, SPANDREL_MIGRATE_Words for a function
// or type of objects, whose value is a policy such as "off", or with a percentage, such as "ramp 25" or "shadow 1". The rest of
// the policy stays.
func Override(plan *migrate.Plan, environment []string) error {
	for _, variable := range environment {
		name, value, _ := strings.Cut(variable, "=")
		function, ok := strings.CutPrefix(name, Prefix)
		if !ok {
			continue
		}
		policy, named := plan.Functions[function]
		if !named {
			policy = plan.Default
		}
		if err := apply(&policy, value); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		if function == "DEFAULT" {
			plan.Default = policy
			continue
		}
		functions := map[string]migrate.Policy{function: policy}
		for other, known := range plan.Functions {
			if other != function {
				functions[other] = known
			}
		}
		plan.Functions = functions
	}
	return nil
}

// apply changes a policy by a short text.
func apply(policy *migrate.Policy, text string) error {
	mode, percent, has := strings.Cut(strings.TrimSpace(text), " ")
	policy.Mode = migrate.Mode(mode)
	if !has {
		return nil
	}
	share, err := strconv.ParseFloat(strings.TrimSuffix(percent, "%"), 64)
	if err != nil {
		return fmt.Errorf("%q is not a percentage", percent)
	}
	if policy.Mode == migrate.Shadow {
		policy.Sample = share
	} else {
		policy.Percent = share
	}
	return nil
}
