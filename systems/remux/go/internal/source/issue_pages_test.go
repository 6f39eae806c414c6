package source

import (
	"errors"
	"io"
	"strings"
	"testing"

	"spandrel.dev/remux/internal/ts/tstest"
)

// A playlist or page in place of a stream is told as such at once.
func TestIssueAPlaylistOrPageIsToldAsSuch(t *testing.T) {
	stream := string(tstest.Stream(0, 5, 5))
	for text, want := range map[string]string{
		"#EXTM3U\n#EXTINF:10,\nhttp://h/planted.ts\n": "a playlist",
		"\r\n <!DOCTYPE html><p>planted":              "a web page",
		"<HTML>" + strings.Repeat("planted", 9000):    "a web page",
		stream:       "",
		"<" + stream: "",
	} {
		body, err := testRemote(t, answer(t, "HTTP/1.1 200 OK\r\n\r\n"+text), testLimits()).Open(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(body)
		switch {
		case want == "" && (err != nil || string(got) != text):
			t.Errorf("a stream: %d bytes, %v", len(got), err)
		case want != "" && (!errors.Is(err, ErrNoStream) || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "planted")):
			t.Errorf("%.20q: %v", text, err)
		}
		body.Close()
	}
}
