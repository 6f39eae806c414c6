package serve

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

// answerOf is the answer of a guard with these origins.
func answerOf(list origins, method, path, origin string) *httptest.ResponseRecorder {
	guard := NewGuard(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusOK) }), "", nil, 100)
	guard.origins = list
	request := httptest.NewRequest(method, "http://localhost"+path, nil)
	request.Header.Set("Origin", origin)
	request.Header.Set("Access-Control-Request-Method", "GET")
	answer := httptest.NewRecorder()
	guard.ServeHTTP(answer, request)
	return answer
}

// Pages of listed origins may play the streams, and nobody else's; figures and pages
// are for no other origin.
func TestIssueOnlyPagesOfListedOriginsMayPlay(t *testing.T) {
	const ours = "https://tv.example"
	for _, one := range []struct {
		list         origins
		path, origin string
		want         string
	}{
		{nil, "/hls/a/index.m3u8", ours, ""},
		{origins{ours}, "/hls/a/index.m3u8", ours, ours},
		{origins{ours}, "/stream/a.ts", ours, ours},
		{origins{ours}, "/stream/a.ts", ours + ".evil.example", ""},
		{origins{ours}, "/stream/a.ts", "null", ""},
		{origins{ours}, "/api/streams", ours, ""},
		{origins{"*"}, "/hls/a/index.m3u8", "https://any.example", "*"},
		{origins{"*"}, "/", "https://any.example", ""},
	} {
		answer := answerOf(one.list, http.MethodGet, one.path, one.origin)
		if got := answer.Header().Get("Access-Control-Allow-Origin"); got != one.want {
			t.Errorf("%v %s from %s: %q, want %q", one.list, one.path, one.origin, got, one.want)
		}
		first := answerOf(one.list, http.MethodOptions, one.path, one.origin)
		if allowed := first.Code == http.StatusNoContent; allowed != (one.want != "") {
			t.Errorf("%v %s from %s: the first question is answered %d", one.list, one.path, one.origin, first.Code)
		}
	}
}

// The page has no script of its own between its lines, and its policy lets those of
// this server run alone.
func TestIssueThePageRunsItsOwnScriptsOnly(t *testing.T) {
	for _, tag := range regexp.MustCompile(`<script[^>]*>[^<]*`).FindAllString(pageText, -1) {
		if !strings.HasSuffix(tag, `.js">`) || strings.Contains(tag, "//") {
			t.Errorf("%s", tag)
		}
	}
	if !strings.Contains(pagePolicy, "script-src 'self';") || !strings.Contains(pagePolicy, "connect-src 'self';") || strings.Contains(pagePolicy, "unsafe") {
		t.Error(pagePolicy)
	}
	if handler := regexp.MustCompile(`\son[a-z]+=`); handler.MatchString(pageText) {
		t.Error("the page has handlers that its policy does not let run")
	}
}

// Files of the page are sent packed to those who can unpack them. A program that was
// built without npm says so instead.
func TestIssueThePageHasItsFilesOrSaysWhyNot(t *testing.T) {
	s := &Server{}
	for path, one := range map[string]bool{"/page.js": true, "/player/hls.js": HasPlayer(), "/player/mpegts.js": HasPlayer(), "/player/other.js": false} {
		for _, encoding := range []string{"gzip", "identity"} {
			request := httptest.NewRequest(http.MethodGet, path, nil)
			request.Header.Set("Accept-Encoding", encoding)
			answer := httptest.NewRecorder()
			s.log = slog.New(slog.DiscardHandler)
			s.asset(answer, request)
			packed := answer.Header().Get("Content-Encoding") == "gzip"
			switch text := answer.Body.String(); {
			case !one:
				if answer.Code != http.StatusNotFound || !strings.Contains(text, "npm") {
					t.Errorf("%s: %d %s", path, answer.Code, text)
				}
			case answer.Code != http.StatusOK || answer.Body.Len() < 1000 || packed != (encoding == "gzip" && path != "/page.js") || strings.Contains(text, "function") == packed:
				t.Errorf("%s as %s: %d, %d bytes, packed: %v", path, encoding, answer.Code, answer.Body.Len(), packed)
			}
		}
	}
}

func TestIssueEncodingsThatAreRefusedAreNotSent(t *testing.T) {
	for header, want := range map[string]bool{"gzip": true, "deflate, gzip;q=0.5": true, "gzip;q=0": false, "gzip; q=0.0": false, "": false, "identity": false, "br, GZIP": true} {
		request := httptest.NewRequest(http.MethodGet, "/", nil)
		request.Header.Set("Accept-Encoding", header)
		if got := accepts(request, "gzip"); got != want {
			t.Errorf("%q: %v", header, got)
		}
	}
}
