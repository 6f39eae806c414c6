package kit_test

import (
	"testing"
	"time"

	"spandrel.dev/spandrel/migrate/agree"
	"spandrel.dev/tests/go_main/migration/faulty"
	"spandrel.dev/tests/go_main/migration/native"
	"spandrel.dev/tests/go_main/migration/stock/hook"
)

// TestIssueACallThatANeverAnswersIsNoDivergence: nothing was compared, and the function does not use up the search.
func TestIssueACallThatANeverAnswersIsNoDivergence(t *testing.T) {
	silent, own := hook.Calls(faulty.New(named("a call without end"))), hook.Calls(native.Core{})
	of := func(a, b bool) *agree.Result {
		return search(t, faulty.Fault{}, func(o *agree.Options) {
			o.A, o.B = own, own
			if a {
				o.A = silent
			}
			if b {
				o.B = silent
			}
			o.Cases, o.Workers, o.Timeout, o.Functions = 50, 1, 50*time.Millisecond, []string{"Wait", "Total"}
		})
	}
	result := of(true, false)
	if len(result.Divergences) != 0 || len(result.Unanswered) != 1 {
		t.Fatalf("%+v", result)
	}
	u := result.Unanswered[0]
	// Three calls leave the function out; a sequence that has begun may have one more. Without that all 50 cases would be calls.
	if u.Function != "stock.Wait" || u.Count < 3 || u.Count > 6 || u.Timeout != "50ms" || u.Input == "" {
		t.Errorf("%+v", u)
	}
	// Canary: without an answer of B alone, it is one.
	if result := of(false, true); len(result.Divergences) != 1 || len(result.Unanswered) != 0 {
		t.Errorf("%+v", result)
	}
}
