package serve

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/stream"
)

// However many ask, the figures are rendered once in a quarter of a second.
func TestIssueTheFiguresAreRenderedOnceForAll(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		taken := 0
		s := New(nil, Limits{HTTP: config.Server{Headers: 100, APIInFlight: 8}}, func() uint64 { return 0 }, slog.New(slog.DiscardHandler))
		s.figures.take = func() []stream.Status { taken++; return []stream.Status{{Name: "a", URL: "/stream/a.ts"}} }
		bodies := make(map[string]string)
		for round := range 1000 {
			for _, path := range []string{"/", "/api/streams", "/metrics"} {
				answer := httptest.NewRecorder()
				s.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "http://localhost"+path, nil))
				body := answer.Body.String()
				if round == 0 {
					bodies[path] = body
				}
				// The processor time of the program is among the metrics.
				if answer.Code != http.StatusOK || body != bodies[path] || body == "" {
					t.Fatalf("%s, round %d: %d, rendered again", path, round, answer.Code)
				}
			}
		}
		if taken != 1 {
			t.Errorf("taken %d times", taken)
		}
		time.Sleep(fresh + time.Millisecond)
		if s.figures.get(); taken != 2 {
			t.Errorf("taken %d times after %v", taken, fresh)
		}
	})
}

// As many answers are rendered at a time as the configuration says; a place is
// free again when its answer is rendered, also by a panic.
func TestIssueTooManyAnswersAtATimeAreRefused(t *testing.T) {
	s := New(nil, Limits{HTTP: config.Server{Headers: 100, APIInFlight: 1}}, func() uint64 { return 0 }, slog.New(slog.DiscardHandler))
	begun, release := make(chan struct{}), make(chan struct{})
	sound := s.figures.take
	s.figures.take = func() []stream.Status { close(begun); <-release; panic("on purpose") }
	ask := func(path string) *httptest.ResponseRecorder {
		answer := httptest.NewRecorder()
		s.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "http://localhost"+path, nil))
		return answer
	}
	failed := make(chan any, 1)
	go func() {
		defer func() { failed <- recover() }()
		ask("/api/streams")
	}()
	<-begun
	for _, path := range []string{"/", "/api/streams", "/metrics"} {
		answer := ask(path)
		if answer.Code != http.StatusServiceUnavailable || answer.Header().Get("Retry-After") == "" || !strings.Contains(answer.Body.String(), "http.api_in_flight") {
			t.Errorf("%s: %d %s", path, answer.Code, answer.Body)
		}
	}
	close(release)
	if cause := <-failed; cause != http.ErrAbortHandler {
		t.Errorf("the first one ended with %v", cause)
	}
	s.figures.take = sound
	if answer := ask("/metrics"); answer.Code != http.StatusOK || !strings.Contains(answer.Body.String(), `remux_requests_refused_total{reason="http.api_in_flight"} 3`) {
		t.Errorf("afterwards: %d %s", answer.Code, answer.Body)
	}
}
