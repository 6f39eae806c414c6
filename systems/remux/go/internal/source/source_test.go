package source_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"

	"go.uber.org/goleak"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/engine"
	"spandrel.dev/remux/internal/location"
	"spandrel.dev/remux/internal/source"
	"spandrel.dev/remux/internal/ts/tstest"
	"spandrel.dev/remux/remux"
)

// engines are those of the core in this program.
func engines(t *testing.T) *engine.Engines {
	t.Helper()
	engines, err := engine.Over(remux.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	return engines
}

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func open(t *testing.T, ctx context.Context, url string, stdin io.Reader) (io.ReadCloser, error) {
	t.Helper()
	return openWith(t, ctx, url, stdin, func(*config.Config) {})
}

func openWith(t *testing.T, ctx context.Context, url string, stdin io.Reader, change func(*config.Config)) (io.ReadCloser, error) {
	t.Helper()
	c := config.Default(engines(t))
	c.Reconnect.IdleTimeout = time.Second
	change(&c)
	s, err := source.New(config.Source{Name: "test", URL: location.Address(url)}, &c, source.NewGates(4, 4), stdin, func(error) {})
	if err != nil {
		t.Fatal(err)
	}
	return s.Open(ctx)
}

func TestEverySourceDeliversItsBytes(t *testing.T) {
	stream := tstest.Stream(0, 10, 5)
	path := filepath.Join(t.TempDir(), "a b?.ts")
	if err := os.WriteFile(path, stream, 0o600); err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write(stream) }))
	defer server.Close()
	for _, url := range []string{"file:" + filepath.Dir(path) + "/a%20b%3F.ts", server.URL, "-"} {
		reader, err := open(t, t.Context(), url, bytes.NewReader(stream))
		if err != nil {
			t.Fatalf("%s: %v", url, err)
		}
		got, err := io.ReadAll(reader)
		if err = errors.Join(err, reader.Close()); err != nil || !bytes.Equal(got, stream) {
			t.Errorf("%s: %d bytes of %d, %v", url, len(got), len(stream), err)
		}
	}
}

func TestAMissingFileIsNamed(t *testing.T) {
	if _, err := open(t, t.Context(), "file:not/there.ts", nil); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("got %v", err)
	}
}

func TestAServerThatRefusesIsAnError(t *testing.T) {
	server := httptest.NewServer(http.NotFoundHandler())
	defer server.Close()
	_, err := open(t, t.Context(), server.URL, nil)
	if status, ok := errors.AsType[source.StatusError](err); !ok || status.Status != "404 Not Found" {
		t.Errorf("got %v", err)
	}
}

func TestASilentServerIsGivenUp(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Write([]byte("G"))
		http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}))
	defer server.Close()
	reader, err := open(t, t.Context(), server.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	got, err := io.ReadAll(reader)
	if !errors.Is(err, source.ErrIdle) || len(got) != 1 {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}

func TestTheContextEndsEveryRead(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}))
	defer server.Close()
	stdin, stdinEnd := io.Pipe()
	defer stdinEnd.Close()
	for _, url := range []string{server.URL, "-"} {
		ctx, cancel := context.WithCancel(t.Context())
		reader, err := open(t, ctx, url, stdin)
		if err != nil {
			t.Fatal(err)
		}
		time.AfterFunc(20*time.Millisecond, cancel)
		if _, err := io.ReadAll(reader); !errors.Is(err, context.Canceled) {
			t.Errorf("%s: %v", url, err)
		}
		reader.Close()
	}
}
