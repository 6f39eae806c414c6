package source_test

import (
	"encoding/pem"
	"errors"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/location"
	"spandrel.dev/remux/internal/source"
	"spandrel.dev/remux/internal/ts/tstest"
)

// request opens a source once and returns the error of that.
func request(t *testing.T, from config.Source) error {
	t.Helper()
	c := config.Default(engines(t))
	from.Name = "test"
	s, err := source.New(from, &c, source.NewGates(4, 4), nil, func(error) {})
	if err != nil {
		t.Fatal(err)
	}
	reader, err := s.Open(t.Context())
	if err == nil {
		err = reader.Close()
	}
	return err
}

// A server is sent the headers of its source; one that it redirects to is not.
func TestHeadersAreForOneServer(t *testing.T) {
	var sent []http.Header
	elsewhere := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sent = append(sent, r.Header)
		w.Write(tstest.Stream(0, 10, 5))
	}))
	defer elsewhere.Close()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sent = append(sent, r.Header)
		if r.URL.Path == "/first" {
			http.Redirect(w, r, "/second", http.StatusFound)
			return
		}
		http.Redirect(w, r, elsewhere.URL, http.StatusFound)
	}))
	defer server.Close()
	headers := []location.Header{"User-Agent: TV", "X-Key: secret", "Authorization: Bearer secret", "X-Many: 1", "X-Many: 2"}
	if err := request(t, config.Source{URL: location.Address(server.URL + "/first"), Headers: headers}); err != nil {
		t.Fatal(err)
	}
	if len(sent) != 3 {
		t.Fatalf("%d requests", len(sent))
	}
	for i, header := range sent {
		if i == 2 {
			if header.Get("User-Agent") != "remux" || header.Get("X-Key") != "" || header.Get("Authorization") != "" || header.Get("X-Many") != "" {
				t.Errorf("another server is sent %v", header)
			}
			continue
		}
		if header.Get("User-Agent") != "TV" || header.Get("X-Key") != "secret" || header.Get("Authorization") != "Bearer secret" || len(header["X-Many"]) != 2 {
			t.Errorf("request %d is sent %v", i, header)
		}
	}
}

// Servers like to repeat what they are sent.
func TestValuesOfHeadersAreScrubbed(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		connection, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer connection.Close()
		_, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
		if _, err := connection.Write([]byte("HTTP/1.1 403 no " + token + "\r\n\r\n")); err != nil {
			t.Error(err)
		}
	}))
	defer server.Close()
	err := request(t, config.Source{URL: location.Address(server.URL), Headers: []location.Header{"Authorization: Bearer planted"}})
	if status, ok := errors.AsType[source.StatusError](err); !ok || !strings.HasPrefix(status.Status, "403 no") || strings.Contains(err.Error(), "planted") {
		t.Errorf("got %v", err)
	}
}

func TestACertificateOfOnesOwn(t *testing.T) {
	server := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write(tstest.Stream(0, 10, 5)) }))
	defer server.Close()
	path := filepath.Join(t.TempDir(), "box.pem")
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: server.Certificate().Raw})
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := request(t, config.Source{URL: location.Address(server.URL), CAFile: path}); err != nil {
		t.Errorf("with its certificate: %v", err)
	}
	if err := request(t, config.Source{URL: location.Address(server.URL)}); err == nil || !strings.Contains(err.Error(), "certificate") {
		t.Errorf("a certificate that nobody knows: %v", err)
	}
}
