//go:build cgo && !coinjecture_off

package gocore_test

import (
	"context"
	"testing"

	"spandrel.dev/consensus/bindings/go/coinjecture"
	"spandrel.dev/consensus/bindings/go/coinjecture/hook"
	"spandrel.dev/consensus/bindings/go/gocore"
	"spandrel.dev/spandrel/migrate/agree"
)

// TestTheReferenceAndRustAgree compares them in calls that are made from the contract alone.
func TestTheReferenceAndRustAgree(t *testing.T) {
	options := agree.Options{A: hook.Calls(gocore.Core{}), B: hook.Calls(coinjecture.Embedded()), Seed: 18, Cases: 20_000}
	gocore.Configure(&options)
	result, err := agree.Run(context.Background(), options)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range result.Divergences {
		t.Errorf("%s, %s at %s: %s: %s and %s", d.Function, d.Class, d.Path, d.Input, d.A, d.B)
	}
	if len(result.Skipped) != 0 || result.Calls < 20_000 {
		t.Errorf("%d calls, skipped %v", result.Calls, result.Skipped)
	}
}
