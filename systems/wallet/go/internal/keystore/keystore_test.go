package keystore

import (
	"bytes"
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"

	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/page"
	"spandrel.dev/wallet/internal/strictjson"
	"spandrel.dev/wallet/internal/vectors"
)

type cases struct {
	vectors.Source
	Cases []struct {
		Name          string
		JSON          json.RawMessage
		Password, Key string
	}
}

func load(t *testing.T) cases {
	t.Helper()
	var file cases
	vectors.Load(t, "keystore.json", &file)
	return file
}

func read3(t *testing.T, text string) *strictjson.Value {
	t.Helper()
	value, err := strictjson.Parse([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return value
}

// Keys of 31 bytes get their leading zero back; r=1 with n=2^18 is allowed, whatever RFC 7914 says of it (parity#2263,
// ethers#4772, eth-keyfile#39).
func TestVectors(t *testing.T) {
	file := load(t)
	for _, vector := range file.Cases {
		texts := []string{string(vector.JSON)}
		if strings.HasSuffix(vector.Name, "bytes") {
			// Keys come in any case; those with a dear key derivation are not read twice for it.
			texts = append(texts, strings.ReplaceAll(texts[0], `"crypto"`, `"Crypto"`), strings.ReplaceAll(texts[0], `"version"`, `"VERSION"`))
		}
		for _, text := range texts {
			key, _, err := Import(vectors.Scratch(t), read3(t, text), []byte(vector.Password))
			want := strings.Repeat("0", 64-len(vector.Key)) + vector.Key
			if err != nil || hex.EncodeToString(key) != want {
				t.Errorf("%s: got %x, %v, want %s", vector.Name, key, err, want)
			}
		}
	}
	if len(file.Cases) != 4 {
		t.Errorf("%d vectors", len(file.Cases))
	}
}

func TestRefusals(t *testing.T) {
	short := string(load(t).Cases[2].JSON)
	replace := func(from, to string) string {
		if !strings.Contains(short, from) {
			t.Fatalf("%s is not in the vector", from)
		}
		return strings.Replace(short, from, to, 1)
	}
	right := "0x" + accountHex(t, "00fa7b3db73dc7dfdf8c5fbdb796d741e4488628c41fc4febd9160a866ba0f35")
	for text, code := range map[string]fault.Code{
		replace(`"version":3`, `"version":4`):        fault.VersionTooNew,
		replace(`"version":3`, `"version":1`):        fault.VersionTooNew,
		replace(`"version":3`, `"version":"3"`):      fault.InvalidInput,
		replace(`"version":3`, `"version":3.0`):      fault.InvalidInput,
		replace(`"version":3`, `"other":3`):          fault.InvalidInput,
		replace(`"n":2`, `"n":3`):                    fault.InvalidInput,
		replace(`"n":2`, `"n":1`):                    fault.InvalidInput,
		replace(`"n":2`, `"n":0`):                    fault.InvalidInput,
		replace(`"n":2`, `"n":-2`):                   fault.InvalidInput,
		replace(`"n":2`, `"n":2097152`):              fault.KDFOutOfRange,
		replace(`"n":2`, `"n":36893488147419103232`): fault.KDFOutOfRange,
		replace(`"r":8`, `"r":0`):                    fault.InvalidInput,
		replace(`"r":8`, `"r":4294967296`):           fault.KDFOutOfRange,
		replace(`"p":1`, `"p":0`):                    fault.InvalidInput,
		replace(`"p":1`, `"p":65`):                   fault.KDFOutOfRange,
		replace(`"dklen":32`, `"dklen":16`):          fault.InvalidInput,
		replace(`"kdf":"scrypt"`, `"kdf":"argon2"`):  fault.InvalidInput,
		replace(`aes-128-ctr`, `aes-128-cbc`):        fault.InvalidInput,
		replace(`"e0c41130`, `"e0c411`):              fault.InvalidInput,
		replace(`"9517cd5b`, `"zz17cd5b`):            fault.InvalidInput,
		replace(`"9517cd5b`, `"00009517cd5b`):        fault.InvalidInput, // 33 bytes
		replace(`"9517cd5bdbe69076f9bf5057248c6c050141e970efa36ce53692d5d59a3984"`, `""`): fault.InvalidInput,
		replace(`"d5e116`, `"d6e116`):                                                    fault.WrongPasswordOrCorrupt,
		replace(`"9517cd`, `"9617cd`):                                                    fault.WrongPasswordOrCorrupt,
		replace(`"version":3`, `"version":3,"address":"`+right+`"`):                      0,
		replace(`"version":3`, `"version":3,"address":"`+strings.ToUpper(right[2:])+`"`): 0,
		replace(`"version":3`, `"version":3,"address":null`):                             0,
		replace(`"version":3`, `"version":3,"x-ethers":{"client":"ethers"}`):             0,
		replace(`"version":3`, `"version":3,"address":"`+strings.Repeat("00", 20)+`"`):   fault.Tampered,
		replace(`"version":3`, `"version":3,"address":"`+right[:40]+`"`):                 fault.InvalidInput,
		`[]`: fault.InvalidInput, `{"version":3}`: fault.InvalidInput, `null`: fault.InvalidInput,
	} {
		if key, _, err := Import(vectors.Scratch(t), read3(t, text), []byte("foo")); fault.Of(err) != code {
			t.Errorf("%s: got %x, %v, want %v", text, key, err, code)
		}
	}
	if _, _, err := Import(vectors.Scratch(t), read3(t, short), []byte("fop")); fault.Of(err) != fault.WrongPasswordOrCorrupt {
		t.Errorf("a wrong password: %v", err)
	}
	pbkdf2 := string(load(t).Cases[1].JSON)
	for from, to := range map[string]string{`"c":262144`: `"c":10000001`} {
		if _, _, err := Import(vectors.Scratch(t), read3(t, strings.Replace(pbkdf2, from, to, 1)), nil); fault.Of(err) != fault.KDFOutOfRange {
			t.Errorf("%s: %v", to, err)
		}
	}
	for from, to := range map[string]string{`"c":262144`: `"c":0`, `hmac-sha256`: `hmac-sha512`} {
		if _, _, err := Import(vectors.Scratch(t), read3(t, strings.Replace(pbkdf2, from, to, 1)), nil); fault.Of(err) != fault.InvalidInput {
			t.Errorf("%s: %v", to, err)
		}
	}
}

func accountHex(t *testing.T, key string) string {
	t.Helper()
	account, err := accountOf(vectors.Hex(t, key))
	if err != nil {
		t.Fatal(err)
	}
	return hex.EncodeToString(account[:])
}

func TestExport(t *testing.T) {
	for _, key := range []string{"7a28b5ba57c53603b0b07b56bba752f7784bf506fa95edc395f5cf6c7514fe9d", "000000000000000000000000000000000000000000000000000000000000000a"} {
		scratch := vectors.Scratch(t)
		password := []byte("Pässword ﬁ")
		text, err := Export(scratch, vectors.Hex(t, key), password, MinN)
		if err != nil || !json.Valid(text) {
			t.Fatalf("%s, %v", text, err)
		}
		got, account, err := Import(scratch, read3(t, string(text)), password)
		if err != nil || hex.EncodeToString(got) != key || !bytes.Contains(text, []byte(hex.EncodeToString(account[:]))) {
			t.Errorf("%s: %x, %v", text, got, err)
		}
		again, err := Export(scratch, vectors.Hex(t, key), password, MinN)
		if err != nil || bytes.Equal(text, again) {
			t.Errorf("two keystores are the same: %v", err)
		}
	}
	for _, n := range []int{0, 1 << 11, 1<<12 + 1, 1 << 21, -1} {
		scratch, err := page.Acquire(page.Size)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Export(scratch, make([]byte, 32), nil, n); fault.Of(err) != fault.KDFOutOfRange {
			t.Errorf("n %d: %v", n, err)
		}
		scratch.Close()
	}
}
