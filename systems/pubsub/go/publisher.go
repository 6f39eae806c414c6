package pubsub

import (
	"context"

	"spandrel.dev/pubsub/internal/core"
)

// Publisher publishes on one subject. What it publishes arrives in its order. It looks for subscriptions only when they have changed.
type Publisher struct {
	hub     *Hub
	core    *core.Publisher
	subject string
}

// Publisher makes a publisher of one subject.
func (h *Hub) Publisher(subject string) (*Publisher, error) {
	made, err := h.shared.core.Publisher(subject)
	if err != nil {
		return nil, explain(err, "publisher on "+subject)
	}
	return &Publisher{h, made, subject}, nil
}

// Subject returns the subject.
func (p *Publisher) Subject() string { return p.subject }

// Publish publishes a payload.
func (p *Publisher) Publish(payload []byte) error {
	return p.Send(context.Background(), Draft{Payload: payload})
}

// Send publishes a message; the subject of the draft does not count. In a handler, pass [Msg.Context].
func (p *Publisher) Send(ctx context.Context, draft Draft) error {
	doing := "publish on " + p.subject
	if err := ctx.Err(); err != nil {
		return explain(err, doing)
	}
	shared := p.hub.shared
	ticket, err := shared.core.PublishBy(p.hub.callerOf(ctx), p.core, draft.Payload, draft.Headers, draft.reply())
	return explain(shared.room(ctx, ticket, err), doing)
}

// Close ends the publisher. Closing twice returns [ErrClosed].
func (p *Publisher) Close() error { return explain(p.core.End(), "close the publisher on "+p.subject) }
