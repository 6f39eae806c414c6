package protocol

import (
	"encoding/hex"

	"spandrel.dev/wallet/crypt"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/hash"
	"spandrel.dev/wallet/internal/hd"
	"spandrel.dev/wallet/internal/mnemonic"
	"spandrel.dev/wallet/internal/object"
	"spandrel.dev/wallet/internal/page"
)

// known are answers that standards give; each computes one.
var known = []struct {
	want    string
	compute func(scratch *page.Scratch) ([]byte, error)
}{
	{"ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", func(scratch *page.Scratch) ([]byte, error) { // FIPS 180-4
		out := make([]byte, 32)
		hash.Sum256(scratch, out, []byte("abc"))
		return out, nil
	}},
	{"164b7a7bfcf819e2e395fbe73b56e0a387bd64222e831fd610270cd7ea2505549758bf75c05a994a6d034f65f8f0e6fdcaeab1a34d4a6b4b636e070a38bce737", func(scratch *page.Scratch) ([]byte, error) { // RFC 4231, 2
		out := make([]byte, 64)
		hash.HMAC512(scratch, out, []byte("Jefe"), []byte("what do ya want for nothing?"))
		return out, nil
	}},
	{"c0cebcd6c3d3ca8c75dc5ec62ebe55330ef910e2", func(scratch *page.Scratch) ([]byte, error) { // BIP-84
		key, err := deriveKnown(scratch, "m/84'/0'/0'/0/0")
		if err != nil {
			return nil, err
		}
		return crypt.Hash160Keys(key.Point[:])
	}},
	{"9858effd232b4033e47d90003d41ec34ecaeda94", func(scratch *page.Scratch) ([]byte, error) { // the same words, for EVM
		key, err := deriveKnown(scratch, "m/44'/60'/0'/0/0")
		if err != nil {
			return nil, err
		}
		return crypt.EvmAddresses(key.Point[:])
	}},
	{"934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8", func(*page.Scratch) ([]byte, error) { // RFC 6979
		digest, err := hex.DecodeString("a0dc65ffca799873cbea0ac274015b9526505daaaed385155425f7337704883e")
		if err != nil {
			return nil, err
		}
		signature, err := crypt.EcdsaSign(append(make([]byte, 31), 1), [32]byte(digest))
		return signature[:32], err
	}},
	{"09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7", func(scratch *page.Scratch) ([]byte, error) { // Argon2id
		return object.Secret(crypt.Argon2id([]byte("password"), []byte("somesalt"), 2, 65536, 1)).Into(scratch)
	}},
}

func deriveKnown(scratch *page.Scratch, path string) (*hd.PublicKey, error) {
	text := mnemonic.Encode(scratch, scratch.Take(16), mnemonic.English)
	seed, err := mnemonic.Seed(scratch, text, nil)
	if err != nil {
		return nil, err
	}
	master, err := hd.Master(scratch, seed)
	if err != nil {
		return nil, err
	}
	steps, err := hd.ParsePath(path)
	if err != nil {
		return nil, err
	}
	key, err := master.Derive(scratch, steps)
	if err != nil {
		return nil, err
	}
	return key.Public()
}

func selftest(_ *Server, a *arguments) (*Answer, error) {
	if err := a.form(); err != nil {
		return nil, err
	}
	passed, err := SelfTest()
	if err != nil {
		return nil, err
	}
	return new(members).integer("passed", int64(passed)).answer()
}

// SelfTest returns how many known answers the core gives; an error if one is wrong.
func SelfTest() (passed int, err error) {
	for _, one := range known {
		err := page.Run(page.Size, func(scratch *page.Scratch) error {
			got, err := one.compute(scratch)
			if err != nil {
				return err
			}
			if hex.EncodeToString(got) != one.want {
				return fault.New(fault.Panic, "the core does not give a known answer: it is damaged, or built wrongly")
			}
			return nil
		})
		if err != nil {
			return passed, err
		}
		passed++
	}
	return passed, nil
}
