//go:build cgo && !coinjecture_off

package golden_test

import (
	"testing"

	"spandrel.dev/consensus/bindings/go/coinjecture"
	"spandrel.dev/consensus/bindings/go/coinjecture/hook"
	"spandrel.dev/consensus/bindings/go/gocore"
	"spandrel.dev/spandrel/migrate/agree"
)

func TestRustAnswersTheVectors(t *testing.T) {
	_, file, contract := exported(t)
	var options agree.Options
	gocore.Configure(&options)
	mismatches, err := file.Run(hook.Calls(coinjecture.Embedded()), contract, options.Rules)
	if err != nil || len(mismatches) != 0 {
		t.Errorf("%v, %v", mismatches, err)
	}
}
