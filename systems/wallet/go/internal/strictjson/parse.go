package strictjson

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"

	"spandrel.dev/wallet/internal/fault"
)

// MaxDepth is how many objects and lists may lie in each other.
const MaxDepth = 64

// Parse reads one value, with nothing but white space around it.
func Parse(text []byte) (*Value, error) { return ParseInside(text, 0) }

// ParseInside reads a value that lies inside of others.
func ParseInside(text []byte, depth int) (*Value, error) {
	p := parser{rest: text}
	p.space()
	value := p.value(depth)
	p.space()
	if p.err == nil && len(p.rest) > 0 {
		p.fail("something stands behind the value")
	}
	if p.err != nil {
		return nil, p.err
	}
	return value, nil
}

// parser goes on with zero values after its first error.
type parser struct {
	rest []byte
	err  error
}

func (p *parser) fail(message string) {
	if p.err == nil {
		p.err = fault.New(fault.InvalidInput, "this is not valid JSON: "+message)
	}
	p.rest = nil
}

func (p *parser) space() {
	for len(p.rest) > 0 && (p.rest[0] == ' ' || p.rest[0] == '\t' || p.rest[0] == '\n' || p.rest[0] == '\r') {
		p.rest = p.rest[1:]
	}
}

// next reports whether the next byte is b, and takes it.
func (p *parser) next(b byte) bool {
	if len(p.rest) > 0 && p.rest[0] == b {
		p.rest = p.rest[1:]
		return true
	}
	return false
}

func (p *parser) word(word string, value Value) *Value {
	if len(p.rest) < len(word) || string(p.rest[:len(word)]) != word {
		p.fail("a value is none of JSON's")
		return &Value{}
	}
	p.rest = p.rest[len(word):]
	return &value
}

func (p *parser) value(depth int) *Value {
	if len(p.rest) == 0 {
		p.fail("a value is missing")
		return &Value{}
	}
	if depth >= MaxDepth && (p.rest[0] == '{' || p.rest[0] == '[') {
		p.fail("values nest too deep")
		return &Value{}
	}
	switch p.rest[0] {
	case '{':
		return p.object(depth)
	case '[':
		return p.list(depth)
	case '"':
		return &Value{Kind: Text, Text: p.text()}
	case 't':
		return p.word("true", Value{Kind: Bool, True: true})
	case 'f':
		return p.word("false", Value{Kind: Bool})
	case 'n':
		return p.word("null", Value{})
	}
	return p.number()
}

func (p *parser) object(depth int) *Value {
	object := &Value{Kind: Object}
	seen := map[string]bool{}
	p.next('{')
	p.space()
	if p.next('}') {
		return object
	}
	for p.err == nil {
		p.space()
		key := p.text()
		if p.err == nil && seen[key] {
			p.fail("a key comes twice")
		}
		seen[key] = true
		p.space()
		if !p.next(':') {
			p.fail("a colon is missing")
		}
		p.space()
		object.Members = append(object.Members, Member{key, p.value(depth + 1)})
		p.space()
		if p.next('}') {
			break
		}
		if !p.next(',') {
			p.fail("an object does not end")
		}
	}
	return object
}

func (p *parser) list(depth int) *Value {
	list := &Value{Kind: List}
	p.next('[')
	p.space()
	if p.next(']') {
		return list
	}
	for p.err == nil {
		p.space()
		list.Items = append(list.Items, p.value(depth+1))
		p.space()
		if p.next(']') {
			break
		}
		if !p.next(',') {
			p.fail("a list does not end")
		}
	}
	return list
}

func (p *parser) digits() int {
	n := 0
	for n < len(p.rest) && p.rest[n] >= '0' && p.rest[n] <= '9' {
		n++
	}
	p.rest = p.rest[n:]
	return n
}

func (p *parser) number() *Value {
	whole := p.rest
	p.next('-')
	zero := len(p.rest) > 0 && p.rest[0] == '0'
	if n := p.digits(); n == 0 || zero && n > 1 {
		p.fail("a value is none of JSON's")
	}
	if p.next('.') && p.digits() == 0 {
		p.fail("a number ends in a point")
	}
	if p.next('e') || p.next('E') {
		if !p.next('+') {
			p.next('-')
		}
		if p.digits() == 0 {
			p.fail("an exponent is missing")
		}
	}
	if p.err != nil {
		return &Value{}
	}
	return &Value{Kind: Number, Text: string(whole[:len(whole)-len(p.rest)])}
}

func (p *parser) text() string {
	if !p.next('"') {
		p.fail("a text is missing")
		return ""
	}
	var out []byte
	for p.err == nil {
		if len(p.rest) == 0 {
			p.fail("a text does not end")
			break
		}
		b := p.rest[0]
		switch {
		case b == '"':
			p.rest = p.rest[1:]
			return string(out)
		case b == '\\':
			out = utf8.AppendRune(out, p.escape())
		case b < 0x20:
			p.fail("a control character stands in a text")
		default:
			character, size := utf8.DecodeRune(p.rest)
			if character == utf8.RuneError && size == 1 {
				p.fail("a text is not UTF-8")
				break
			}
			out = append(out, p.rest[:size]...)
			p.rest = p.rest[size:]
		}
	}
	return ""
}

var escapes = map[byte]rune{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

func (p *parser) escape() rune {
	p.next('\\')
	if len(p.rest) == 0 {
		p.fail("a text does not end")
		return 0
	}
	if character, ok := escapes[p.rest[0]]; ok {
		p.rest = p.rest[1:]
		return character
	}
	first := p.unit()
	if !utf16.IsSurrogate(first) {
		return first
	}
	if !p.next('\\') {
		p.fail("half a character stands in a text")
		return 0
	}
	whole := utf16.DecodeRune(first, p.unit())
	if whole == utf8.RuneError {
		p.fail("half a character stands in a text")
	}
	return whole
}

// unit reads u and four digits.
func (p *parser) unit() rune {
	if p.next('u') && len(p.rest) >= 4 {
		if value, err := strconv.ParseUint(string(p.rest[:4]), 16, 16); err == nil {
			p.rest = p.rest[4:]
			return rune(value)
		}
	}
	p.fail("an escape is none of JSON's")
	return 0
}
