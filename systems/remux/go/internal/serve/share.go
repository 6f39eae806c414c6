package serve

import (
	"bytes"
	"encoding/json"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"spandrel.dev/remux/internal/stream"
)

// fresh is how long figures that were rendered once serve everybody.
const fresh = 250 * time.Millisecond

// retryAfter is what a client that was one too many is told, in seconds.
const retryAfter = "5"

// seats counts what goes on at the same time.
type seats struct{ taken atomic.Int64 }

// take takes one of so many seats; 0 sets no limit.
func (s *seats) take(limit int) bool {
	if n := s.taken.Add(1); limit > 0 && n > int64(limit) {
		s.taken.Add(-1)
		return false
	}
	return true
}

func (s *seats) leave() { s.taken.Add(-1) }

// bounded lets so many answers be under way at a time as the configuration says.
func (s *Server) bounded(answer http.HandlerFunc) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if !s.answers.take(s.limits.HTTP.APIInFlight) {
			s.refused.add("http.api_in_flight", true)
			w.Header().Set("Retry-After", retryAfter)
			http.Error(w, "there are as many requests under way as there may be (http.api_in_flight)", http.StatusServiceUnavailable)
			return
		}
		defer s.answers.leave()
		answer(w, r)
	}
}

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

// snapshot is the state of all streams at one time.
type snapshot struct {
	statuses []stream.Status
	once     sync.Once
	body     []byte
	err      error
}

// list is the answer of /api/streams, rendered once.
func (s *snapshot) list(lostLines uint64) ([]byte, error) {
	s.once.Do(func() {
		s.body, s.err = encode(map[string]any{"streams": s.statuses, "log_lines_lost": lostLines})
	})
	return s.body, s.err
}

func encode(body any) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(body)
	return text.Bytes(), err
}
