package eval

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"

	"spandrel.dev/pubsub"
)

// Codes of answers.
const (
	codeInvalid       = 1
	codeBadSubject    = 2
	codeTooLarge      = 3
	codeFull          = 4
	codeClosed        = 5
	codeNoResponders  = 6
	codeTimeout       = 7
	codeWouldDeadlock = 8
	codeNoMemory      = 9
	codeNotFound      = 10
	codeInternal      = 11
)

// refused is a code that is not 0, and a text for people.
type refused struct {
	code  int
	error string
}

func (r *refused) Error() string { return r.error }

var codes = []struct {
	err  error
	code int
}{
	{pubsub.ErrInvalidInput, codeInvalid},
	{pubsub.ErrBadSubject, codeBadSubject},
	{pubsub.ErrTooLarge, codeTooLarge},
	{pubsub.ErrFull, codeFull},
	{pubsub.ErrClosed, codeClosed},
	{pubsub.ErrNoResponders, codeNoResponders},
	{pubsub.ErrTimeout, codeTimeout},
	{pubsub.ErrWouldDeadlock, codeWouldDeadlock},
	{pubsub.ErrNoMemory, codeNoMemory},
	{pubsub.ErrNotFound, codeNotFound},
}

// codeOf returns the code of an error, 0 for none.
func codeOf(err error) int {
	if err == nil {
		return 0
	}
	var r *refused
	if errors.As(err, &r) {
		return r.code
	}
	for _, known := range codes {
		if errors.Is(err, known.err) {
			return known.code
		}
	}
	return codeInternal
}

// object is a JSON object.
type object = map[string]any

// answer returns the line of an answer. id is JSON, or nil.
func answer(id []byte, value any, err error) []byte {
	if id == nil {
		id = []byte("null")
	}
	line := append([]byte(`{"id":`), id...)
	if err != nil {
		line = append(line, `,"ok":false,"code":`...)
		line = append(line, encode(codeOf(err))...)
		line = append(line, `,"error":`...)
		return append(append(line, encode(err.Error())...), '}')
	}
	line = append(line, `,"ok":true,"code":0,"value":`...)
	return append(append(line, encode(value)...), '}')
}

func encode(value any) []byte {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return []byte("null")
	}
	return bytes.TrimSuffix(text.Bytes(), []byte("\n"))
}

func messageValue(m pubsub.Msg) object {
	headers := make([][2]string, 0, len(m.Headers))
	for _, header := range m.Headers {
		headers = append(headers, [2]string{header.Name, header.Value})
	}
	value := object{"subject": m.Subject, "payload": payloadValue(m.Payload), "headers": headers, "reply": nil}
	if m.Reply != "" {
		value["reply"] = m.Reply
	}
	if m.Replayed {
		value["replayed"] = true
	}
	return value
}

func payloadValue(payload []byte) any {
	if len(payload) <= 4096 {
		return hex.EncodeToString(payload)
	}
	sum := sha256.Sum256(payload)
	return object{"sha256": hex.EncodeToString(sum[:]), "size": len(payload)}
}

// messageValues returns messages, in brief the first eight bytes of each payload.
func messageValues(messages []pubsub.Msg, brief bool) []any {
	values := make([]any, 0, len(messages))
	for _, m := range messages {
		if brief {
			values = append(values, hex.EncodeToString(m.Payload[:min(len(m.Payload), 8)]))
		} else {
			values = append(values, messageValue(m))
		}
	}
	return values
}

var states = map[pubsub.State]string{
	pubsub.StateOpen: "open", pubsub.StateDraining: "draining", pubsub.StateDisconnected: "disconnected",
	pubsub.StateClosed: "closed",
}

func statsValue(s pubsub.SubscriptionStats) object {
	running := 0
	if s.Busy != nil {
		running = 1
	}
	return object{
		"state": states[s.State], "matched": s.Matched, "received": s.Received, "pending": s.Pending,
		"pending_bytes": s.PendingBytes, "dropped": s.Dropped, "discarded": s.Discarded, "panics": s.Panics,
		"running": running,
	}
}
