package protocol

import (
	"math"
	"strconv"

	"spandrel.dev/wallet/internal/address"
	"spandrel.dev/wallet/internal/arc1"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/mnemonic"
	"spandrel.dev/wallet/internal/strictjson"
	"spandrel.dev/wallet/internal/wallets"
)

func invalid(message string) error { return fault.New(fault.InvalidInput, message) }

// arguments reads those of a request. First all are read by their form; then form says whether anything was wrong or is
// left over, and only then what they mean is judged.
type arguments struct {
	request Request
	core    *wallets.Core
	taken   map[string]bool
	err     error
}

func (a *arguments) fail(message string) {
	if a.err == nil {
		a.err = invalid(message)
	}
}

// optional returns an argument, or nil where it is not there.
func (a *arguments) optional(name string) *strictjson.Value {
	a.taken[name] = true
	return a.request.Args.Get(name)
}

func (a *arguments) value(name string, kind strictjson.Kind) *strictjson.Value {
	value := a.optional(name)
	if !value.Is(kind) {
		a.fail(name + " is missing, or of another kind")
		return &strictjson.Value{}
	}
	return value
}

func (a *arguments) text(name string) string { return a.value(name, strictjson.Text).Text }

// integer returns one that may be out of every range; beyond 64 bits it is the largest or the smallest.
func (a *arguments) integer(name string) int64 {
	return a.number(name, a.value(name, strictjson.Number))
}

func (a *arguments) number(name string, value *strictjson.Value) int64 {
	if !value.Integer() {
		a.fail(name + " is not an integer")
		return 0
	}
	number, err := strconv.ParseInt(value.Text, 10, 64)
	if err != nil && value.Text[0] == '-' {
		return math.MinInt64
	}
	if err != nil {
		return math.MaxInt64
	}
	return number
}

// secret returns one that has to be there.
func (a *arguments) secret(name string) []byte {
	secret, found := a.optionalSecret(name)
	if !found {
		a.fail("the secret " + name + " is missing")
	}
	return secret
}

func (a *arguments) optionalSecret(name string) ([]byte, bool) {
	a.taken["secret "+name] = true
	secret, found := a.request.Secrets[name]
	return secret, found
}

// handle returns that of a wallet; null is "".
func (a *arguments) handle() string {
	value := a.optional("handle")
	if value == nil || value.Kind != strictjson.Null && value.Kind != strictjson.Text {
		a.fail("handle is missing, or of another kind")
		return ""
	}
	if value.Kind == strictjson.Text && value.Text == "" {
		return "none" // a text that is not a handle, not null
	}
	return value.Text
}

// form returns what is wrong with the form of the request, once every argument was read.
func (a *arguments) form() error {
	if a.request.Args != nil {
		for _, member := range a.request.Args.Members {
			if !a.taken[member.Key] {
				a.fail("there is no argument " + member.Key)
			}
		}
	}
	for name := range a.request.Secrets {
		if !a.taken["secret "+name] {
			a.fail("there is no secret of this name")
		}
	}
	return a.err
}

// unlocked is form, and then the handle.
func (a *arguments) unlocked(handle string) error {
	if err := a.form(); err != nil {
		return err
	}
	return a.core.Check(handle, a.request.At)
}

// Arguments that mean something, judged after the form.

type accountArguments struct {
	kind, chain string
	number      int64
}

func (a *arguments) account() accountArguments {
	return accountArguments{a.text("kind"), a.text("chain"), a.integer("account")}
}

func (a accountArguments) parse() (account wallets.Account, err error) {
	account.Kind, account.Chain, err = kindAndChain(a.kind, a.chain)
	if err != nil {
		return account, err
	}
	if a.number < 0 || a.number >= 1<<31 {
		return account, fault.New(fault.InvalidPath, "account is from 0 to 2^31−1")
	}
	account.Number = uint32(a.number)
	return account, nil
}

func kindAndChain(kindName, chainName string) (kind address.Kind, chain address.Chain, err error) {
	if kind, err = address.ParseKind(kindName); err != nil {
		return kind, chain, err
	}
	if chain, err = address.ParseChain(chainName); err != nil {
		return kind, chain, err
	}
	return kind, chain, kind.Check(chain)
}

// language returns nil where none is given.
func (a *arguments) language() *string {
	if a.optional("language") == nil {
		return nil
	}
	name := a.text("language")
	return &name
}

func parseLanguage(name *string) (*mnemonic.Language, error) {
	if name == nil {
		return nil, nil
	}
	language, err := mnemonic.ParseLanguage(*name)
	return &language, err
}

// kdf returns nil where none is given.
func (a *arguments) kdf() *[3]int64 {
	if a.optional("kdf") == nil {
		return nil
	}
	value := a.value("kdf", strictjson.Object)
	if len(value.Members) != 3 {
		a.fail("kdf has t, m_kib and p")
	}
	return &[3]int64{a.number("t", value.Get("t")), a.number("m_kib", value.Get("m_kib")), a.number("p", value.Get("p"))}
}

// parseKDF returns the default for nil.
func parseKDF(numbers *[3]int64) (arc1.KDF, error) {
	if numbers == nil {
		return arc1.DefaultKDF, nil
	}
	var words [3]uint32
	for i, number := range numbers {
		words[i] = uint32(max(0, min(number, math.MaxUint32)))
	}
	kdf := arc1.KDF{T: words[0], MKiB: words[1], P: words[2]}
	return kdf, kdf.Check()
}
