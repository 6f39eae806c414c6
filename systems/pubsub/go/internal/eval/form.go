package eval

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"

	"github.com/go-json-experiment/json/jsontext"
)

// A check says what is wrong with the JSON of an input.
type check func(jsontext.Value) error

// An input of an operation.
type input struct {
	name     string
	check    check
	required bool
}

func need(name string, check check) input   { return input{name, check, true} }
func option(name string, check check) input { return input{name, check, false} }

var (
	ofMessage      = []input{option("headers", headers), option("reply", orNull(text))}
	ofPublish      = append([]input{option("subject", text), option("publisher", name), option("side", side), option("payload", payload)}, ofMessage...)
	ofSubscription = []input{
		need("sub", name), need("pattern", text), option("group", orNull(text)), option("messages", positive), option("bytes", integer),
		option("on_full", oneOf("block", "drop_oldest", "drop_newest", "latest", "disconnect")),
		option("timeout_ms", integer), option("replay", integer), option("handler", orNull(reactions)),
	}
	ofRequest = []input{need("subject", text), option("payload", payload), option("headers", headers), need("timeout_ms", integer)}
	ofClose   = []input{need("timeout_ms", integer)}
)

// operations are the inputs of each operation.
var operations = map[string][]input{
	"open":      {option("max_bytes", integer), option("max_payload", integer), option("history", integer)},
	"subscribe": append([]input{need("side", side)}, ofSubscription...),
	"publisher": {need("name", name), need("side", side), need("subject", text)},
	"publish":   ofPublish,
	"publish_many": append([]input{
		option("subject", text), option("publisher", name), option("side", side), need("count", integer), need("size", atLeast8), option("from", integer),
	}, ofMessage...),
	"storm":       {need("publishers", publishers)},
	"request":     append([]input{need("side", side)}, ofRequest...),
	"take":        {need("sub", name), option("most", integer), option("brief", boolean)},
	"settle":      {option("timeout_ms", integer)},
	"unsubscribe": {need("sub", name)},
	"drain":       {need("sub", name), need("timeout_ms", integer)},
	"close":       ofClose,
	"stats":       {},
}

// reactionInputs are those of each reaction. The side is the handler's; it may be said.
var reactionInputs map[string][]input

func init() {
	// Handlers may subscribe handlers, so this refers to itself.
	reactionInputs = map[string][]input{
		"publish":     append([]input{need("subject", text), option("side", side), option("payload", payload)}, ofMessage...),
		"subscribe":   append([]input{option("side", side)}, ofSubscription...),
		"unsubscribe": {need("sub", name)},
		"request":     append([]input{option("side", side)}, ofRequest...),
		"close":       ofClose,
		"stats":       {},
		"respond":     {option("payload", payload), option("headers", headers)},
		"sleep":       {need("ms", integer)},
		"panic":       {},
	}
}

// members returns the members of a JSON object in strict UTF-8, none twice.
func members(object jsontext.Value) (map[string]jsontext.Value, error) {
	decoder := jsontext.NewDecoder(bytes.NewReader(object))
	if decoder.PeekKind() != '{' {
		if err := decoder.SkipValue(); err != nil {
			return nil, fmt.Errorf("not JSON: %w", err)
		}
		return nil, fmt.Errorf("not a JSON object")
	}
	found := make(map[string]jsontext.Value)
	if _, err := decoder.ReadToken(); err != nil {
		return nil, fmt.Errorf("not JSON: %w", err)
	}
	for decoder.PeekKind() != '}' {
		key, err := decoder.ReadToken()
		if err != nil {
			return nil, fmt.Errorf("not JSON: %w", err)
		}
		name := key.String()
		value, err := decoder.ReadValue()
		if err != nil {
			return nil, fmt.Errorf("not JSON: %w", err)
		}
		found[name] = value.Clone()
	}
	if _, err := decoder.ReadToken(); err != nil {
		return nil, fmt.Errorf("not JSON: %w", err)
	}
	if end := bytes.Trim(object[decoder.InputOffset():], " \t\r\n"); len(end) > 0 {
		return nil, fmt.Errorf("text after the object")
	}
	return found, nil
}

// checkInputs checks that an object has exactly what its operation takes, beside the members that are allowed anyway.
func checkInputs(given map[string]jsontext.Value, inputs []input, beside ...string) error {
	for _, input := range inputs {
		value, there := given[input.name]
		if !there && input.required {
			return fmt.Errorf("%s is missing", input.name)
		}
		if there {
			if err := input.check(value); err != nil {
				return fmt.Errorf("%s: %w", input.name, err)
			}
		}
	}
	for given := range given {
		isInput := slices.ContainsFunc(inputs, func(input input) bool { return input.name == given })
		if !isInput && !slices.Contains(beside, given) {
			return fmt.Errorf("there is no input %s", given)
		}
	}
	return nil
}

// checkPublish checks what a table cannot say: a subject and a side, or a publisher.
func checkPublish(given map[string]jsontext.Value) error {
	_, subject := given["subject"]
	_, publisher := given["publisher"]
	_, side := given["side"]
	switch {
	case subject == publisher:
		return fmt.Errorf("either subject or publisher")
	case subject && !side:
		return fmt.Errorf("side is missing")
	case publisher && side:
		return fmt.Errorf("side: a publisher has its own")
	}
	return nil
}

func unquote(v jsontext.Value) (string, error) {
	if v.Kind() != '"' {
		return "", fmt.Errorf("not a string")
	}
	text, err := jsontext.AppendUnquote(nil, v)
	return string(text), err
}

func text(v jsontext.Value) error { _, err := unquote(v); return err }

func matching(pattern, what string) check {
	expression := regexp.MustCompile(pattern)
	return func(v jsontext.Value) error {
		text, err := unquote(v)
		if err == nil && !expression.MatchString(text) {
			err = fmt.Errorf("%q is not %s", text, what)
		}
		return err
	}
}

var (
	name     = matching(`^[a-z0-9_]+\z`, "a name of a to z, 0 to 9 and _")
	hexBytes = matching(`^(?:[0-9a-f]{2})*\z`, "lowercase hex")
	oneByte  = matching(`^[0-9a-f]{2}\z`, "one byte in hex")
	side     = oneOf("go", "rust")
	written  = regexp.MustCompile(`^(?:0|[1-9][0-9]{0,15})\z`)
)

func oneOf(names ...string) check {
	return matching("^(?:"+strings.Join(names, "|")+`)\z`, "one of "+strings.Join(names, ", "))
}

func orNull(check check) check {
	return func(v jsontext.Value) error {
		if v.Kind() == 'n' {
			return nil
		}
		return check(v)
	}
}

const maxInteger = "9007199254740992" // 2^53

func integer(v jsontext.Value) error {
	text := string(v)
	if !written.MatchString(text) || len(text) == len(maxInteger) && text > maxInteger {
		return fmt.Errorf("not an integer from 0 to 2^53")
	}
	return nil
}

func positive(v jsontext.Value) error {
	if string(v) == "0" {
		return fmt.Errorf("is 0")
	}
	return integer(v)
}

func atLeast8(v jsontext.Value) error {
	if err := integer(v); err != nil {
		return err
	}
	if len(v) == 1 && v[0] < '8' {
		return fmt.Errorf("is less than 8")
	}
	return nil
}

func boolean(v jsontext.Value) error {
	if v.Kind() != 't' && v.Kind() != 'f' {
		return fmt.Errorf("not true or false")
	}
	return nil
}

func payload(v jsontext.Value) error {
	if v.Kind() != '{' {
		return hexBytes(v)
	}
	given, err := members(v)
	if err != nil {
		return err
	}
	return checkInputs(given, []input{need("fill", oneByte), need("size", integer)})
}

// elements returns the elements of an array.
func elements(v jsontext.Value) ([]jsontext.Value, error) {
	if v.Kind() != '[' {
		return nil, fmt.Errorf("not an array")
	}
	decoder := jsontext.NewDecoder(bytes.NewReader(v))
	if _, err := decoder.ReadToken(); err != nil {
		return nil, err
	}
	var found []jsontext.Value
	for decoder.PeekKind() != ']' {
		value, err := decoder.ReadValue()
		if err != nil {
			return nil, err
		}
		found = append(found, value.Clone())
	}
	return found, nil
}

func each(v jsontext.Value, check check) error {
	found, err := elements(v)
	for i, v := range found {
		if err := check(v); err != nil {
			return fmt.Errorf("[%d]: %w", i, err)
		}
	}
	return err
}

func headers(v jsontext.Value) error {
	return each(v, func(pair jsontext.Value) error {
		parts, err := elements(pair)
		if err != nil || len(parts) != 2 {
			return fmt.Errorf("not a name and a value")
		}
		if err := headerName(parts[0]); err != nil {
			return err
		}
		return headerValue(parts[1])
	})
}

var (
	headerName  = matching(`^[!-9;-~]{1,256}\z`, "the name of a header: 1 to 256 printable ASCII characters without : and space")
	headerValue = matching(`^[^\r\n]*\z`, "a value without line breaks")
)

func publishers(v jsontext.Value) error {
	inputs := []input{
		need("side", side), need("subject", text), need("count", integer), need("size", atLeast8), need("handle", boolean),
	}
	found, err := elements(v)
	if err == nil && len(found) > 1<<16 {
		err = fmt.Errorf("more than 65536")
	}
	if err != nil {
		return err
	}
	return each(v, func(v jsontext.Value) error {
		given, err := members(v)
		if err != nil {
			return err
		}
		return checkInputs(given, inputs)
	})
}

func reactions(v jsontext.Value) error {
	return each(v, func(v jsontext.Value) error {
		given, err := members(v)
		if err != nil {
			return err
		}
		what, err := unquote(given["do"])
		if err != nil {
			return fmt.Errorf("do: %w", err)
		}
		inputs, there := reactionInputs[what]
		if !there {
			return fmt.Errorf("do: there is no reaction %q", what)
		}
		return checkInputs(given, append([]input{need("at", integer)}, inputs...), "do")
	})
}
