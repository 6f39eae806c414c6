package mnemonic

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"slices"
	"strings"
	"testing"

	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/vectors"
)

// check runs one vector in all directions: words to entropy and seed, entropy to words.
func check(t *testing.T, language Language, entropy, mnemonic, passphrase, seed string) {
	t.Helper()
	scratch := vectors.Scratch(t)
	parsed, err := Parse(scratch, []byte(mnemonic), &language)
	if err != nil {
		t.Errorf("%v %s: %v", language, entropy, err)
		return
	}
	if got := hex.EncodeToString(parsed.Entropy); got != entropy {
		t.Errorf("%v: entropy: got %s, want %s", language, got, entropy)
	}
	got, err := Seed(scratch, parsed.Text, []byte(passphrase))
	if err != nil || hex.EncodeToString(got) != seed {
		t.Errorf("%v %s: seed: got %x, %v, want %s", language, entropy, got, err, seed)
	}
	if text := Encode(scratch, vectors.Hex(t, entropy), language); !bytes.Equal(text, parsed.Text) {
		t.Errorf("%v %s: words: got %s", language, entropy, text)
	}
	if found, err := Parse(scratch, []byte(mnemonic), nil); err != nil || !slices.Contains(found.Languages, language) {
		t.Errorf("%v %s: without a language: %v, %v", language, entropy, found, err)
	}
}

func TestEnglishVectors(t *testing.T) {
	var file struct {
		vectors.Source
		Cases []struct{ Entropy, Mnemonic, Seed, XPrv string }
	}
	vectors.Load(t, "bip39_english.json", &file)
	for _, vector := range file.Cases {
		check(t, English, vector.Entropy, vector.Mnemonic, "TREZOR", vector.Seed)
	}
	if len(file.Cases) != 24 {
		t.Errorf("%d vectors", len(file.Cases))
	}
}

// Passphrases and mnemonics of these are not in NFKD, and U+3000 stands between the words.
func TestJapaneseVectors(t *testing.T) {
	var file struct {
		vectors.Source
		Cases []struct{ Entropy, Mnemonic, Passphrase, Seed, XPrv string }
	}
	vectors.Load(t, "bip39_japanese.json", &file)
	for _, vector := range file.Cases {
		check(t, Japanese, vector.Entropy, vector.Mnemonic, vector.Passphrase, vector.Seed)
	}
	if len(file.Cases) != 24 {
		t.Errorf("%d vectors", len(file.Cases))
	}
}

func TestAllLanguages(t *testing.T) {
	var file struct {
		vectors.Source
		Cases []struct{ Language, Entropy, Mnemonic, Passphrase, Seed string }
	}
	vectors.Load(t, "bip39_languages.json", &file)
	seen := map[Language]int{}
	for _, vector := range file.Cases {
		language, err := ParseLanguage(vector.Language)
		if err != nil {
			t.Fatal(err)
		}
		seen[language]++
		check(t, language, vector.Entropy, vector.Mnemonic, vector.Passphrase, vector.Seed)
	}
	for _, language := range Languages() {
		if seen[language] != 24 {
			t.Errorf("%v: %d vectors", language, seen[language])
		}
	}
}

func TestLists(t *testing.T) {
	var file struct {
		vectors.Source
		Lists []struct{ Language, First, Last, SHA256 string }
	}
	vectors.Load(t, "bip39_lists.json", &file)
	for i, want := range file.Lists {
		language, err := ParseLanguage(want.Language)
		if err != nil || language != Language(i) {
			t.Errorf("%s: %v, %v", want.Language, language, err)
		}
		words := lists[language]().words
		sum := sha256.Sum256(bytes.Join(words, []byte("\n")))
		if got := hex.EncodeToString(sum[:]); got != want.SHA256 {
			t.Errorf("%s: %s … %s is another list than that of BIP-39", want.Language, words[0], words[listSize-1])
		}
	}
	if len(file.Lists) != len(lists) {
		t.Errorf("%d lists", len(file.Lists))
	}
}

const twelve = "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about"

// Capitals, doubled spaces, line ends, U+3000: what people paste (swift-bip39#6, embit#105, Electron-Cash#2740).
func TestIssueTypedAsPeopleType(t *testing.T) {
	want := "5eb00bbddcf069084889a8ab9155568165f5c453ccb85e70811aaed6f6da5fc19a5ac40b389cd370d086206dec8aa6c43daea6690f20ad3d8d48b2d2ce9e38e4"
	for _, typed := range []string{
		twelve, strings.ToUpper(twelve), "  " + twelve + "\r\n", strings.ReplaceAll(twelve, " ", "  "),
		strings.ReplaceAll(twelve, " ", "\u3000"), strings.ReplaceAll(twelve, " ", "\r\n"), strings.ReplaceAll(twelve, " ", "\u00a0\t"),
	} {
		scratch := vectors.Scratch(t)
		parsed, err := Parse(scratch, []byte(typed), nil)
		if err != nil {
			t.Errorf("%q: %v", typed, err)
			continue
		}
		seed, err := Seed(scratch, parsed.Text, nil)
		if err != nil || hex.EncodeToString(seed) != want {
			t.Errorf("%q: got %x, %v", typed, seed, err)
		}
	}
}

func TestRefusals(t *testing.T) {
	english, japanese := English, Japanese
	for _, test := range []struct {
		typed    string
		language *Language
		code     fault.Code
		word     int
	}{
		{"", nil, fault.InvalidMnemonic, -1},
		{strings.TrimPrefix(twelve, "abandon "), nil, fault.InvalidMnemonic, -1},
		{"nosuchword " + strings.TrimPrefix(twelve, "abandon abandon "), &english, fault.InvalidMnemonic, -1}, // the count is first
		{strings.Replace(twelve, "about", "abou", 1), &english, fault.InvalidMnemonic, 11},                    // no prefixes
		{strings.Replace(twelve, "abandon", "abandom", 1), &english, fault.InvalidMnemonic, 0},
		{strings.Replace(twelve, "abandon", "abandom", 1), nil, fault.InvalidMnemonic, -1},
		{twelve, &japanese, fault.InvalidMnemonic, 0},
		{strings.Replace(twelve, "about", "abandon", 1), nil, fault.InvalidChecksum, -1},
		{strings.Replace(twelve, "about", "abandon", 1), &english, fault.InvalidChecksum, -1},
		{strings.Repeat("abandon ", 24) + "about", nil, fault.InvalidMnemonic, -1},
		{strings.Repeat("a", MaxText+1), nil, fault.InvalidMnemonic, -1},
		{"\xff", nil, fault.InvalidInput, -1},
	} {
		scratch := vectors.Scratch(t)
		_, err := Parse(scratch, []byte(test.typed), test.language)
		var failure *fault.Error
		if !errors.As(err, &failure) || failure.Code != test.code || failure.Word != test.word {
			t.Errorf("%.60q: got %+v, want %v at word %d", test.typed, failure, test.code, test.word)
		}
	}
}

// Simplified and traditional Chinese share words; the answer lists both where both are valid, in the protocol's order.
func TestSeveralLanguages(t *testing.T) {
	scratch := vectors.Scratch(t)
	simplified, traditional := lists[ChineseSimplified](), lists[ChineseTraditional]()
	both := 0
	for value := range 2000 {
		mark := scratch.Mark()
		entropy := scratch.Take(16)
		// Words whose characters are the same in both lists have the same place in few cases; search until one is valid in
		// both.
		sum := sha256.Sum256([]byte{byte(value), byte(value >> 8)})
		copy(entropy, sum[:])
		text := Encode(scratch, entropy, ChineseSimplified)
		missing, ok := traditional.decode(scratch, text, scratch.Take(16))
		parsed, err := Parse(scratch, text, nil)
		if err != nil || !slices.Contains(parsed.Languages, ChineseSimplified) || slices.Contains(parsed.Languages, ChineseTraditional) != (missing < 0 && ok) {
			t.Fatalf("%x: %v, %v", sum[:16], parsed, err)
		}
		if missing < 0 && ok {
			both++
		}
		scratch.Release(mark)
	}
	if word, found := simplified.find(simplified.words[77]); !found || word != 77 {
		t.Errorf("word 77 was found at %d, %v", word, found)
	}
	t.Logf("%d of 2000 valid in both", both)
}

func TestGenerate(t *testing.T) {
	for _, language := range Languages() {
		for _, words := range []int{12, 15, 18, 21, 24} {
			scratch := vectors.Scratch(t)
			text, entropy, err := Generate(scratch, words, language)
			if err != nil {
				t.Fatal(err)
			}
			parsed, err := Parse(scratch, text, &language)
			if err != nil || parsed.Words != words || !bytes.Equal(parsed.Entropy, entropy) {
				t.Errorf("%v %d: %v, %v", language, words, parsed, err)
			}
		}
	}
	scratch := vectors.Scratch(t)
	if _, _, err := Generate(scratch, 13, English); fault.Of(err) != fault.InvalidInput {
		t.Errorf("13 words: %v", err)
	}
}
