package corebackend

import (
	"fmt"
	"strings"
	"testing"

	"spandrel.dev/consensus/bindings/go/coinjecture/contract"
	"spandrel.dev/consensus/hash"
)

// The kinds of the core's errors are the result codes, under the same names.
func TestIssueCodesOfBothSidesAgree(t *testing.T) {
	for n := 1; ; n++ {
		kind, code := contract.CoreErrorKind(n), hash.Code(n)
		endOfKinds, endOfCodes := strings.Contains(kind.String(), "("), code.String() == fmt.Sprintf("CODE_%d", n)
		if endOfKinds && endOfCodes && n > 5 {
			return
		}
		if name := strings.ReplaceAll(code.String(), "_", ""); !strings.EqualFold(kind.String(), name) {
			t.Fatalf("%d is %s in the core and %s here", n, kind, code)
		}
		if err := translated(&contract.CoreError{Kind: kind}); err.(*hash.Error).Code != code {
			t.Errorf("%s is translated as %v", kind, err)
		}
	}
}
