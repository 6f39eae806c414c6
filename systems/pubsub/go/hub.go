package pubsub

import (
	"context"
	"errors"
	"sync"
	"time"

	"spandrel.dev/pubsub/internal/core"
)

// Hub is a hub. All methods may be called from any goroutine.
type Hub struct {
	shared *shared
	caller uint64 // the subscription whose handler has this, or 0
}

// shared is what all handles of a hub share.
type shared struct {
	core    *core.Hub
	onPanic func(Panic)

	mu       sync.Mutex
	handlers map[uint64]*handler // those that may have work; nil until there is one
}

// Open opens a hub. It has no goroutine before it has a handler, and none when it is closed.
func Open(config Config) (*Hub, error) {
	if config.MaxBytes == 0 && !config.Exactly {
		config.MaxBytes = 256 << 20
	}
	if config.MaxPayload == 0 && !config.Exactly {
		config.MaxPayload = 64 << 20
	}
	opened, err := core.OpenHub(core.Config{
		MaxBytes:   config.MaxBytes,
		MaxPayload: config.MaxPayload,
		History:    config.History,
	})
	if err != nil {
		return nil, explain(err, "open")
	}
	return &Hub{shared: &shared{core: opened, onPanic: config.OnPanic}}, nil
}

// Publish publishes a payload. What is published on one subject arrives in one order. To publish to nobody is not an error.
//
// If a subscription that blocks is full, Publish waits until it has room, up to its timeout.
func (h *Hub) Publish(subject string, payload []byte) error {
	return h.Send(context.Background(), Draft{Subject: subject, Payload: payload})
}

// Send publishes a message. The context ends a wait for room: the message is dropped for those that had none.
func (h *Hub) Send(ctx context.Context, draft Draft) error {
	doing := "publish on " + draft.Subject
	if err := ctx.Err(); err != nil {
		return explain(err, doing)
	}
	ticket, err := h.shared.core.Publish(h.callerOf(ctx), draft.Subject, draft.Payload, draft.Headers, draft.reply())
	return explain(h.shared.room(ctx, ticket, err), doing)
}

// room waits for the room that a publisher needs.
func (s *shared) room(ctx context.Context, ticket uint64, err error) error {
	if err != nil || ticket == 0 {
		return err
	}
	err = s.core.Room(ctx, ticket)
	if err != nil && ctx.Err() != nil {
		// If the context ended before the call, Rust does not know of it.
		return errors.Join(err, s.core.Abandon(ticket))
	}
	return err
}

// callerOf returns the handler that makes a call.
func (h *Hub) callerOf(ctx context.Context) uint64 {
	if h.caller != 0 {
		return h.caller
	}
	caller, _ := ctx.Value(handlerKey{}).(uint64)
	return caller
}

// Request publishes a payload and returns the first answer.
func (h *Hub) Request(subject string, payload []byte, timeout time.Duration) (Msg, error) {
	return h.request(context.Background(), Draft{Subject: subject, Payload: payload}, timeout)
}

// RequestWith publishes a message and returns the first answer. The draft's subject for answers does not count.
func (h *Hub) RequestWith(draft Draft, timeout time.Duration) (Msg, error) {
	return h.request(context.Background(), draft, timeout)
}

// RequestContext publishes a message and returns the first answer, unless the context is done before.
func (h *Hub) RequestContext(ctx context.Context, draft Draft) (Msg, error) {
	return h.request(ctx, draft, longest)
}

// longest is more than anybody waits.
const longest = 100 * 365 * 24 * time.Hour

func (h *Hub) request(ctx context.Context, draft Draft, timeout time.Duration) (Msg, error) {
	answer, err := h.shared.core.Request(ctx, h.callerOf(ctx), draft.Subject, draft.Payload, draft.Headers, max(timeout, 0))
	if err != nil {
		return Msg{}, explain(err, "request on "+draft.Subject)
	}
	return message(answer, 0, &Subscription{hub: h}), nil
}

// WaitIdle waits until every handler is idle and nothing waits for one.
func (h *Hub) WaitIdle(timeout time.Duration) error {
	err := h.shared.core.Idle(context.Background(), h.caller, max(timeout, 0))
	return explain(err, "wait for handlers")
}

// Close closes the hub: handlers get what waits for them, up to the timeout; the rest is discarded. In a handler, through [Msg.Hub], it does not wait
// for that handler. It returns how many messages were discarded.
func (h *Hub) Close(timeout time.Duration) (discarded uint64, err error) {
	discarded, err = h.shared.core.Shut(context.Background(), h.caller, max(timeout, 0))
	return discarded, explain(err, "close")
}

// Stats are the counters of a hub.
type Stats struct {
	// Published is how many messages were published and not refused, answers among them.
	Published uint64
	// Bytes are those of all messages that wait or are in the history.
	Bytes uint64
	// Subscriptions are those that are not closed, by name.
	Subscriptions map[string]SubscriptionStats
}

// Stats returns the counters.
func (h *Hub) Stats() (Stats, error) {
	totals, err := h.shared.core.Totals(h.caller)
	if err != nil {
		return Stats{}, explain(err, "stats")
	}
	stats := Stats{totals.Published, totals.Bytes, make(map[string]SubscriptionStats, len(totals.Subscriptions))}
	for _, counters := range totals.Subscriptions {
		stats.Subscriptions[counters.Name] = subscriptionStats(counters)
	}
	return stats, nil
}

// Core returns the hub as Rust has it, for packages of this module.
func (h *Hub) Core() *core.Hub { return h.shared.core }

// Find returns the subscription of a name, of either language, if it is not closed.
func (h *Hub) Find(name string) (*Subscription, error) {
	found, err := h.shared.core.Find(name)
	if err != nil {
		return nil, explain(err, "find "+name)
	}
	return &Subscription{hub: h, core: found}, nil
}
