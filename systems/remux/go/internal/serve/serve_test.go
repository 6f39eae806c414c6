package serve_test

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"syscall"
	"testing"
	"time"

	"go.uber.org/goleak"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/serve"
)

// net/http sleeps for half a second over each connection that it closes.
func TestMain(m *testing.M) {
	goleak.VerifyTestMain(m, goleak.IgnoreAnyFunction("net/http.(*conn).closeWriteAndWait"))
}

func settings() config.Server {
	return config.Server{
		HeaderTimeout: time.Minute, BodyTimeout: time.Minute, IdleTimeout: time.Minute, WriteTimeout: time.Minute,
		HeaderBytes: 8 << 10, Headers: 20, Connections: 100, PerAddress: 100, APIInFlight: 8,
	}
}

// answering serves handler behind every limit on a free port.
func answering(t *testing.T, limits config.Server, handler http.HandlerFunc) (address string, listener *serve.Listener) {
	t.Helper()
	listener, err := serve.Listen(t.Context(), "127.0.0.1:0", limits, 1)
	if err != nil {
		t.Fatal(err)
	}
	server := serve.NewHTTP(limits, serve.NewGuard(handler, "tv.home:80", []string{"Tv.Example"}, limits.Headers), slog.New(slog.DiscardHandler))
	served := make(chan error, 1)
	go func() { served <- server.Serve(listener) }()
	t.Cleanup(func() {
		server.Close()
		if err := <-served; !errors.Is(err, http.ErrServerClosed) {
			t.Error(err)
		}
	})
	return listener.Addr().String(), listener
}

func ok(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "fine") }

// dial opens a connection that fails a test which waits for ever.
func dial(t *testing.T, address string) net.Conn {
	t.Helper()
	connection, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { connection.Close() })
	if err := connection.SetDeadline(time.Now().Add(time.Minute)); err != nil {
		t.Fatal(err)
	}
	return connection
}

// all is everything that comes until the server closes the connection.
func all(t *testing.T, connection net.Conn) string {
	t.Helper()
	text, err := io.ReadAll(connection)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		t.Fatalf("the server does not close the connection after %q", text)
	}
	return string(text)
}

func TestIssueARequestThatNeverArrivesIsClosed(t *testing.T) {
	limits := settings()
	limits.HeaderTimeout = 50 * time.Millisecond
	address, _ := answering(t, limits, ok)
	for _, part := range []string{"", "GET / HTTP/1.1\r\nHost: localhost\r\nX-Slow"} {
		connection := dial(t, address)
		io.WriteString(connection, part)
		if text := all(t, connection); strings.Contains(text, "fine") {
			t.Errorf("%q was answered: %q", part, text)
		}
	}
}

func TestIssueABodyIsRefusedAndItsConnectionClosed(t *testing.T) {
	limits := settings()
	// What the header did not need of its time is not for the body.
	limits.HeaderTimeout, limits.BodyTimeout = time.Hour, 25*time.Millisecond
	address, _ := answering(t, limits, ok)
	for _, body := range []string{"Content-Length: 9\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n", "Content-Length: 999999999\r\n\r\nabc"} {
		connection := dial(t, address)
		io.WriteString(connection, "GET / HTTP/1.1\r\nHost: localhost\r\n"+body)
		if text := all(t, connection); !strings.HasPrefix(text, "HTTP/1.1 413 ") || !strings.Contains(text, "Connection: close") {
			t.Errorf("%q: %q", body, text)
		}
	}
}

func TestIssueAnIdleConnectionIsClosed(t *testing.T) {
	limits := settings()
	limits.IdleTimeout = 50 * time.Millisecond
	address, _ := answering(t, limits, ok)
	connection := dial(t, address)
	io.WriteString(connection, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
	if text := all(t, connection); !strings.HasSuffix(text, "fine") {
		t.Errorf("%q", text)
	}
}

func TestIssueAnAnswerThatIsNotTakenIsCutOff(t *testing.T) {
	limits := settings()
	limits.WriteTimeout = 50 * time.Millisecond
	limits.SendBuffer = 4096
	ended := make(chan error, 1)
	address, listener := answering(t, limits, func(w http.ResponseWriter, _ *http.Request) {
		_, err := w.Write(make([]byte, 64<<20)) // more than the kernel takes
		ended <- err
	})
	connection := dial(t, address)
	io.WriteString(connection, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n") // and never read
	if err := <-ended; !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("writing ended with %v", err)
	}
	for listener.Open() > 0 {
		time.Sleep(time.Millisecond)
	}
}

func TestIssueALargeHeaderIsRefused(t *testing.T) {
	address, _ := answering(t, settings(), ok)
	for name, header := range map[string]string{
		"bytes":  "X: " + strings.Repeat("x", 9<<10) + "\r\n",
		"fields": strings.Repeat("X: y\r\n", 21),
	} {
		connection := dial(t, address)
		io.WriteString(connection, "GET / HTTP/1.1\r\nHost: localhost\r\n"+header+"\r\n")
		if text := all(t, connection); !strings.HasPrefix(text, "HTTP/1.1 431 ") {
			t.Errorf("%s: %.80q", name, text)
		}
	}
}

func TestIssueConnectionsBeyondTheLimitAreAnswered503(t *testing.T) {
	for name, change := range map[string]func(*config.Server){
		"connections": func(s *config.Server) { s.Connections = 3 },
		"per_address": func(s *config.Server) { s.PerAddress = 3 },
	} {
		t.Run(name, func(t *testing.T) {
			limits := settings()
			change(&limits)
			address, listener := answering(t, limits, ok)
			var held []net.Conn
			for range 3 {
				connection := dial(t, address)
				io.WriteString(connection, "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
				response, err := http.ReadResponse(bufio.NewReader(connection), nil)
				if err != nil || response.StatusCode != http.StatusOK {
					t.Fatal(response, err)
				}
				held = append(held, connection)
			}
			if text := all(t, dial(t, address)); !strings.HasPrefix(text, "HTTP/1.1 503 ") || !strings.Contains(text, "Retry-After: ") ||
				!strings.Contains(text, "\r\nContent-Security-Policy: default-src 'none'") || !strings.Contains(text, "\r\nX-Frame-Options: DENY\r\n") {
				t.Errorf("one too many: %q", text)
			}
			if listener.Refused() != 1 || listener.Open() != 3 {
				t.Errorf("%d refused, %d open", listener.Refused(), listener.Open())
			}
			held[0].Close()
			for listener.Open() > 2 {
				time.Sleep(time.Millisecond)
			}
			connection := dial(t, address)
			io.WriteString(connection, "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
			if text := all(t, connection); !strings.HasSuffix(text, "fine") {
				t.Errorf("with room again: %q", text)
			}
		})
	}
}

func TestIssueManyRefusedConnectionsHoldNoDescriptors(t *testing.T) {
	limits := settings()
	limits.Connections = 1
	address, listener := answering(t, limits, ok)
	dial(t, address)
	for range 200 {
		dial(t, address)
	}
	for listener.Refused() < 200 {
		time.Sleep(time.Millisecond)
	}
	if listener.Open() != 1 {
		t.Errorf("%d open", listener.Open())
	}
}

func TestIssueAHostOfSomebodyElseIsMisdirected(t *testing.T) {
	guard := serve.NewGuard(http.HandlerFunc(ok), "tv.home:80", []string{"Tv.Example"}, 20)
	for host, want := range map[string]int{
		"localhost": 200, "LOCALHOST:8080": 200, "a.localhost": 200, "127.0.0.1": 200, "192.168.1.5:8080": 200,
		"[::1]:8080": 200, "[fe80::1]": 200, "tv.home:80": 200, "TV.HOME.": 200, "tv.example": 200, "": 200,
		"evil.example": 421, "evil.example:8080": 421, "127.0.0.1.evil.example": 421, "localhost.evil.example": 421,
		"localhost:8080.evil.example": 421, "evillocalhost": 421, "0x7f.1": 421, "2130706433": 421, "tv.example.evil": 421,
	} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Host = host
		w := httptest.NewRecorder()
		guard.ServeHTTP(w, r)
		if w.Code != want {
			t.Errorf("host %q: %d, want %d", host, w.Code, want)
		}
		if body := w.Body.String(); want == 421 && (strings.Contains(body, "fine") || !strings.Contains(body, "http.hosts")) {
			t.Errorf("host %q: %q", host, body)
		}
	}
}

func TestIssueOtherMethodsAreRefused(t *testing.T) {
	address, _ := answering(t, settings(), ok)
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "PATCH", "FETCH"} {
		request, err := http.NewRequest(method, "http://"+address+"/", nil)
		if err != nil {
			t.Fatal(err)
		}
		response, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		response.Body.Close()
		if response.StatusCode != http.StatusMethodNotAllowed || response.Header.Get("Allow") != "GET, HEAD" {
			t.Errorf("%s: %s, allow %q", method, response.Status, response.Header.Get("Allow"))
		}
	}
	http.DefaultClient.CloseIdleConnections()
}

func TestIssueBrowsersAreToldWhatTheyMayDo(t *testing.T) {
	for code, host := range map[int]string{200: "localhost", 421: "evil.example"} {
		r := httptest.NewRequest(http.MethodGet, "/", nil)
		r.Host = host
		w := httptest.NewRecorder()
		serve.NewGuard(http.HandlerFunc(ok), ":80", nil, 20).ServeHTTP(w, r)
		for name, want := range map[string]string{
			"Content-Security-Policy": "frame-ancestors 'none'", "X-Content-Type-Options": "nosniff", "X-Frame-Options": "DENY",
			"Referrer-Policy": "no-referrer", "Cross-Origin-Resource-Policy": "same-origin",
		} {
			if got := w.Header().Get(name); w.Code != code || !strings.Contains(got, want) {
				t.Errorf("%d: %s is %q, want %q in it", w.Code, name, got, want)
			}
		}
	}
}

func TestIssueClientsLeaveDescriptorsToTheSources(t *testing.T) {
	for _, one := range []struct {
		limit           uint64
		wanted, sources int
		want            int
	}{{1024, 1024, 10, 1024 - 64 - 40}, {1 << 20, 1024, 256, 1024}, {69, 1024, 1, 1}, {68, 1024, 1, 0}} {
		got, err := serve.RoomWithin(one.limit, one.wanted, one.sources)
		if got != one.want || (one.want == 0) != (err != nil) || err != nil && !strings.Contains(err.Error(), "ulimit -n") {
			t.Errorf("%s: got %d, %v", fmt.Sprintf("%+v", one), got, err)
		}
	}
}

func TestIssueTheKernelKeepsNoMoreThanTheSendBuffer(t *testing.T) {
	for _, buffer := range []int{8 << 10, 64 << 10} {
		opened, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		listener := serve.NewListener(opened, 1, 1, buffer)
		dial(t, opened.Addr().String())
		connection, err := listener.Accept()
		if err != nil {
			t.Fatal(err)
		}
		raw, err := connection.(syscall.Conn).SyscallConn()
		if err != nil {
			t.Fatal(err)
		}
		size := 0
		if err := errors.Join(raw.Control(func(fd uintptr) {
			size, err = syscall.GetsockoptInt(int(fd), syscall.SOL_SOCKET, syscall.SO_SNDBUF)
		}), err); err != nil {
			t.Fatal(err)
		}
		if size != 2*buffer { // Linux counts what it needs itself
			t.Errorf("%d bytes for %d", size, buffer)
		}
		if err := errors.Join(connection.Close(), opened.Close()); err != nil {
			t.Error(err)
		}
	}
}
