// Package eval drives one hub from both languages by lines of JSON.
//
// Go does the operations of its side through the package pubsub. Those of the other side go to Rust as they are, which does them through the
// crate and returns the answer.
package eval

import (
	"encoding/json"
	"fmt"
	"regexp"
	"sync"

	"github.com/go-json-experiment/json/jsontext"

	"spandrel.dev/pubsub"
	"spandrel.dev/pubsub/internal/core"
)

// session is one run: a hub, or none, and what Go has of it.
type session struct {
	open *opened
}

// opened is what belongs to one hub.
type opened struct {
	hub        *pubsub.Hub
	rust       *core.Side
	maxPayload uint64

	mu         sync.Mutex
	subs       map[string]*subscription
	publishers map[string]*pubsub.Publisher
}

// subscription is one of Go's.
type subscription struct {
	*pubsub.Subscription
	log *log // nil without a handler
}

func newSession() *session { return &session{} }

// end closes what is open.
func (s *session) end() {
	if s.open != nil {
		_, _ = s.open.hub.Close(0) // closed already, by the script, or now
	}
}

var isID = regexp.MustCompile(`^(?:"|-?[0-9]+\z)`)

// answer does the operation of a line and returns the line of its answer.
func (s *session) answer(line []byte) []byte {
	given, err := members(line)
	if err != nil {
		return answer(nil, nil, &refused{codeInvalid, err.Error()})
	}
	var id []byte
	if given := given["id"]; isID.Match(given) {
		id = given
	}
	value, err := s.do(line, given)
	return answer(id, value, err)
}

func (s *session) do(line []byte, given map[string]jsontext.Value) (any, error) {
	what, err := unquote(given["op"])
	if err != nil {
		return nil, &refused{codeInvalid, "op: " + err.Error()}
	}
	inputs, there := operations[what]
	if !there {
		return nil, &refused{codeInvalid, fmt.Sprintf("op: there is no operation %q", what)}
	}
	err = checkInputs(given, inputs, "op", "id")
	if err == nil && (what == "publish" || what == "publish_many") {
		err = checkPublish(given)
	}
	if err != nil {
		return nil, &refused{codeInvalid, what + ": " + err.Error()}
	}
	op := defaults()
	if err := json.Unmarshal(line, &op); err != nil {
		return nil, &refused{codeInternal, err.Error()}
	}
	if what == "open" {
		return s.opens(&op)
	}
	if s.isClosed() {
		return nil, &refused{codeClosed, what + ": the hub is closed"}
	}
	return s.open.do(line, &op)
}

// isClosed reports whether there is no hub, or a handler has closed it.
func (s *session) isClosed() bool {
	if s.open == nil {
		return true
	}
	_, err := s.open.hub.Stats()
	return err != nil
}

func (s *session) opens(op *operation) (any, error) {
	if !s.isClosed() {
		return nil, &refused{codeInvalid, "open: the hub is open"}
	}
	hub, err := pubsub.Open(pubsub.Config{
		MaxBytes: op.MaxBytes, MaxPayload: op.MaxPayload, History: op.History, Exactly: true,
	})
	if err != nil {
		return nil, err
	}
	rust, err := core.StartSide(hub.Core())
	if err != nil {
		return nil, err
	}
	s.open = &opened{
		hub: hub, rust: rust, maxPayload: op.MaxPayload,
		subs: make(map[string]*subscription), publishers: make(map[string]*pubsub.Publisher),
	}
	return object{}, nil
}

// inRust has Rust do an operation.
func (o *opened) inRust(line []byte) (json.RawMessage, error) {
	text, err := o.rust.Act(string(line))
	if err != nil {
		return nil, err
	}
	var answer struct {
		Code  int             `json:"code"`
		Error string          `json:"error"`
		Value json.RawMessage `json:"value"`
	}
	if err := json.Unmarshal([]byte(text), &answer); err != nil {
		return nil, err
	}
	if answer.Code != 0 {
		return nil, &refused{answer.Code, answer.Error}
	}
	return answer.Value, nil
}

// named makes something under a name that nothing had before.
func (o *opened) named(name string, build func() error) error {
	free, err := o.rust.Reserve(name)
	if err != nil {
		return err
	}
	if !free {
		return &refused{codeInvalid, "the name " + name + " is used"}
	}
	if err = build(); err != nil {
		if unreleased := o.rust.Release(name); unreleased != nil {
			return unreleased
		}
	}
	return err
}

// sub returns a subscription of Go's, or nil.
func (o *opened) sub(name string) *subscription {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.subs[name]
}
