package source

import (
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"

	"spandrel.dev/remux/internal/ts"
	"spandrel.dev/remux/internal/ts/tstest"
)

// Text that comes all the time is no stream.
func TestIssueTextThatKeepsComingIsNotHealthy(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Write(tstest.Stream(0, 50, 5))
		for r.Context().Err() == nil {
			w.Write([]byte(strings.Repeat("<p>Good</p>", 20)))
			http.NewResponseController(w).Flush()
			time.Sleep(20 * time.Millisecond)
		}
	}))
	defer server.Close()
	body, err := testRemote(t, server.URL, testLimits()).Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer body.Close()
	time.AfterFunc(20*time.Second, func() { body.Close() })
	if _, err := io.Copy(io.Discard, body); !errors.Is(err, ErrIdle) {
		t.Errorf("it ended with %v", err)
	}
}

func TestIssueOnlyPacketsInStepCount(t *testing.T) {
	stream := tstest.Stream(0, 50, 5)
	for _, size := range []int{1, 100, ts.PacketSize, 1000, len(stream)} {
		var g grid
		counted := 0
		for part := range slices.Chunk(slices.Concat([]byte("GET a page"), stream, []byte("Good")), size) {
			counted += g.packets(part)
		}
		if counted != len(stream) {
			t.Errorf("in parts of %d: %d of %d", size, counted, len(stream))
		}
	}
}
