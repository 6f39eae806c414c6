package kit_test

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"spandrel.dev/spandrel/migrate/agree"
	"spandrel.dev/spandrel/migrate/schema"
	"spandrel.dev/tests/go_main/migration/faulty"
	"spandrel.dev/tests/go_main/migration/native"
	"spandrel.dev/tests/go_main/migration/stock/hook"
)

func search(t *testing.T, fault faulty.Fault, change func(*agree.Options)) *agree.Result {
	t.Helper()
	options := agree.Options{A: hook.Calls(native.Core{}), B: hook.Calls(faulty.New(fault)), Seed: 1, Cases: 60_000}
	if change != nil {
		change(&options)
	}
	result, err := agree.Run(context.Background(), options)
	if err != nil {
		t.Fatal(err)
	}
	return result
}

// TestEveryFaultIsFound has every planted fault found from the contract alone, where it is.
func TestEveryFaultIsFound(t *testing.T) {
	for _, fault := range faulty.Faults {
		t.Run(fault.Name, func(t *testing.T) {
			t.Parallel()
			result := search(t, fault, func(o *agree.Options) {
				if fault.Function == "Wait" {
					o.Cases, o.Timeout, o.Functions = 20, 50*time.Millisecond, []string{"Wait"}
				}
			})
			if len(result.Divergences) == 0 {
				t.Fatalf("not found in %d calls", result.Calls)
			}
			found := false
			for _, d := range result.Divergences {
				found = found || d.Function == "stock."+fault.Function
				t.Logf("%s, %s at %s, %d times: %s: %s and %s", d.Function, d.Class, d.Path, d.Count, d.Input, d.A, d.B)
				if len(d.Input) > 600 {
					t.Errorf("an input of %d bytes was not made smaller", len(d.Input))
				}
			}
			if !found {
				t.Errorf("not found at %s", fault.Function)
			}
		})
	}
}

func TestNoDivergenceOfTheSameCore(t *testing.T) {
	result := search(t, faulty.Fault{}, nil)
	if len(result.Divergences) != 0 || result.Calls < 60_000 {
		t.Errorf("%+v", result)
	}
	if got := fmt.Sprint(result.Skipped); got != "map[stock.Each:takes a callback]" {
		t.Errorf("skipped %s", got)
	}
}

func TestTheSameSeedMakesTheSameCalls(t *testing.T) {
	inputs := func(seed uint64) string {
		result := search(t, named("sum without its sign"), func(o *agree.Options) { o.Workers, o.Seed, o.Cases = 1, seed, 3000 })
		text, err := json.Marshal(result.Divergences)
		if err != nil || len(result.Divergences) == 0 {
			t.Fatal(err)
		}
		return fmt.Sprint(result.Calls, string(text))
	}
	if inputs(4) != inputs(4) {
		t.Error("the same seed makes other calls")
	}
}

func TestPreconditionsAndInvariants(t *testing.T) {
	result := search(t, named("mean of nothing"), func(o *agree.Options) {
		o.Functions = []string{"Mean"}
		o.Accept = func(f *schema.Function, arguments []schema.Value) bool {
			return len(arguments[0].([]schema.Value)) > 0
		}
	})
	if len(result.Divergences) != 0 {
		t.Errorf("%+v", result.Divergences)
	}
	result = search(t, faulty.Fault{}, func(o *agree.Options) {
		o.Functions = []string{"Shelf", "Parse"}
		o.Check = func(f *schema.Function, arguments []schema.Value, answer []byte) error {
			if f.ShortName() == "Parse" && strings.HasPrefix(arguments[0].(string), "-") {
				return fmt.Errorf("%q is negative", arguments[0])
			}
			return nil
		}
	})
	if len(result.Divergences) != 1 || result.Divergences[0].Class != "invariant" {
		t.Errorf("%+v", result.Divergences)
	}
	if _, err := agree.Run(context.Background(), agree.Options{A: hook.Calls(native.Core{}), B: hook.Calls(native.Core{}), Functions: []string{"Sum"}}); err == nil {
		t.Error("a name of nothing is accepted")
	}
}
