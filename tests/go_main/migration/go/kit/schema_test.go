package kit_test

import (
	"bytes"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// TestVectorsFollowTheirSchema has a library that knows nothing of vectors check each line.
func TestVectorsFollowTheirSchema(t *testing.T) {
	schema, err := jsonschema.NewCompiler().Compile("../../../../../go/migrate/vectors/vectors.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	check := func(line string) error {
		value, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
		if err != nil {
			return err
		}
		return schema.Validate(value)
	}
	file, _ := recorded(t)
	var text bytes.Buffer
	if err := file.Write(&text); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(text.String()) {
		if err := check(line); err != nil {
			t.Errorf("%s: %v", line, err)
		}
	}
	for _, wrong := range []string{
		`{"format": "spandrel-vectors-2", "package": "stock"}`,
		`{"name": "one", "by": [], "calls": [{"function": "Total", "arguments": {}}]}`,
		`{"name": "one", "by": ["go"], "calls": [{"function": "Total", "argument": {}}]}`,
		`{"name": "one", "by": ["go"], "calls": [{"function": "Total", "arguments": {}, "answer": 1, "error": {"code": "panic"}}]}`,
		`{"name": "one", "by": ["go"], "calls": [{"function": "Total", "arguments": {}, "error": {"code": "declared"}}]}`,
	} {
		if check(wrong) == nil {
			t.Errorf("the schema has nothing against %s", wrong)
		}
	}
}
