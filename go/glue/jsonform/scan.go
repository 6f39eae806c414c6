package jsonform

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// deepest is how deep a value may be nested that no type is known of.
const deepest = 64

func (c *Codec) space() {
	for c.at < len(c.in) {
		switch c.in[c.at] {
		case ' ', '\t', '\n', '\r':
			c.at++
		default:
			return
		}
	}
}

// next is the first byte of what comes, 0 at the end.
func (c *Codec) next() byte {
	if c.space(); c.err != nil || c.at >= len(c.in) {
		return 0
	}
	return c.in[c.at]
}

// take reads this byte, if it comes next.
func (c *Codec) take(b byte) bool {
	if c.next() != b {
		return false
	}
	c.at++
	return true
}

// kind says what comes.
func (c *Codec) kind() string {
	switch b := c.next(); {
	case b == 0:
		return "nothing"
	case b == '{':
		return "an object"
	case b == '[':
		return "a list"
	case b == '"':
		return "text"
	case b == '-' || '0' <= b && b <= '9':
		return "a number"
	case b == 't' || b == 'f':
		return "a truth value"
	case b == 'n':
		return "null"
	}
	return "what is not JSON"
}

func (c *Codec) expected(what string) { c.Fail("%s is required, and there is %s", what, c.kind()) }

// literal reads a word, if it comes next.
func (c *Codec) literal(word string) bool {
	if c.next(); c.err != nil || !strings.HasPrefix(string(c.in[c.at:min(len(c.in), c.at+len(word))]), word) {
		return false
	}
	c.at += len(word)
	return true
}

// number reads the text of a number as JSON writes them.
func (c *Codec) number() string {
	c.next()
	start := c.at
	digits := func() bool {
		from := c.at
		for c.at < len(c.in) && '0' <= c.in[c.at] && c.in[c.at] <= '9' {
			c.at++
		}
		return c.at > from
	}
	is := func(set string) bool {
		if c.at < len(c.in) && strings.IndexByte(set, c.in[c.at]) >= 0 {
			c.at++
			return true
		}
		return false
	}
	is("-")
	zero := is("0")
	ok := zero || digits()
	if ok && is(".") {
		ok = digits()
	}
	if ok && is("eE") {
		is("+-")
		ok = digits()
	}
	if !ok {
		c.at = start
		c.expected("a number")
		return ""
	}
	return string(c.in[start:c.at])
}

// text reads a string.
func (c *Codec) text() string {
	if !c.take('"') {
		c.expected("text")
		return ""
	}
	start, plain := c.at, true
	for ; c.at < len(c.in); c.at++ {
		switch b := c.in[c.at]; {
		case b == '"':
			raw := c.in[start:c.at]
			c.at++
			if plain {
				return c.utf8(string(raw))
			}
			return c.unescaped(string(raw))
		case b == '\\':
			plain = false
			c.at++
		case b < ' ':
			c.Fail("text has a control character that is not escaped")
			return ""
		}
	}
	c.Fail("text does not end")
	return ""
}

// utf8 refuses text that is not UTF-8.
func (c *Codec) utf8(text string) string {
	if utf8.ValidString(text) {
		return text
	}
	at := 0
	for at < len(text) {
		r, size := utf8.DecodeRuneInString(text[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	c.Fail("text is not UTF-8 at byte %d", at)
	return ""
}

// escapes are what stands for the byte behind a backslash.
var escapes = map[byte]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

func (c *Codec) unescaped(raw string) string {
	var text strings.Builder
	for i := 0; i < len(raw); i++ {
		if raw[i] != '\\' {
			text.WriteByte(raw[i])
			continue
		}
		i++
		if i >= len(raw) {
			c.Fail("text ends in an escape")
			return ""
		}
		if b, ok := escapes[raw[i]]; ok {
			text.WriteByte(b)
			continue
		}
		unit, ok := hex(raw, i)
		if !ok {
			c.Fail("text has an escape that is not one of JSON")
			return ""
		}
		i += 4
		if utf16.IsSurrogate(unit) {
			second, ok := rune(0), false
			if strings.HasPrefix(raw[i+1:], `\u`) {
				second, ok = hex(raw, i+2)
			}
			if unit = utf16.DecodeRune(unit, second); !ok || unit == utf8.RuneError {
				c.Fail("text has half of a surrogate pair")
				return ""
			}
			i += 6
		}
		text.WriteRune(unit)
	}
	return c.utf8(text.String())
}

// hex reads the four digits behind the u at this place.
func hex(raw string, at int) (rune, bool) {
	if at >= len(raw) || raw[at] != 'u' || at+5 > len(raw) {
		return 0, false
	}
	var unit rune
	for _, b := range []byte(raw[at+1 : at+5]) {
		digit := strings.IndexByte("0123456789abcdef", b|0x20)
		if '0' <= b && b <= '9' {
			digit = int(b - '0')
		}
		if digit < 0 || (digit < 10) != ('0' <= b && b <= '9') {
			return 0, false
		}
		unit = unit<<4 | rune(digit)
	}
	return unit, true
}

// skip reads a value without looking at it, and returns where it begins.
func (c *Codec) skip(depth int) (start int) {
	b := c.next()
	start = c.at
	switch {
	case depth > deepest:
		c.Fail("it is nested deeper than %d", deepest)
	case b == '"':
		c.skipText()
	case b == '{' || b == '[':
		c.skipAll(b, depth)
	case c.literal("null") || c.literal("true") || c.literal("false"):
	default:
		c.number()
	}
	return start
}

// skipText reads a string whose content is checked when it is read.
func (c *Codec) skipText() {
	for c.at++; c.at < len(c.in); c.at++ {
		switch c.in[c.at] {
		case '\\':
			c.at++
		case '"':
			c.at++
			return
		}
	}
	c.Fail("text does not end")
}

func (c *Codec) skipAll(open byte, depth int) {
	end := open + 2 // ] behind [ and } behind { in ASCII
	c.at++
	if c.take(end) {
		return
	}
	for c.err == nil {
		if open == '{' {
			if c.next() != '"' {
				c.expected("a name")
				return
			}
			c.skipText()
			if !c.take(':') {
				c.Fail("a colon is missing behind a name")
				return
			}
		}
		c.skip(depth + 1)
		if c.take(end) {
			return
		}
		if !c.take(',') {
			c.Fail("a comma or %q is missing", end)
		}
	}
}
