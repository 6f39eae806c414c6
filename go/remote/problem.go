package remote

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/wire"
)

// problemPrefix is in front of the kind of a problem in its type, which is a name and not a place.
const problemPrefix = "tag:spandrel.dev,2026:"

// Kinds of problems. Those of calls come first, then those of requests that never became one.
const (
	kindDeclared      = "declared"
	kindInput         = "input"
	kindClosed        = "closed"
	kindInvalidHandle = "invalid-handle"
	kindReentrant     = "reentrant"
	kindExhausted     = "exhausted"
	kindDeadline      = "deadline"
	kindCancelled     = "cancelled"
	kindPanic         = "panic"
	kindPoisoned      = "poisoned"
	kindGone          = "gone"
	kindOther         = "other"

	kindUnauthorized = "unauthorized"
	kindForbidden    = "forbidden"
	kindContract     = "contract"
	kindSession      = "session"
	kindFunction     = "function"
	kindMethod       = "method"
	kindMediaType    = "media-type"
	kindTooLarge     = "too-large"
	kindTooSlow      = "too-slow"
	kindBusy         = "busy"
	kindUnsupported  = "unsupported"
)

// kinds are the titles of the problems and their status.
var kinds = map[string]struct {
	status int
	title  string
}{
	kindDeclared:      {http.StatusUnprocessableEntity, "the function returned an error"},
	kindInput:         {http.StatusBadRequest, "a value was refused"},
	kindClosed:        {http.StatusGone, "the object is closed"},
	kindInvalidHandle: {http.StatusNotFound, "there is no such object"},
	kindReentrant:     {http.StatusConflict, "the object is in use further up this call chain"},
	kindExhausted:     {http.StatusServiceUnavailable, "too many open objects"},
	kindDeadline:      {http.StatusGatewayTimeout, "the deadline of the call has passed"},
	kindCancelled:     {http.StatusServiceUnavailable, "the call was cancelled"},
	kindPanic:         {http.StatusInternalServerError, "the function panicked"},
	kindPoisoned:      {http.StatusInternalServerError, "an earlier call of the object panicked"},
	kindGone:          {http.StatusBadGateway, "the core behind the server is gone"},
	kindOther:         {http.StatusInternalServerError, "the function failed"},

	kindUnauthorized: {http.StatusUnauthorized, "the request is not authorised"},
	kindForbidden:    {http.StatusForbidden, "the request is for another host"},
	kindContract:     {http.StatusPreconditionFailed, "the other side has another contract"},
	kindSession:      {http.StatusNotFound, "there is no such session"},
	kindFunction:     {http.StatusNotFound, "there is no such function"},
	kindMethod:       {http.StatusMethodNotAllowed, "the method is not allowed"},
	kindMediaType:    {http.StatusUnsupportedMediaType, "the content type is not supported"},
	kindTooLarge:     {http.StatusRequestEntityTooLarge, "the request is too large"},
	kindTooSlow:      {http.StatusRequestTimeout, "the request did not arrive in time"},
	kindBusy:         {http.StatusServiceUnavailable, "the server has too much to do"},
	kindUnsupported:  {http.StatusNotImplemented, "the function does not pass over HTTP"},
}

// problem is an error as RFC 9457 has it.
type problem struct {
	Type     string `json:"type"`
	Title    string `json:"title"`
	Status   int    `json:"status"`
	Detail   string `json:"detail,omitempty"`
	Function string `json:"function,omitempty"`
	// ErrorType and Error are an error that the bridge declares, with its fields.
	ErrorType string          `json:"error_type,omitempty"`
	Error     json.RawMessage `json:"error,omitempty"`
	// Parameter and Reason are the value that was refused.
	Parameter string `json:"parameter,omitempty"`
	Reason    string `json:"reason,omitempty"`
	// GoType is the type of an error that the bridge does not declare.
	GoType string `json:"go_type,omitempty"`
	// Contract is the hash of the server's contract.
	Contract string `json:"contract,omitempty"`
}

func newProblem(kind, function, detail string) *problem {
	known := kinds[kind]
	return &problem{Type: problemPrefix + kind, Title: known.title, Status: known.status, Function: function, Detail: detail}
}

func (p *problem) kind() string { return strings.TrimPrefix(p.Type, problemPrefix) }

// problemOf describes the error of a call. Backtraces and the output of processes are for the server's log.
func (b *Bridge) problemOf(function string, err error) *problem {
	var (
		panicked *spandrel.PanicError
		input    *spandrel.InputError
		gone     *spandrel.GoneError
		call     *spandrel.CallError
	)
	simple := func(kind string) *problem { return newProblem(kind, function, err.Error()) }
	if b.Declares != nil && b.Declares(err) {
		return b.declared(simple(kindDeclared), err)
	}
	switch {
	case errors.As(err, &gone):
		p := simple(kindGone)
		p.Reason = cmp.Or(gone.Exit, fmt.Sprint(gone.Err))
		return p
	case errors.As(err, &panicked):
		p := simple(kindPanic)
		if panicked.Poisoned {
			p = simple(kindPoisoned)
		}
		p.Reason = panicked.Message
		return p
	case !errors.As(err, &call):
	case errors.As(err, &input):
		p := simple(kindInput)
		p.Parameter, p.Reason = input.Parameter, input.Reason
		return p
	case errors.Is(err, spandrel.ErrClosed):
		return simple(kindClosed)
	case errors.Is(err, spandrel.ErrInvalidHandle):
		return simple(kindInvalidHandle)
	case errors.Is(err, spandrel.ErrReentrant):
		return simple(kindReentrant)
	case errors.Is(err, spandrel.ErrExhausted):
		return simple(kindExhausted)
	case errors.Is(err, context.DeadlineExceeded):
		return simple(kindDeadline)
	case errors.Is(err, context.Canceled):
		return simple(kindCancelled)
	}
	p := b.declared(simple(kindOther), err)
	p.GoType = typeName(err)
	return p
}

// declared adds the error of the bridge that an error is or wraps.
func (b *Bridge) declared(p *problem, err error) *problem {
	if b.AppendError == nil {
		return p
	}
	encoded := b.AppendError(nil, err)
	reader := wire.NewReader(encoded)
	own, ok := b.ReadError(&reader).(interface {
		error
		json.Marshaler
	})
	if !ok || int(encoded[0]) > len(b.Errors) {
		return p
	}
	text, failed := own.MarshalJSON()
	if failed != nil {
		p.Reason = "its fields have no JSON: " + failed.Error()
		return p
	}
	p.ErrorType, p.Error = b.Errors[encoded[0]-1], text
	return p
}

// err is the error that a problem of a call describes; nil for a problem of another kind.
func (p *problem) err(b *Bridge, function string) error {
	failed := func(err error) error { return &spandrel.CallError{Function: function, Err: err} }
	switch p.kind() {
	case kindInput:
		return failed(&spandrel.InputError{Parameter: p.Parameter, Reason: p.Reason})
	case kindClosed:
		return failed(spandrel.ErrClosed)
	case kindInvalidHandle:
		return failed(spandrel.ErrInvalidHandle)
	case kindReentrant:
		return failed(spandrel.ErrReentrant)
	case kindExhausted:
		return failed(spandrel.ErrExhausted)
	case kindDeadline:
		return failed(context.DeadlineExceeded)
	case kindCancelled:
		return failed(context.Canceled)
	case kindPanic, kindPoisoned:
		return &spandrel.PanicError{Function: function, Message: p.Reason, Poisoned: p.kind() == kindPoisoned}
	case kindGone:
		return &spandrel.GoneError{Function: function, Sent: true, Err: errors.New(p.Reason)}
	case kindUnsupported:
		return failed(&UnsupportedError{Reason: p.Reason})
	case kindDeclared:
		return p.readDeclared(b, p.Detail)
	case kindOther:
		return &Error{Function: function, Message: p.Detail, Type: p.GoType, declared: p.readDeclared(b, "")}
	}
	return nil
}

// readDeclared is the error of the bridge, with the message that it had; nil for none.
func (p *problem) readDeclared(b *Bridge, message string) error {
	if p.ErrorType == "" || b.ReadErrorJSON == nil {
		return nil
	}
	read, err := b.ReadErrorJSON(p.ErrorType, p.Error, message)
	if err != nil {
		return nil
	}
	return read
}

// UnsupportedError says that a function does not pass over HTTP, or to no other process. It matches [errors.ErrUnsupported].
type UnsupportedError struct {
	// Reason says what of it does not, such as "key is a Secret".
	Reason string
	// Local tells that it passes to no other process at all, as an end of a ring, which is memory of one.
	Local bool
}

// Error returns the reason, and what to do.
func (e *UnsupportedError) Error() string {
	if e.Local {
		return e.Reason + ", which is memory of one process: call the core in the program that it is linked into, with Embedded"
	}
	return e.Reason + ", which does not pass over HTTP: use a worker or a Unix socket"
}

// Local is the error of a function that answers with an end of a ring: for generated code.
func Local(f *spandrel.Function) error {
	return &spandrel.CallError{Function: f.Name, Err: &UnsupportedError{Reason: "the result is an end of a ring", Local: true}}
}

// LocalArgument is the error of a function of Go's that takes an end of a ring: for generated code.
func LocalArgument(f *spandrel.Function, parameter string) error {
	return &spandrel.CallError{Function: f.Name, Err: &UnsupportedError{Reason: parameter + " is an end of a ring", Local: true}}
}

// Is reports whether target is [errors.ErrUnsupported].
func (e *UnsupportedError) Is(target error) bool { return target == errors.ErrUnsupported }

// HTTPError says that a server refused a request before it became a call.
type HTTPError struct {
	// Function is the full name of what was called.
	Function string
	// Status is the status of the answer.
	Status int
	// Kind is the kind of problem, such as "unauthorized", "too-large" or "busy"; empty if another program answered.
	Kind string
	// Detail says what is wrong.
	Detail string
}

// Error returns function, status and detail.
func (e *HTTPError) Error() string {
	text := fmt.Sprintf("spandrel: call %s: the server answered %d %s", e.Function, e.Status, http.StatusText(e.Status))
	if e.Detail != "" {
		text += ": " + e.Detail
	}
	return text
}

// ownError is an error of one call, which does not end what it was made over. of has it name the function.
type ownError struct {
	of func(function string) error
}

func (e *ownError) Error() string { return e.of("").Error() }
