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

// A reader that is cut off because its connection takes nothing counts as
// dropped, and a warning names the setting.
func TestIssueAReaderWhoseConnectionTakesNothingIsCounted(t *testing.T) {
	stdin, feed := io.Pipe()
	d := start(t, stdin, func(c *config.Config) {
		c.Sources = []config.Source{{Name: "in", URL: "-"}}
		c.Readers.QueueBytes = 64 << 20
		c.Readers.MinRate = 0
		c.Readers.WriteTimeout = 200 * time.Millisecond
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
	fed := make(chan error, 1)
	go func() {
		// More than the kernel takes for both ends, less than the queue.
		for range 400 {
			if _, err := feed.Write(tstest.Stream(0, 250, 5)); err != nil {
				fed <- err
				return
			}
		}
		fed <- nil
	}()
	until(t, func() bool {
		_, body := get(t, d.base+"/metrics")
		return strings.Contains(body, `remux_dropped_readers_total{stream="in"} 1`) &&
			strings.Contains(body, `remux_readers_stalled_total{stream="in"} 1`) && strings.Contains(body, `remux_clients{stream="in"} 0`)
	})
	until(t, func() bool {
		return strings.Contains(d.log.String(), `"level":"WARN","msg":"a reader left"`) &&
			strings.Contains(d.log.String(), "took nothing for too long and was dropped: 200ms (readers.write_timeout)")
	})
	feed.Close()
	<-fed
}
