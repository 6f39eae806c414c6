package kit_test

import (
	"bytes"
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"spandrel.dev/spandrel/migrate/agree"
	"spandrel.dev/spandrel/migrate/schema"
	"spandrel.dev/spandrel/migrate/vectors"
	"spandrel.dev/tests/go_main/migration/faulty"
	"spandrel.dev/tests/go_main/migration/native"
	"spandrel.dev/tests/go_main/migration/stock/hook"
)

// recorded are vectors of the native core.
func recorded(t *testing.T) (*vectors.File, *schema.Contract) {
	t.Helper()
	calls := hook.Calls(native.Core{})
	contract, err := schema.Of(calls)
	if err != nil {
		t.Fatal(err)
	}
	file := &vectors.File{Head: vectors.Head{Package: "stock"}}
	count := map[string]int{}
	_, err = agree.Run(context.Background(), agree.Options{
		A: calls, B: calls, Seed: 9, Cases: 12_000, Workers: 1,
		Observe: func(steps []agree.Step) {
			name := steps[len(steps)-1].Function.ShortName()
			if count[name]++; count[name] <= 300 {
				file.Vectors = append(file.Vectors, vectors.Record(calls, contract, fmt.Sprint(name, " ", count[name]), "go", slices.Clone(steps)))
			}
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return file, contract
}

// TestVectorsFindFaults writes vectors, reads them, and runs them on cores with faults.
func TestVectorsFindFaults(t *testing.T) {
	file, contract := recorded(t)
	var text bytes.Buffer
	if err := file.Write(&text); err != nil {
		t.Fatal(err)
	}
	again, err := vectors.Read(bytes.NewReader(text.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	var second bytes.Buffer
	if err := again.Write(&second); err != nil || second.String() != text.String() {
		t.Errorf("a file that was read is written otherwise: %v", err)
	}
	mismatches, err := again.Run(hook.Calls(native.Core{}), contract, nil)
	if err != nil || len(mismatches) != 0 {
		t.Fatalf("%v, %v", mismatches, err)
	}
	found := 0
	for _, fault := range faulty.Faults {
		if fault.Function == "Wait" {
			// It takes a minute for an answer, which is right.
			continue
		}
		mismatches, err := again.Run(hook.Calls(faulty.New(fault)), contract, nil)
		if err != nil {
			t.Errorf("%s: %v", fault.Name, err)
		}
		found += min(len(mismatches), 1)
	}
	// Vectors of calls by chance need not have what is rare, such as two items of the same least price.
	if want := len(faulty.Faults) - 4; found < want {
		t.Errorf("%d faults found, want %d", found, want)
	}
}

func TestVectorsAreLinted(t *testing.T) {
	file, contract := recorded(t)
	for i := range file.Vectors {
		file.Vectors[i].By = []string{"go", "rust"}
	}
	for _, finding := range file.Lint(contract) {
		// Calls by chance repeat.
		if !strings.Contains(finding, "its calls are those of") {
			t.Errorf("of all functions: %s", finding)
		}
	}
	bad := &vectors.File{Vectors: []vectors.Vector{
		{Name: "one", By: []string{"go", "go"}, Calls: []vectors.Call{{Function: "Total", Arguments: []byte(`{"prices": []}`)}}},
		{Name: "one", By: []string{"go", "rust"}, Calls: []vectors.Call{{Function: "Lines", Arguments: []byte(`{"text": ""}`), Answer: []byte(`["TODO"]`)}}},
		{Name: "three", By: []string{"go", "rust"}, Calls: []vectors.Call{{Function: "Sum", Arguments: []byte(`{}`)}}},
	}}
	findings := strings.Join(bad.Lint(contract), "\n")
	for _, want := range []string{
		`vector "one": its answers are of 1 implementation`, `vector "one": call 0, of Total, has neither an answer nor an error`,
		`vector "one": another one has this name`, `"TODO" is a placeholder`, `vector "three": stock has no function "Sum"`,
		"no vector calls Shelf.Put", "no vector has the error StockError.Full",
	} {
		if !strings.Contains(findings, want) {
			t.Errorf("%q is missing in\n%s", want, findings)
		}
	}
}

func TestAWrongFileSaysWhere(t *testing.T) {
	for text, want := range map[string]string{
		"":                    "there is no head: the file is empty",
		`{"format": "other"}`: "line 1: the first line is not the head of spandrel-vectors-1: another format",
		"{\"format\": \"spandrel-vectors-1\", \"package\": \"stock\"}\n\n{\"nam\": 1}": `line 3: json: unknown field "nam"`,
	} {
		if _, err := vectors.Read(strings.NewReader(text)); err == nil || err.Error() != want {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestMinimised(t *testing.T) {
	options := agree.Options{A: hook.Calls(native.Core{}), B: hook.Calls(faulty.New(named("sum of 32 bits")))}
	contract, err := schema.Of(options.A)
	if err != nil {
		t.Fatal(err)
	}
	steps := []agree.Step{{Function: contract.Function("Total"), Arguments: []schema.Value{[]schema.Value{int64(7), int64(1) << 40, int64(-3)}}}}
	found := agree.Minimise(options, contract, steps)
	if found == nil || len(found.Input) > 30 {
		t.Errorf("%+v", found)
	}
	options.B = options.A
	if found := agree.Minimise(options, contract, steps); found != nil {
		t.Errorf("%+v", found)
	}
}
