package serve_test

import (
	"io"
	"net/http"
	"strings"
	"testing"
)

// However a body is cut into writes, and whatever it looks like, it is sent as
// it is.
func TestIssueABodyThatLooksLikeAnAnswerIsNotChanged(t *testing.T) {
	const answer = "HTTP/1.1 400 Bad Request\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n"
	want := strings.Repeat(answer, 5000)
	address, _ := answering(t, settings(), func(w http.ResponseWriter, r *http.Request) {
		for rest := want; rest != ""; {
			n := min(len(rest), 40*len(answer))
			io.WriteString(w, rest[:n])
			http.NewResponseController(w).Flush()
			rest = rest[n:]
		}
	})
	for range 3 { // on one connection
		response, err := http.Get("http://" + address + "/")
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(response.Body)
		response.Body.Close()
		if err != nil || string(got) != want {
			t.Errorf("%d bytes of %d, %v", len(got), len(want), err)
		}
	}
	http.DefaultClient.CloseIdleConnections()
}
