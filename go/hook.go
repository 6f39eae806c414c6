package spandrel

import "context"

// Hook surrounds the calls of a Core that the generated Wrap has wrapped: for metrics, traces, logs, tests, records, and
// for answers in place of the core. Its methods are called by all goroutines that call the core.
type Hook interface {
	// Begin is told that f is about to be called. It reports whether Around is to be called for this call; otherwise
	// the call goes to the core directly. A hook that only counts, or samples, does so here: it sees the function alone, and
	// costs no more than itself.
	//
	// ctx is that of the caller, or the background of a function that takes none.
	Begin(ctx context.Context, f *Function) bool
	// Around surrounds a call: it makes the call with [Call.Proceed] and looks at it before and after, or answers in
	// its place. A call that gets no answer fails with [ErrUnanswered]. If the hook panics, the caller does.
	Around(call Call)
}

// HookFunc is a [Hook] that surrounds every call.
type HookFunc func(call Call)

// Begin returns true.
func (f HookFunc) Begin(context.Context, *Function) bool { return true }

// Around calls f.
func (f HookFunc) Around(call Call) { f(call) }

// Function is a function of a bridge, as hooks see it.
type Function struct {
	// Name is the full name, such as "search.Index.Find".
	Name string
	// Number is its place in the contract, from 0.
	Number int
	// Async tells that the function takes a context.
	Async bool
	// Stream tells that it returns a stream. Each range over the stream is a call, and the call a [StreamCall].
	Stream bool
	// Secret tells that arguments or answer have a [Secret], which hooks do not see: it is encoded as if it were nil.
	Secret bool
	// Constructor tells that it answers with a new object.
	Constructor bool
	// Ring tells that it answers with an end of a ring, which passes through: hooks see no answer, and have none in place of the
	// core's.
	Ring bool
	// Method tells that the first argument is the object that it is a method of.
	Method bool
	// Close tells that it closes the object that is its only argument.
	Close bool
}

// String returns the name.
func (f *Function) String() string { return f.Name }

// Call is a call that a [Hook] surrounds, on the goroutine that made it. It may be retained, for arguments and answer, and
// must not be proceeded with when Around has returned.
//
// Arguments and answers are seen in the encoding of the contract: an object is the number that it has in the wrapped core,
// and 0 if it is none of its objects; a callback, and an interface that Go implements, is 1, or 0 for nil; these pass through
// to the core. Generated code implements the interface, and it may get more methods.
type Call interface {
	// Function is what is called.
	Function() *Function
	// Context is that of the caller.
	Context() context.Context
	// SetContext replaces what the core gets for a context, of a function that takes one.
	SetContext(ctx context.Context)
	// AppendArguments appends the encoded arguments.
	AppendArguments(buffer []byte) []byte
	// Proceed makes the call and returns its error. It may be called again, as by a hook that retries: the last answer counts.
	Proceed() error
	// Err is the error of the call: nil before there is an answer.
	Err() error
	// AppendAnswer appends the encoded answer; nothing for an error and before there is an answer.
	AppendAnswer(buffer []byte) []byte
	// Answer answers in place of the core, or replaces its answer. What does not follow the contract is an error, and no
	// answer. For a function that answers with an object, it has a number of NewObject.
	Answer(encoded []byte) error
	// Fail answers with an error.
	Fail(err error)
	// NewObject returns a number for an object that no core has: calls with it can be answered by the hook alone.
	NewObject() uint64
}

// StreamCall is the call of a function that returns a stream. Proceed passes the items to the caller, and returns when there are
// no more, or the caller wants no more. It has no answer to append.
type StreamCall interface {
	Call
	// OnItem has see called in front of each item that Proceed passes on. The argument appends the encoded item.
	OnItem(see func(appendItem func(buffer []byte) []byte))
	// While has pass called in front of each item that Proceed would pass on. The stream ends, without an error, in front of
	// an item for which it returns false.
	While(pass func(appendItem func(buffer []byte) []byte) bool)
	// Stopped reports whether the caller takes no more items.
	Stopped() bool
	// Yield passes an encoded item to the caller in place of the core, and reports whether the caller wants more.
	Yield(encoded []byte) (more bool, err error)
}
