package typed

import (
	"encoding/hex"
	"encoding/json"
	"strings"
	"testing"

	"spandrel.dev/wallet/internal/evm"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/strictjson"
	"spandrel.dev/wallet/internal/vectors"
)

type file struct {
	vectors.Source
	Secret string
	Cases  []struct {
		Name              string
		Typed             json.RawMessage
		Digest, Signature string
	}
}

func read(t *testing.T, text string) (*Data, error) {
	t.Helper()
	value, err := strictjson.Parse([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return Parse(vectors.Scratch(t), value)
}

// The standard's example; arrays of structs among the others (trezor-firmware#2167, app-ethereum#559).
func TestVectors(t *testing.T) {
	var f file
	vectors.Load(t, "eip712.json", &f)
	for _, vector := range f.Cases {
		data, err := read(t, string(vector.Typed))
		if err != nil {
			t.Errorf("%s: %v", vector.Name, err)
			continue
		}
		digest := data.Digest()
		signature, err := evm.SignDigest(vectors.Hex(t, f.Secret), digest)
		if err != nil || "0x"+hex.EncodeToString(digest[:]) != vector.Digest || "0x"+hex.EncodeToString(signature[:]) != vector.Signature {
			t.Errorf("%s: got %x and %x, %v, want %s", vector.Name, digest, signature, err, vector.Digest)
		}
	}
	if len(f.Cases) != 14 || f.Cases[0].Digest != "0xbe609aee343fb3c4b28e1df9e632fca64fcfaede20f02e86244efddf30957bd2" {
		t.Errorf("%d vectors", len(f.Cases))
	}
}

// one is typed data with one field of a type.
func one(kind, value string) string {
	return `{"types":{"EIP712Domain":[{"name":"chainId","type":"uint256"}],"P":[{"name":"n","type":"string"}],"M":[{"name":"v","type":"` + kind +
		`"}]},"primaryType":"M","domain":{"chainId":1},"message":{"v":` + value + `}}`
}

func TestValues(t *testing.T) {
	long := strings.Repeat("f", 64)
	for _, test := range []struct {
		kind, value string
		ok          bool
	}{
		{"uint8", "0", true}, {"uint8", "255", true}, {"uint8", "256", false}, {"uint8", "-1", false}, {"uint8", "1.0", false}, {"uint8", "1e1", false},
		{"uint8", `"255"`, true}, {"uint8", `"0xff"`, true}, {"uint8", `"0xFF"`, true}, {"uint8", `"0xf"`, true}, {"uint8", `"0x100"`, false},
		{"uint8", `"0x"`, false}, {"uint8", `""`, false}, {"uint8", `"01"`, false}, {"uint8", `" 1"`, false}, {"uint8", "true", false}, {"uint8", "null", false},
		{"uint8", "-0", false}, {"uint8", `"-0"`, false}, {"uint8", `"-0x1"`, false}, {"uint8", `"1n"`, false},
		{"uint256", `"0x` + long + `"`, true}, {"uint256", `"0x0` + long + `"`, false}, {"uint256", strings.Repeat("9", 79), false},
		{"int8", "127", true}, {"int8", "128", false}, {"int8", "-128", true}, {"int8", "-129", false}, {"int8", `"-128"`, true}, {"int8", `"0x80"`, false},
		{"int256", "-57896044618658097711785492504343953926634992332820282019728792003956564819968", true},
		{"int256", "-57896044618658097711785492504343953926634992332820282019728792003956564819969", false},
		{"bool", "true", true}, {"bool", "1", false}, {"bool", `"true"`, false}, {"bool", "null", false},
		{"string", `""`, true}, {"string", "1", false}, {"string", "null", false},
		{"bytes", `"0x"`, true}, {"bytes", `"0x0"`, false}, {"bytes", `""`, false}, {"bytes", `"abcd"`, false}, {"bytes", `[]`, false},
		{"bytes2", `"0x0102"`, true}, {"bytes2", `"0x01"`, false}, {"bytes2", `"0x010203"`, false},
		{"address", `"0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCcccccccC"`, true}, {"address", `"0xcccccccccccccccccccccccccccccccccccccccc"`, true},
		{"address", `"0xCcCCccccCCCCcCCCCCCcCcCccCcCCCcCccccccCC"`, false}, {"address", `"0x"`, false}, {"address", "null", false}, {"address", "1", false},
		{"P", `{"n":""}`, true}, {"P", `{}`, false}, {"P", `{"n":"","m":""}`, false}, {"P", `{"m":""}`, false}, {"P", "null", false}, {"P", "[]", false},
		{"P[]", `[{"n":""}]`, true}, {"P[]", `[null]`, false}, {"P[]", `{}`, false},
		{"uint8[2]", "[1,2]", true}, {"uint8[2]", "[1]", false}, {"uint8[2]", "[1,2,3]", false}, {"uint8[2][]", "[[1,2]]", true}, {"uint8[][2]", "[[1,2]]", false},
		// Types that are none.
		{"uint", "1", false}, {"int", "1", false}, {"uint7", "1", false}, {"uint0", "1", false}, {"uint264", "1", false}, {"uint08", "1", false},
		{"bytes0", `"0x"`, false}, {"bytes33", `"0x"`, false}, {"bytes01", `"0x00"`, false}, {"Q", "{}", false}, {"", "1", false}, {"uint8[0]", "[]", false},
		{"uint8[-1]", "[]", false}, {"uint8[01]", "[1]", false}, {"uint8[", "[]", false}, {"uint8]", "[]", false}, {"[]", "[]", false}, {"fixed128x18", "1", false},
	} {
		data, err := read(t, one(test.kind, test.value))
		if (err == nil) != test.ok || !test.ok && fault.Of(err) != fault.InvalidInput && (test.kind != "address" || fault.Of(err) != fault.InvalidChecksum) {
			t.Errorf("%s %s: %+v, %v", test.kind, test.value, data, err)
		}
	}
}

func TestShape(t *testing.T) {
	right := one("uint8", "1")
	change := func(from, to string) string {
		if !strings.Contains(right, from) {
			t.Fatalf("%s is not in %s", from, right)
		}
		return strings.Replace(right, from, to, 1)
	}
	for _, text := range []string{
		`null`, `{}`, change(`,"primaryType":"M"`, ``), change(`"primaryType":"M"`, `"primaryType":"M","more":1`), change(`"primaryType":"M"`, `"primaryType":"Q"`),
		change(`"primaryType":"M"`, `"primaryType":"EIP712Domain"`), change(`"primaryType":"M"`, `"primaryType":1`), change(`"EIP712Domain":`, `"Domain":`),
		change(`"domain":{"chainId":1}`, `"domain":{}`), change(`"domain":{"chainId":1}`, `"domain":{"chainId":1,"name":"x"}`), change(`"domain":{"chainId":1}`, `"domain":null`),
		change(`"name":"chainId","type":"uint256"`, `"name":"chainId","type":"uint64"`), change(`"name":"chainId","type":"uint256"`, `"name":"httpOrigin","type":"string"`),
		change(`"name":"v"`, `"name":"1v"`), change(`"name":"v"`, `"name":""`), change(`"name":"v",`, ``), change(`"name":"v"`, `"name":"v","x":1`),
		change(`"P":[{"name":"n","type":"string"}]`, `"P":[{"name":"n","type":"string"},{"name":"n","type":"string"}]`),
		change(`"P":`, `"uint8":`), change(`"P":`, `"P Q":`), change(`"P":[`, `"R":{},"P":[`), change(`"types":{`, `"types":{"X":[{"name":"a","type":"Unknown[]"}],`),
	} {
		if data, err := read(t, text); fault.Of(err) != fault.InvalidInput {
			t.Errorf("%s: %+v, %v", text, data, err)
		}
	}
}

func TestIntentAndChain(t *testing.T) {
	scratch := vectors.Scratch(t)
	intents := map[string]int{}
	for _, text := range []string{
		one("uint8", "1"), one("uint8", `"1"`), one("uint8", `"0x01"`), one("uint8", "2"), one("uint16", "1"),
		strings.Replace(one("uint8", "1"), `"chainId":1`, `"chainId":2`, 1), strings.Replace(one("uint8", "1"), `"chainId":1`, `"chainId":"0x1"`, 1),
	} {
		data, err := read(t, text)
		if err != nil {
			t.Fatal(err)
		}
		intents[data.Intent(scratch).String()]++
	}
	if len(intents) != 4 {
		t.Errorf("%d intents of 4 contents", len(intents))
	}
	data, err := read(t, one("uint8", "1"))
	if err != nil || data.Allow(1) != nil || fault.Of(data.Allow(2)) != fault.ChainMismatch {
		t.Errorf("%+v, %v", data, err)
	}
	none, err := read(t, `{"types":{"EIP712Domain":[],"M":[]},"primaryType":"M","domain":{},"message":{}}`)
	if err != nil || none.Allow(7) != nil {
		t.Errorf("a domain without a chain: %+v, %v", none, err)
	}
}

// A type that holds itself without an array has no value.
func TestTypesInThemselves(t *testing.T) {
	text := `{"types":{"EIP712Domain":[],"A":[{"name":"a","type":"A"}]},"primaryType":"A","domain":{},"message":` +
		strings.Repeat(`{"a":`, 60) + `{}` + strings.Repeat(`}`, 60) + `}`
	if data, err := read(t, text); fault.Of(err) != fault.InvalidInput {
		t.Errorf("%+v, %v", data, err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(one("uint8[2][]", "[[1,2]]"))
	f.Add(one("P", `{"n":"x"}`))
	f.Fuzz(func(t *testing.T, text string) {
		value, err := strictjson.Parse([]byte(text))
		if err != nil {
			return
		}
		if _, err := Parse(vectors.Scratch(t), value); err != nil && fault.Of(err) == fault.Panic {
			t.Error(err)
		}
	})
}
