package hash

import (
	"bytes"
	"crypto/pbkdf2"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"math/rand/v2"
	"testing"

	"spandrel.dev/wallet/internal/page"
	"spandrel.dev/wallet/internal/vectors"
)

type digest func(scratch *page.Scratch, out []byte, parts ...[]byte)

func TestNIST(t *testing.T) {
	for _, function := range []struct {
		file string
		size int
		sum  digest
	}{{"sha256.json", 32, Sum256}, {"sha512.json", 64, Sum512}} {
		var file struct {
			vectors.Source
			Short [][2]string
			Seed  string
			Monte []string
		}
		vectors.Load(t, function.file, &file)
		scratch := vectors.Scratch(t)
		out := make([]byte, function.size)
		for _, vector := range file.Short {
			function.sum(scratch, out, vectors.Hex(t, vector[0]))
			if got := hex.EncodeToString(out); got != vector[1] {
				t.Errorf("%s: digest of %q: got %s, want %s", function.file, vector[0], got, vector[1])
			}
		}
		// The Monte Carlo test of NIST: a chain of a thousand digests for each checkpoint.
		seed := vectors.Hex(t, file.Seed)
		for checkpoint, want := range file.Monte {
			a, b, c := bytes.Clone(seed), bytes.Clone(seed), bytes.Clone(seed)
			for range 1000 {
				function.sum(scratch, out, a, b, c)
				a, b, c = b, c, bytes.Clone(out)
			}
			seed = c
			if got := hex.EncodeToString(seed); got != want {
				t.Fatalf("%s: checkpoint %d: got %s, want %s", function.file, checkpoint, got, want)
			}
		}
		if len(file.Short) < 65 || len(file.Monte) != 100 {
			t.Errorf("%s: %d and %d vectors", function.file, len(file.Short), len(file.Monte))
		}
	}
}

// Every length around the block sizes, whole and in parts, beside the standard library.
func TestParts(t *testing.T) {
	scratch := vectors.Scratch(t)
	random := rand.New(rand.NewPCG(1, 2))
	for length := range 300 {
		message := make([]byte, length)
		for i := range message {
			message[i] = byte(random.Uint32())
		}
		cut := random.IntN(length + 1)
		out := make([]byte, 64)
		Sum256(scratch, out, message[:cut], message[cut:])
		if want := sha256.Sum256(message); !bytes.Equal(out[:32], want[:]) {
			t.Errorf("SHA-256 of %d bytes in parts of %d differs", length, cut)
		}
		Sum512(scratch, out, message[:cut], message[cut:])
		if want := sha512.Sum512(message); !bytes.Equal(out, want[:]) {
			t.Errorf("SHA-512 of %d bytes in parts of %d differs", length, cut)
		}
	}
}

func TestHMAC(t *testing.T) {
	var file struct {
		vectors.Source
		RFC4231 []struct {
			Key, Message, Code string
		}
		Wycheproof []struct {
			Key, Message, Code string
			Valid              bool
		}
	}
	vectors.Load(t, "hmac_sha512.json", &file)
	scratch := vectors.Scratch(t)
	code := func(key, message string) string {
		out := make([]byte, 64)
		HMAC512(scratch, out, vectors.Hex(t, key), vectors.Hex(t, message))
		return hex.EncodeToString(out)
	}
	for i, vector := range file.RFC4231 {
		// Test case 5 shows a code cut to 128 bits.
		if got := code(vector.Key, vector.Message); got[:len(vector.Code)] != vector.Code {
			t.Errorf("RFC 4231, %d: got %s, want %s", i, got, vector.Code)
		}
	}
	for i, vector := range file.Wycheproof {
		if got := code(vector.Key, vector.Message); got[:len(vector.Code)] == vector.Code != vector.Valid {
			t.Errorf("Wycheproof, %d: got %s, given %s, valid %v", i, got, vector.Code, vector.Valid)
		}
	}
	if len(file.RFC4231) != 6 || len(file.Wycheproof) < 100 {
		t.Errorf("%d and %d vectors", len(file.RFC4231), len(file.Wycheproof))
	}
}

func TestPBKDF2(t *testing.T) {
	var file struct {
		vectors.Source
		Cases []struct {
			Password, Salt string
			Rounds         int
			Key            string
		}
	}
	vectors.Load(t, "pbkdf2_sha512.json", &file)
	scratch := vectors.Scratch(t)
	for i, vector := range file.Cases {
		out := make([]byte, len(vector.Key)/2)
		salt := vectors.Hex(t, vector.Salt)
		PBKDF2(scratch, out, vectors.Hex(t, vector.Password), vector.Rounds, salt[:len(salt)/2], salt[len(salt)/2:])
		if got := hex.EncodeToString(out); got != vector.Key {
			t.Errorf("%d: got %s, want %s", i, got, vector.Key)
		}
	}
	// Longer keys than any seed, beside the standard library.
	for _, length := range []int{1, 63, 64, 65, 200} {
		out := make([]byte, length)
		PBKDF2(scratch, out, []byte("password"), 3, []byte("salt"))
		want, err := pbkdf2.Key(sha512.New, "password", []byte("salt"), 3, length)
		if err != nil || !bytes.Equal(out, want) {
			t.Errorf("%d bytes: %v", length, err)
		}
	}
	if len(file.Cases) < 50 {
		t.Errorf("%d vectors", len(file.Cases))
	}
}

func BenchmarkSeed(b *testing.B) {
	scratch := vectors.Scratch(b)
	out := make([]byte, 64)
	for b.Loop() {
		PBKDF2(scratch, out, []byte("a mnemonic"), 2048, []byte("mnemonic"))
	}
}
