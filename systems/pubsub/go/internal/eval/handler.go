package eval

import (
	"sync"
	"time"

	"spandrel.dev/pubsub"
)

// log is what a handler was given and did, until it is taken.
type log struct {
	mu       sync.Mutex
	given    []pubsub.Msg
	acts     [][2]uint64
	reported uint64
}

func (l *log) take(most, dropped uint64) (given []pubsub.Msg, acts [][2]uint64, lost uint64) {
	l.mu.Lock()
	defer l.mu.Unlock()
	count := min(most, uint64(len(l.given)))
	given, l.given = l.given[:count], l.given[count:]
	acts, l.acts = l.acts, nil
	if acts == nil {
		acts = [][2]uint64{}
	}
	lost, l.reported = dropped-l.reported, dropped
	return given, acts, lost
}

// handler returns a handler that does its reactions.
func (o *opened) handler(reactions []reaction, log *log) func(pubsub.Msg) {
	number := uint64(0)
	return func(m pubsub.Msg) {
		number++
		log.mu.Lock()
		log.given = append(log.given, m)
		log.mu.Unlock()
		for i := range reactions {
			reaction := &reactions[i]
			if reaction.At != 0 && reaction.At != number {
				continue
			}
			switch reaction.Do {
			case "sleep":
				time.Sleep(milliseconds(reaction.MS))
			case "panic":
				panic("a handler was told to panic")
			default:
				code := codeOf(o.react(m, reaction))
				log.mu.Lock()
				log.acts = append(log.acts, [2]uint64{number, uint64(code)})
				log.mu.Unlock()
			}
		}
	}
}

// react does one reaction, through the message.
func (o *opened) react(m pubsub.Msg, r *reaction) (err error) {
	hub := m.Hub()
	switch r.Do {
	case "publish":
		return send(hub, nil, &r.operation, r.draft(o.maxPayload))
	case "subscribe":
		return o.subscribe(hub, &r.operation)
	case "unsubscribe":
		var sub *pubsub.Subscription
		if sub, err = hub.Find(r.Sub); err == nil {
			_, err = sub.UnsubscribeWithin(leaving)
		} else if used, unknown := o.rust.IsUsed(r.Sub); unknown != nil {
			return unknown
		} else if used {
			return &refused{codeClosed, "the subscription " + r.Sub + " is closed"}
		}
	case "request":
		_, err = o.request(hub, &r.operation)
	case "close":
		_, err = hub.Close(r.timeout(0))
	case "stats":
		_, err = hub.Stats()
	case "respond":
		err = m.RespondWith(r.draft(o.maxPayload))
	}
	return err
}
