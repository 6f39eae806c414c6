package pubsub

import (
	"context"

	"spandrel.dev/pubsub/internal/core"
)

// Header is one header of a message. Names may repeat.
type Header = core.Header

// Draft is a message to publish.
type Draft struct {
	Subject string
	Payload []byte
	Headers []Header
	// Reply is the subject that answers are published on, if there is one.
	Reply string
}

func (d *Draft) reply() *string {
	if d.Reply == "" {
		return nil
	}
	return &d.Reply
}

// Msg is a message that a subscription got. Its memory is the receiver's own.
type Msg struct {
	Subject string
	Payload []byte
	Headers []Header
	// Reply is the subject for answers, or empty.
	Reply string
	// Replayed says that it comes from the history.
	Replayed bool
	// Lost is how many messages the subscription lost before this one, since the last report.
	Lost uint64

	subscription *Subscription
}

func message(m core.Message, lost uint64, subscription *Subscription) Msg {
	msg := Msg{m.Subject, m.Payload, m.Headers, "", m.Replayed, lost, subscription}
	if m.Reply != nil {
		msg.Reply = *m.Reply
	}
	return msg
}

// Header returns the value of the first header of a name, or "".
func (m Msg) Header(name string) string {
	for _, header := range m.Headers {
		if header.Name == name {
			return header.Value
		}
	}
	return ""
}

// Hub returns the hub, which knows what is done through it for the handler's.
func (m Msg) Hub() *Hub { return m.subscription.hub }

// Subscription returns the subscription, likewise.
func (m Msg) Subscription() *Subscription { return m.subscription }

type handlerKey struct{}

// Context returns a context by which functions that take one know that the handler calls them.
func (m Msg) Context() context.Context {
	return context.WithValue(context.Background(), handlerKey{}, m.subscription.hub.caller)
}

// Respond answers. It returns [ErrBadSubject] if the message asks for no answer.
func (m Msg) Respond(payload []byte) error {
	return m.RespondWith(Draft{Payload: payload})
}

// RespondWith answers with headers; the subject of the draft does not count.
func (m Msg) RespondWith(draft Draft) error {
	if m.Reply == "" {
		return &hubError{"respond to " + m.Subject + ": the message asks for no answer", ErrBadSubject}
	}
	draft.Subject = m.Reply
	return m.Hub().Send(context.Background(), draft)
}
