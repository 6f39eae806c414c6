package remote

import (
	"errors"
	"strings"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/jsonform"
	"spandrel.dev/spandrel/glue/wire"
)

// JSON makes JSON of encoded values, or the encoding of JSON. It is for generated code.
type JSON struct {
	*jsonform.Codec
	// Buffer is where the encoding of what was read from JSON is appended.
	Buffer []byte

	reader *wire.Reader
}

// Writes tells that JSON is written of what Reader reads. Otherwise JSON is read, and its encoding appended to Buffer.
func (j *JSON) Writes() bool { return !j.Reads() }

// Reader reads the encoding.
func (j *JSON) Reader() *wire.Reader { return j.reader }

// Close closes bytes that were read from one of both and written to the other. It is for generated code.
func (j *JSON) Close(bytes *spandrel.Bytes) { _ = bytes.Close() }

// noArguments are those of a function without.
func noArguments(j *JSON) { j.Open().Close() }

// closeArguments are those of a function that closes an object.
func closeArguments(j *JSON) {
	var handle uint64
	if j.Writes() {
		handle = j.Reader().Uint64()
	}
	o := j.Open()
	jsonform.Field(o, "self", &handle, jsonform.Uint64)
	o.Close()
	if !j.Writes() {
		j.Buffer = wire.AppendUint64(j.Buffer, handle)
	}
}

// errEncoding says that encoded values do not follow the contract.
var errEncoding = errors.New("do not follow the contract")

// appendJSON appends JSON of what the reader reads.
func appendJSON(b []byte, reader *wire.Reader, form func(*JSON)) ([]byte, error) {
	j := &JSON{Codec: jsonform.NewWriter(b), reader: reader}
	form(j)
	if reader.Failed() {
		return b, errEncoding
	}
	return j.Written()
}

// toJSON appends JSON of the whole encoding.
func toJSON(b, encoded []byte, form func(*JSON)) ([]byte, error) {
	reader := wire.NewReader(encoded)
	b, err := appendJSON(b, &reader, form)
	if err == nil && reader.Len() > 0 {
		return b, errEncoding
	}
	return b, err
}

// fromJSON appends the encoding of a JSON text.
func fromJSON(b, text []byte, form func(*JSON)) ([]byte, error) {
	j := &JSON{Codec: jsonform.NewReader(text), Buffer: b}
	form(j)
	if err := j.Read(); err != nil {
		return b, err
	}
	return j.Buffer, nil
}

// refusedJSON is the error of an argument or a result that has no counterpart. Whole names the value if the error does not.
func refusedJSON(function string, err error, whole string, deep bool) error {
	if errors.Is(err, spandrel.ErrClosed) {
		return &spandrel.CallError{Function: function, Err: spandrel.ErrClosed}
	}
	refused := &spandrel.InputError{Parameter: whole, Reason: err.Error()}
	var form *jsonform.Error
	if errors.As(err, &form) {
		name, rest := form.Path, ""
		if i := strings.IndexAny(name, ".["); i >= 0 {
			name, rest = name[:i], name[i:]
		}
		refused.Reason = form.Reason
		if name != "" && whole == "arguments" {
			refused.Parameter = name
		} else {
			rest = form.Path
		}
		if deep && rest != "" {
			refused.Reason = strings.TrimPrefix(rest, ".") + ": " + form.Reason
		}
	}
	return &spandrel.CallError{Function: function, Err: refused}
}
