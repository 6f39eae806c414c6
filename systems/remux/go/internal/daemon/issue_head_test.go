package daemon_test

import (
	"net/http"
	"testing"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/location"
)

// Whoever asks for the header alone hears at once that a stream is not up, and
// when to ask again.
func TestIssueHeadOfAStreamThatIsNotUp(t *testing.T) {
	d := start(t, nil, func(c *config.Config) {
		c.Sources = []config.Source{{Name: "gone", URL: location.Address("http://" + freeAddress(t) + "/x.ts")}}
	})
	response, err := http.Head("http://" + d.address(t) + "/stream/gone.ts")
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusServiceUnavailable || response.Header.Get("Retry-After") == "" {
		t.Errorf("%s, Retry-After %q", response.Status, response.Header.Get("Retry-After"))
	}
	http.DefaultClient.CloseIdleConnections()
}
