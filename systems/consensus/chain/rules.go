package chain

import (
	"fmt"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/hash/signing"
)

// HeaderGo208 is the name of the only header layout that blocks have.
const HeaderGo208 = "go208"

// Rules is the rule set of a chain. It stands in the genesis file, and a node
// that was configured with another one must not start.
type Rules struct {
	Merkle    string `json:"merkle" yaml:"merkle"`       // a name that hash.ParseRule knows
	Header    string `json:"header" yaml:"header"`       // HeaderGo208
	Signature string `json:"signature" yaml:"signature"` // signing.Rule
}

// DefaultRules returns the rules of a new chain.
func DefaultRules() Rules {
	return Rules{Merkle: hash.Promote.String(), Header: HeaderGo208, Signature: signing.Rule}
}

// Validate returns an error that names the first rule that does not exist.
func (r Rules) Validate() error {
	if _, ok := hash.ParseRule(r.Merkle); !ok {
		return fmt.Errorf("rules: merkle: %q is none of promote, duplicate, rfc6962", r.Merkle)
	}
	if r.Header != HeaderGo208 {
		return fmt.Errorf("rules: header: %q, only %s exists", r.Header, HeaderGo208)
	}
	if r.Signature != signing.Rule {
		return fmt.Errorf("rules: signature: %q, only %s exists", r.Signature, signing.Rule)
	}
	return nil
}

// Differ returns which rule of other is not that of r, as "merkle is promote,
// not duplicate", or "".
func (r Rules) Differ(other Rules) string {
	for _, rule := range []struct{ name, mine, its string }{
		{"merkle", r.Merkle, other.Merkle}, {"header", r.Header, other.Header}, {"signature", r.Signature, other.Signature},
	} {
		if rule.mine != rule.its {
			return fmt.Sprintf("%s is %s, not %s", rule.name, rule.mine, rule.its)
		}
	}
	return ""
}

func (r Rules) merkle() hash.Rule {
	rule, _ := hash.ParseRule(r.Merkle)
	return rule
}
