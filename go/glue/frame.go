package glue

import "spandrel.dev/spandrel/internal/abi"

// Frame is what a call that can fail returns.
//
// Status holds the result code in its low byte, a flag for an answer in the scratch block, and that answer's length in
// the upper half. Value is a word of plain data, a handle, or the address of a block.
type Frame struct {
	Status, Value uint64
}

// Result codes.
const (
	codeOK            = abi.CodeOK
	codeError         = abi.CodeError
	codePanic         = abi.CodePanic
	codeClosed        = abi.CodeClosed
	codeInvalidHandle = abi.CodeInvalidHandle
	codeBusy          = abi.CodeBusy
	codeReentrant     = abi.CodeReentrant
	codePoisoned      = abi.CodePoisoned
	codeRefused       = abi.CodeRefused
	codeExhausted     = abi.CodeExhausted
	codeMissing       = abi.CodeMissing
	codePending       = abi.CodePending
	codeCancelled     = abi.CodeCancelled
)

// wantsExclusive flags, beside codeBusy, a call that would have the object alone. The object's slot is in the upper half.
const wantsExclusive = abi.StatusExclusive

// inScratch flags an answer that lies in the scratch block.
const inScratch = abi.StatusInScratch

// OK reports success.
func (f Frame) OK() bool {
	return uint8(f.Status) == codeOK
}

func (f Frame) busy() bool {
	return uint8(f.Status) == codeBusy
}
