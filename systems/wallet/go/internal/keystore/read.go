package keystore

import (
	"encoding/hex"
	"math/bits"
	"strconv"
	"strings"

	"spandrel.dev/wallet/crypt"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/object"
	"spandrel.dev/wallet/internal/strictjson"
)

// read judges all of a keystore that can be judged without its password. Keys come in any case: `Crypto` was common.
func read(keystore *strictjson.Value) (*file, error) {
	number := keystore.Fold("version")
	if !keystore.Is(strictjson.Object) || !number.Integer() {
		return nil, invalid("the keystore has no version")
	}
	if number.Text != strconv.Itoa(version) {
		return nil, fault.New(fault.VersionTooNew, "the keystore is not of version 3")
	}
	crypto := keystore.Fold("crypto")
	if text(crypto.Fold("cipher")) != "aes-128-ctr" {
		return nil, invalid("the keystore's cipher is not aes-128-ctr")
	}
	f := &file{}
	iv, ok := data(crypto.Fold("cipherparams").Fold("iv"), 16, 16)
	if !ok {
		return nil, invalid("the keystore's iv has not 16 bytes")
	}
	f.iv = [16]byte(iv)
	if f.ciphertext, ok = data(crypto.Fold("ciphertext"), 1, keySize); !ok {
		return nil, invalid("the keystore's key has not 1 to 32 bytes")
	}
	if f.mac, ok = data(crypto.Fold("mac"), 32, 32); !ok {
		return nil, invalid("the keystore's mac has not 32 bytes")
	}
	if address := keystore.Fold("address"); address != nil && address.Kind != strictjson.Null && text(address) != "" {
		if f.address, ok = data(address, 20, 20); !ok {
			return nil, invalid("the keystore's address has not 20 bytes")
		}
	}
	var err error
	f.derive, err = derivation(text(crypto.Fold("kdf")), crypto.Fold("kdfparams"))
	return f, err
}

// derivation returns what makes the key of a password, with its bounds checked.
func derivation(name string, params *strictjson.Value) (func([]byte) object.Answer, error) {
	salt, ok := data(params.Fold("salt"), 0, 1024)
	if !ok {
		return nil, invalid("the keystore's salt is none")
	}
	if length, ok := count(params.Fold("dklen")); !ok || length != 32 {
		return nil, invalid("the keystore's dklen is not 32")
	}
	switch name {
	case "scrypt":
		n, okN := count(params.Fold("n"))
		r, okR := count(params.Fold("r"))
		p, okP := count(params.Fold("p"))
		if !okN || !okR || !okP || n < 2 || n&(n-1) != 0 || r < 1 || p < 1 {
			return nil, invalid("the keystore's scrypt has impossible parameters")
		}
		if r > maxMemory/128 || n > maxMemory/128/r || p > maxP {
			return nil, beyondBounds()
		}
		return func(password []byte) object.Answer {
			return object.Secret(crypt.Scrypt(password, salt, uint8(bits.TrailingZeros64(n)), uint32(r), uint32(p)))
		}, nil
	case "pbkdf2":
		if text(params.Fold("prf")) != "hmac-sha256" {
			return nil, invalid("the keystore's prf is not hmac-sha256")
		}
		rounds, ok := count(params.Fold("c"))
		if !ok || rounds < 1 {
			return nil, invalid("the keystore's pbkdf2 has impossible parameters")
		}
		if rounds > maxRounds {
			return nil, beyondBounds()
		}
		return func(password []byte) object.Answer {
			return object.Secret(crypt.Pbkdf2Sha256(password, salt, uint32(rounds)))
		}, nil
	}
	return nil, invalid("the keystore's kdf is neither scrypt nor pbkdf2")
}

// text returns a text, and "" for all else.
func text(value *strictjson.Value) string {
	if value.Is(strictjson.Text) {
		return value.Text
	}
	return ""
}

// data returns the bytes of digits, with or without 0x.
func data(value *strictjson.Value, least, most int) ([]byte, bool) {
	if !value.Is(strictjson.Text) {
		return nil, false
	}
	raw, err := hex.DecodeString(strings.TrimPrefix(value.Text, "0x"))
	return raw, err == nil && len(raw) >= least && len(raw) <= most
}

// count returns an integer that is not negative. One above 2^64 is beyond every bound here, and counts as the largest.
func count(value *strictjson.Value) (uint64, bool) {
	if !value.Integer() || strings.HasPrefix(value.Text, "-") {
		return 0, false
	}
	number, err := strconv.ParseUint(value.Text, 10, 64)
	if err != nil {
		return 1 << 63, true // a power of two, so that it is judged by its size
	}
	return number, true
}
