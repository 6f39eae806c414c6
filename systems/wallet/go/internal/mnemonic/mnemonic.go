package mnemonic

import (
	"bytes"

	"spandrel.dev/wallet/crypt"
	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/hash"
	"spandrel.dev/wallet/internal/object"
	"spandrel.dev/wallet/internal/page"
)

// MaxText is the longest mnemonic that is looked at, in bytes: 24 words of any language take a twentieth of it.
const MaxText = 4096

// Parsed is a mnemonic that is valid in at least one language. What it holds lies in the scratch.
type Parsed struct {
	Languages []Language
	Words     int
	// Text is the words in NFKD and lower case, one space between two: what the seed comes from.
	Text []byte
	// Entropy belongs to the first of the languages.
	Entropy []byte
}

// Language returns the first language in which the mnemonic is valid.
func (p *Parsed) Language() Language { return p.Languages[0] }

// Parse reads a mnemonic as people type it. Without a language it tries all lists. The number of words is judged first,
// then the words, then the checksum.
func Parse(scratch *page.Scratch, typed []byte, language *Language) (*Parsed, error) {
	if len(typed) > MaxText {
		return nil, fault.New(fault.InvalidMnemonic, "the mnemonic is far too long")
	}
	text, err := object.Secret(crypt.Words(typed)).Into(scratch)
	if err != nil {
		return nil, err
	}
	words := 0
	if len(text) > 0 {
		words = bytes.Count(text, space) + 1
	}
	if !validCount(words) {
		return nil, fault.New(fault.InvalidMnemonic, "a mnemonic has 12, 15, 18, 21 or 24 words")
	}
	parsed := &Parsed{Words: words, Text: text, Entropy: scratch.Take(words / 3 * 4)}
	candidates := Languages()
	if language != nil {
		candidates = []Language{*language}
	}
	known := false
	for _, candidate := range candidates {
		mark := scratch.Mark()
		entropy := scratch.Take(len(parsed.Entropy))
		missing, ok := lists[candidate]().decode(scratch, text, entropy)
		switch {
		case missing >= 0 && language != nil:
			scratch.Release(mark)
			return nil, &fault.Error{Code: fault.InvalidMnemonic, Message: "a word is not in the list", Word: missing}
		case missing < 0 && ok:
			if len(parsed.Languages) == 0 {
				copy(parsed.Entropy, entropy)
			}
			parsed.Languages = append(parsed.Languages, candidate)
		}
		known = known || missing < 0
		scratch.Release(mark)
	}
	if len(parsed.Languages) > 0 {
		return parsed, nil
	}
	if known {
		return nil, fault.New(fault.InvalidChecksum, "the checksum of the mnemonic is wrong: a word is wrong, or two changed places")
	}
	return nil, fault.New(fault.InvalidMnemonic, "no language has all these words")
}

var space = []byte(" ")

func validCount(words int) bool { return words >= 12 && words <= 24 && words%3 == 0 }

// decode writes the entropy that the words stand for. It returns the first word that is not in the list, else -1, and
// whether the checksum is right.
func (l *list) decode(scratch *page.Scratch, text, entropy []byte) (missing int, ok bool) {
	sum := scratch.Take(32)
	at, pending, bits := 0, uint32(0), 0
	for number := 0; len(text) > 0; number++ {
		word, rest, _ := bytes.Cut(text, space)
		text = rest
		place, found := l.find(word)
		if !found {
			return number, false
		}
		pending = pending<<11 | uint32(place)
		for bits += 11; bits >= 8 && at < len(entropy); at++ {
			bits -= 8
			entropy[at] = byte(pending >> bits)
		}
		pending &= 1<<bits - 1
	}
	hash.Sum256(scratch, sum, entropy)
	return -1, pending == uint32(sum[0])>>(8-bits)
}

// Generate returns the words of fresh entropy, in the scratch, and the entropy.
func Generate(scratch *page.Scratch, words int, language Language) (text, entropy []byte, err error) {
	if !validCount(words) {
		return nil, nil, fault.New(fault.InvalidInput, "a mnemonic has 12, 15, 18, 21 or 24 words")
	}
	entropy = scratch.Take(words / 3 * 4)
	if err := page.Random(entropy); err != nil {
		return nil, nil, err
	}
	return Encode(scratch, entropy, language), entropy, nil
}

// Encode returns the words of 16, 20, 24, 28 or 32 bytes of entropy, one space between two, in the scratch.
func Encode(scratch *page.Scratch, entropy []byte, language Language) []byte {
	l := lists[language]()
	mark := scratch.Mark()
	bits := scratch.Take(len(entropy) + 32)
	copy(bits, entropy)
	hash.Sum256(scratch, bits[len(entropy):], entropy)
	words := len(entropy) * 3 / 4
	length := words - 1
	for i := range words {
		length += len(l.words[place(bits, i)])
	}
	// Written behind the bits and moved down over them, so that only the text stays taken.
	text := scratch.Take(length)
	at := 0
	for i := range words {
		if i > 0 {
			text[at] = ' '
			at++
		}
		at += copy(text[at:], l.words[place(bits, i)])
	}
	return scratch.Retain(mark, text)
}

// place returns the number that 11 bits of the i-th word stand for.
func place(bits []byte, i int) int {
	first := 11 * i
	three := uint32(bits[first/8])<<16 | uint32(bits[first/8+1])<<8 | uint32(bits[first/8+2])
	return int(three >> (24 - 11 - first%8) & (listSize - 1))
}

// Rounds of PBKDF2 that BIP-39 asks for.
const rounds = 2048

var salt = []byte("mnemonic")

// Seed returns the 64 bytes that a mnemonic in its normal form and a passphrase as typed give, in the scratch.
func Seed(scratch *page.Scratch, text, passphrase []byte) ([]byte, error) {
	seed := scratch.Take(64)
	mark := scratch.Mark()
	defer scratch.Release(mark)
	normal, err := object.Secret(crypt.Nfkd(passphrase)).Into(scratch)
	if err != nil {
		return nil, err
	}
	hash.PBKDF2(scratch, seed, text, rounds, salt, normal)
	return seed, nil
}
