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
		"<?xml version='1.0'?><MPD>planted":           "a playlist (DASH)",
		"{\"error\":\"planted\"}":                     "JSON",
		"\x00\x00\x00\x20ftypisom planted":            "an MP4 file",
		"\x1a\x45\xdf\xa3 planted":                    "a Matroska",
		"ID3\x04 planted":                             "an MP3",
		"OggS planted":                                "an Ogg",
		"":                                            "an empty answer",
		stream:                                        "",
		"<" + stream:                                  "",
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

// An Internet radio is told as such by its answer, with or without the status
// line of HTTP.
func TestIssueInternetRadioIsToldAsSuch(t *testing.T) {
	for _, text := range []string{
		"ICY 200 OK\r\nicy-name: planted\r\n\r\n",
		"HTTP/1.0 200 OK\r\nicy-metaint: 16000\r\nContent-Type: audio/mpeg\r\n\r\n\xff\xfb",
	} {
		body, err := testRemote(t, answer(t, text), testLimits()).Open(t.Context())
		if !errors.Is(err, ErrNoStream) || !strings.Contains(err.Error(), "Internet radio") || strings.Contains(err.Error(), "planted") {
			t.Errorf("%.20q: %v", text, err)
		}
		if body != nil {
			body.Close()
		}
	}
}
