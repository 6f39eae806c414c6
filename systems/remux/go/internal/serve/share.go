package serve

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"sync"
	"sync/atomic"
	"time"

	"spandrel.dev/remux/internal/stream"
)

// fresh is how long figures that were rendered once serve everybody.
const fresh = 250 * time.Millisecond

// snapshots shares the figures of the streams between requests.
type snapshots struct {
	take func() []stream.Status

	mu    sync.Mutex
	last  *snapshot
	until time.Time
}

func (s *snapshots) get() *snapshot {
	s.mu.Lock()
	defer s.mu.Unlock()
	if now := time.Now(); s.last == nil || now.After(s.until) {
		s.last = &snapshot{statuses: sync.OnceValue(s.take), list: newRendering(), page: newRendering(), metrics: newRendering()}
		s.until = now.Add(fresh)
	}
	return s.last
}

// snapshot is the state of all streams at one time, with what shows it. It is
// taken when it is first asked for.
type snapshot struct {
	statuses            func() []stream.Status
	list, page, metrics *rendering
}

// rendering is an answer that is rendered once, for all who ask for it.
type rendering struct {
	begun atomic.Bool
	done  chan struct{} // closed when body and err are there
	body  []byte
	err   error
}

func newRendering() *rendering {
	return &rendering{done: make(chan struct{}), err: errors.New("the figures could not be rendered")} // by a panic
}

// get renders the answer with one of the places, or waits for a place, or for
// somebody who renders it: that needs no place. The context ends the waiting.
func (r *rendering) get(ctx context.Context, places chan struct{}, render func() ([]byte, error)) ([]byte, error) {
	if !r.begun.Load() {
		select {
		case places <- struct{}{}:
			r.begin(places, render)
		case <-r.done:
		case <-ctx.Done():
			return nil, ctx.Err()
		}
	}
	select {
	case <-r.done:
		return r.body, r.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// begin renders, unless somebody else has begun, and leaves the place.
func (r *rendering) begin(places chan struct{}, render func() ([]byte, error)) {
	defer func() { <-places }()
	if r.begun.CompareAndSwap(false, true) {
		defer close(r.done)
		r.body, r.err = render()
	}
}

// shared answers with a rendering of the figures. Only while it is rendered it
// has a place among http.api_in_flight: a client that reads slowly holds up no other.
func (s *Server) shared(contentType string, of func(*snapshot) *rendering, render func(*snapshot) ([]byte, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), s.limits.HTTP.APIWait)
		defer cancel()
		now := s.figures.get()
		body, err := of(now).get(ctx, s.answers, func() ([]byte, error) { return render(now) })
		deadlinesOf(w, s.log).answer(s.limits.HTTP.WriteTimeout)
		switch {
		case errors.Is(err, context.Canceled):
			s.log.Debug("a client left before its answer was there")
		case errors.Is(err, context.DeadlineExceeded):
			s.refused.add("http.api_in_flight", true)
			w.Header().Set("Retry-After", retryAfter)
			http.Error(w, "as many answers are being rendered as there may be, and none was ready in time (http.api_in_flight, http.api_wait)", http.StatusServiceUnavailable)
		default:
			s.answer(w, http.StatusOK, contentType, body, err)
		}
	}
}

// answer sends a body that is complete.
func (s *Server) answer(w http.ResponseWriter, code int, contentType string, body []byte, err error) {
	if err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	header := w.Header()
	header.Set("Content-Type", contentType)
	header.Set("Cache-Control", "no-store")
	header.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(code)
	if _, err := w.Write(body); err != nil {
		s.log.Debug("a response was not taken", "error", err)
	}
}

func encode(body any) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(body)
	return text.Bytes(), err
}
