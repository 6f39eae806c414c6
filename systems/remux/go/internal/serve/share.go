package serve

import (
	"bytes"
	"encoding/json"
	"errors"
	"net/http"
	"strconv"
	"sync"
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
		s.last = &snapshot{statuses: s.take()}
		s.until = now.Add(fresh)
	}
	return s.last
}

// snapshot is the state of all streams at one time, with what shows it.
type snapshot struct {
	statuses            []stream.Status
	list, page, metrics rendering
}

// rendering is an answer that is rendered once, for all who ask for it.
type rendering struct {
	once sync.Once
	body []byte
	err  error
}

func (r *rendering) get(render func() ([]byte, error)) ([]byte, error) {
	r.once.Do(func() {
		r.err = errors.New("the figures could not be rendered") // by a panic
		r.body, r.err = render()
	})
	return r.body, r.err
}

// shared answers with what of makes of the figures. Only while it is rendered
// the answer has a place among http.api_in_flight: a client that reads slowly
// holds up no other.
func (s *Server) shared(contentType string, of func(*snapshot) ([]byte, error)) http.HandlerFunc {
	render := func() ([]byte, error) {
		defer s.answers.leave()
		return of(s.figures.get())
	}
	return func(w http.ResponseWriter, _ *http.Request) {
		if !s.answers.take(s.limits.HTTP.APIInFlight) {
			s.refused.add("http.api_in_flight", true)
			w.Header().Set("Retry-After", retryAfter)
			http.Error(w, "there are as many requests under way as there may be (http.api_in_flight)", http.StatusServiceUnavailable)
			return
		}
		body, err := render()
		s.answer(w, http.StatusOK, contentType, body, err)
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
