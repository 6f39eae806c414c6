package schema

import (
	"fmt"
	"strconv"
	"strings"
)

var scalars = map[string]Kind{
	"bool": Bool, "char": Char, "u8": Uint8, "u16": Uint16, "u32": Uint32, "u64": Uint64, "u128": Uint128, "usize": Uint64,
	"i8": Int8, "i16": Int16, "i32": Int32, "i64": Int64, "i128": Int128, "isize": Int64, "f32": Float32, "f64": Float64,
	"String": String, "str": String, "Duration": Duration, "SystemTime": Time,
}

// typ reads a type: nil for ().
func (p *parser) typ() (*Type, error) {
	p.skip()
	start := p.rest
	ty, err := p.bare()
	if ty != nil && ty.Text == "" {
		ty.Text = strings.TrimSpace(start[:len(start)-len(p.rest)])
	}
	return ty, err
}

// ring reads an end of a ring behind the module's name.
func (p *parser) ring() (*Type, error) {
	err := p.expect("::")
	if p.word(); err == nil {
		err = p.expect("<")
	}
	if err != nil {
		return nil, err
	}
	message, err := p.typ()
	if err != nil {
		return nil, err
	}
	return &Type{Kind: Ring, Elem: message}, p.expect(">")
}

func (p *parser) bare() (*Type, error) {
	switch {
	case p.take("&dyn"), p.take("Box<dyn"):
		return &Type{Kind: Callback}, p.callback()
	case p.take("&mut"), p.take("&"):
		return p.bare()
	case p.take("["):
		return p.array()
	case p.take("("):
		return p.tuple()
	}
	name := p.word()
	if kind, ok := scalars[name]; ok {
		return &Type{Kind: kind}, nil
	}
	switch name {
	case "ring":
		return p.ring()
	case "Bytes":
		return &Type{Kind: Bytes, Len: -1}, nil
	case "Vec", "Option", "HashSet", "BTreeSet", "HashMap", "BTreeMap", "Secret":
		return p.generic(name)
	}
	if record := p.contract.Records[name]; record != nil {
		return &Type{Kind: RecordKind, Record: record}, nil
	}
	if enum := p.contract.Enums[name]; enum != nil {
		return &Type{Kind: EnumKind, Enum: enum}, nil
	}
	if enum := p.errors[name]; enum != nil {
		return &Type{Kind: ErrorKind, Enum: enum}, nil
	}
	if p.interfaces[name] {
		return &Type{Kind: Interface}, nil
	}
	for _, object := range p.contract.Objects {
		if object == name {
			return &Type{Kind: Object, Object: name}, nil
		}
	}
	return nil, fmt.Errorf("%q is not a type that this version knows", name)
}

// callback skips the rest of a callback: nothing is known of it but that it is one.
func (p *parser) callback() error {
	depth := 0
	for i := range len(p.rest) {
		switch p.rest[i] {
		case '(', '[', '<':
			depth++
		case '>':
			if i > 0 && p.rest[i-1] == '-' {
				continue
			}
			if depth--; depth < 0 {
				p.rest = p.rest[i+1:]
				return nil
			}
		case ')', ']':
			if depth--; depth < 0 {
				p.rest = p.rest[i:]
				return nil
			}
		case ',':
			if depth == 0 {
				p.rest = p.rest[i:]
				return nil
			}
		}
	}
	p.rest = ""
	return nil
}

// list of returns the type of a list of a type.
func listOf(elem *Type) *Type {
	if elem.Kind == Uint8 {
		return &Type{Kind: Bytes, Len: -1}
	}
	return &Type{Kind: List, Elem: elem}
}

// array reads a slice or an array behind its bracket.
func (p *parser) array() (*Type, error) {
	elem, err := p.typ()
	if err != nil {
		return nil, err
	}
	if p.take("]") {
		return listOf(elem), nil
	}
	if err := p.expect(";"); err != nil {
		return nil, err
	}
	length, err := strconv.Atoi(p.word())
	if err != nil {
		return nil, err
	}
	ty := &Type{Kind: Array, Elem: elem, Len: length}
	if elem.Kind == Uint8 {
		ty = &Type{Kind: Bytes, Len: length}
	}
	return ty, p.expect("]")
}

func (p *parser) tuple() (*Type, error) {
	ty := &Type{Kind: Tuple}
	p.rest = "(" + p.rest
	err := p.list("(", ")", func() error {
		item, err := p.typ()
		ty.Items = append(ty.Items, item)
		return err
	})
	if len(ty.Items) == 0 {
		return nil, err
	}
	return ty, err
}

func (p *parser) generic(name string) (*Type, error) {
	if name == "Secret" {
		_, rest, _ := strings.Cut(p.rest, ">")
		p.rest = rest
		return &Type{Kind: Secret}, nil
	}
	if err := p.expect("<"); err != nil {
		return nil, err
	}
	elem, err := p.typ()
	if err != nil {
		return nil, err
	}
	ty := &Type{Elem: elem}
	switch name {
	case "Vec":
		ty = listOf(elem)
	case "Option":
		ty.Kind = Option
	case "HashSet", "BTreeSet":
		ty.Kind = Set
	default:
		ty.Kind, ty.Key = Map, elem
		if err := p.expect(","); err != nil {
			return nil, err
		}
		if ty.Elem, err = p.typ(); err != nil {
			return nil, err
		}
	}
	return ty, p.expect(">")
}
