package hd

import (
	"bytes"
	"strings"
	"testing"

	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/vectors"
)

type bip32 struct {
	vectors.Source
	Derive  []struct{ Seed, Path, XPub, XPrv string }
	Invalid []struct{ Text, Why string }
}

func TestBIP32Vectors(t *testing.T) {
	var file bip32
	vectors.Load(t, "bip32.json", &file)
	for _, vector := range file.Derive {
		scratch := vectors.Scratch(t)
		master, err := Master(scratch, vectors.Hex(t, vector.Seed))
		if err != nil {
			t.Fatal(err)
		}
		path, err := ParsePath(vector.Path)
		if err != nil || path.String() != vector.Path {
			t.Fatal(vector.Path, path, err)
		}
		key, err := master.Derive(scratch, path)
		if err != nil {
			t.Fatal(err)
		}
		public, err := key.Public()
		if err != nil {
			t.Fatal(err)
		}
		if got := public.Text(scratch, false); got != vector.XPub {
			t.Errorf("%s %s: got %s, want %s", vector.Seed, vector.Path, got, vector.XPub)
		}
		want, err := Parse(scratch, []byte(vector.XPrv))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(key.secret, want.Private.secret) || !bytes.Equal(key.chain, want.Private.chain) || key.at != want.Private.at {
			t.Errorf("%s %s: the private key is not that of %s", vector.Seed, vector.Path, vector.XPrv)
		}
		// Where the last step is not hardened, the public parent leads to the same key.
		if last := len(path) - 1; last >= 0 && path[last] < Hardened {
			parent, err := master.Derive(scratch, path[:last])
			if err != nil {
				t.Fatal(err)
			}
			above, err := parent.Public()
			if err != nil {
				t.Fatal(err)
			}
			child, err := above.Derive(scratch, path[last:])
			if err != nil || child.Text(scratch, false) != vector.XPub {
				t.Errorf("%s %s: from the public parent: %v, %v", vector.Seed, vector.Path, child, err)
			}
		}
	}
	if len(file.Derive) != 17 || len(file.Invalid) != 16 {
		t.Errorf("%d and %d vectors", len(file.Derive), len(file.Invalid))
	}
}

func TestInvalidExtendedKeys(t *testing.T) {
	var file bip32
	vectors.Load(t, "bip32.json", &file)
	for _, vector := range file.Invalid {
		want := fault.InvalidInput
		if vector.Why == "invalid checksum" {
			want = fault.InvalidChecksum
		}
		if _, err := Parse(vectors.Scratch(t), []byte(vector.Text)); fault.Of(err) != want {
			t.Errorf("%s: got %v, want %v", vector.Why, err, want)
		}
	}
}

// Private keys with leading zeros keep their 32 bytes in the hash of a hardened step (iancoleman/bip39#58, btcutil#172,
// bitcore-lib#94). Test vectors 3 and 4 have one at a fixed place; this looks for children that have one.
func TestIssueLeadingZeros(t *testing.T) {
	scratch := vectors.Scratch(t)
	master, err := Master(scratch, vectors.Hex(t, "000102030405060708090a0b0c0d0e0f"))
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for number := uint32(0); number < 2000; number++ {
		mark := scratch.Mark()
		child, err := master.Child(scratch, number|Hardened)
		if err != nil {
			t.Fatal(err)
		}
		if child.secret[0] == 0 {
			found++
			if len(child.secret) != 32 {
				t.Errorf("child %d has %d bytes", number, len(child.secret))
			}
		}
		scratch.Release(mark)
	}
	if found == 0 {
		t.Error("no child begins with a zero")
	}
}

func TestPaths(t *testing.T) {
	for text, want := range map[string]string{
		"m": "m", "m/0": "m/0", "m/44'/0h/0H/1/2": "m/44'/0'/0'/1/2", "m/2147483647'": "m/2147483647'",
		"m" + strings.Repeat("/1", 255): "m" + strings.Repeat("/1", 255),
	} {
		if path, err := ParsePath(text); err != nil || path.String() != want {
			t.Errorf("%s: got %v, %v, want %s", text, path, err, want)
		}
	}
	for _, text := range []string{
		"", "M", "m/", "/0", "0/1", "m//0", "m/0/", "m/01", "m/00", "m/+1", "m/-1", "m/2147483648", "m/2147483648'", "m/4294967296",
		"m/99999999999999999999", "m/0''", "m/0'h", "m/a", "m/'", "m /0", "m/0 ", "m/0x1", "n/0", "m0", "m" + strings.Repeat("/1", 256),
	} {
		if path, err := ParsePath(text); fault.Of(err) != fault.InvalidPath {
			t.Errorf("%.40q: got %v, %v", text, path, err)
		}
	}
}

func TestDepth(t *testing.T) {
	scratch := vectors.Scratch(t)
	master, err := Master(scratch, make([]byte, 64))
	if err != nil {
		t.Fatal(err)
	}
	long := make(Path, MaxDepth)
	deepest, err := master.Derive(scratch, long)
	if err != nil {
		t.Fatal(err)
	}
	public, err := deepest.Public()
	if err != nil || public.Depth() != MaxDepth {
		t.Fatal(public, err)
	}
	if _, err := deepest.Child(scratch, 0); fault.Of(err) != fault.InvalidPath {
		t.Errorf("a private child below the deepest key: %v", err)
	}
	if _, err := public.Child(scratch, 0); fault.Of(err) != fault.InvalidPath {
		t.Errorf("a public child below the deepest key: %v", err)
	}
	if _, err := public.Child(scratch, Hardened); fault.Of(err) != fault.InvalidPath {
		t.Errorf("a hardened child of a public key: %v", err)
	}
}

func TestSeedLengths(t *testing.T) {
	for length := range 80 {
		_, err := Master(vectors.Scratch(t), make([]byte, length))
		if ok := length >= 16 && length <= 64; ok != (err == nil) {
			t.Errorf("%d bytes: %v", length, err)
		}
	}
}

// Letters of SLIP-132: the vectors of BIP-49 and BIP-84 are written so, and mean the key that xpub writes.
func TestSLIP132(t *testing.T) {
	for text, want := range map[string]Version{
		"zpub6rFR7y4Q2AijBEqTUquhVz398htDFrtymD9xYYfG1m4wAcvPhXNfE3EfH1r1ADqtfSdVCToUG868RvUUkgDKf31mGDtKsAYz2oz2AGutZYs": {Purpose: 84},
		"zprvAdG4iTXWBoARxkkzNpNh8r6Qag3irQB8PzEMkAFeTRXxHpbF9z4QgEvBRmfvqWvGp42t42nvgGpNgYSJA9iefm1yYNZKEm7z6qUWCroSQnE": {Purpose: 84, Private: true},
		"upub5EFU65HtV5TeiSHmZZm7FUffBGy8UKeqp7vw43jYbvZPpoVsgU93oac7Wk3u6moKegAEWtGNF8DehrnHtv21XXEMYRUocHqguyjknFHYfgY": {Purpose: 49, Testnet: true},
		"uprv91G7gZkzehuMVxDJTYE6tLivdF8e4rvzSu1LFfKw3b2Qx1Aj8vpoFnHdfUZ3hmi9jsvPifmZ24RTN2KhwB8BfMLTVqaBReibyaFFcTP1s9n": {Purpose: 49, Testnet: true, Private: true},
	} {
		key, err := Parse(vectors.Scratch(t), []byte(text))
		if err != nil || key.Version != want || (key.Private != nil) != want.Private {
			t.Errorf("%s: %+v, %v", text, key, err)
		}
	}
}
