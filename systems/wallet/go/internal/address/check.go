package address

import (
	"encoding/hex"
	"strings"

	"spandrel.dev/wallet/internal/encoding"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/page"
)

// Form is what an address pays to.
type Form string

// The forms.
const (
	P2PKH   Form = "p2pkh"
	P2SH    Form = "p2sh"
	P2WPKH  Form = "p2wpkh"
	P2WSH   Form = "p2wsh"
	P2TR    Form = "p2tr"
	Account Form = "evm"
)

// Checked is a valid address.
type Checked struct {
	Form Form
	// Canonical is the one way to write it: EIP-55, lower case for bech32.
	Canonical string
	// Payload is the hash, the witness program or the account.
	Payload []byte
}

// Check judges an address. A checksum that fails is INVALID_CHECKSUM, an address of the other Bitcoin network
// CHAIN_MISMATCH, all else INVALID_INPUT.
func Check(scratch *page.Scratch, text string, chain Chain) (*Checked, error) {
	if chain == EVM {
		return checkAccount(text)
	}
	if looksBech32(text) {
		return checkWitness(text, chain)
	}
	mark := scratch.Mark()
	defer scratch.Release(mark)
	raw, err := encoding.DecodeBase58(scratch, []byte(text))
	if err != nil {
		return nil, err
	}
	if len(raw) != 21 {
		return nil, fault.New(fault.InvalidInput, "a base58 address has 21 bytes")
	}
	for network := range keyHashVersion {
		form := P2PKH
		switch raw[0] {
		case keyHashVersion[network]:
		case scriptHashVersion[network]:
			form = P2SH
		default:
			continue
		}
		if Chain(network) != chain {
			return nil, otherNetwork()
		}
		return &Checked{Form: form, Canonical: text, Payload: append([]byte(nil), raw[1:]...)}, nil
	}
	return nil, fault.New(fault.InvalidInput, "the address is not one of Bitcoin's")
}

func otherNetwork() error {
	return fault.New(fault.ChainMismatch, "the address belongs to the other Bitcoin network")
}

// looksBech32 reports whether a text can only be meant as a witness address: base58 knows neither 0 nor l, and no base58
// address of these networks begins like one.
func looksBech32(text string) bool {
	lower := strings.ToLower(text)
	return strings.HasPrefix(lower, "bc1") || strings.HasPrefix(lower, "tb1")
}

func checkWitness(text string, chain Chain) (*Checked, error) {
	prefix, version, program, err := encoding.DecodeWitness(text)
	if err != nil {
		return nil, err
	}
	form := P2WPKH
	switch {
	case version == 0 && len(program) == 32:
		form = P2WSH
	case version == 1 && len(program) == 32:
		form = P2TR
	case version != 0:
		return nil, fault.New(fault.InvalidInput, "the witness version is not in use")
	}
	if prefix != chain.witness() {
		return nil, otherNetwork()
	}
	return &Checked{Form: form, Canonical: strings.ToLower(text), Payload: program}, nil
}

func checkAccount(text string) (*Checked, error) {
	digits, ok := strings.CutPrefix(text, "0x")
	if !ok || len(digits) != 40 {
		return nil, fault.New(fault.InvalidInput, "an account is 0x and 40 digits")
	}
	raw, err := hex.DecodeString(digits)
	if err != nil {
		return nil, fault.New(fault.InvalidInput, "an account is 0x and 40 hexadecimal digits")
	}
	canonical := Checksummed([20]byte(raw))
	if text != canonical && digits != strings.ToLower(digits) && digits != strings.ToUpper(digits) {
		return nil, fault.New(fault.InvalidChecksum, "the capital letters of the account are not those of EIP-55")
	}
	return &Checked{Form: Account, Canonical: canonical, Payload: raw}, nil
}

// OfScript returns the address that pays to a script, and "" where there is none.
func OfScript(scratch *page.Scratch, script []byte, chain Chain) string {
	n := len(script)
	switch {
	case n == 25 && script[0] == 0x76 && script[1] == 0xa9 && script[2] == 20 && script[23] == 0x88 && script[24] == 0xac:
		return encoding.EncodeBase58(scratch, append([]byte{keyHashVersion[chain]}, script[3:23]...))
	case n == 23 && script[0] == 0xa9 && script[1] == 20 && script[22] == 0x87:
		return encoding.EncodeBase58(scratch, append([]byte{scriptHashVersion[chain]}, script[2:22]...))
	case (n == 22 || n == 34) && script[0] == 0 && int(script[1]) == n-2:
		return encoding.EncodeWitness(chain.witness(), 0, script[2:])
	case n == 34 && script[0] == 0x51 && script[1] == 32:
		return encoding.EncodeWitness(chain.witness(), 1, script[2:])
	}
	return ""
}
