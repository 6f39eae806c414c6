// Package schema reads the contract of a bridge as data: which functions there are, and of which types their arguments and
// answers are. It reads and writes values in the flat encoding and in JSON without code for the bridge.
package schema

import "strings"

// Contract is what both sides of a bridge know.
type Contract struct {
	Package   string
	Functions []*Function
	Records   map[string]*Record
	Enums     map[string]*Enum
	// Errors are in the order of their numbers, which begin at 1.
	Errors []*Enum
	// Objects are the names of the types of objects.
	Objects []string
}

// Function is a function that a core implements.
type Function struct {
	// Name is the name in Go with that of the package, such as "search.Index.Find".
	Name string
	// Number is its place in the contract.
	Number int
	// Object is the type of the object that it is a method of; "" for none.
	Object string
	// Makes is the type of the object that it answers with; "" for none.
	Makes  string
	Params []Field
	// Answer is the type of the answer, or of an item of the stream; nil for none.
	Answer *Type
	Stream bool
	Async  bool
	Leaf   bool
	// Exclusive tells that the method changes its object.
	Exclusive bool
	// Close tells that it closes the object.
	Close bool
	// Error is the error that it is declared to return; nil for none.
	Error *Enum
}

// Data reports whether data can be all of the arguments: no callback, no interface that Go implements, and no secret is among
// them, and what prevents it.
func (f *Function) Data() (because string, ok bool) {
	for _, param := range f.Params {
		switch param.Type.Kind {
		case Callback:
			return "takes a callback", false
		case Interface:
			return "takes an interface that Go implements", false
		case Secret:
			return "takes a secret", false
		}
	}
	if f.Answer != nil && f.Answer.Kind == Secret {
		return "answers with a secret", false
	}
	if f.Answer != nil && f.Answer.Kind == Ring {
		return "answers with an end of a ring", false
	}
	return "", true
}

// ShortName is the name without that of the package.
func (f *Function) ShortName() string {
	_, name, _ := strings.Cut(f.Name, ".")
	return name
}

// Field is a parameter, or a field of a record or variant.
type Field struct {
	Name string
	Type *Type
}

// Record is a struct of the contract.
type Record struct {
	Name   string
	Fields []Field
}

// Enum is an enum of the contract, or an error.
type Enum struct {
	Name string
	// Plain tells that no variant has fields, and values are encoded as discriminants. Errors never are.
	Plain    bool
	Variants []Variant
}

// Variant is one of an enum.
type Variant struct {
	Name         string
	Discriminant int64
	Fields       []Field
}

// Kind is a kind of type.
type Kind uint8

// Kinds of types.
const (
	Bool Kind = iota
	Char
	Uint8
	Uint16
	Uint32
	Uint64
	Uint128
	Int8
	Int16
	Int32
	Int64
	Int128
	Float32
	Float64
	String
	// Bytes are lists and arrays of bytes.
	Bytes
	List
	Array
	Option
	Tuple
	Map
	Set
	Duration
	Time
	RecordKind
	EnumKind
	ErrorKind
	Object
	Interface
	Callback
	Secret
	// Ring is an end of a ring, which is not data.
	Ring
)

// Type is a type of the contract.
type Type struct {
	Kind Kind
	// Text is the type as the contract spells it.
	Text string
	// Elem is the type of elements, and of the values of a map; Key that of its keys.
	Elem, Key *Type
	Items     []*Type
	// Len is that of an array: also of bytes, where it is -1 for lists.
	Len    int
	Record *Record
	Enum   *Enum
	// Object is the name of an object's type.
	Object string
}

// Function returns the function of a name, with or without that of the package; nil if there is none.
func (c *Contract) Function(name string) *Function {
	for _, function := range c.Functions {
		if function.Name == name || function.ShortName() == name {
			return function
		}
	}
	return nil
}

// Param returns the index of a parameter, -1 if there is none of the name.
func (f *Function) Param(name string) int {
	for i, param := range f.Params {
		if param.Name == name {
			return i
		}
	}
	return -1
}
