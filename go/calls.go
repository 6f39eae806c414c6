package spandrel

import "context"

// Calls makes calls of one core from data: calls of a record that are played again, calls that a generator made, and the calls
// that another core got. No hook surrounds them. The generated hook.Calls returns one. It may be used by any number of
// goroutines.
//
// It has its own table of the objects that its calls make. A number in encoded arguments is one of that table; what has no
// object there is called with nil, which a core refuses with [ErrInvalidHandle]. Generated code implements the interface, and
// it may get more methods.
type Calls interface {
	// Contract is the contract as text.
	Contract() string
	// Functions are the functions of the contract by their numbers, and behind them Close of each object.
	Functions() []Function
	// Decode returns a call of the function with this number. The error says that the arguments do not follow the contract, or
	// that data cannot be all of them: a callback, an interface that Go implements, or a [Secret] is among them.
	Decode(ctx context.Context, number int, arguments []byte) (Call, error)
	// Repeat returns a call with the arguments of a call that a hook surrounds, of the same contract: the same values,
	// which belong to the caller until that call returns. Objects are those of this core with the same numbers.
	Repeat(call Call) (Call, error)
	// Rename has an object of the table known by another number from now on.
	Rename(object, number uint64)
	// Has reports whether the table has an object of this number.
	Has(object uint64) bool
	// Remove removes an object from the table, without closing it.
	Remove(object uint64)
	// AppendError appends which error of the contract err is: its number from 1, and its fields; 0 for any other error.
	AppendError(buffer []byte, err error) []byte
}
