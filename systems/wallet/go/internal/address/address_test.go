package address

import (
	"encoding/hex"
	"math"
	"strings"
	"testing"

	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/hd"
	"spandrel.dev/wallet/internal/mnemonic"
	"spandrel.dev/wallet/internal/page"
	"spandrel.dev/wallet/internal/vectors"
)

type purposes struct {
	vectors.Source
	Mnemonic string
	Official []struct {
		Standard, Kind, Chain, Address, Account string
		Change, Index                           uint32
		PublicKey                               string `json:"public_key"`
	}
	Others []struct {
		Kind, Chain, Address string
		Change, Index        uint32
		PublicKey            string `json:"public_key"`
	}
}

func account(t *testing.T, scratch *page.Scratch, words string, kind Kind, chain Chain) *hd.PublicKey {
	t.Helper()
	parsed, err := mnemonic.Parse(scratch, []byte(words), nil)
	if err != nil {
		t.Fatal(err)
	}
	seed, err := mnemonic.Seed(scratch, parsed.Text, nil)
	if err != nil {
		t.Fatal(err)
	}
	master, err := hd.Master(scratch, seed)
	if err != nil {
		t.Fatal(err)
	}
	path, err := AccountPath(kind, chain, 0)
	if err != nil {
		t.Fatal(err)
	}
	key, err := master.Derive(scratch, path)
	if err != nil {
		t.Fatal(err)
	}
	public, err := key.Public()
	if err != nil {
		t.Fatal(err)
	}
	return public
}

func TestPurposes(t *testing.T) {
	var file purposes
	vectors.Load(t, "purposes.json", &file)
	for _, vector := range file.Official {
		scratch := vectors.Scratch(t)
		kind, err := ParseKind(vector.Kind)
		if err != nil {
			t.Fatal(err)
		}
		chain, err := ParseChain(vector.Chain)
		if err != nil {
			t.Fatal(err)
		}
		public := account(t, scratch, file.Mnemonic, kind, chain)
		// The standard's own extended key of the account, from which everyone else starts.
		read, err := hd.Parse(scratch, []byte(vector.Account))
		if err != nil || read.Public.Text(scratch, false) != public.Text(scratch, false) {
			t.Fatalf("%s: the account is not %s: %v", vector.Standard, vector.Account, err)
		}
		got, err := Range(scratch, read.Public, kind, chain, vector.Change, vector.Index, 1)
		if err != nil || got[0] != vector.Address {
			t.Errorf("%s %d/%d: got %v, %v, want %s", vector.Standard, vector.Change, vector.Index, got, err, vector.Address)
		}
		key, err := public.Derive(scratch, hd.Path{vector.Change, vector.Index})
		if err != nil || !strings.HasSuffix(hex.EncodeToString(key.Point[:]), strings.TrimPrefix(vector.PublicKey, "??")) {
			t.Errorf("%s: public key %x, %v, want %s", vector.Standard, key.Point, err, vector.PublicKey)
		}
	}
	for _, vector := range file.Others {
		scratch := vectors.Scratch(t)
		kind, _ := ParseKind(vector.Kind)
		chain, _ := ParseChain(vector.Chain)
		public := account(t, scratch, file.Mnemonic, kind, chain)
		got, err := Range(scratch, public, kind, chain, vector.Change, 0, 3)
		if err != nil || got[vector.Index] != vector.Address {
			t.Errorf("%s %s %d/%d: got %v, %v, want %s", vector.Kind, vector.Chain, vector.Change, vector.Index, got, err, vector.Address)
		}
		key, err := public.Derive(scratch, hd.Path{vector.Change, vector.Index})
		if err != nil || hex.EncodeToString(key.Point[:]) != vector.PublicKey {
			t.Errorf("%s: public key %x, %v, want %s", vector.Kind, key.Point, err, vector.PublicKey)
		}
		one, err := Of(scratch, key.Point, kind, chain)
		if err != nil || one != vector.Address {
			t.Errorf("%s: the address of the key: got %s, %v, want %s", vector.Kind, one, err, vector.Address)
		}
		checked, err := Check(scratch, one, chain)
		if err != nil || checked.Canonical != one {
			t.Errorf("%s: %s is judged %+v, %v", vector.Kind, one, checked, err)
		}
	}
	if len(file.Official) != 7 || len(file.Others) != 51 {
		t.Errorf("%d and %d vectors", len(file.Official), len(file.Others))
	}
}

// The addresses of EIP-55's text.
func TestEIP55(t *testing.T) {
	for _, text := range []string{
		"0x52908400098527886E0F7030069857D2E4169EE7", "0x8617E340B3D01FA5F11F306F4090FD50E238070D",
		"0xde709f2102306220921060314715629080e2fb77", "0x27b1fdb04752bbc536007a920d24acb045561c26",
		"0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", "0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359",
		"0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB", "0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb",
	} {
		scratch := vectors.Scratch(t)
		for _, spelled := range []string{text, strings.ToLower(text), "0x" + strings.ToUpper(text[2:])} {
			checked, err := Check(scratch, spelled, EVM)
			if err != nil || checked.Canonical != text || checked.Form != Account {
				t.Errorf("%s: %+v, %v", spelled, checked, err)
			}
		}
		letter := strings.LastIndexFunc(text, func(r rune) bool { return r >= 'a' && r <= 'f' || r >= 'A' && r <= 'F' })
		wrong := []byte(text)
		wrong[letter] ^= 'a' - 'A'
		_, err := Check(scratch, string(wrong), EVM)
		mixed := string(wrong[2:]) != strings.ToLower(text[2:]) && string(wrong[2:]) != strings.ToUpper(text[2:])
		if mixed && fault.Of(err) != fault.InvalidChecksum {
			t.Errorf("%s: %v", wrong, err)
		}
	}
}

func TestCheckRefusals(t *testing.T) {
	for _, test := range []struct {
		text  string
		chain Chain
		code  fault.Code
	}{
		{"1LqBGSKuX5yYUonjxT5qGfpUsXKYYWeabA", Bitcoin, 0},
		{"1LqBGSKuX5yYUonjxT5qGfpUsXKYYWeabA", Testnet, fault.ChainMismatch},
		{"1LqBGSKuX5yYUonjxT5qGfpUsXKYYWeabB", Bitcoin, fault.InvalidChecksum},
		{"2Mww8dCYPUpKHofjgcXcBCEGmniw9CoaiD2", Testnet, 0},
		{"2Mww8dCYPUpKHofjgcXcBCEGmniw9CoaiD2", Bitcoin, fault.ChainMismatch},
		{"bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu", Bitcoin, 0},
		{"BC1QCR8TE4KR609GCAWUTMRZA0J4XV80JY8Z306FYU", Bitcoin, 0},
		{"bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyU", Bitcoin, fault.InvalidInput},
		{"bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyv", Bitcoin, fault.InvalidChecksum},
		{"bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu", Testnet, fault.ChainMismatch},
		{"tb1qrp33g0q5c5txsp9arysrx4k6zdkfs4nce4xj0gdcccefvpysxf3q0sl5k7", Testnet, 0},
		{"bc1p0xlxvlhemja6c4dqv22uapctqupfhlxm9h8z3k2e72q4k9hcz7vqzk5jj0", Bitcoin, 0},
		{"BC1SW50QGDZ25J", Bitcoin, fault.InvalidInput},                                                             // version 16
		{"bc1pw508d6qejxtdg4y5r3zarvary0c5xw7kw508d6qejxtdg4y5r3zarvary0c5xw7kt5nd6y", Bitcoin, fault.InvalidInput}, // v1, 40 bytes
		{"0x52908400098527886E0F7030069857D2E4169EE7", Bitcoin, fault.InvalidInput},
		{"52908400098527886E0F7030069857D2E4169EE7", EVM, fault.InvalidInput},
		{"0X52908400098527886E0F7030069857D2E4169EE7", EVM, fault.InvalidInput},
		{"0x52908400098527886E0F7030069857D2E4169EE", EVM, fault.InvalidInput},
		{"0x52908400098527886E0F7030069857D2E4169EEG", EVM, fault.InvalidInput},
		{"bc1qcr8te4kr609gcawutmrza0j4xv80jy8z306fyu", EVM, fault.InvalidInput},
		{"", Bitcoin, fault.InvalidInput},
		{"xpub661MyMwAqRbcFtXgS5sYJABqqG9YLmC4Q1Rdap9gSE8NqtwybGhePY2gZ29ESFjqJoCu1Rupje8YtGqsefD265TMg7usUDFdp6W1EGMcet8", Bitcoin, fault.InvalidInput},
	} {
		if checked, err := Check(vectors.Scratch(t), test.text, test.chain); fault.Of(err) != test.code {
			t.Errorf("%s on %v: got %+v, %v, want %v", test.text, test.chain, checked, err, test.code)
		}
	}
}

func TestRangeBounds(t *testing.T) {
	for _, test := range []struct {
		kind                 Kind
		change, start, count int64
		code                 fault.Code
	}{
		{BIP84, 0, 0, 1, 0}, {BIP84, 1, 1<<31 - 1000, 1000, 0}, {KindEVM, 0, 0, 1000, 0},
		{KindEVM, 1, 0, 1, fault.InvalidPath}, {BIP84, 2, 0, 1, fault.InvalidPath}, {BIP84, -1, 0, 1, fault.InvalidPath},
		{BIP84, 0, 0, 0, fault.InvalidInput}, {BIP84, 0, 0, -5, fault.InvalidInput}, {BIP84, 0, 0, 1001, fault.TooLarge},
		{BIP84, 0, -1, 1, fault.InvalidPath}, {BIP84, 0, 1<<31 - 1, 2, fault.InvalidPath}, {BIP84, 0, 1 << 62, 1, fault.InvalidPath}, {BIP84, 0, math.MaxInt64, 1, fault.InvalidPath},
		{BIP84, 0, 1<<31 - 1, 1, 0}, {BIP84, 0, 1 << 31, 1, fault.InvalidPath},
	} {
		if err := CheckRange(test.kind, test.change, test.start, test.count); fault.Of(err) != test.code {
			t.Errorf("%+v: %v", test, err)
		}
	}
	for kind := BIP44; kind <= KindEVM; kind++ {
		for chain := Bitcoin; chain <= EVM; chain++ {
			_, err := AccountPath(kind, chain, 0)
			if ok := (kind == KindEVM) == (chain == EVM); ok != (err == nil) || !ok && fault.Of(err) != fault.UnsupportedChain {
				t.Errorf("%v on %v: %v", kind, chain, err)
			}
		}
	}
}

func BenchmarkThousand(b *testing.B) {
	scratch := vectors.Scratch(b)
	key, err := hd.Parse(scratch, []byte("xpub6BgBgsespWvERF3LHQu6CnqdvfEvtMcQjYrcRzx53QJjSxarj2afYWcLteoGVky7D3UKDP9QyrLprQ3VCECoY49yfdDEHGCtMMj92pReUsQ"))
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := Range(scratch, key.Public, BIP86, Bitcoin, 0, 0, 1000); err != nil {
			b.Fatal(err)
		}
	}
}
