// Package strictjson reads one JSON object as RFC 8259 writes it and nothing
// more: no key twice at any depth, no bytes that are not UTF-8, no escape that
// is half a surrogate pair, no byte order mark, nothing after the object.
//
// encoding/json accepts all of these, and turns integers into floats unless
// told otherwise; a contract between four languages cannot afford either.
//
// Values are not built into a tree. Parse checks the whole text once and keeps
// where the members lie; the caller then reads each value as the type it needs.
// Memory stays within a few times the text, however the text is nested.
package strictjson

import (
	"fmt"
	"unicode/utf8"
)

// SyntaxError says where a text stops being one strict JSON object.
type SyntaxError struct {
	At     int // offset in bytes
	Reason string
}

func (e *SyntaxError) Error() string { return fmt.Sprintf("at byte %d: %s", e.At, e.Reason) }

// Value is the text of one checked JSON value, without space around it.
type Value []byte

// Member is one entry of an object.
type Member struct {
	Key   string // unescaped
	Value Value
}

// Parse checks text and returns the members of the object it holds, in their
// order. Values point into text.
func Parse(text []byte) ([]Member, error) {
	if !utf8.Valid(text) {
		return nil, &SyntaxError{firstInvalid(text), "not UTF-8"}
	}
	p := parser{text: text}
	p.space()
	if p.peek() != '{' {
		return nil, p.fault("not a JSON object")
	}
	if err := p.value(); err != nil {
		return nil, err
	}
	return p.members, p.atEnd()
}

// ParseValue checks text and returns the one value of any kind that it holds.
func ParseValue(text []byte) (Value, error) {
	if !utf8.Valid(text) {
		return nil, &SyntaxError{firstInvalid(text), "not UTF-8"}
	}
	p := parser{text: text}
	p.space()
	from := p.at
	if err := p.value(); err != nil {
		return nil, err
	}
	value := Value(text[from:p.at:p.at])
	return value, p.atEnd()
}

// parser walks the text once. Nesting is kept in its own stacks, so that deep
// nesting costs memory and not goroutine stack.
type parser struct {
	text    []byte
	at      int
	kinds   bitStack // of every open container: true for an object
	objects []object // the open objects
	keys    []span   // the keys of the open objects
	members []Member // of the outermost object
}

// atEnd returns an error when more than space is left.
func (p *parser) atEnd() error {
	p.space()
	if p.at != len(p.text) {
		return p.fault("text after the value")
	}
	return nil
}

// value reads a value of any depth and everything in it.
func (p *parser) value() error {
	for {
		opened, err := p.open()
		if err != nil {
			return err
		}
		if opened {
			continue // the next value is the first one inside
		}
		// A value is complete; so may be the containers around it.
		for {
			if p.kinds.len() == 0 {
				return nil
			}
			closed, err := p.next()
			if err != nil {
				return err
			}
			if !closed {
				break
			}
		}
	}
}

// open reads a scalar or an empty container, or enters a container up to its
// first value. It reports whether it entered one.
func (p *parser) open() (bool, error) {
	p.begin()
	switch c := p.peek(); {
	case c == '{':
		p.at++
		p.space()
		p.objects = append(p.objects, object{firstKey: len(p.keys)})
		if p.peek() == '}' {
			p.closeObject()
			return false, nil
		}
		p.kinds.push(true)
		return true, p.key()
	case c == '[':
		p.at++
		p.space()
		if p.peek() == ']' {
			p.at++
			p.end()
			return false, nil
		}
		p.kinds.push(false)
		return true, nil
	case c == '"':
		_, err := p.string()
		p.end()
		return false, err
	case c == '-' || '0' <= c && c <= '9':
		err := p.number()
		p.end()
		return false, err
	}
	for _, word := range []string{"true", "false", "null"} {
		if len(p.text)-p.at >= len(word) && string(p.text[p.at:p.at+len(word)]) == word {
			p.at += len(word)
			p.end()
			return false, nil
		}
	}
	return false, p.fault("a value belongs here")
}

// next reads what follows a value in a container: a comma and, in an object,
// the next key; or the end. It reports whether the container ended.
func (p *parser) next() (closed bool, err error) {
	p.space()
	inObject := p.kinds.top()
	switch c := p.peek(); {
	case c == ',':
		p.at++
		p.space()
		if inObject {
			return false, p.key()
		}
		return false, nil
	case c == '}' && inObject:
		p.kinds.pop()
		p.closeObject()
		return true, nil
	case c == ']' && !inObject:
		p.kinds.pop()
		p.at++
		p.end()
		return true, nil
	}
	return false, p.fault("a comma or the end of the list belongs here")
}

func (p *parser) closeObject() {
	p.at++
	last := len(p.objects) - 1
	p.keys = p.keys[:p.objects[last].firstKey]
	p.objects[last].set = nil
	p.objects = p.objects[:last]
	p.end()
}

// key reads a key and the colon after it, and refuses one that the object
// already has.
func (p *parser) key() error {
	if p.peek() != '"' {
		return p.fault("a key belongs here")
	}
	at := p.at
	key, err := p.string()
	if err != nil {
		return err
	}
	if !p.addKey(key) {
		return &SyntaxError{at, fmt.Sprintf("key %q for the second time", unescape(p.text[key.from:key.to]))}
	}
	p.space()
	if p.peek() != ':' {
		return p.fault("a colon belongs here")
	}
	p.at++
	p.space()
	if len(p.objects) == 1 && p.kinds.len() == 1 {
		p.members = append(p.members, Member{Key: string(unescape(p.text[key.from:key.to]))})
	}
	return nil
}

// begin and end mark where a value of the outermost object lies.
func (p *parser) begin() {
	if p.inOutermost() {
		p.members[len(p.members)-1].Value = Value(p.text[p.at:])
	}
}

func (p *parser) end() {
	if p.inOutermost() {
		member := &p.members[len(p.members)-1]
		from := len(p.text) - len(member.Value)
		member.Value = Value(p.text[from:p.at:p.at])
	}
}

// inOutermost reports whether the value at hand is a member of the outermost
// object.
func (p *parser) inOutermost() bool { return p.kinds.len() == 1 && p.kinds.top() }

// space skips JSON white space.
func (p *parser) space() {
	for p.at < len(p.text) {
		switch p.text[p.at] {
		case ' ', '\t', '\n', '\r':
			p.at++
		default:
			return
		}
	}
}

// peek returns the next byte, 0 at the end. A real NUL fits nowhere either.
func (p *parser) peek() byte {
	if p.at < len(p.text) {
		return p.text[p.at]
	}
	return 0
}

func (p *parser) fault(reason string) error {
	if p.at >= len(p.text) {
		return &SyntaxError{p.at, "the text ends too soon: " + reason}
	}
	return &SyntaxError{p.at, reason}
}

func firstInvalid(text []byte) int {
	at := 0
	for at < len(text) {
		r, size := utf8.DecodeRune(text[at:])
		if r == utf8.RuneError && size == 1 {
			break
		}
		at += size
	}
	return at
}
