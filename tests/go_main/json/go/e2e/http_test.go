package e2e

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	sremote "spandrel.dev/spandrel/remote"
	"spandrel.dev/tests/go_main/json/agreed"
	"spandrel.dev/tests/go_main/json/agreed/remote"
)

// server is a core served over HTTP in this process.
type server struct {
	*httptest.Server
	handler  *remote.Handler
	requests atomic.Int64
}

// serve serves the embedded core with these options.
func serve(t testing.TB, options remote.HTTPOptions) *server {
	t.Helper()
	handler, err := remote.NewHandler(agreed.Embedded(), options)
	if err != nil {
		t.Fatal(err)
	}
	s := &server{handler: handler}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		s.requests.Add(1)
		handler.ServeHTTP(w, r)
	}))
	t.Cleanup(func() {
		s.Close()
		handler.Close()
		if sessions, objects := handler.Open(); sessions+objects > 0 {
			t.Errorf("%d sessions and %d objects are open", sessions, objects)
		}
	})
	return s
}

func dial(t testing.TB, address string, options remote.HTTPDialOptions) agreed.Core {
	t.Helper()
	core, err := remote.Dial(context.Background(), address, remote.DialOptions{HTTP: options})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { remote.Close(core) })
	return core
}

// both runs a test over the encoding and over JSON.
func both(t *testing.T, test func(t *testing.T, s *server, core agreed.Core)) {
	for name, options := range map[string]remote.HTTPDialOptions{"flat": {}, "JSON": {JSON: true}} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, remote.HTTPOptions{})
			test(t, s, dial(t, s.URL, options))
		})
	}
}

func TestHTTPErrors(t *testing.T) {
	both(t, func(t *testing.T, _ *server, core agreed.Core) {
		for kind := uint8(0); kind <= 4; kind++ {
			want := agreed.Fail(kind)
			got := core.Fail(kind)
			if kind == 0 {
				if got != nil {
					t.Error(got)
				}
				continue
			}
			var declared, own *agreed.Trouble
			if !errors.As(got, &declared) || !errors.As(want, &own) || declared.Error() != own.Error() || declared.Kind != own.Kind ||
				declared.Size != own.Size || declared.At != own.At {
				t.Errorf("got %#v, want %#v", got, want)
			}
		}
		var cause *agreed.Cause
		if err := core.Fail(4); !errors.As(err, &cause) || cause.Seconds != 9 {
			t.Errorf("the source of an error: got %v", err)
		}
		var input *spandrel.InputError
		if _, err := core.Read("bad \xff"); !errors.As(err, &input) || input.Parameter != "text" || input.Reason != "text is not UTF-8 at byte 4" {
			t.Errorf("got %v", err)
		}
	})
}

func TestHTTPObjects(t *testing.T) {
	both(t, func(t *testing.T, s *server, core agreed.Core) {
		counter, err := core.OpenCounter(90)
		if err != nil {
			t.Fatal(err)
		}
		if n, err := counter.Add(5); n != 95 || err != nil {
			t.Errorf("got %d, %v", n, err)
		}
		if _, err := counter.Add(7); !errors.Is(err, agreed.ErrTooLong) || err.Error() != "counter is 2 bytes too long" {
			t.Errorf("got %v", err)
		}
		var items []agreed.Point
		for item, err := range counter.Count(context.Background(), 1000) {
			if err != nil {
				t.Fatal(err)
			}
			items = append(items, item)
		}
		if len(items) != 1000 || items[999] != (agreed.Point{X: 999, Y: 1}) {
			t.Errorf("got %d items", len(items))
		}
		count := 0
		for _, err := range counter.Count(context.Background(), 7) {
			if count++; count <= 7 && err != nil || count == 8 && !errors.Is(err, agreed.ErrOdd) {
				t.Errorf("item %d: %v", count, err)
			}
		}
		for range counter.Count(context.Background(), 1<<40) {
			break
		}
		ctx, cancel := context.WithTimeout(context.Background(), 50*time.Millisecond)
		defer cancel()
		if err := counter.Slow(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v", err)
		}
		if _, objects := s.handler.Open(); objects != 1 {
			t.Errorf("%d objects are open", objects)
		}
		var panicked *spandrel.PanicError
		if _, err := counter.Add(101); !errors.As(err, &panicked) || !strings.Contains(panicked.Message, "101 is absurd") || panicked.Backtrace != "" {
			t.Errorf("got %v", err)
		}
		if _, err := counter.Add(1); !errors.As(err, &panicked) || !panicked.Poisoned {
			t.Errorf("got %v", err)
		}
		if err := counter.Close(); err != nil {
			t.Error(err)
		}
		if _, objects := s.handler.Open(); objects != 0 {
			t.Errorf("%d objects are open", objects)
		}
		before := s.requests.Load()
		if _, err := counter.Add(1); !errors.Is(err, spandrel.ErrClosed) {
			t.Errorf("got %v", err)
		}
		if err := counter.Close(); err != nil {
			t.Error(err)
		}
		if s.requests.Load() != before {
			t.Error("the server was asked for a closed object")
		}
	})
}

// What does not pass over HTTP is refused by name, and nothing is sent.
func TestHTTPRefusesSecretsAndCallbacks(t *testing.T) {
	both(t, func(t *testing.T, s *server, core agreed.Core) {
		before := s.requests.Load()
		key := spandrel.NewSecret([]byte("hunter2"))
		defer key.Close()
		var unsupported *sremote.UnsupportedError
		if _, err := core.Length(key); !errors.Is(err, errors.ErrUnsupported) || !errors.As(err, &unsupported) || unsupported.Reason != "key is a Secret" {
			t.Errorf("got %v", err)
		}
		if err := core.Visit(func(uint64) {}); !errors.Is(err, errors.ErrUnsupported) || !strings.Contains(err.Error(), "each is a callback") {
			t.Errorf("got %v", err)
		}
		if s.requests.Load() != before {
			t.Error("something was sent")
		}
	})
}

func TestHTTPBytesAndOptions(t *testing.T) {
	both(t, func(t *testing.T, _ *server, core agreed.Core) {
		back, err := core.Echo(spandrel.NewBytes([]byte{0, 1, 255}))
		if err != nil {
			t.Fatal(err)
		}
		defer back.Close()
		if got := back.Copy(); string(got) != "\x00\x01\xff" {
			t.Errorf("got %x", got)
		}
		closed := spandrel.NewBytes(nil)
		closed.Close()
		if _, err := core.Echo(closed); !errors.Is(err, spandrel.ErrClosed) {
			t.Errorf("got %v", err)
		}
		for shape, want := range map[agreed.Shape]uint64{nil: 0, agreed.ShapeEmpty{}: 0} {
			if n, err := core.Corners(shape); n != want || err != nil {
				t.Errorf("%v has %d corners, %v", shape, n, err)
			}
		}
		value := everything()
		text, err := core.Written(value)
		if err != nil {
			t.Fatal(err)
		}
		// A `HashMap` is written in an order of its own.
		if want, err := agreed.Written(value); err != nil || !same(t, []byte(text), []byte(want)) {
			t.Errorf("got %s, want %s", text, want)
		}
	})
}

// A session that is not used ends, with its objects. A client keeps its own.
func TestHTTPSessionEnds(t *testing.T) {
	s := serve(t, remote.HTTPOptions{SessionIdle: 3 * time.Second})
	core := dial(t, s.URL, remote.HTTPDialOptions{})
	counter, err := core.OpenCounter(1)
	if err != nil {
		t.Fatal(err)
	}
	status, body := post(t, s.URL+"/agreed/session", "", "")
	if status != http.StatusCreated {
		t.Fatalf("got %d %s", status, body)
	}
	_, session, _ := strings.Cut(body, `"session":"`)
	session, _, _ = strings.Cut(session, `"`)
	if status, body := post(t, s.URL+"/agreed/OpenCounter", `{"start":3}`, session); status != http.StatusOK || body != "1" {
		t.Fatalf("got %d %s", status, body)
	}
	for deadline := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		if sessions, _ := s.handler.Open(); sessions == 1 {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the session does not end")
		}
	}
	if status, body := post(t, s.URL+"/agreed/Counter.Add", `{"self":1,"more":1}`, session); status != http.StatusNotFound || !strings.Contains(body, ":session") {
		t.Errorf("got %d %s", status, body)
	}
	if n, err := counter.Add(1); n != 2 || err != nil {
		t.Errorf("the object of a client that keeps its session: got %d, %v", n, err)
	}
	s.handler.Close()
	if _, err := counter.Add(1); !errors.Is(err, spandrel.ErrGone) {
		t.Errorf("got %v", err)
	}
	if _, err := counter.Add(1); !errors.Is(err, spandrel.ErrGone) {
		t.Errorf("got %v", err)
	}
}

// post makes a request as a client without generated code does.
func post(t testing.TB, url, body, session string) (int, string) {
	t.Helper()
	r, err := http.NewRequest(http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	if session != "" {
		r.Header.Set("Spandrel-Session", session)
	}
	return send(t, r)
}

func send(t testing.TB, r *http.Request) (int, string) {
	t.Helper()
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, strings.TrimSpace(string(text))
}

// listening serves with ServeHTTP, as a program does.
func listening(t *testing.T, scheme string, options remote.HTTPOptions) string {
	t.Helper()
	listener, err := remote.Listen(scheme + "://127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- remote.ServeHTTP(ctx, listener, agreed.Embedded(), options) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("the server ended with %v", err)
		}
	})
	return scheme + "://" + listener.Addr().String()
}

func TestHTTPWithoutTLSIsForThisMachine(t *testing.T) {
	if listener, err := remote.Listen("http://0.0.0.0:0"); err == nil || !strings.Contains(err.Error(), "https://") {
		t.Errorf("got %v, %v", listener, err)
	}
	listener, err := net.Listen("tcp", "0.0.0.0:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := remote.ServeHTTP(context.Background(), listener, agreed.Embedded(), remote.HTTPOptions{}); err == nil || !strings.Contains(err.Error(), "without TLS") {
		t.Errorf("got %v", err)
	}
	secure, err := remote.Listen("https://127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if err := remote.ServeHTTP(context.Background(), secure, agreed.Embedded(), remote.HTTPOptions{}); err == nil || !strings.Contains(err.Error(), "without a certificate") {
		t.Errorf("got %v", err)
	}
	options := remote.DialOptions{HTTP: remote.HTTPDialOptions{Token: "secret"}}
	if _, err := remote.Dial(context.Background(), "http://example.com", options); err == nil || !strings.Contains(err.Error(), "a token is not sent without TLS") {
		t.Errorf("got %v", err)
	}
	if _, err := remote.Dial(context.Background(), "http:///x?y", remote.DialOptions{}); err == nil || !strings.Contains(err.Error(), "HOST:PORT") {
		t.Errorf("got %v", err)
	}
}
