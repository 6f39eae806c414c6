// Package mnemonic turns entropy into words and words into entropy and seeds: BIP-39 in its ten languages.
package mnemonic

import (
	"bytes"
	"slices"
	"sync"

	"spandrel.dev/wallet/crypt"
	"spandrel.dev/wallet/internal/fault"
)

// Language is one of the ten lists, in the order of the protocol.
type Language uint8

// The languages.
const (
	English Language = iota
	Japanese
	Korean
	Spanish
	ChineseSimplified
	ChineseTraditional
	French
	Italian
	Czech
	Portuguese
)

var languageNames = [...]string{
	"english", "japanese", "korean", "spanish", "chinese_simplified", "chinese_traditional", "french", "italian", "czech",
	"portuguese",
}

// Languages lists all of them.
func Languages() []Language {
	all := make([]Language, len(languageNames))
	for i := range all {
		all[i] = Language(i)
	}
	return all
}

// ParseLanguage returns the language of a name.
func ParseLanguage(name string) (Language, error) {
	at := slices.Index(languageNames[:], name)
	if at < 0 {
		return 0, fault.New(fault.InvalidInput, "no such language: "+name)
	}
	return Language(at), nil
}

// String returns the name of the language.
func (l Language) String() string { return languageNames[l] }

const listSize = 2048

// list is a word list: no secret.
type list struct {
	words  [][]byte // in the order of the list
	sorted []uint16 // places in words, in the order of the words' bytes
}

var lists [len(languageNames)]func() *list

func init() {
	for i := range lists {
		lists[i] = sync.OnceValue(func() *list { return load(uint32(i)) })
	}
}

func load(language uint32) *list {
	text, err := crypt.WordList(language)
	if err != nil {
		panic("mnemonic: " + err.Error())
	}
	l := &list{words: bytes.Split([]byte(text), []byte("\n"))}
	if len(l.words) != listSize {
		panic("mnemonic: a list has not 2048 words")
	}
	for i := range l.words {
		l.sorted = append(l.sorted, uint16(i))
	}
	slices.SortFunc(l.sorted, func(a, b uint16) int { return bytes.Compare(l.words[a], l.words[b]) })
	return l
}

// find returns the place of a word. Lists are not all in the order of their bytes, so it goes through sorted.
func (l *list) find(word []byte) (uint16, bool) {
	at, found := slices.BinarySearchFunc(l.sorted, word, func(place uint16, word []byte) int {
		return bytes.Compare(l.words[place], word)
	})
	if !found {
		return 0, false
	}
	return l.sorted[at], true
}
