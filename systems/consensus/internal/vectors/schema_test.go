package vectors

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/internal/jsonl"
)

// schema is what the schema of the vectors lists for all implementations.
type schema struct {
	Defs struct {
		Operation struct {
			Enum []string `json:"enum"`
		} `json:"operation"`
		Code struct {
			OneOf []struct {
				Const hash.Code `json:"const"`
				Title string    `json:"title"`
			} `json:"oneOf"`
		} `json:"code"`
	} `json:"$defs"`
}

func readSchema(t *testing.T) schema {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(committed, "schema", "vectors.schema.json"))
	if err != nil {
		t.Fatal(err)
	}
	var s schema
	if err := json.Unmarshal(text, &s); err != nil {
		t.Fatal(err)
	}
	return s
}

// The schema's list of operations is the one that all implementations are held to.
func TestIssueOneListOfOperations(t *testing.T) {
	var names []string
	for _, operation := range jsonl.Operations() {
		names = append(names, operation.Name)
	}
	if want := readSchema(t).Defs.Operation.Enum; !slices.Equal(names, want) {
		t.Errorf("this package has the operations %q, vectors/schema has %q", names, want)
	}
	right := rightInputs()
	for _, name := range names {
		if right[name] == nil {
			t.Errorf("rightInputs has no inputs for %s", name)
		}
	}
	if len(right) != len(names) {
		t.Errorf("rightInputs has %d operations, want %d", len(right), len(names))
	}
}

func TestIssueOneListOfCodes(t *testing.T) {
	codes := readSchema(t).Defs.Code.OneOf
	for n, code := range codes {
		if code.Const != hash.Code(n) || code.Const.String() != code.Title {
			t.Errorf("code %d is %s, vectors/schema has %d %s", n, hash.Code(n), code.Const, code.Title)
		}
	}
	if next := hash.Code(len(codes)); next.String() != fmt.Sprintf("CODE_%d", next) || len(codes) == 0 {
		t.Errorf("code %s is missing in vectors/schema", next)
	}
}
