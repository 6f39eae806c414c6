package daemon_test

import (
	"fmt"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"spandrel.dev/remux/internal/config"
)

// Requests in a row for a stream that nobody gets, and no answer is read: the
// connection ends with the time-out for answers.
func TestIssueARefusalThatIsNotTakenIsCutOff(t *testing.T) {
	d := start(t, strings.NewReader(""), func(c *config.Config) {
		c.Sources = []config.Source{{Name: "over", URL: "-"}, down(t)}
		c.HTTP.WriteTimeout = 200 * time.Millisecond
		c.HTTP.SendBuffer = 4096
		c.Readers.StartWait = time.Millisecond
	})
	address := d.address(t)
	until(t, func() bool {
		response, _ := get(t, "http://"+address+"/stream/over.ts")
		return response.StatusCode == 410
	})
	for _, name := range []string{"over", "gone"} {
		connection, err := net.Dial("tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		defer connection.Close()
		if err := connection.(*net.TCPConn).SetReadBuffer(4096); err != nil {
			t.Fatal(err)
		}
		ended := make(chan error, 1)
		go func() { // more than the kernel takes for both ends
			request := fmt.Sprintf("GET /stream/%s.ts HTTP/1.1\r\nHost: localhost\r\n\r\n", name)
			_, err := io.WriteString(connection, strings.Repeat(request, 500_000))
			ended <- err
		}()
		select {
		case err := <-ended:
			if err == nil {
				t.Errorf("%s: every request was taken", name)
			}
		case <-time.After(time.Minute):
			t.Errorf("%s: the connection stays open", name)
		}
	}
}
