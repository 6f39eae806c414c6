package schema

import (
	"fmt"
	"strconv"
	"strings"

	"spandrel.dev/spandrel"
)

// Of returns the contract behind the calls of a core.
func Of(calls spandrel.Calls) (*Contract, error) {
	return Parse(calls.Contract(), calls.Functions())
}

// Parse reads the text of a contract. functions are those of the generated package, whose names the functions get; without them
// they have those of the contract.
func Parse(text string, functions []spandrel.Function) (*Contract, error) {
	p := &parser{contract: &Contract{Records: map[string]*Record{}, Enums: map[string]*Enum{}}, interfaces: map[string]bool{}}
	lines := strings.Split(text, "\n")
	p.declare(lines)
	for at, line := range lines {
		p.rest = line
		if err := p.item(functions); err != nil {
			return nil, fmt.Errorf("line %d of the contract, %q: %w", at+1, line, err)
		}
	}
	if len(functions) > 0 && len(p.contract.Functions)+len(p.contract.Objects) != len(functions) {
		return nil, fmt.Errorf("the contract has %d functions and %d objects, the generated package %d functions", len(p.contract.Functions), len(p.contract.Objects), len(functions))
	}
	for _, object := range p.contract.Objects {
		p.function(&Function{Name: object + ".Close", Object: object, Close: true}, functions)
	}
	return p.contract, nil
}

type parser struct {
	contract   *Contract
	interfaces map[string]bool
	errors     map[string]*Enum
	rest       string
}

// declare notes the names of all types, which lines may use before they declare them.
func (p *parser) declare(lines []string) {
	p.errors = map[string]*Enum{}
	for _, line := range lines {
		word, rest, _ := strings.Cut(line, " ")
		name, _, _ := strings.Cut(rest, " ")
		switch word {
		case "record":
			p.contract.Records[name] = &Record{Name: name}
		case "enum":
			p.contract.Enums[name] = &Enum{Name: name, Plain: true}
		case "error":
			p.errors[name] = &Enum{Name: name}
			p.contract.Errors = append(p.contract.Errors, p.errors[name])
		case "object":
			p.contract.Objects = append(p.contract.Objects, name)
		case "interface":
			p.interfaces[name] = true
		}
	}
}

func (p *parser) item(functions []spandrel.Function) error {
	switch word := p.word(); word {
	case "package":
		p.contract.Package = p.word()
	case "record":
		record := p.contract.Records[p.word()]
		fields, err := p.fields()
		record.Fields = fields
		return err
	case "enum":
		return p.variants(p.contract.Enums[p.word()])
	case "error":
		return p.variants(p.errors[p.word()])
	case "rust":
		function, err := p.signature()
		if err != nil {
			return err
		}
		p.function(function, functions)
	}
	return nil
}

// function adds a function, with the next number.
func (p *parser) function(function *Function, functions []spandrel.Function) {
	function.Number = len(p.contract.Functions)
	function.Name = p.contract.Package + "." + function.Name
	if function.Number < len(functions) {
		function.Name = functions[function.Number].Name
	}
	p.contract.Functions = append(p.contract.Functions, function)
}

// skip skips spaces.
func (p *parser) skip() { p.rest = strings.TrimLeft(p.rest, " ") }

// word reads a name.
func (p *parser) word() string {
	p.skip()
	end := 0
	for end < len(p.rest) && (p.rest[end] == '_' || p.rest[end] == '#' || p.rest[end] >= '0' && p.rest[end] <= '9' || p.rest[end]|0x20 >= 'a' && p.rest[end]|0x20 <= 'z' || p.rest[end] >= 0x80) {
		end++
	}
	word := p.rest[:end]
	p.rest = p.rest[end:]
	return word
}

// take reads a text if it is next.
func (p *parser) take(text string) bool {
	p.skip()
	rest, ok := strings.CutPrefix(p.rest, text)
	p.rest = rest
	return ok
}

func (p *parser) expect(text string) error {
	if !p.take(text) {
		return fmt.Errorf("%q is missing in front of %q", text, p.rest)
	}
	return nil
}

// list reads what is between two brackets, separated by commas.
func (p *parser) list(open, end string, item func() error) error {
	if err := p.expect(open); err != nil {
		return err
	}
	for !p.take(end) {
		if err := item(); err != nil {
			return err
		}
		if !p.take(",") {
			return p.expect(end)
		}
	}
	return nil
}

func (p *parser) fields() ([]Field, error) {
	var fields []Field
	err := p.list("{", "}", func() error {
		field, err := p.field()
		fields = append(fields, field)
		return err
	})
	return fields, err
}

func (p *parser) field() (Field, error) {
	name := p.word()
	if name == "view" && !strings.HasPrefix(p.rest, ":") {
		name = p.word()
	}
	if err := p.expect(":"); err != nil {
		return Field{}, err
	}
	ty, err := p.typ()
	return Field{Name: strings.TrimPrefix(name, "r#"), Type: ty}, err
}

func (p *parser) variants(enum *Enum) error {
	return p.list("{", "}", func() error {
		variant := Variant{Name: p.word()}
		p.skip()
		switch {
		case p.take("="):
			p.skip()
			number, _, _ := strings.Cut(p.rest, " ")
			number = strings.TrimSuffix(number, ",")
			value, err := strconv.ParseInt(number, 10, 64)
			if err != nil {
				return err
			}
			p.rest = p.rest[len(number):]
			variant.Discriminant = value
		case strings.HasPrefix(p.rest, "{"):
			enum.Plain = false
			fields, err := p.fields()
			if err != nil {
				return err
			}
			variant.Fields = fields
		default:
			// A variant without fields has its discriminant unless another one has fields.
			enum.Plain = false
		}
		enum.Variants = append(enum.Variants, variant)
		return nil
	})
}

// signature reads a function behind its side.
func (p *parser) signature() (*Function, error) {
	function := &Function{}
	name := p.word()
	for name == "leaf" || name == "async" {
		function.Leaf = function.Leaf || name == "leaf"
		function.Async = function.Async || name == "async"
		name = p.word()
	}
	function.Name = name
	owner := ""
	if p.take("::") {
		owner = name
		function.Name += "." + p.word()
	}
	err := p.list("(", ")", func() error {
		switch {
		case p.take("&self"):
			function.Object = owner
			return nil
		case p.take("&mut self"):
			function.Object, function.Exclusive = owner, true
			return nil
		}
		field, err := p.field()
		function.Params = append(function.Params, field)
		return err
	})
	if err != nil || !p.take("->") {
		return function, err
	}
	answer, failure, err := p.returns()
	function.Answer, function.Error = answer, failure
	if answer != nil && answer.Kind == Object {
		function.Makes = answer.Object
	}
	function.Stream = answer != nil && strings.HasPrefix(answer.Text, "impl Stream")
	if function.Stream && answer.Elem != nil {
		function.Answer = answer.Elem
	}
	return function, err
}

// returns reads the type of a result, and of its error.
func (p *parser) returns() (answer *Type, failure *Enum, err error) {
	switch {
	case p.take("impl Stream<Item ="):
		item, failure, err := p.returns()
		if err == nil {
			err = p.expect(">")
		}
		return &Type{Kind: List, Text: "impl Stream", Elem: item}, failure, err
	case p.take("Result<"):
		if answer, err = p.typ(); err != nil {
			return nil, nil, err
		}
		if p.take(",") {
			failure = p.errors[p.word()]
		}
		return answer, failure, p.expect(">")
	}
	answer, err = p.typ()
	return answer, nil, err
}
