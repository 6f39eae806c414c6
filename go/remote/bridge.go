package remote

import (
	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/wire"
)

// Bridge is what generated code knows of a bridge. It and what it consists of are for generated code.
type Bridge struct {
	Contract Contract
	// Functions are served by a core: the index of each is its number.
	Functions []Served
	// Closers close the objects, one for each type: their numbers follow those of the functions.
	Closers []spandrel.Function
	// Imports are served by the side that has a Go value or the implementation of a Go function.
	Imports []Served
	// Declares tells whether an error is of a type that the bridge declares.
	Declares func(err error) bool
	// AppendError appends the error that the bridge declares in this one, with a number in front that is 0 if there is none.
	AppendError func(b []byte, err error) []byte
	// ReadError reads what AppendError appends; nil for none.
	ReadError func(reader *wire.Reader) error
	// Errors are the names of the errors that the bridge declares, in the order of their numbers.
	Errors []string
	// ReadErrorJSON reads the error with this name, and gives it the message that it had.
	ReadErrorJSON func(name string, text []byte, message string) (error, error)
	// OpenAPI describes the functions over HTTP.
	OpenAPI string
}

// Served is a function as the side knows it that has it.
type Served struct {
	Function *spandrel.Function
	// Serve reads the arguments, makes the call and appends the result.
	Serve func(*Serving) error
	// Objects tells that objects are among its arguments.
	Objects bool
	// Refused says what of it does not pass over HTTP, such as "key is a Secret"; empty if everything does.
	Refused string
	// Local tells that it passes to no other process at all.
	Local bool
	// Arguments, Answer and Item make JSON of the encoding, or the encoding of JSON; nil where there is none.
	Arguments, Answer, Item func(*JSON)
}
