package jsonl

import (
	"math"
	"strconv"

	"spandrel.dev/consensus/hash"
	"spandrel.dev/consensus/internal/strictjson"
)

// AppendAnswer judges one request line, without its line end, and appends the
// answer, without a line end. It returns the code of the answer.
//
// The whole request is read before it is judged. A panic in the backend becomes
// an answer with code Internal: one request never ends the run.
func AppendAnswer(b []byte, backend hash.Backend, line []byte) ([]byte, hash.Code) {
	members, err := strictjson.Parse(line)
	if err != nil {
		return appendFailure(b, nil, hash.Errorf(hash.InvalidInput, "request: %v", err))
	}
	id, rest, err := takeID(members)
	if err != nil {
		return appendFailure(b, nil, err)
	}
	value, err := evaluate(backend, rest)
	if err != nil {
		return appendFailure(b, id, err)
	}
	b = append(appendID(b, id), `,"ok":true,"code":0,"value":`...)
	return append(value(b), '}'), hash.OK
}

// TooLong appends the answer to a line that was too long to be read.
func TooLong(b []byte, most int) ([]byte, hash.Code) {
	return appendFailure(b, nil, hash.Errorf(hash.InvalidInput, "request: longer than %d bytes", most))
}

// takeID returns the id and the members without it. The id is nil when it is
// left out or null.
func takeID(members []strictjson.Member) (strictjson.Value, []strictjson.Member, error) {
	for i, m := range members {
		if m.Key != "id" {
			continue
		}
		rest := append(members[:i:i], members[i+1:]...)
		switch m.Value.Kind() {
		case strictjson.Null:
			return nil, rest, nil
		case strictjson.String:
			return m.Value, rest, nil
		case strictjson.Number:
			_, signed := m.Value.Int()
			_, unsigned := m.Value.Uint(math.MaxUint64)
			if signed || unsigned {
				return m.Value, rest, nil
			}
		}
		return nil, nil, hash.Errorf(hash.InvalidInput, "id: %s is neither a string nor an integer of 64 bits", excerpt(m.Value))
	}
	return nil, members, nil
}

// evaluate runs the operation that the members of a request ask for.
func evaluate(backend hash.Backend, members []strictjson.Member) (value appender, err error) {
	defer func() {
		if cause := recover(); cause != nil {
			value, err = nil, hash.Errorf(hash.Internal, "backend %s: panic: %v", backend.Name(), cause)
		}
	}()
	in := inputs{members: members}
	name, ok := in.value("op").Text()
	if in.err != nil {
		return nil, in.err
	}
	operation, known := Lookup(string(name))
	if !ok || !known {
		return nil, hash.Errorf(hash.InvalidInput, "op: %s is not an operation", excerpt(in.value("op")))
	}
	for _, m := range members {
		if m.Key != "op" && !operation.has(m.Key) {
			return nil, hash.Errorf(hash.InvalidInput, "%s: %s has no such input", excerpt(strictjson.Value(m.Key)), operation.Name)
		}
	}
	return operation.run(backend, &in)
}

func appendFailure(b []byte, id strictjson.Value, err error) ([]byte, hash.Code) {
	code := hash.CodeOf(err)
	b = append(appendID(b, id), `,"ok":false,"code":`...)
	b = strconv.AppendUint(b, uint64(code), 10)
	b = strictjson.AppendString(append(b, `,"error":`...), hash.MessageOf(err))
	return append(b, '}'), code
}

// appendID appends the beginning of an answer. An id that is a string is
// written anew: the text is the same, its escapes may not be.
func appendID(b []byte, id strictjson.Value) []byte {
	b = append(b, `{"id":`...)
	if id == nil {
		return append(b, "null"...)
	}
	if text, ok := id.Text(); ok {
		return strictjson.AppendString(b, string(text))
	}
	return append(b, id...)
}
