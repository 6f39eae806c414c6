package eval

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"maps"
	"sync"
	"time"

	"spandrel.dev/pubsub"
)

// mostMemory is the longest payload that is made; the machine has no more.
const mostMemory = 1 << 32

// do does an operation, on the side that the line, or what it names, belongs to.
func (o *opened) do(line []byte, op *operation) (any, error) {
	if min(max(op.Payload.size, op.Size), o.maxPayload) > mostMemory {
		return nil, &refused{codeInternal, op.Op + ": the payload does not fit into memory"}
	}
	switch op.Op {
	case "storm":
		return o.storm(op)
	case "settle":
		return object{}, o.hub.WaitIdle(op.timeout(10_000))
	case "close":
		discarded, err := o.hub.Close(op.timeout(0))
		return object{"discarded": discarded}, err
	case "stats":
		return o.stats()
	case "take", "unsubscribe", "drain":
		if sub := o.sub(op.Sub); sub != nil {
			return o.onSubscription(sub, op)
		}
		return o.inRust(line)
	}
	publisher, err := o.publisherOf(op)
	if op.Side == "rust" || op.Publisher != nil && publisher == nil {
		return o.inRust(line)
	}
	if err != nil {
		return nil, err
	}
	switch op.Op {
	case "subscribe":
		return object{}, o.subscribe(o.hub, op)
	case "publisher":
		return object{}, o.named(op.Name, func() error { return o.makePublisher(op) })
	case "publish":
		return object{}, send(o.hub, publisher, op, op.draft(o.maxPayload))
	case "publish_many":
		return o.publishMany(publisher, op)
	case "request":
		return o.request(o.hub, op)
	}
	return nil, &refused{codeInternal, "there is no operation " + op.Op}
}

// publisherOf returns the publisher that an operation names, if it is one of Go's.
func (o *opened) publisherOf(op *operation) (*pubsub.Publisher, error) {
	if op.Publisher == nil {
		return nil, nil
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.publishers[*op.Publisher], nil
}

func (o *opened) makePublisher(op *operation) error {
	made, err := o.hub.Publisher(op.Subject)
	if err != nil {
		return err
	}
	o.mu.Lock()
	defer o.mu.Unlock()
	o.publishers[op.Name] = made
	return nil
}

// send publishes by a publisher, or without one.
func send(hub *pubsub.Hub, publisher *pubsub.Publisher, op *operation, draft pubsub.Draft) error {
	if op.Reply != nil && *op.Reply == "" {
		return &refused{codeBadSubject, "reply: the subject is empty"}
	}
	if publisher != nil {
		return publisher.Send(context.Background(), draft)
	}
	return hub.Send(context.Background(), draft)
}

// numbered returns a number and zeros, with no more of them than the hub refuses.
func numbered(number, size, maxPayload uint64) []byte {
	payload := make([]byte, max(8, min(size, maxPayload+8)))
	binary.BigEndian.PutUint64(payload, number)
	return payload
}

// publishMany publishes numbers, up to the first that is refused.
func (o *opened) publishMany(publisher *pubsub.Publisher, op *operation) (any, error) {
	for i := range op.Count {
		draft := op.draftOf(numbered(op.From+i, op.Size, o.maxPayload))
		if err := send(o.hub, publisher, op, draft); err != nil {
			return nil, err
		}
	}
	return object{"published": op.Count}, nil
}

// storm lets publishers of both sides publish at once.
func (o *opened) storm(op *operation) (any, error) {
	published := make([]uint64, len(op.Publishers))
	failed := make([]error, len(op.Publishers))
	var all sync.WaitGroup
	begin := make(chan struct{})
	for i, one := range op.Publishers {
		one.Op, one.Index = "storm", uint16(i)
		all.Go(func() {
			<-begin
			if one.Side == "go" {
				published[i], failed[i] = o.rage(&one)
				return
			}
			var value struct {
				Published uint64 `json:"published"`
			}
			text, err := o.inRust(encode(one))
			if err == nil {
				err = json.Unmarshal(text, &value)
			}
			published[i], failed[i] = value.Published, err
		})
	}
	close(begin)
	all.Wait()
	for _, err := range failed {
		if err != nil {
			return nil, err
		}
	}
	return object{"published": published}, nil
}

// rage is one of Go's publishers.
func (o *opened) rage(one *storming) (published uint64, err error) {
	op := operation{Subject: one.Subject}
	var publisher *pubsub.Publisher
	if one.Handle {
		if publisher, err = o.hub.Publisher(one.Subject); err != nil {
			return 0, err
		}
	}
	for i := range one.Count {
		draft := op.draftOf(numbered(uint64(one.Index)<<48|i, one.Size, o.maxPayload))
		err := send(o.hub, publisher, &op, draft)
		// What a full subscription did not get was published all the same.
		if code := codeOf(err); code != 0 && code != codeFull {
			return published, err
		}
		published++
	}
	return published, nil
}

func (o *opened) request(hub *pubsub.Hub, op *operation) (any, error) {
	reply, err := hub.RequestWith(op.draft(o.maxPayload), op.timeout(0))
	if err != nil {
		return nil, err
	}
	return messageValue(reply), nil
}

// subscribe subscribes; in a handler, through the hub of its message.
func (o *opened) subscribe(hub *pubsub.Hub, op *operation) error {
	if _, err := hub.Stats(); err != nil {
		return err
	}
	return o.named(op.Sub, func() (err error) {
		made := &subscription{}
		if op.Handler == nil {
			made.Subscription, err = hub.Pull(op.Pattern, op.options()...)
		} else {
			made.log = &log{}
			made.Subscription, err = hub.Subscribe(op.Pattern, o.handler(*op.Handler, made.log), op.options()...)
		}
		if err == nil {
			o.mu.Lock()
			defer o.mu.Unlock()
			o.subs[op.Sub] = made
		}
		return err
	})
}

// leaving is how long an unsubscribe waits for a handler.
const leaving = time.Second

// onSubscription does something with one of Go's subscriptions.
func (o *opened) onSubscription(sub *subscription, op *operation) (any, error) {
	switch op.Op {
	case "unsubscribe":
		discarded, err := sub.UnsubscribeWithin(leaving)
		return object{"discarded": discarded}, err
	case "drain":
		return object{}, sub.Drain(op.timeout(0))
	}
	most := uint64(1) << 53
	if op.Most != nil {
		most = *op.Most
	}
	if sub.log == nil {
		batch, err := sub.TryBatch(most)
		messages := messageValues(batch.Messages, op.Brief)
		return object{"messages": messages, "lost": batch.Lost, "state": states[batch.State]}, err
	}
	stats, err := sub.Stats()
	if err != nil {
		return nil, err
	}
	given, acts, lost := sub.log.take(most, stats.Dropped)
	return object{
		"messages": messageValues(given, op.Brief), "lost": lost, "state": states[stats.State], "acts": acts,
	}, nil
}

// stats returns the counters of the subscriptions of both sides, also those that are closed.
func (o *opened) stats() (any, error) {
	totals, err := o.hub.Stats()
	if err != nil {
		return nil, err
	}
	subs := make(object)
	text, err := o.inRust([]byte(`{"op":"counters"}`))
	if err == nil {
		err = json.Unmarshal(text, &subs)
	}
	if err != nil {
		return nil, err
	}
	o.mu.Lock()
	ours := maps.Clone(o.subs)
	o.mu.Unlock()
	for name, sub := range ours {
		stats, err := sub.Stats()
		if err != nil {
			return nil, err
		}
		subs[name] = statsValue(stats)
	}
	return object{"published": totals.Published, "bytes": totals.Bytes, "subs": subs}, nil
}
