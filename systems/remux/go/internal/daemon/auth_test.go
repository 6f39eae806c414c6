package daemon_test

import (
	"io"
	"net/http"
	"strings"
	"testing"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/m3u"
)

func TestOnlyThoseReadWhoSayWhoTheyAre(t *testing.T) {
	url, open := box(t)
	r := start(t, nil, func(c *config.Config) {
		c.Auth.Users = []config.Credential{"anna:pass:word"}
		c.Auth.Tokens = []config.Credential{"0123456789abcdef+&"}
		c.Sources = []config.Source{{Name: "one", URL: url, OnDemand: true}}
	})
	base := "http://" + r.address(t)
	ask := func(path string, change func(*http.Request)) (int, string) {
		request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, base+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		change(request)
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer response.Body.Close()
		if response.StatusCode == http.StatusUnauthorized && !strings.HasPrefix(response.Header.Get("WWW-Authenticate"), "Basic ") {
			t.Errorf("%s: a browser would not ask for a password", path)
		}
		body, err := io.ReadAll(response.Body)
		if err != nil {
			t.Fatal(err)
		}
		return response.StatusCode, string(body)
	}
	nothing := func(*http.Request) {}
	for _, path := range []string{"/", "/playlist.m3u", "/lineup.json", "/discover.json", "/api/streams", "/metrics", "/stream/one.ts", "/nothing", "/healthz/"} {
		if code, _ := ask(path, nothing); code != http.StatusUnauthorized {
			t.Errorf("%s answers %d to anybody", path, code)
		}
	}
	for name, change := range map[string]func(*http.Request){
		"another password": func(r *http.Request) { r.SetBasicAuth("anna", "password") },
		"another user":     func(r *http.Request) { r.SetBasicAuth("Anna", "pass:word") },
		"a token as user":  func(r *http.Request) { r.SetBasicAuth("0123456789abcdef+&", "") },
		"a user as token":  func(r *http.Request) { r.Header.Set("Authorization", "Bearer anna:pass:word") },
		"a wrong token":    func(r *http.Request) { r.URL.RawQuery = "token=0123456789abcdef" },
		"an empty token":   func(r *http.Request) { r.Header.Set("Authorization", "Bearer ") },
	} {
		if code, _ := ask("/playlist.m3u", change); code != http.StatusUnauthorized {
			t.Errorf("%s is let in with %d", name, code)
		}
	}
	if code, _ := ask("/healthz", nothing); code != http.StatusOK {
		t.Errorf("/healthz answers %d", code)
	}
	if open.Load() != 0 {
		t.Error("a source was opened for somebody who may not read")
	}
	for name, change := range map[string]func(*http.Request){
		"a user":  func(r *http.Request) { r.SetBasicAuth("anna", "pass:word") },
		"a token": func(r *http.Request) { r.Header.Set("Authorization", "bearer 0123456789abcdef+&") },
	} {
		if code, body := ask("/playlist.m3u", change); code != http.StatusOK || !strings.Contains(body, base+"/stream/one.ts\n") {
			t.Errorf("%s is answered %d, %s", name, code, body)
		}
	}
	// A list that was asked for with a token names URLs that have it, too.
	_, body := ask("/playlist.m3u?token=0123456789abcdef%2B%26", nothing)
	list, err := m3u.Read(strings.NewReader(body))
	if err != nil || len(list.Channels) != 1 {
		t.Fatalf("the list is %q, %v", body, err)
	}
	code, text, stop := watch(t, list.Channels[0].URL)
	if code != http.StatusOK {
		t.Errorf("a stream of the list answers %d %s", code, text)
	}
	stop()
	if log := r.log.String(); strings.Contains(log, "pass:word") || strings.Contains(log, "0123456789abcdef") {
		t.Error("the log shows a secret")
	}
}
