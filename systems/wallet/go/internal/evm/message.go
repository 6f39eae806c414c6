package evm

import (
	"strconv"

	"spandrel.dev/wallet/crypt"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/hd"
	"spandrel.dev/wallet/internal/intent"
	"spandrel.dev/wallet/internal/object"
	"spandrel.dev/wallet/internal/page"
	"spandrel.dev/wallet/internal/strictjson"
)

// Message is what EIP-191, version 0x45, signs.
type Message []byte

// ParseMessage reads {"text"}, its UTF-8 whatever it looks like, or {"hex"}.
func ParseMessage(value *strictjson.Value) (Message, error) {
	if value.Is(strictjson.Object) && len(value.Members) == 1 {
		member := value.Members[0]
		switch {
		case member.Key == "text" && member.Value.Is(strictjson.Text):
			return Message(member.Value.Text), nil
		case member.Key == "hex" && member.Value.Is(strictjson.Text):
			return Data(member.Value.Text)
		}
	}
	return nil, invalid("a message is one of text and hex")
}

// Digest returns the hash that is signed. The length in front counts bytes, in decimal digits.
func (m Message) Digest() [32]byte {
	whole := strconv.AppendInt([]byte("\x19Ethereum Signed Message:\n"), int64(len(m)), 10)
	return crypt.Keccak256(append(whole, m...))
}

// Intent names the message: a text and its bytes in digits are one.
func (m Message) Intent(scratch *page.Scratch) intent.Intent {
	return intent.Of(scratch, "message", m)
}

// SignDigest returns r, s and v as messages and typed data have it: 27 or 28.
func SignDigest(secret []byte, digest [32]byte) ([65]byte, error) {
	signature, err := crypt.EcdsaSign(secret, digest)
	if err != nil {
		return signature, object.Error(err)
	}
	signature[64] += 27
	return signature, nil
}

// The steps of an account's paths.
const (
	purpose = 44 | hd.Hardened
	coin    = 60 | hd.Hardened
)

// CheckPath refuses a path that is not m/44'/60'/account'/0/index, or Ledger's old m/44'/60'/account'/index; its new
// m/44'/60'/account'/0/0 is one of the first.
func CheckPath(path hd.Path) error {
	ok := len(path) >= 4 && path[0] == purpose && path[1] == coin && path[2] >= hd.Hardened
	switch {
	case ok && len(path) == 5 && path[3] == 0 && path[4] < hd.Hardened:
		return nil
	case ok && len(path) == 4 && path[3] < hd.Hardened:
		return nil
	}
	return fault.New(fault.InvalidPath, "a path of an account is m/44'/60'/account'/0/index or m/44'/60'/account'/index")
}
