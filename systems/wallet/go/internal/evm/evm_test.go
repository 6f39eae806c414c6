package evm

import (
	"encoding/hex"
	"encoding/json"
	"math"
	"strings"
	"testing"

	"spandrel.dev/wallet/crypt"
	"spandrel.dev/wallet/internal/amount"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/hd"
	"spandrel.dev/wallet/internal/strictjson"
	"spandrel.dev/wallet/internal/vectors"
)

type transaction struct {
	Standard, Secret, Raw, Hash string
	Tx                          json.RawMessage
}

type file struct {
	vectors.Source
	Secret           string
	Official, Others []transaction
	LeadingZeros     []transaction `json:"leading_zeros"`
	Messages         []struct {
		Message           json.RawMessage
		Digest, Signature string
	}
}

func load(t *testing.T) file {
	t.Helper()
	var f file
	vectors.Load(t, "evm.json", &f)
	return f
}

func parse(t *testing.T, text string) *strictjson.Value {
	t.Helper()
	value, err := strictjson.Parse([]byte(text))
	if err != nil {
		t.Fatalf("%s: %v", text, err)
	}
	return value
}

// The EIP-155 example, all three types, and r or s with leading zeros, which are numbers in RLP (ethers-rs#377,
// web3.py#2297).
func TestTransactions(t *testing.T) {
	f := load(t)
	for _, list := range [][]transaction{f.Official, f.Others, f.LeadingZeros} {
		for _, vector := range list {
			tx, err := ParseTx(vectors.Scratch(t), parse(t, string(vector.Tx)))
			if err != nil {
				t.Errorf("%s: %v", vector.Tx, err)
				continue
			}
			raw, hash, err := tx.Sign(vectors.Hex(t, vector.Secret))
			if err != nil || "0x"+hex.EncodeToString(raw) != vector.Raw || "0x"+hex.EncodeToString(hash[:]) != vector.Hash {
				t.Errorf("%s: got %x, %v, want %s", vector.Tx, raw, err, vector.Raw)
			}
		}
	}
	if len(f.Official) != 1 || len(f.Others) != 60 || len(f.LeadingZeros) != 4 {
		t.Errorf("%d, %d, %d vectors", len(f.Official), len(f.Others), len(f.LeadingZeros))
	}
}

// EIP-191: the length counts bytes, also at powers of ten (go-ethereum#14794); text that looks like digits stays text
// (TronLink#110).
func TestMessages(t *testing.T) {
	f := load(t)
	for _, vector := range f.Messages {
		message, err := ParseMessage(parse(t, string(vector.Message)))
		if err != nil {
			t.Fatal(err)
		}
		digest := message.Digest()
		signature, err := SignDigest(vectors.Hex(t, f.Secret), digest)
		if err != nil || "0x"+hex.EncodeToString(digest[:]) != vector.Digest || "0x"+hex.EncodeToString(signature[:]) != vector.Signature {
			t.Errorf("%.60s: got %x and %x, %v", vector.Message, digest, signature, err)
		}
	}
	if len(f.Messages) != 22 {
		t.Errorf("%d vectors", len(f.Messages))
	}
}

func TestMessageIntents(t *testing.T) {
	scratch := vectors.Scratch(t)
	of := func(text string) string {
		message, err := ParseMessage(parse(t, text))
		if err != nil {
			t.Fatal(err)
		}
		return message.Intent(scratch).String()
	}
	if of(`{"text":"hello"}`) != of(`{"hex":"0x68656c6c6f"}`) || of(`{"hex":"0xff"}`) != of(`{"hex":"0xFF"}`) {
		t.Error("equal content has two intents")
	}
	if of(`{"text":"0x68656c6c6f"}`) == of(`{"hex":"0x68656c6c6f"}`) {
		t.Error("a text that looks like digits was taken for them")
	}
	for _, text := range []string{`{}`, `null`, `"a"`, `{"text":1}`, `{"hex":"ff"}`, `{"hex":"0xf"}`, `{"hex":"0xzz"}`, `{"text":"a","hex":"0x"}`, `{"Text":"a"}`} {
		if message, err := ParseMessage(parse(t, text)); fault.Of(err) != fault.InvalidInput {
			t.Errorf("%s: %q, %v", text, message, err)
		}
	}
}

const (
	plain  = `{"type":"legacy","chain_id":"1","nonce":"9","gas":"21000","to":"0x3535353535353535353535353535353535353535","value":"1000000000000000000","data":"0x","gas_price":"20000000000"}`
	market = `{"type":"fee_market","chain_id":"1","nonce":"0","gas":"21000","to":null,"value":"0","data":"0x6001","max_fee":"2","max_priority":"1","access_list":[{"address":"0x3535353535353535353535353535353535353535","keys":["0x1111111111111111111111111111111111111111111111111111111111111111"]}]}`
)

func TestTransactionRefusals(t *testing.T) {
	change := func(text, from, to string) string {
		if !strings.Contains(text, from) {
			t.Fatalf("%s is not in %s", from, text)
		}
		return strings.Replace(text, from, to, 1)
	}
	for text, code := range map[string]fault.Code{
		plain: 0, market: 0,
		change(plain, `"legacy"`, `"frontier"`):                                                                       fault.InvalidInput,
		change(plain, `"legacy"`, `"access_list"`):                                                                    fault.InvalidInput,
		change(plain, `"chain_id":"1",`, ``):                                                                          fault.InvalidInput, // keepkey#428: what is signed has a chain
		change(market, `"chain_id":"1",`, ``):                                                                         fault.InvalidInput,
		change(plain, `"chain_id":"1"`, `"chain_id":"0"`):                                                             fault.InvalidInput,
		change(plain, `"chain_id":"1"`, `"chain_id":1`):                                                               fault.InvalidInput,
		change(plain, `"chain_id":"1"`, `"chain_id":"01"`):                                                            fault.InvalidInput,
		change(plain, `"chain_id":"1"`, `"chain_id":"9223372036854775807"`):                                           0,
		change(plain, `"chain_id":"1"`, `"chain_id":"9223372036854775808"`):                                           fault.InvalidInput,
		change(plain, `"nonce":"9"`, `"nonce":"18446744073709551614"`):                                                0,
		change(plain, `"nonce":"9"`, `"nonce":"18446744073709551615"`):                                                fault.InvalidInput,
		change(plain, `"nonce":"9"`, `"nonce":"18446744073709551616"`):                                                fault.InvalidInput,
		change(plain, `"gas":"21000"`, `"gas":"20999"`):                                                               fault.InvalidInput,
		change(plain, `"gas":"21000"`, `"gas":21000`):                                                                 fault.InvalidInput,
		change(plain, `"to":"0x35`, `"to":"0x`):                                                                       fault.InvalidInput,
		change(plain, `"0x3535353535353535353535353535353535353535"`, `"0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d358"`): fault.InvalidChecksum,
		change(plain, `"0x3535353535353535353535353535353535353535"`, `null`):                                         fault.InvalidInput, // a contract needs data
		change(plain, `"data":"0x"`, `"data":"00"`):                                                                   fault.InvalidInput,
		change(plain, `"data":"0x"`, `"data":"0x0"`):                                                                  fault.InvalidInput,
		change(plain, `"data":"0x"`, `"data":"0x`+strings.Repeat("00", 128<<10)+`"`):                                  0,
		change(plain, `"data":"0x"`, `"data":"0x`+strings.Repeat("00", 128<<10+1)+`"`):                                fault.InvalidInput,
		change(plain, `"gas_price":"20000000000"`, `"gas_price":"20000000000","max_fee":"1"`):                         fault.InvalidInput,
		change(plain, `"gas_price":"20000000000"`, `"gas_price":"20000000000","access_list":[]`):                      fault.InvalidInput,
		change(plain, `,"gas_price":"20000000000"`, ``):                                                               fault.InvalidInput,
		change(plain, `"gas_price":"20000000000"`, `"gas_price":"`+strings.Repeat("9", 77)+`"`):                       fault.InvalidInput, // gas × price
		change(market, `"max_priority":"1"`, `"max_priority":"3"`):                                                    fault.InvalidInput,
		change(market, `"max_priority":"1"`, `"max_priority":"2"`):                                                    0,
		change(market, `,"access_list":[{`, `,"access_list":[null,{`):                                                 fault.InvalidInput,
		change(market, `"keys":[`, `"keys":[1,`):                                                                      fault.InvalidInput,
		change(market, `"keys":[`, `"keys":["0x11",`):                                                                 fault.InvalidInput,
		change(market, `"keys":`, `"storageKeys":`):                                                                   fault.InvalidInput,
		change(market, `"max_fee":"2"`, `"max_fee":"2","gas_price":"1"`):                                              fault.InvalidInput,
		`null`: fault.InvalidInput, `{}`: fault.InvalidInput, `{"type":1}`: fault.InvalidInput,
	} {
		if tx, err := ParseTx(vectors.Scratch(t), parse(t, text)); fault.Of(err) != code {
			t.Errorf("%.300s: %+v, %v, want %v", text, tx, err, code)
		}
	}
}

func TestSummaryAndPolicy(t *testing.T) {
	scratch := vectors.Scratch(t)
	tx, err := ParseTx(scratch, parse(t, plain))
	if err != nil {
		t.Fatal(err)
	}
	s := tx.Summary()
	if s.FeeMax.String() != "420000000000000" || s.TotalMax.String() != "1000420000000000000" || s.To != "0x3535353535353535353535353535353535353535" || s.DataBytes != 0 {
		t.Errorf("%+v", s)
	}
	fee := amount.Of(420000000000000)
	for _, test := range []struct {
		chain uint64
		max   amount.Amount
		code  fault.Code
	}{{1, fee, 0}, {5, fee, fault.ChainMismatch}, {1, amount.Of(419999999999999), fault.FeeTooHigh}} {
		if err := tx.Allow(test.chain, test.max); fault.Of(err) != test.code {
			t.Errorf("%+v: %v", test, err)
		}
	}
	// Anything that changes what is signed changes the intent; the order of keys and the case of digits do not.
	same := `{"gas_price":"20000000000","value":"1000000000000000000","data":"0x","to":"0x3535353535353535353535353535353535353535","gas":"21000","nonce":"9","chain_id":"1","type":"legacy"}`
	intents := map[string]string{}
	for _, text := range []string{
		same, plain, market, strings.Replace(plain, `"nonce":"9"`, `"nonce":"8"`, 1), strings.Replace(plain, `"chain_id":"1"`, `"chain_id":"2"`, 1),
		strings.Replace(plain, `"data":"0x"`, `"data":"0x00"`, 1), strings.Replace(plain, `"gas":"21000"`, `"gas":"21001"`, 1),
		strings.Replace(market, `"max_priority":"1"`, `"max_priority":"0"`, 1), strings.Replace(market, `"keys":["0x1`, `"keys":["0x2`, 1),
	} {
		tx, err := ParseTx(scratch, parse(t, text))
		if err != nil {
			t.Fatal(err)
		}
		intents[tx.Intent(scratch).String()] += text
	}
	if len(intents) != 8 {
		t.Errorf("%d intents of 8 contents", len(intents))
	}
}

// v of EIP-155 has up to 64 bits.
func TestLargestChain(t *testing.T) {
	tx, err := ParseTx(vectors.Scratch(t), parse(t, strings.Replace(plain, `"chain_id":"1"`, `"chain_id":"9223372036854775807"`, 1)))
	if err != nil || tx.ChainID != math.MaxInt64 {
		t.Fatal(err)
	}
	raw, _, err := tx.Sign(vectors.Hex(t, strings.Repeat("46", 32)))
	if err != nil || !strings.Contains(hex.EncodeToString(raw), "890100000000000000") {
		t.Errorf("%x, %v", raw, err)
	}
}

func TestSignaturesBelongToTheirKey(t *testing.T) {
	secret := vectors.Hex(t, strings.Repeat("46", 32))
	public, err := crypt.PublicKey(secret)
	if err != nil {
		t.Fatal(err)
	}
	digest := Message("x").Digest()
	signature, err := SignDigest(secret, digest)
	if err != nil {
		t.Fatal(err)
	}
	signature[64] -= 27
	if got, err := crypt.EcdsaRecover(signature, digest); err != nil || got != public {
		t.Errorf("recovered %x, %v", got, err)
	}
	if _, err := SignDigest(make([]byte, 32), digest); fault.Of(err) != fault.InvalidInput {
		t.Errorf("a key of 0: %v", err)
	}
}

// Ledger has had three ways to number accounts (ledger-live#1185): all of them are paths here, and nothing else is.
func TestIssueLedgersPaths(t *testing.T) {
	for text, ok := range map[string]bool{
		"m/44'/60'/0'/0/0": true, "m/44'/60'/0'/0/2147483647": true, "m/44'/60'/7'/0/0": true, "m/44'/60'/0'/5": true,
		"m/44'/60'/0'/0": true, "m": false, "m/44'/60'/0'": false, "m/44'/60'/0'/1/0": false, "m/44'/60'/0/0/0": false, "m/44'/60'/0'/0'/0": false,
		"m/44'/60'/0'/0/0'": false, "m/44'/60'/0'/0'": false, "m/44'/0'/0'/0/0": false, "m/44'/60'/0'/0/0/0": false, "m/44/60'/0'/0/0": false,
		"m/84'/60'/0'/0/0": false,
	} {
		path, err := hd.ParsePath(text)
		if err != nil {
			t.Fatal(err)
		}
		if err := CheckPath(path); (err == nil) != ok || !ok && fault.Of(err) != fault.InvalidPath {
			t.Errorf("%s: %v", text, err)
		}
	}
}
