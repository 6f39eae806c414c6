package abi

// Frame is what a call that can fail returns.
//
// Status holds the result code in its low byte, a flag for an answer in the scratch block, and that answer's length in
// the upper half. Value is a word of plain data, a handle, or the address of a block.
type Frame struct {
	Status, Value uint64
}

// Code is the result code.
func (f Frame) Code() uint8 {
	return uint8(f.Status)
}

// OK reports success.
func (f Frame) OK() bool {
	return f.Code() == CodeOK
}

// Busy reports that an object of the call is in use.
func (f Frame) Busy() bool {
	return f.Code() == CodeBusy
}
