package object

import (
	"bytes"
	"encoding/hex"
	"errors"
	"testing"

	"spandrel.dev/wallet/crypt"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/page"
	"spandrel.dev/wallet/internal/vectors"
)

func TestBIP340(t *testing.T) {
	var file struct {
		vectors.Source
		Cases []struct {
			Secret, Public, Aux, Message, Signature string
			Valid                                   bool
		}
	}
	vectors.Load(t, "bip340.json", &file)
	signed := 0
	for i, vector := range file.Cases {
		public, message, signature := vectors.Hex(t, vector.Public), vectors.Hex(t, vector.Message), vectors.Hex(t, vector.Signature)
		if got := crypt.SchnorrVerify([32]byte(public), message, [64]byte(signature)); got != vector.Valid {
			t.Errorf("%d: verified %v, want %v", i, got, vector.Valid)
		}
		if vector.Secret == "" {
			continue // one to verify only
		}
		signed++
		got, err := crypt.SchnorrSign(vectors.Hex(t, vector.Secret), message, [32]byte(vectors.Hex(t, vector.Aux)))
		if err != nil || !bytes.Equal(got[:], signature) {
			t.Errorf("%d: signed %x, %v, want %s", i, got, err, vector.Signature)
		}
	}
	if len(file.Cases) != 19 || signed != 8 {
		t.Errorf("%d vectors, %d signed", len(file.Cases), signed)
	}
}

func TestXChaCha20Poly1305(t *testing.T) {
	var file struct {
		vectors.Source
		Cases []struct {
			Key, Nonce, Header, Plain, Sealed string
			Valid                             bool
		}
	}
	vectors.Load(t, "xchacha20_poly1305.json", &file)
	for i, vector := range file.Cases {
		scratch := vectors.Scratch(t)
		key, nonce, header := vectors.Hex(t, vector.Key), [24]byte(vectors.Hex(t, vector.Nonce)), vectors.Hex(t, vector.Header)
		opened, err := Secret(crypt.Open(key, nonce, header, vectors.Hex(t, vector.Sealed))).Into(scratch)
		if !vector.Valid {
			if fault.Of(err) != fault.WrongPasswordOrCorrupt {
				t.Errorf("%d: opened %x, %v", i, opened, err)
			}
			continue
		}
		if err != nil || hex.EncodeToString(opened) != vector.Plain {
			t.Errorf("%d: opened %x, %v, want %s", i, opened, err, vector.Plain)
		}
		sealed, err := crypt.Seal(key, nonce, header, vectors.Hex(t, vector.Plain))
		if err != nil || hex.EncodeToString(sealed) != vector.Sealed {
			t.Errorf("%d: sealed %x, %v, want %s", i, sealed, err, vector.Sealed)
		}
	}
	if len(file.Cases) < 300 {
		t.Errorf("%d vectors", len(file.Cases))
	}
}

func TestArgon2id(t *testing.T) {
	var file struct {
		vectors.Source
		Cases []struct {
			Password, Salt, Key string
			T, P                uint32
			M                   uint32 `json:"m_kib"`
		}
	}
	vectors.Load(t, "argon2id.json", &file)
	lanes := map[uint32]bool{}
	for i, vector := range file.Cases {
		lanes[vector.P] = true
		got, err := Secret(crypt.Argon2id(vectors.Hex(t, vector.Password), vectors.Hex(t, vector.Salt), vector.T, vector.M, vector.P)).Into(vectors.Scratch(t))
		if err != nil || hex.EncodeToString(got) != vector.Key {
			t.Errorf("%d: got %x, %v, want %s", i, got, err, vector.Key)
		}
	}
	if len(file.Cases) != 14 || len(lanes) != 8 {
		t.Errorf("%d vectors of %d numbers of lanes", len(file.Cases), len(lanes))
	}
}

func TestScrypt(t *testing.T) {
	var file struct {
		vectors.Source
		Cases []struct {
			Password, Salt, Key string
			LogN                uint8 `json:"log_n"`
			R, P                uint32
		}
	}
	vectors.Load(t, "scrypt.json", &file)
	for i, vector := range file.Cases {
		got, err := Secret(crypt.Scrypt([]byte(vector.Password), []byte(vector.Salt), vector.LogN, vector.R, vector.P)).Into(vectors.Scratch(t))
		if err != nil || hex.EncodeToString(got) != vector.Key {
			t.Errorf("%d: got %x, %v, want %s", i, got, err, vector.Key)
		}
	}
	if len(file.Cases) != 3 {
		t.Errorf("%d vectors", len(file.Cases))
	}
}

// RFC 6979 has no vectors of this curve; these are those that Bitcoin's implementations share, of key, text and
// signature, with the SHA-256 of the text signed.
func TestDeterministicECDSA(t *testing.T) {
	for _, vector := range []struct{ secret, digest, r, s string }{
		{
			"0000000000000000000000000000000000000000000000000000000000000001",
			"a0dc65ffca799873cbea0ac274015b9526505daaaed385155425f7337704883e", // Satoshi Nakamoto
			"934b1ea10a4b3c1757e2b0c017d0b6143ce3c9a7e6a4a49860d7a6ab210ee3d8",
			"2442ce9d2b916064108014783e923ec36b49743e2ffa1c4496f01a512aafd9e5",
		},
	} {
		secret, digest := vectors.Hex(t, vector.secret), [32]byte(vectors.Hex(t, vector.digest))
		signature, err := crypt.EcdsaSign(secret, digest)
		if err != nil || hex.EncodeToString(signature[:64]) != vector.r+vector.s {
			t.Errorf("got %x, %v", signature, err)
		}
		public, err := crypt.PublicKey(secret)
		if err != nil {
			t.Fatal(err)
		}
		if recovered, err := crypt.EcdsaRecover(signature, digest); err != nil || recovered != public {
			t.Errorf("recovered %x, %v, want %x", recovered, err, public)
		}
	}
}

func TestRefusals(t *testing.T) {
	scratch := vectors.Scratch(t)
	order := vectors.Hex(t, "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141")
	one := append(make([]byte, 31), 1)
	for name, err := range map[string]error{
		"a key of 0":         second(crypt.PublicKey(make([]byte, 32))),
		"the order as a key": second(crypt.PublicKey(order)),
		"31 bytes":           second(crypt.PublicKey(one[:31])),
		"33 bytes":           second(crypt.PublicKey(make([]byte, 33))),
		"a sum of 0":         second(crypt.AddSecret(one, vectors.Hex(t, "fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364140"))),
		"a tweak too large":  second(crypt.AddSecret(one, order)),
		"no point":           second(crypt.CheckPublic(append([]byte{2}, make([]byte, 32)...))),
		"half a key":         second(crypt.Hash160Keys(make([]byte, 32))),
		"half a tweak":       second(crypt.AddPublic(append([]byte{2}, order...), make([]byte, 33))),
		"a root of 5 bytes":  second(crypt.TaprootSecret(one, make([]byte, 5))),
		"an eleventh list":   second(crypt.WordList(10)),
		"a short key":        second(crypt.Seal(one[:16], [24]byte{}, nil, nil)),
		"bad UTF-8":          second(crypt.Nfkd([]byte{0xff})),
		"recovery id 4":      second(crypt.EcdsaRecover([65]byte{64: 4}, [32]byte{})),
	} {
		if fault.Of(Error(err)) != fault.InvalidInput {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := Secret(crypt.Open(one, [24]byte{}, nil, one[:15])).Into(scratch); fault.Of(err) != fault.WrongPasswordOrCorrupt {
		t.Errorf("less than a tag: %v", err)
	}
	// A secret that does not fit is an error, and nothing of it stays.
	long := make([]byte, page.Size)
	if _, err := Secret(crypt.Nfkd(long)).Into(vectors.Scratch(t)); err != nil {
		t.Errorf("a secret that fits: %v", err)
	}
	if _, err := Secret(crypt.Nfkd(append(long, 'x'))).Into(vectors.Scratch(t)); fault.Of(err) != fault.TooLarge {
		t.Errorf("a secret that does not fit: %v", err)
	}
	other := errors.New("not ours")
	if Error(other) != other || Error(nil) != nil {
		t.Error("errors of others were changed")
	}
}

func second[T any](_ T, err error) error { return err }
