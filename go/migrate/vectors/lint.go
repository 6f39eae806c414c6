package vectors

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"

	"spandrel.dev/spandrel/migrate/schema"
)

// placeholder is text that stands for an answer that nobody has computed.
var placeholder = regexp.MustCompile(`(?i)^(todo|tbd|fixme|xxx+|placeholder|dummy|changeme|(deadbeef)+|\.\.\.|<[a-z ]{3,}>)$`)

// Lint returns what makes the vectors of a file worth less than they look: answers of a single implementation, placeholders,
// calls without an answer, the same vector twice, and functions and errors of the contract that no vector has.
func (f *File) Lint(contract *schema.Contract) (findings []string) {
	names, inputs := map[string]bool{}, map[string]string{}
	functions, failures := map[string]bool{}, map[string]bool{}
	for i := range f.Vectors {
		vector := &f.Vectors[i]
		say := func(format string, arguments ...any) {
			findings = append(findings, fmt.Sprintf("vector %q: ", vector.Name)+fmt.Sprintf(format, arguments...))
		}
		switch {
		case vector.Name == "":
			say("it has no name")
		case names[vector.Name]:
			say("another one has this name")
		}
		names[vector.Name] = true
		by := slices.Compact(slices.Sorted(slices.Values(vector.By)))
		if len(by) < 2 {
			say("its answers are of %d implementation, not of two that are independent", len(by))
		}
		if _, err := vector.Steps(contract); err != nil {
			findings = append(findings, err.Error())
			continue
		}
		input := ""
		for at := range vector.Calls {
			call := &vector.Calls[at]
			functions[call.Function] = true
			input += fmt.Sprintf("%s %d %s;", call.Function, call.Object, call.Arguments)
			function := contract.Function(call.Function)
			if call.Error != nil {
				failures[call.Error.Type+"."+variant(call.Error.Value)] = true
			} else if function.Answer != nil && function.Makes == "" && !function.Stream && call.Answer == nil && !call.Unchecked {
				say("call %d, of %s, has neither an answer nor an error", at, call.Function)
			}
			if text, ok := placeheld(call.Answer); ok {
				say("call %d, of %s: %q is a placeholder", at, call.Function, text)
			}
		}
		if other, ok := inputs[input]; ok {
			say("its calls are those of %q", other)
		}
		inputs[input] = vector.Name
	}
	return append(findings, missing(contract, functions, failures)...)
}

func missing(contract *schema.Contract, functions, failures map[string]bool) (findings []string) {
	for _, function := range contract.Functions {
		if _, ok := function.Data(); ok && !functions[function.ShortName()] && !function.Close {
			findings = append(findings, fmt.Sprintf("no vector calls %s", function.ShortName()))
		}
	}
	for _, enum := range contract.Errors {
		for _, variant := range enum.Variants {
			if !failures[enum.Name+"."+variant.Name] {
				findings = append(findings, fmt.Sprintf("no vector has the error %s.%s", enum.Name, variant.Name))
			}
		}
	}
	return findings
}

// variant is the name of a variant in JSON.
func variant(value json.RawMessage) string {
	var name string
	if json.Unmarshal(value, &name) == nil {
		return name
	}
	var object map[string]json.RawMessage
	if json.Unmarshal(value, &object) == nil {
		for name := range object {
			return name
		}
	}
	return ""
}

// placeheld finds a placeholder among the texts of a value.
func placeheld(value json.RawMessage) (string, bool) {
	var tree any
	if json.Unmarshal(value, &tree) != nil {
		return "", false
	}
	var find func(tree any) (string, bool)
	find = func(tree any) (string, bool) {
		switch v := tree.(type) {
		case string:
			return v, placeholder.MatchString(v)
		case []any:
			for _, item := range v {
				if text, ok := find(item); ok {
					return text, true
				}
			}
		case map[string]any:
			for _, item := range v {
				if text, ok := find(item); ok {
					return text, true
				}
			}
		}
		return "", false
	}
	return find(tree)
}
