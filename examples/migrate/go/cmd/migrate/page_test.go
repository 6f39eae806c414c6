package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/migrate/native"
	"example.com/migrate/pricing/hook"
	"spandrel.dev/spandrel/migrate"
)

// TestPage uses the switch as the page does.
func TestPage(t *testing.T) {
	candidate := &breakable{Core: native.Core{}}
	kit, err := migrate.New(migrate.Options{Candidates: []migrate.Candidate{{Name: "rust", Calls: hook.Calls(candidate)}}})
	if err != nil {
		t.Fatal(err)
	}
	defer kit.Close()
	page := newPage(kit, hook.Wrap(native.Core{}, kit), candidate)
	ask := func(method, path, site string) (int, string) {
		request := httptest.NewRequest(method, path, nil)
		if site != "" {
			request.Header.Set("Sec-Fetch-Site", site)
		}
		answer := httptest.NewRecorder()
		page.ServeHTTP(answer, request)
		return answer.Code, answer.Body.String()
	}
	if status, text := ask("GET", "/", ""); status != 200 || !strings.Contains(text, "<h1>From Go to Rust</h1>") {
		t.Error(status, text)
	}
	if status, _ := ask("POST", "/break", "cross-site"); status != http.StatusForbidden {
		t.Errorf("another site may use the switch: %d", status)
	}
	for _, path := range []string{"/policy/gate", "/use", "/break", "/use"} {
		if status, text := ask("POST", path, "same-origin"); status != 200 {
			t.Error(path, status, text)
		}
	}
	if status, _ := ask("POST", "/policy/nothing", ""); status != http.StatusBadRequest {
		t.Error(status)
	}
	var counts []migrate.Counts
	_, text := ask("GET", "/status", "")
	if err := json.Unmarshal([]byte(text), &counts); err != nil {
		t.Fatal(err)
	}
	if counts[0].Agreed != 100 || counts[1].Diverged != 1 || !counts[1].RolledBack {
		t.Errorf("%+v", counts)
	}
}
