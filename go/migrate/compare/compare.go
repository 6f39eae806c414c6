// Package compare tells whether two cores answered a call alike, by the contract: answers are equal by their encoding, or as far
// as declared rules say, errors by their code, streams item by item.
package compare

import (
	"bytes"
	"context"
	"errors"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/migrate/schema"
)

// Outcome is how a call ended.
type Outcome struct {
	// Answer is the encoded answer; nothing for a stream, and for an error.
	Answer []byte
	// Items are the encoded items of a stream.
	Items [][]byte
	// More tells that the stream did not end by itself behind them.
	More bool
	// Code names the error, as [Code] does; "" for none.
	Code string
	// Declared is the error in the encoding of the contract.
	Declared []byte
	// Message is that of the error.
	Message string
	// Took is how long the call took.
	Took time.Duration
}

// Class says in which way two outcomes differ.
type Class string

// Classes of divergences.
const (
	// Value is a difference that is none of the others.
	Value Class = "value"
	// Width is an integer that lost its higher bits.
	Width Class = "width"
	// Sign is a number of the other sign, or with another meaning of its highest bit.
	Sign Class = "sign"
	// Codec is the same content in another form: another byte order, or another case of letters.
	Codec Class = "codec"
	// Empty is nothing on one side: an empty text or list, zero, or none.
	Empty Class = "empty"
	// Length is a list, a text or a stream that goes on on one side.
	Length Class = "length"
	// Order is a list of the same elements in another order.
	Order Class = "order"
	// Rounding is a floating-point number beside the other.
	Rounding Class = "rounding"
	// ErrorCode is another error, Failed an error on one side only.
	ErrorCode Class = "error code"
	Failed    Class = "error"
	// Message is another message of the same error.
	Message Class = "message"
	// Panicked, Crashed and TimedOut are how one side ended.
	Panicked Class = "panic"
	Crashed  Class = "crash"
	TimedOut Class = "timeout"
	// Latency is an answer that came too late, though it came.
	Latency Class = "latency"
	// Nondeterministic is a side that answers the same call differently.
	Nondeterministic Class = "nondeterministic"
	// Malformed is an answer that does not follow the contract.
	Malformed Class = "malformed"
)

// Difference is where two outcomes differ first.
type Difference struct {
	Class Class `json:"class"`
	// Path is where: "answer", "item 3", "error", with fields, such as "answer.hits[2].line".
	Path string `json:"path"`
	// A and B are what is there, as JSON or text.
	A string `json:"a"`
	B string `json:"b"`
}

// String says it in a line.
func (d *Difference) String() string {
	return string(d.Class) + " at " + d.Path + ": " + d.A + " and " + d.B
}

// Tolerance is how far numbers may be apart: by Absolute, or by Relative times the larger one.
type Tolerance struct {
	Absolute float64 `yaml:"absolute" json:"absolute,omitempty"`
	Relative float64 `yaml:"relative" json:"relative,omitempty"`
}

// Rules say what counts as equal. Paths name fields as the contract does, without indices: "answer.hits.line" is the line of
// every hit, "item.at" that of every item of a stream, "error.limit" a field of an error. The zero value is equality of everything
// but the messages of errors, the order of maps and sets, and the bits of a NaN.
type Rules struct {
	// Ignore are paths that are not compared.
	Ignore []string `yaml:"ignore" json:"ignore,omitempty"`
	// Unordered are paths of lists whose order does not matter.
	Unordered []string `yaml:"unordered" json:"unordered,omitempty"`
	// Tolerance is by path of a number, or of anything with numbers in it.
	Tolerance map[string]Tolerance `yaml:"tolerance" json:"tolerance,omitempty"`
	// Messages has the messages of errors compared too.
	Messages bool `yaml:"messages" json:"messages,omitempty"`
	// Latency is how long the candidate may take, as a multiple of the other, above a tenth of a millisecond; 0 for any.
	Latency float64 `yaml:"latency" json:"latency,omitempty"`
}

// Code names an error for comparison: "panic", "crash", "timeout", "cancelled", "closed", "handle", "reentrant", "exhausted",
// "input", "declared" for one of the contract, "other" for the rest.
func Code(calls spandrel.Calls, err error) (code string, declared []byte) {
	var panicked *spandrel.PanicError
	if declared = calls.AppendError(nil, err); len(declared) > 1 {
		return "declared", declared
	}
	for _, known := range []struct {
		code string
		is   bool
	}{
		{"panic", errors.As(err, &panicked)},
		{"crash", errors.Is(err, spandrel.ErrGone)},
		{"timeout", errors.Is(err, context.DeadlineExceeded)},
		{"cancelled", errors.Is(err, context.Canceled)},
		{"closed", errors.Is(err, spandrel.ErrClosed)},
		{"handle", errors.Is(err, spandrel.ErrInvalidHandle)},
		{"reentrant", errors.Is(err, spandrel.ErrReentrant)},
		{"exhausted", errors.Is(err, spandrel.ErrExhausted)},
		{"input", errors.Is(err, spandrel.ErrInvalidInput)},
	} {
		if known.is {
			return known.code, nil
		}
	}
	return "other", nil
}

// Of returns the outcome of a call that was made, other than of a stream.
func Of(calls spandrel.Calls, call spandrel.Call, took time.Duration) Outcome {
	outcome := Outcome{Took: took}
	if err := call.Err(); err != nil {
		outcome.Fail(calls, err)
		return outcome
	}
	outcome.Answer = call.AppendAnswer(nil)
	return outcome
}

// Fail has the outcome be an error.
func (o *Outcome) Fail(calls spandrel.Calls, err error) {
	o.Code, o.Declared = Code(calls, err)
	o.Message = err.Error()
}

// Outcomes returns where two outcomes of a call differ first; nil if they are equal. b is that of the candidate.
func Outcomes(f *schema.Function, contract *schema.Contract, a, b *Outcome, rules *Rules) *Difference {
	if d := ended(a, b); d != nil {
		return d
	}
	if a.Code == "declared" {
		if d := declared(contract, a, b, rules); d != nil {
			return d
		}
	} else if a.Code != "" && rules.Messages && a.Message != b.Message {
		return &Difference{Message, "error", a.Message, b.Message}
	}
	var d *Difference
	if f.Stream {
		d = streams(f, a, b, rules)
	} else if f.Answer != nil && f.Makes == "" && a.Code == "" && !bytes.Equal(a.Answer, b.Answer) {
		d = values(f.Answer, "answer", a.Answer, b.Answer, rules)
	}
	if d == nil && rules.Latency > 0 && b.Took > time.Millisecond/10 && float64(b.Took) > rules.Latency*float64(a.Took) {
		d = &Difference{Latency, "call", a.Took.String(), b.Took.String()}
	}
	return d
}

// ended compares with which error outcomes ended.
func ended(a, b *Outcome) *Difference {
	if a.Code == b.Code {
		return nil
	}
	d := &Difference{Failed, "error", a.ending(), b.ending()}
	if a.Code != "" && b.Code != "" {
		d.Class = ErrorCode
	}
	for _, code := range []string{a.Code, b.Code} {
		switch code {
		case "panic":
			d.Class = Panicked
		case "crash":
			d.Class = Crashed
		case "timeout":
			d.Class = TimedOut
		}
	}
	return d
}

func (o *Outcome) ending() string {
	if o.Code == "" {
		return "no error"
	}
	return o.Code + ": " + o.Message
}

// declared compares two errors of the contract.
func declared(contract *schema.Contract, a, b *Outcome, rules *Rules) *Difference {
	if bytes.Equal(a.Declared, b.Declared) {
		return nil
	}
	if a.Declared[0] != b.Declared[0] || int(a.Declared[0]) > len(contract.Errors) {
		return &Difference{ErrorCode, "error", a.Message, b.Message}
	}
	ty := &schema.Type{Kind: schema.ErrorKind, Enum: contract.Errors[a.Declared[0]-1]}
	return values(ty, "error", a.Declared[1:], b.Declared[1:], rules)
}

// streams compares the items.
func streams(f *schema.Function, a, b *Outcome, rules *Rules) *Difference {
	for i := range min(len(a.Items), len(b.Items)) {
		if d := Item(f, i, a.Items[i], b.Items[i], rules); d != nil {
			return d
		}
	}
	longer := len(a.Items) > len(b.Items) && !b.More || len(a.Items) < len(b.Items) && !a.More
	if longer {
		return &Difference{Length, "items", count(len(a.Items), a.More), count(len(b.Items), b.More)}
	}
	return nil
}

// Item compares two items of a stream.
func Item(f *schema.Function, index int, a, b []byte, rules *Rules) *Difference {
	if bytes.Equal(a, b) {
		return nil
	}
	return values(f.Answer, "item", a, b, rules).at(index)
}
