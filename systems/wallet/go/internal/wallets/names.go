package wallets

import (
	"unicode"
	"unicode/utf8"

	"spandrel.dev/wallet/crypt"
	"spandrel.dev/wallet/internal/fault"
)

const maxName = 64

// checkName returns a wallet's name in NFC.
func checkName(typed string) (string, error) {
	name, err := crypt.Nfc(typed)
	if err != nil {
		return "", fault.New(fault.InvalidInput, "a name is text")
	}
	n := utf8.RuneCountInString(name)
	first, _ := utf8.DecodeRuneInString(name)
	last, _ := utf8.DecodeLastRuneInString(name)
	ok := n >= 1 && n <= maxName && !unicode.IsSpace(first) && !unicode.IsSpace(last)
	for _, character := range name {
		ok = ok && !unicode.In(character, unicode.Cc, unicode.Cf, unicode.Zl, unicode.Zp)
	}
	if !ok {
		return "", fault.New(fault.InvalidInput, "a name has 1 to 64 characters that can be seen, and no white space around them")
	}
	return name, nil
}
