package serve

import (
	"context"
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
		s := New(nil, Limits{HTTP: config.Server{Headers: 100, APIInFlight: 8, APIWait: time.Second}}, func() uint64 { return 0 }, slog.New(slog.DiscardHandler))
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
		if s.figures.get().statuses(); taken != 2 {
			t.Errorf("taken %d times after %v", taken, fresh)
		}
	})
}

// asked is a server whose figures are taken when they are released, and a way to
// ask it.
type asked struct {
	*Server
	begun, release chan struct{}
}

func asking(limit int) asked {
	s := asked{
		New(nil, Limits{HTTP: config.Server{Headers: 100, APIInFlight: limit, APIWait: time.Second}}, func() uint64 { return 0 }, slog.New(slog.DiscardHandler)),
		make(chan struct{}), make(chan struct{}),
	}
	s.figures.take = func() []stream.Status { close(s.begun); <-s.release; return nil }
	return s
}

func (s asked) ask(ctx context.Context, path string) *httptest.ResponseRecorder {
	answer := httptest.NewRecorder()
	s.ServeHTTP(answer, httptest.NewRequestWithContext(ctx, http.MethodGet, "http://localhost"+path, nil))
	return answer
}

// hold takes a place until the figures are released.
func (s asked) hold(path string) (ended chan any) {
	ended = make(chan any, 1)
	go func() {
		defer func() { ended <- recover() }()
		s.ask(context.Background(), path)
	}()
	<-s.begun
	return ended
}

// As many answers are rendered at a time as the configuration says; a place is
// free again when its answer is rendered, also by a panic.
func TestIssueTooManyAnswersAtATimeAreRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := asking(1)
		sound, taken := s.figures.take, 0
		s.figures.take = func() []stream.Status {
			if taken++; taken == 1 {
				sound()
				panic("on purpose")
			}
			return nil
		}
		ended := s.hold("/api/streams")
		for _, path := range []string{"/", "/api/streams", "/metrics"} {
			before := time.Now()
			answer := s.ask(t.Context(), path)
			if answer.Code != http.StatusServiceUnavailable || answer.Header().Get("Retry-After") == "" || !strings.Contains(answer.Body.String(), "http.api_in_flight") {
				t.Errorf("%s: %d %s", path, answer.Code, answer.Body)
			}
			if waited := time.Since(before); waited != time.Second {
				t.Errorf("%s: refused after %v", path, waited)
			}
		}
		close(s.release)
		if cause := <-ended; cause != http.ErrAbortHandler {
			t.Errorf("the first one ended with %v", cause)
		}
		if answer := s.ask(t.Context(), "/metrics"); answer.Code != http.StatusOK || !strings.Contains(answer.Body.String(), `remux_requests_refused_total{reason="http.api_in_flight"} 3`) {
			t.Errorf("afterwards: %d %s", answer.Code, answer.Body)
		}
	})
}

// A scrape that finds no place gets one when it becomes free.
func TestIssueAScrapeWaitsForAPlace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := asking(1)
		ended := s.hold("/api/streams")
		scraped := make(chan *httptest.ResponseRecorder)
		go func() { scraped <- s.ask(t.Context(), "/metrics") }()
		time.Sleep(s.limits.HTTP.APIWait - time.Millisecond)
		close(s.release)
		if answer := <-scraped; answer.Code != http.StatusOK {
			t.Errorf("%d %s", answer.Code, answer.Body)
		}
		<-ended
	})
}

// Those who wait for an answer that somebody else renders take no place.
func TestIssueWaitingForTheSameAnswerTakesNoPlace(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := asking(2)
		ended := s.hold("/api/streams")
		same := make(chan int)
		for range 100 {
			go func() { same <- s.ask(t.Context(), "/api/streams").Code }()
		}
		synctest.Wait()
		before := time.Now()
		if answer := s.ask(t.Context(), "/metrics"); answer.Code != http.StatusOK || time.Since(before) != 0 {
			t.Errorf("%d after %v", answer.Code, time.Since(before))
		}
		close(s.release)
		for range 100 {
			if code := <-same; code != http.StatusOK {
				t.Errorf("one of many: %d", code)
			}
		}
		<-ended
	})
}

// A client that leaves waits no longer, and counts as nobody refused.
func TestIssueAClientThatLeavesWaitsNoLonger(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := asking(1)
		ended := s.hold("/api/streams")
		for _, path := range []string{"/metrics", "/api/streams"} {
			ctx, leave := context.WithCancel(t.Context())
			time.AfterFunc(time.Millisecond, leave)
			before := time.Now()
			if s.ask(ctx, path); time.Since(before) != time.Millisecond {
				t.Errorf("%s: waited %v", path, time.Since(before))
			}
		}
		close(s.release)
		<-ended
		if answer := s.ask(t.Context(), "/metrics"); answer.Code != http.StatusOK || strings.Contains(answer.Body.String(), "http.api_in_flight") {
			t.Errorf("afterwards: %d %s", answer.Code, answer.Body)
		}
	})
}
