package eval

import (
	"cmp"
	"strconv"

	"spandrel.dev/wallet/internal/page"
	"spandrel.dev/wallet/internal/protocol"
	"spandrel.dev/wallet/internal/strictjson"
)

// maxTime is the largest number that every reader of JSON has.
const maxTime = 1<<53 - 1

// request reads one. Its id comes back as JSON also with an error, where it could be read; else it is null.
func (e *Evaluator) request(scratch *page.Scratch, line span) (id string, request protocol.Request, err error) {
	id = "null"
	request.Secrets = map[string][]byte{}
	values := map[string]span{}
	var unknown error
	err = members(scratch, line, func(key, value span) error {
		name := knownKey(key)
		if _, twice := values[name]; twice || name == "" || name == "at" && !e.GivenClock {
			// Read on: the id may come later.
			unknown = invalid("a request has op, id, args and secret, each once")
			return nil
		}
		values[name] = value
		return nil
	})
	err = cmp.Or(err, unknown)
	if value, found := values["id"]; found {
		read, reading := public(value)
		switch {
		case reading == nil && (read.Is(strictjson.Text) || read.Integer()):
			id = string(append([]byte(nil), value...))
		case err == nil && (reading != nil || read.Kind != strictjson.Null):
			err = invalid("id is a text or an integer")
		}
	}
	if err != nil {
		return id, request, err
	}
	op, err := public(values["op"])
	if err != nil || !op.Is(strictjson.Text) {
		return id, request, invalid("op is missing, or no text")
	}
	request.Op = op.Text
	if value, found := values["args"]; found {
		if request.Args, err = public(value); err != nil || !request.Args.Is(strictjson.Object) {
			return id, request, invalid("args are not an object, or not valid JSON")
		}
	}
	if request.At, err = e.time(values); err != nil {
		return id, request, err
	}
	if value, found := values["secret"]; found {
		err = members(scratch, value, func(key, value span) error {
			content, err := unquote(scratch, value)
			if err != nil || value[len(value)-1] != '"' {
				return invalid("secrets are texts")
			}
			// Names of secrets are none themselves.
			name := string(append([]byte(nil), key...))
			if _, twice := request.Secrets[name]; twice {
				return invalid("a secret comes twice")
			}
			request.Secrets[name] = content
			return nil
		})
	}
	return id, request, err
}

// knownKey returns a key of requests, or "". Others are not copied out of the line.
func knownKey(key span) string {
	for _, name := range [...]string{"op", "id", "args", "secret", "at"} {
		if string(key) == name {
			return name
		}
	}
	return ""
}

func (e *Evaluator) time(values map[string]span) (int64, error) {
	if !e.GivenClock {
		return e.Now(), nil
	}
	at, err := public(values["at"])
	if err != nil || !at.Integer() {
		return 0, invalid("at is missing, or no integer")
	}
	now, err := strconv.ParseInt(at.Text, 10, 64)
	if err != nil || now < 0 || now > maxTime {
		return 0, invalid("at is from 0 to 2^53−1")
	}
	return now, nil
}
