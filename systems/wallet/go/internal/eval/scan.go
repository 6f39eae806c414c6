// Package eval is the machine protocol over lines: it reads requests, keeps their secrets in locked memory, and writes
// answers.
package eval

import (
	"unicode/utf16"
	"unicode/utf8"

	"spandrel.dev/wallet/internal/fault"
	"spandrel.dev/wallet/internal/page"
	"spandrel.dev/wallet/internal/strictjson"
)

// A line lies in locked memory. It is cut into the spans of its top-level values where it lies; all but the secrets is
// copied out for the ordinary reader of JSON.

func invalid(message string) error { return fault.New(fault.InvalidInput, message) }

// span is a part of a line.
type span []byte

// cutter goes through a line.
type cutter struct{ rest span }

func (c *cutter) space() {
	for len(c.rest) > 0 && (c.rest[0] == ' ' || c.rest[0] == '\t' || c.rest[0] == '\r' || c.rest[0] == '\n') {
		c.rest = c.rest[1:]
	}
}

func (c *cutter) next(b byte) bool {
	if len(c.rest) > 0 && c.rest[0] == b {
		c.rest = c.rest[1:]
		return true
	}
	return false
}

// quoted returns a text with its quotes.
func (c *cutter) quoted() (span, bool) {
	if len(c.rest) == 0 || c.rest[0] != '"' {
		return nil, false
	}
	for i := 1; i < len(c.rest); i++ {
		switch c.rest[i] {
		case '\\':
			i++
		case '"':
			text := c.rest[: i+1 : i+1]
			c.rest = c.rest[i+1:]
			return text, true
		}
	}
	return nil, false
}

// value returns a value as it is written. Whether it is a valid one is for others to say.
func (c *cutter) value() (span, bool) {
	whole := c.rest
	depth := 0
	for len(c.rest) > 0 {
		switch b := c.rest[0]; {
		case b == '"':
			if _, ok := c.quoted(); !ok {
				return nil, false
			}
		case b == '{' || b == '[':
			depth++
			c.rest = c.rest[1:]
		case (b == '}' || b == ']') && depth > 0:
			depth--
			c.rest = c.rest[1:]
		case depth == 0 && (b == ',' || b == '}' || b == ']' || b == ' ' || b == '\t' || b == '\r' || b == '\n'):
			return whole[:len(whole)-len(c.rest)], true
		default:
			c.rest = c.rest[1:]
			continue
		}
		if depth == 0 {
			return whole[:len(whole)-len(c.rest)], true
		}
	}
	return nil, false
}

// members calls each with the keys and values of an object, which has nothing behind it.
func members(scratch *page.Scratch, object span, each func(key, value span) error) error {
	c := &cutter{object}
	c.space()
	if !c.next('{') {
		return invalid("a request is a JSON object")
	}
	c.space()
	if !c.next('}') {
		for {
			c.space()
			quoted, ok := c.quoted()
			c.space()
			if !ok || !c.next(':') {
				return invalid("a request is not valid JSON")
			}
			key, err := unquote(scratch, quoted)
			if err != nil {
				return err
			}
			c.space()
			value, ok := c.value()
			if !ok || len(value) == 0 {
				return invalid("a request is not valid JSON")
			}
			if err := each(key, value); err != nil {
				return err
			}
			c.space()
			if c.next('}') {
				break
			}
			if !c.next(',') {
				return invalid("a request is not valid JSON")
			}
		}
	}
	c.space()
	if len(c.rest) > 0 {
		return invalid("something stands behind a request")
	}
	return nil
}

var escapes = [256]byte{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// unquote returns what a text says, in the scratch: it may be a secret.
func unquote(scratch *page.Scratch, quoted span) (span, error) {
	refused := invalid("a text is not valid JSON")
	if len(quoted) < 2 || quoted[0] != '"' {
		return nil, refused
	}
	rest := quoted[1 : len(quoted)-1]
	out := scratch.Take(len(rest))
	n := 0
	for len(rest) > 0 {
		switch {
		case rest[0] < 0x20:
			return nil, refused
		case rest[0] != '\\':
			character, size := utf8.DecodeRune(rest)
			if character == utf8.RuneError && size == 1 {
				return nil, refused
			}
			n += copy(out[n:], rest[:size])
			rest = rest[size:]
		case len(rest) > 1 && escapes[rest[1]] != 0:
			out[n] = escapes[rest[1]]
			n++
			rest = rest[2:]
		default:
			character, size := escaped(rest)
			if size == 0 {
				return nil, refused
			}
			n += utf8.EncodeRune(out[n:n+size:n+size], character)
			rest = rest[size:]
		}
	}
	return out[:n], nil
}

// escaped reads \u and four digits, twice for a character that needs two; 0 is that it is none.
func escaped(text span) (rune, int) {
	first, ok := unit(text)
	if !ok {
		return 0, 0
	}
	if !utf16.IsSurrogate(first) {
		return first, 6
	}
	if second, ok := unit(text[6:]); ok {
		if whole := utf16.DecodeRune(first, second); whole != utf8.RuneError {
			return whole, 12
		}
	}
	return 0, 0
}

func unit(text span) (value rune, ok bool) {
	if len(text) < 6 || text[0] != '\\' || text[1] != 'u' {
		return 0, false
	}
	for _, digit := range text[2:6] {
		switch {
		case digit >= '0' && digit <= '9':
			digit -= '0'
		case digit >= 'a' && digit <= 'f':
			digit -= 'a' - 10
		case digit >= 'A' && digit <= 'F':
			digit -= 'A' - 10
		default:
			return 0, false
		}
		value = value<<4 | rune(digit)
	}
	return value, true
}

// public copies a value that is not secret out of the locked memory and reads it.
func public(value span) (*strictjson.Value, error) {
	return strictjson.ParseInside(append([]byte(nil), value...), 1)
}
