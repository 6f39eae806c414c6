package daemon_test

import (
	"bufio"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/ts/tstest"
)

// A reader with HTTP/1.0, which has no other sign of a break, sees a reset when
// it is cut off, and an orderly end at the end of the stream.
func TestIssueAnOldReaderThatIsCutOffIsReset(t *testing.T) {
	for _, cut := range []bool{true, false} {
		stdin, feed := io.Pipe()
		d := start(t, stdin, func(c *config.Config) {
			c.Sources = []config.Source{{Name: "in", URL: "-"}}
			if cut {
				c.Readers.SilenceTimeout = 100 * time.Millisecond
			}
		})
		if _, err := feed.Write(tstest.Stream(0, 50, 5)); err != nil {
			t.Fatal(err)
		}
		d.ready(t)
		connection, err := net.Dial("tcp", strings.TrimPrefix(d.base, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer connection.Close()
		io.WriteString(connection, "GET /stream/in.ts HTTP/1.0\r\n\r\n")
		response, err := http.ReadResponse(bufio.NewReader(connection), nil)
		if err != nil {
			t.Fatal(err)
		}
		if !cut {
			feed.Close()
		}
		if _, err := io.Copy(io.Discard, response.Body); errors.Is(err, syscall.ECONNRESET) != cut || !cut && err != nil {
			t.Errorf("cut off %v: the body ended with %v", cut, err)
		}
		feed.Close()
	}
}
