package jsonform

import (
	"encoding"
	"slices"
	"strconv"
	"strings"
)

// Key is how a key of a map is a name of an object: it makes the name of the key, or the key of the name.
type Key[K any] func(c *Codec, name *string, key *K)

// StringKey is a key that is text.
func StringKey(c *Codec, name, key *string) {
	if c.reading {
		*key = *name
		return
	}
	*name = c.utf8(*key)
}

// Number is a key that is a number, or true or false, as JSON has it: in quotes.
func Number[K any](form Form[K]) Key[K] {
	return func(c *Codec, name *string, key *K) {
		if !c.reading {
			own := NewWriter(nil)
			form(own, key)
			text, err := own.Written()
			if *name = string(text); err != nil {
				c.failed(err)
			}
			return
		}
		own := NewReader([]byte(*name))
		form(own, key)
		if err := own.Read(); err != nil || strings.TrimSpace(*name) != *name {
			c.Fail("%s is not a key of this map", strconv.Quote(short(*name)))
		}
	}
}

// RuneKey is a key that is a character.
func RuneKey(c *Codec, name *string, key *rune) {
	if c.reading {
		*key = oneRune(c, *name)
		return
	}
	own := NewWriter(nil)
	if Rune(own, key); own.err != nil {
		c.failed(own.err)
	}
	*name = string(*key)
}

// TextKey is a key that is a variant of an enum.
func TextKey[K encoding.TextMarshaler, P textReader[K]](c *Codec, name *string, key *K) {
	if c.reading {
		if err := P(key).UnmarshalText([]byte(*name)); err != nil {
			c.failed(err)
		}
		return
	}
	text, err := (*key).MarshalText()
	if *name = string(text); err != nil {
		c.failed(err)
	}
}

type textReader[T any] interface {
	*T
	encoding.TextUnmarshaler
}

// Text is the form of a variant of an enum without data: its name.
func Text[T encoding.TextMarshaler, P textReader[T]](c *Codec, v *T) {
	if !c.reading {
		text, err := (*v).MarshalText()
		if err != nil {
			c.failed(err)
			return
		}
		c.out = appendText(c.out, string(text))
		return
	}
	if text := c.text(); c.err == nil {
		if err := P(v).UnmarshalText([]byte(text)); err != nil {
			c.failed(err)
		}
	}
}

// Map is the form of a map: an object, by keys sorted as text. nil is an empty one.
func Map[K comparable, V any](key Key[K], value Form[V]) Form[map[K]V] {
	return func(c *Codec, v *map[K]V) {
		if c.reading {
			*v = readMap(c, key, value)
			return
		}
		type entry struct {
			name string
			key  K
		}
		entries := make([]entry, 0, len(*v))
		for k := range *v {
			own := entry{key: k}
			key(c, &own.name, &own.key)
			entries = append(entries, own)
		}
		slices.SortFunc(entries, func(a, b entry) int { return strings.Compare(a.name, b.name) })
		c.write("{")
		for i, entry := range entries {
			if i > 0 {
				c.write(",")
			}
			c.out = append(appendText(c.out, entry.name), ':')
			item := (*v)[entry.key]
			c.enter("{"+short(entry.name)+"}", 0)
			value(c, &item)
			c.leave()
		}
		c.write("}")
	}
}

func readMap[K comparable, V any](c *Codec, key Key[K], value Form[V]) map[K]V {
	read := map[K]V{}
	c.members(func(name string) {
		var (
			k    K
			item V
		)
		c.enter("{"+short(name)+"}", 0)
		key(c, &name, &k)
		if _, twice := read[k]; twice {
			c.Fail("the key is there twice")
		}
		value(c, &item)
		c.leave()
		read[k] = item
	})
	return read
}

// members reads the members of an object. What is called reads the value.
func (c *Codec) members(member func(name string)) {
	if !c.take('{') {
		c.expected("an object")
		return
	}
	if c.take('}') {
		return
	}
	for c.err == nil {
		if c.next() != '"' {
			c.expected("a name")
			return
		}
		name := c.text()
		if !c.take(':') {
			c.Fail("a colon is missing behind a name")
			return
		}
		member(name)
		if c.take('}') {
			return
		}
		if !c.take(',') {
			c.Fail("a comma or '}' is missing")
		}
	}
}
