package remote

import (
	"crypto/rand"
	"encoding/json"
	"net/http"
	"sync"
	"time"
)

// session has the objects of one client over HTTP. It is a link without a connection.
type session struct {
	link *link
	// users are its calls in flight. Protected by the sessions.
	users int
	// timer ends it when it is idle.
	timer *time.Timer
}

// sessions are those of a handler, by what their clients know them by.
type sessions struct {
	mu     sync.Mutex
	byName map[string]*session
	limit  int
	idle   time.Duration
	closed bool
	// closing are sessions whose objects are being closed.
	closing sync.WaitGroup
}

// open begins a session. It is false if there are too many.
func (s *sessions) open(make func() *link) (name string, ok bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed || len(s.byName) >= s.limit {
		return "", false
	}
	name = rand.Text()
	own := &session{link: make()}
	own.timer = time.AfterFunc(s.idle, func() { s.end(name, true) })
	s.byName[name] = own
	return name, true
}

// use returns a session for a call, and what ends its use. It is nil if there is none.
func (s *sessions) use(name string) (own *session, done func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if own = s.byName[name]; own == nil {
		return nil, nil
	}
	own.users++
	own.timer.Stop()
	return own, func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if own.users--; own.users == 0 {
			own.timer.Reset(s.idle)
		}
	}
}

// end closes the objects of a session. One that is in use does not end because it was idle.
func (s *sessions) end(name string, idle bool) bool {
	s.mu.Lock()
	own := s.byName[name]
	if own == nil || idle && own.users > 0 {
		s.mu.Unlock()
		return false
	}
	delete(s.byName, name)
	own.timer.Stop()
	s.closing.Add(1)
	s.mu.Unlock()
	defer s.closing.Done()
	for _, value := range own.link.values.close() {
		closeValue(value)
	}
	return true
}

// close ends all sessions.
func (s *sessions) close() {
	s.mu.Lock()
	s.closed = true
	names := make([]string, 0, len(s.byName))
	for name := range s.byName {
		names = append(names, name)
	}
	s.mu.Unlock()
	for _, name := range names {
		s.end(name, false)
	}
	s.closing.Wait()
}

// count is how many sessions are open, and how many objects.
func (s *sessions) count() (sessions, objects int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, own := range s.byName {
		objects += own.link.values.len()
	}
	return len(s.byName), objects
}

// session begins a session, renews one, or ends it.
func (h *Handler) session(w http.ResponseWriter, r *http.Request) *problem {
	name := r.Header.Get(headerSession)
	switch {
	case r.Method == http.MethodDelete:
		if !h.sessions.end(name, false) {
			return newProblem(kindSession, "", "it has ended, or there was none")
		}
		w.WriteHeader(http.StatusNoContent)
		return nil
	case name != "":
		own, done := h.sessions.use(name)
		if own == nil {
			return newProblem(kindSession, "", "it has ended, or there was none")
		}
		done()
		return h.tell(w, http.StatusOK, name)
	}
	if p := h.contract(r, false); p != nil {
		return p
	}
	name, ok := h.sessions.open(func() *link { return h.link(h.options.Limits.Objects) })
	if !ok {
		return newProblem(kindBusy, "", "too many sessions are open")
	}
	return h.tell(w, http.StatusCreated, name)
}

// begun is a session, as its client is told.
type begun struct {
	Session     string  `json:"session"`
	IdleSeconds float64 `json:"idle_seconds"`
}

func (h *Handler) tell(w http.ResponseWriter, status int, name string) *problem {
	text, err := json.Marshal(begun{name, h.options.SessionIdle.Seconds()})
	if err != nil {
		return newProblem(kindOther, "", err.Error())
	}
	h.write(w, status, typeJSON, text)
	return nil
}
