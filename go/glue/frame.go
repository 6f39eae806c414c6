package glue

// Frame is what a call that can fail hands back.
//
// Status holds the result code in its low byte, a flag for an answer in the scratch block, and that answer's length in
// the upper half. Value is a word of plain data, a handle, or the address of a block.
type Frame struct {
	Status, Value uint64
}

// Result codes, the same list as on the Rust side.
const (
	codeOK            = 0
	codeError         = 1
	codePanic         = 2
	codeClosed        = 3
	codeInvalidHandle = 4
	codeBusy          = 5
	codeReentrant     = 6
	codePoisoned      = 7
	codeRefused       = 8
	codeExhausted     = 9
	codeMissing       = 10
	codePending       = 11
)

// codeCancelled is a code that Rust never answers: the context was done before the call was. The frame's value says
// whether it was its deadline.
const codeCancelled = 255

// wantsExclusive flags, beside codeBusy, a call that would have the object alone. The object's slot is in the upper half.
const wantsExclusive = 1 << 8

// inScratch flags an answer that lies in the scratch block.
const inScratch = 1 << 8

// OK reports success.
func (f Frame) OK() bool {
	return uint8(f.Status) == codeOK
}

func (f Frame) busy() bool {
	return uint8(f.Status) == codeBusy
}
