package daemon_test

import (
	"io"
	"net/http"
	"testing"
	"time"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/ts/tstest"
)

// A stream that was silent for longer than a write may take still ends in order.
func TestIssueAStreamThatEndsAfterASilenceEndsInOrder(t *testing.T) {
	stdin, feed := io.Pipe()
	d := start(t, stdin, func(c *config.Config) {
		c.Sources = []config.Source{{Name: "in", URL: "-"}}
		c.Readers.WriteTimeout = 50 * time.Millisecond
	})
	if _, err := feed.Write(tstest.Stream(0, 250, 5)); err != nil {
		t.Fatal(err)
	}
	response, err := http.Get(d.ready(t))
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	if _, err := io.ReadFull(response.Body, make([]byte, 188)); err != nil {
		t.Fatal(err)
	}
	time.Sleep(200 * time.Millisecond) // the silence
	feed.Close()
	if _, err := io.Copy(io.Discard, response.Body); err != nil {
		t.Errorf("the end of the stream: %v", err)
	}
}
