package daemon_test

import (
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/ts/tstest"
)

// A reader that takes nothing of what is queued after the end of its stream is
// dropped for its rate, long before its write would time out.
func TestIssueTheRateIsJudgedAfterTheEndOfAStream(t *testing.T) {
	stdin, feed := io.Pipe()
	d := start(t, stdin, func(c *config.Config) {
		c.Sources = []config.Source{{Name: "in", URL: "-"}}
		c.Readers.QueueBytes = 64 << 20
		c.Readers.RateWindow = time.Second
		c.Readers.WriteTimeout = time.Hour
		c.HTTP.SendBuffer = 4096
	})
	if _, err := feed.Write(tstest.Stream(0, 250, 5)); err != nil {
		t.Fatal(err)
	}
	d.ready(t)
	connection, err := net.Dial("tcp", strings.TrimPrefix(d.base, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer connection.Close()
	io.WriteString(connection, "GET /stream/in.ts HTTP/1.1\r\nHost: localhost\r\n\r\n")
	until(t, func() bool {
		_, body := get(t, d.base+"/metrics")
		return strings.Contains(body, `remux_clients{stream="in"} 1`)
	})
	for range 400 { // more than the kernel takes for both ends, less than the queue
		if _, err := feed.Write(tstest.Stream(0, 250, 5)); err != nil {
			t.Fatal(err)
		}
	}
	feed.Close()
	until(t, func() bool {
		_, body := get(t, d.base+"/metrics")
		return strings.Contains(body, `remux_stream_state{engine="passthrough",state="ended",stream="in"} 1`)
	})
	until(t, func() bool {
		_, body := get(t, d.base+"/metrics")
		return strings.Contains(body, `remux_readers_below_rate_total{stream="in"} 1`) && strings.Contains(body, `remux_clients{stream="in"} 0`)
	})
}
