package pubsub

import (
	"context"
	"time"

	"spandrel.dev/pubsub/internal/core"
)

// Subscription is a subscription. It stays until it is unsubscribed or the hub is closed.
type Subscription struct {
	hub  *Hub
	core *core.Subscription
}

// Pull subscribes without a handler: the messages wait until they are taken.
func (h *Hub) Pull(pattern string, given ...Option) (*Subscription, error) {
	made, err := h.shared.core.Subscribe(pattern, options(given), false)
	if err != nil {
		return nil, explain(err, "subscribe to "+pattern)
	}
	return &Subscription{h, made}, nil
}

// Name returns the name; a subscription that was given none has a number.
func (s *Subscription) Name() string {
	name, err := s.core.Name()
	if err != nil {
		return ""
	}
	return name
}

// State is what a subscription takes.
type State = core.State

// States of a subscription.
const (
	// Open takes messages.
	StateOpen = core.StateOpen
	// Draining takes no more; what waits may be taken.
	StateDraining = core.StateDraining
	// Disconnected was full, and so takes no more; what waits may be taken.
	StateDisconnected = core.StateDisconnected
	// Closed takes no more and has nothing.
	StateClosed = core.StateClosed
)

// Batch is what was taken from a subscription.
type Batch struct {
	Messages []Msg
	// Lost is how many messages were lost since the last batch.
	Lost uint64
	// State is the state after it.
	State State
}

func (s *Subscription) batch(taken core.Batch, err error) (Batch, error) {
	if err != nil {
		return Batch{}, explain(err, "take")
	}
	batch := Batch{make([]Msg, len(taken.Messages)), taken.Lost, taken.State}
	for i, m := range taken.Messages {
		batch.Messages[i] = message(m, 0, s)
	}
	if len(batch.Messages) > 0 {
		batch.Messages[0].Lost = taken.Lost
	}
	return batch, nil
}

// TryBatch takes up to most of the messages that wait, without waiting. A subscription with a handler has none for others.
func (s *Subscription) TryBatch(most uint64) (Batch, error) { return s.batch(s.core.Take(most)) }

// Batch waits for messages and takes up to most. The batch is empty when the subscription takes no more.
func (s *Subscription) Batch(ctx context.Context, most uint64) (Batch, error) {
	return s.batch(s.core.Next(ctx, most))
}

// Next waits for the next message. It returns [ErrClosed] when there will be none.
func (s *Subscription) Next(ctx context.Context) (Msg, error) {
	for {
		batch, err := s.Batch(ctx, 1)
		switch {
		case err != nil:
			return Msg{}, err
		case len(batch.Messages) > 0:
			return batch.Messages[0], nil
		case batch.State != StateOpen:
			return Msg{}, &hubError{"next: the subscription is " + batch.State.String(), ErrClosed}
		}
	}
}

// Unsubscribe ends the subscription, discards what waits, and waits up to a minute until its handler does not run any more: then nothing is
// delivered after it has returned. [ErrTimeout] says that the handler still runs. In the handler itself, through [Msg.Subscription], it does not
// wait. It returns how many messages were discarded.
func (s *Subscription) Unsubscribe() (discarded uint64, err error) {
	return s.UnsubscribeWithin(time.Minute)
}

// UnsubscribeWithin is [Subscription.Unsubscribe] with another limit.
func (s *Subscription) UnsubscribeWithin(timeout time.Duration) (discarded uint64, err error) {
	discarded, err = s.core.Unsubscribe(context.Background(), s.hub.caller, max(timeout, 0))
	return discarded, explain(err, "unsubscribe")
}

// Drain takes no new messages, and waits until the handler has had those that wait. A subscription without a handler is drained by those who take
// from it; Drain does not wait for them.
func (s *Subscription) Drain(timeout time.Duration) error {
	return explain(s.core.Drain(context.Background(), s.hub.caller, max(timeout, 0)), "drain")
}

// SubscriptionStats are the counters of a subscription. Always: Matched = Received + Pending + Dropped + Discarded. A message that the handler has at
// the moment, or whose publisher waits for room, is in none of them.
type SubscriptionStats struct {
	State State
	// Matched are the messages whose subject matched, in a group those that it was chosen for.
	Matched uint64
	// Received are those that were taken, or that the handler has ended with.
	Received uint64
	// Pending are those that wait.
	Pending uint64
	// PendingBytes are the bytes of those that wait.
	PendingBytes uint64
	// Dropped are those that the policy dropped.
	Dropped uint64
	// Discarded are those that waited when it ended.
	Discarded uint64
	// Panics are the received ones with which the handler panicked.
	Panics uint64
	// Busy is for how long the handler has been busy with one message; nil if it is idle.
	Busy *time.Duration
}

func subscriptionStats(c core.Counters) SubscriptionStats {
	return SubscriptionStats{
		c.State, c.Matched, c.Received, c.Pending, c.PendingBytes, c.Dropped, c.Discarded, c.Panics, c.Busy,
	}
}

// Stats returns the counters, also after the subscription was closed.
func (s *Subscription) Stats() (SubscriptionStats, error) {
	counters, err := s.core.Counters()
	return subscriptionStats(counters), explain(err, "stats")
}
