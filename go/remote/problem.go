package remote

import (
	"cmp"
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
	// Local tells that the function passes to no other process at all.
	Local bool `json:"local,omitempty"`
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
	of := func(kind string) *problem { return newProblem(kind, function, err.Error()) }
	if b.Declares != nil && b.Declares(err) {
		return b.declared(of(kindDeclared), err)
	}
	switch {
	case errors.As(err, &gone):
		p := of(kindGone)
		p.Reason = cmp.Or(gone.Exit, fmt.Sprint(gone.Err))
		return p
	case errors.As(err, &panicked):
		p := of(kindPanic)
		if panicked.Poisoned {
			p = of(kindPoisoned)
		}
		p.Reason = panicked.Message
		return p
	case errors.As(err, &call):
		if errors.As(err, &input) {
			p := of(kindInput)
			p.Parameter, p.Reason = input.Parameter, input.Reason
			return p
		}
		for _, known := range simple {
			if errors.Is(err, known.err) {
				return of(known.kind)
			}
		}
	}
	p := b.declared(of(kindOther), err)
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
	case kindPanic, kindPoisoned:
		return &spandrel.PanicError{Function: function, Message: p.Reason, Poisoned: p.kind() == kindPoisoned}
	case kindGone:
		return &spandrel.GoneError{Function: function, Sent: true, Err: errors.New(p.Reason)}
	case kindUnsupported:
		return failed(&UnsupportedError{Reason: p.Reason, Local: p.Local})
	case kindDeclared:
		return p.readDeclared(b, p.Detail)
	case kindOther:
		return &Error{Function: function, Message: p.Detail, Type: p.GoType, declared: p.readDeclared(b, "")}
	}
	for _, known := range simple {
		if p.kind() == known.kind {
			return failed(known.err)
		}
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
