package strictjson

import (
	"unicode/utf16"
	"unicode/utf8"
)

// string reads a string and returns its inside.
func (p *parser) string() (span, error) {
	p.at++
	from := p.at
	for p.at < len(p.text) {
		switch c := p.text[p.at]; {
		case c == '"':
			inside := span{int32(from), int32(p.at)}
			p.at++
			return inside, nil
		case c < 0x20:
			return span{}, p.fault("control character in a string")
		case c == '\\':
			if err := p.escape(); err != nil {
				return span{}, err
			}
		default:
			p.at++
		}
	}
	return span{}, p.fault("the string has no end")
}

// escape checks one escape, or the two of a surrogate pair.
func (p *parser) escape() error {
	if p.at+1 >= len(p.text) {
		p.at = len(p.text)
		return p.fault("the string has no end")
	}
	switch p.text[p.at+1] {
	case '"', '\\', '/', 'b', 'f', 'n', 'r', 't':
		p.at += 2
		return nil
	case 'u':
		unit, ok := hex4(p.text[p.at+2:])
		if !ok {
			return p.fault(`\u needs four hexadecimal digits`)
		}
		if !utf16.IsSurrogate(unit) {
			p.at += 6
			return nil
		}
		if rest := p.text[p.at+6:]; len(rest) >= 2 && rest[0] == '\\' && rest[1] == 'u' {
			if low, ok := hex4(rest[2:]); ok && utf16.DecodeRune(unit, low) != utf8.RuneError {
				p.at += 12
				return nil
			}
		}
		return p.fault("half a surrogate pair")
	}
	return p.fault("this escape does not exist")
}

// number reads a number of the JSON grammar.
func (p *parser) number() error {
	if p.peek() == '-' {
		p.at++
	}
	if p.peek() == '0' {
		p.at++
	} else if !p.digits() {
		return p.fault("a digit belongs here")
	}
	if p.peek() == '.' {
		p.at++
		if !p.digits() {
			return p.fault("a digit belongs here")
		}
	}
	if c := p.peek(); c == 'e' || c == 'E' {
		p.at++
		if c := p.peek(); c == '+' || c == '-' {
			p.at++
		}
		if !p.digits() {
			return p.fault("a digit belongs here")
		}
	}
	return nil
}

func (p *parser) digits() bool {
	from := p.at
	for '0' <= p.peek() && p.peek() <= '9' {
		p.at++
	}
	return p.at > from
}

// unescape returns the inside of a checked string as the text it means. It
// copies only when there is an escape.
func unescape(inside []byte) []byte {
	i := 0
	for i < len(inside) && inside[i] != '\\' {
		i++
	}
	if i == len(inside) {
		return inside
	}
	out := append(make([]byte, 0, len(inside)), inside[:i]...)
	for i < len(inside) {
		if inside[i] != '\\' {
			out = append(out, inside[i])
			i++
			continue
		}
		switch c := inside[i+1]; c {
		case 'b':
			out = append(out, '\b')
		case 'f':
			out = append(out, '\f')
		case 'n':
			out = append(out, '\n')
		case 'r':
			out = append(out, '\r')
		case 't':
			out = append(out, '\t')
		case 'u':
			unit, _ := hex4(inside[i+2:])
			if utf16.IsSurrogate(unit) {
				low, _ := hex4(inside[i+8:])
				unit = utf16.DecodeRune(unit, low)
				i += 6
			}
			out = utf8.AppendRune(out, unit)
			i += 4
		default:
			out = append(out, c)
		}
		i += 2
	}
	return out
}

func hex4(b []byte) (rune, bool) {
	if len(b) < 4 {
		return 0, false
	}
	var unit rune
	for _, c := range b[:4] {
		switch {
		case '0' <= c && c <= '9':
			unit = unit<<4 | rune(c-'0')
		case 'a' <= c && c <= 'f':
			unit = unit<<4 | rune(c-'a'+10)
		case 'A' <= c && c <= 'F':
			unit = unit<<4 | rune(c-'A'+10)
		default:
			return 0, false
		}
	}
	return unit, true
}
