package pubsub

import (
	"context"
	"runtime/debug"

	"spandrel.dev/pubsub/internal/core"
)

// handler is a subscription with a function.
type handler struct {
	subscription *Subscription // as the handler sees it
	id           uint64
	call         func(Msg)
}

// Subscribe calls a handler with every message on a subject that the pattern matches, one at a time, on a goroutine when there is work.
func (h *Hub) Subscribe(pattern string, call func(Msg), given ...Option) (*Subscription, error) {
	s := h.shared
	// Locked until the handler is in the map: the subscription may have work at once.
	s.mu.Lock()
	defer s.mu.Unlock()
	made, err := s.core.Subscribe(pattern, options(given), true)
	if err != nil {
		return nil, explain(err, "subscribe to "+pattern)
	}
	id, err := made.ID()
	if err != nil {
		return nil, explain(err, "subscribe to "+pattern)
	}
	if s.handlers == nil {
		s.handlers = make(map[uint64]*handler)
		go s.dispatch()
	}
	s.handlers[id] = &handler{&Subscription{&Hub{s, id}, made}, id, call}
	return &Subscription{h, made}, nil
}

// dispatch starts a goroutine for each handler that has work, until the hub is closed.
func (s *shared) dispatch() {
	for {
		ready, err := s.core.Ready(context.Background())
		if err != nil || len(ready) == 0 {
			break
		}
		s.mu.Lock()
		for _, id := range ready {
			if handler := s.handlers[id]; handler != nil {
				go handler.run(s)
			}
		}
		s.mu.Unlock()
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.handlers)
}

const (
	batchMessages = 64
	batchBytes    = 256 << 10
)

// run calls the handler with what waits, until nothing does. Only one goroutine runs it at a time: Rust says that there is work when it was idle.
func (h *handler) run(s *shared) {
	for {
		batch, err := h.subscription.core.Waiting(batchMessages, batchBytes)
		if err != nil || len(batch) == 0 {
			break
		}
		for _, m := range batch {
			// A message that was dropped since must not be seen.
			if lost, err := h.subscription.core.Claim(m.Position); err == nil && lost != nil {
				h.handle(s, m, *lost)
			}
		}
	}
	if counters, err := h.subscription.core.Counters(); err != nil || counters.State == StateClosed {
		s.mu.Lock()
		defer s.mu.Unlock()
		delete(s.handlers, h.id)
	}
}

// handle calls the handler with one message.
func (h *handler) handle(s *shared, m core.Message, lost uint64) {
	returned := false
	defer func() {
		value := recover()
		if value != nil && s.onPanic != nil {
			s.reportPanic(Panic{h.subscription.Name(), m.Subject, value, debug.Stack()})
		}
		if err := h.subscription.core.Finish(!returned); err != nil {
			return
		}
		if !returned && value == nil {
			// runtime.Goexit ends this goroutine; another one goes on.
			go h.run(s)
		}
	}()
	h.call(message(m, lost, h.subscription))
	returned = true
}

// reportPanic calls what the user gave, which may panic in turn.
func (s *shared) reportPanic(report Panic) {
	defer func() { _ = recover() }()
	s.onPanic(report)
}
