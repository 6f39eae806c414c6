package arc1

import (
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"testing"

	"spandrel.dev/wallet/crypt"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/page"
	"spandrel.dev/wallet/internal/vectors"
)

var cheap = KDF{T: 1, MKiB: 19456, P: 1}

func room(t *testing.T) *page.Scratch {
	t.Helper()
	scratch, err := page.Acquire(4 * page.Size)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(scratch.Close)
	return scratch
}

func TestRoundTrip(t *testing.T) {
	for _, content := range []Content{
		{Mnemonic, 0, bytes.Repeat([]byte{7}, 16), [4]byte{1, 2, 3, 4}},
		{Mnemonic, 9, bytes.Repeat([]byte{8}, 32), [4]byte{}},
		{EVMKey, 0, bytes.Repeat([]byte{9}, 32), [4]byte{255, 255, 255, 255}},
	} {
		for _, kdf := range []KDF{cheap, {T: 2, MKiB: 19456, P: 8}} {
			scratch := room(t)
			file, err := Seal(scratch, &content, []byte("a password"), kdf)
			if err != nil {
				t.Fatal(err)
			}
			if got, err := Inspect(file); err != nil || got != kdf {
				t.Errorf("inspected %+v, %v", got, err)
			}
			opened, err := Open(scratch, file, []byte("a password"))
			if err != nil || opened.Kind != content.Kind || opened.Language != content.Language || !bytes.Equal(opened.Secret, content.Secret) || opened.Fingerprint != content.Fingerprint {
				t.Errorf("opened %+v, %v, want %+v", opened, err, content)
			}
			if _, err := Open(scratch, file, []byte("a passwore")); fault.Of(err) != fault.WrongPasswordOrCorrupt {
				t.Errorf("another password: %v", err)
			}
			again, err := Seal(scratch, &content, []byte("a password"), kdf)
			if err != nil || bytes.Equal(again[atSalt:atNonce], file[atSalt:atNonce]) || bytes.Equal(again[atNonce:atCiphertext], file[atNonce:atCiphertext]) {
				t.Errorf("salt or nonce come twice: %v", err)
			}
		}
	}
}

// A file put together here, by the page's description and not by Seal.
func TestFormat(t *testing.T) {
	scratch := room(t)
	header := vectors.Hex(t, "41524331"+"0001"+"01"+"02"+"00000001"+"00004c00"+"01"+"000102030405060708090a0b0c0d0e0f"+"101112131415161718191a1b1c1d1e1f2021222324252627")
	var key []byte
	derived, err := crypt.Argon2id([]byte("a password"), header[17:33], 1, 19456, 1)
	if err != nil {
		t.Fatal(err)
	}
	if err := derived.Use(func(content []byte) { key = bytes.Clone(content) }); err != nil {
		t.Fatal(err)
	}
	sealed, err := crypt.Seal(key, [24]byte(header[33:]), header, vectors.Hex(t, "00"+"00"+"10"+"00000000000000000000000000000000"+"73c5da0a"))
	if err != nil {
		t.Fatal(err)
	}
	content, err := Open(scratch, append(header, sealed...), []byte("a password"))
	if err != nil || content.Kind != Mnemonic || hex.EncodeToString(content.Fingerprint[:]) != "73c5da0a" || !bytes.Equal(content.Secret, make([]byte, 16)) {
		t.Errorf("%+v, %v", content, err)
	}
}

// Every byte of a file, changed: what the protocol names, and never other content.
func TestEveryByteChanged(t *testing.T) {
	scratch := room(t)
	file, err := Seal(scratch, &Content{Mnemonic, 3, make([]byte, 16), [4]byte{1}}, []byte("a password"), cheap)
	if err != nil {
		t.Fatal(err)
	}
	for at := range file {
		mark := scratch.Mark()
		damaged := bytes.Clone(file)
		damaged[at] ^= 1 << (at % 8)
		_, err := Open(scratch, damaged, []byte("a password"))
		want := fault.WrongPasswordOrCorrupt
		switch {
		case at < atVersion:
			want = fault.Tampered
		case at < atT:
			want = fault.VersionTooNew
		case at < atSalt:
			if readKDF(damaged).Check() != nil {
				want = fault.KDFOutOfRange
			}
		}
		if fault.Of(err) != want {
			t.Errorf("byte %d: got %v, want %v", at, err, want)
		}
		scratch.Release(mark)
	}
	for length := range file {
		mark := scratch.Mark()
		if _, err := Open(scratch, file[:length], []byte("a password")); fault.Of(err) != fault.Tampered && (length < atCiphertext+tag || fault.Of(err) != fault.WrongPasswordOrCorrupt) {
			t.Errorf("%d bytes: %v", length, err)
		}
		scratch.Release(mark)
	}
	if _, err := Inspect(append(bytes.Clone(file), make([]byte, MaxSize)...)); fault.Of(err) != fault.Tampered {
		t.Errorf("a file above 4096 bytes: %v", err)
	}
}

// Bounds hold for what a file asks for, and before memory is taken.
func TestBounds(t *testing.T) {
	for _, test := range []struct {
		kdf KDF
		ok  bool
	}{
		{DefaultKDF, true}, {KDF{1, 19456, 1}, true}, {KDF{16, 1048576, 8}, true},
		{KDF{0, 19456, 1}, false}, {KDF{17, 19456, 1}, false}, {KDF{1, 19455, 1}, false}, {KDF{1, 1048577, 1}, false},
		{KDF{1, 19456, 0}, false}, {KDF{1, 19456, 9}, false}, {KDF{1, 1<<32 - 1, 1}, false},
	} {
		file := make([]byte, atCiphertext+tag)
		copy(file, magic)
		file[atVersion+1], file[atKDF], file[atCipher] = version, kdfArgon2id, cipherXC20P
		binary.BigEndian.PutUint32(file[atT:], test.kdf.T)
		binary.BigEndian.PutUint32(file[atM:], test.kdf.MKiB)
		file[atP] = byte(test.kdf.P)
		if _, err := Inspect(file); (err == nil) != test.ok || !test.ok && fault.Of(err) != fault.KDFOutOfRange {
			t.Errorf("%+v: %v", test.kdf, err)
		}
	}
}

func TestContent(t *testing.T) {
	for text, ok := range map[string]bool{
		"000010" + "00000000000000000000000000000000" + "01020304": true,
		"000910" + "00000000000000000000000000000000" + "01020304": true,
		"000a10" + "00000000000000000000000000000000" + "01020304": false, // no such language
		"020010" + "00000000000000000000000000000000" + "01020304": false, // no such kind
		"010010" + "00000000000000000000000000000000" + "01020304": false, // a key of 16 bytes
		"00000f" + "000000000000000000000000000000" + "01020304":   false,
		"000011" + "00000000000000000000000000000000" + "01020304": false, // another length than it says
		"000010" + "00000000000000000000000000000000" + "010203":   false,
		"": false, "0000": false, "00000001020304": false,
	} {
		if content, err := parse(vectors.Hex(t, text)); (err == nil) != ok || !ok && fault.Of(err) != fault.Tampered {
			t.Errorf("%s: %+v, %v", text, content, err)
		}
	}
}

func TestPassword(t *testing.T) {
	for typed, want := range map[string]string{
		"12345678": "12345678", "passwörd": "passwo\u0308rd", "ﬁﬁﬁﬁ": "fifififi",
		"1234567": "", "": "", string(bytes.Repeat([]byte("x"), 1025)): "", string(bytes.Repeat([]byte("ü"), 400)): "",
	} {
		got, err := Password(room(t), []byte(typed))
		if (err == nil) != (want != "") || err == nil && string(got) != want || err != nil && fault.Of(err) != fault.InvalidInput {
			t.Errorf("%.20q: got %q, %v", typed, got, err)
		}
	}
	if got, err := Password(room(t), bytes.Repeat([]byte("x"), 1024)); err != nil || len(got) != 1024 {
		t.Errorf("1024 bytes: %v", err)
	}
}
