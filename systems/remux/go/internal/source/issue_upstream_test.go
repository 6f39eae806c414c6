package source

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"net/netip"
	"strings"
	"testing"
	"time"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/location"
	"spandrel.dev/remux/internal/ts"
)

func testLimits() config.Upstream {
	return config.Upstream{HeaderBytes: 64 << 10, Redirects: 5, TLSMin: config.TLS12, MinPackets: 1, TextBytes: 200}
}

func testRemote(t *testing.T, url string, limits config.Upstream) *remote {
	t.Helper()
	location, err := location.Parse(location.Address(url))
	if err != nil {
		t.Fatal(err)
	}
	return newRemote(location, limits, time.Second, newGate(2))
}

// answer is a server that says the same whatever it is asked.
func answer(t *testing.T, text string) string {
	t.Helper()
	listener, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	go func() {
		defer close(done)
		for {
			connection, err := listener.Accept()
			if err != nil {
				return
			}
			if _, err := http.ReadRequest(bufio.NewReader(connection)); err == nil {
				io.WriteString(connection, text)
			}
			connection.Close()
		}
	}()
	t.Cleanup(func() { listener.Close(); <-done })
	return "http://" + listener.Addr().String()
}

// hanging is a server that says the same to all and then keeps them waiting.
func hanging(t *testing.T, text string) string {
	t.Helper()
	ended := make(chan struct{})
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		connection, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer connection.Close()
		io.WriteString(connection, text)
		<-ended
	}))
	t.Cleanup(func() { close(ended); server.Close() })
	return server.URL
}

func TestIssueTextFromUpstreamIsBounded(t *testing.T) {
	for name, text := range map[string]string{
		"9 MB reason":    "HTTP/1.1 500 " + strings.Repeat("A", 9_000_000) + "\r\n\r\n",
		"30 kB reason":   "HTTP/1.1 500 " + strings.Repeat("A", 30_000) + "\r\n\r\n",
		"9 MB header":    "HTTP/1.1 200 OK\r\nX: " + strings.Repeat("A", 9_000_000) + "\r\n\r\n",
		"escapes":        "HTTP/1.1 500 \x1b[31mred\x1bc\x07\r\n\r\n",
		"echo":           "HTTP/1.1 404 no /planted/planted.ts?planted=planted here\r\n\r\n",
		"no HTTP":        "\x1b]0;title\x07 GET /planted/planted.ts?planted=planted\r\n\r\n",
		"odd redirect":   "HTTP/1.1 302 Found\r\nLocation: http://planted:%zz@x/\x1b\r\n\r\n",
		"file redirect":  "HTTP/1.1 302 Found\r\nLocation: file:///etc/planted\r\n\r\n",
		"empty redirect": "HTTP/1.1 302 Found\r\n\r\n",
	} {
		r := testRemote(t, strings.Replace(answer(t, text), "http://", "http://planted:planted@", 1)+"/planted/planted.ts?planted=planted", testLimits())
		_, err := r.Open(t.Context())
		if err == nil || len(err.Error()) > 300 || strings.ContainsAny(err.Error(), "\x1b\x07") || strings.Contains(err.Error(), "planted") {
			t.Errorf("%s: %.400v", name, err)
		}
	}
}

func TestIssueRedirectsAreFewAndTellNothing(t *testing.T) {
	var referers []string
	hops := 0
	mux := http.NewServeMux()
	server := httptest.NewServer(mux)
	defer server.Close()
	mux.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		referers = append(referers, r.Referer())
		if hops--; hops < 0 {
			w.Write(make([]byte, ts.PacketSize))
			return
		}
		http.Redirect(w, r, fmt.Sprintf("/%d", hops), http.StatusFound)
	})
	for hops = range 8 {
		count := hops
		body, err := testRemote(t, server.URL+"/secret", testLimits()).Open(t.Context())
		if err == nil {
			body.Close()
		}
		if tooMany := count > 5; tooMany != errors.Is(err, ErrRedirects) || !tooMany && err != nil {
			t.Errorf("%d redirects: %v", count, err)
		}
	}
	if text := strings.Join(referers, ""); text != "" {
		t.Errorf("Referer: %q", text)
	}
}

func TestIssueRedirectsFromHTTPSToHTTPAreRefused(t *testing.T) {
	plain := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("G")) }))
	defer plain.Close()
	secure := httptest.NewTLSServer(http.RedirectHandler(plain.URL, http.StatusFound))
	defer secure.Close()
	for _, allowed := range []bool{false, true} {
		limits := testLimits()
		limits.AllowDowngrade = allowed
		r := testRemote(t, secure.URL, limits)
		r.client.Transport.(*http.Transport).TLSClientConfig.RootCAs = secure.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
		body, err := r.Open(t.Context())
		if err == nil {
			body.Close()
		}
		if errors.Is(err, ErrDowngrade) == allowed || allowed && err != nil {
			t.Errorf("allowed %v: %v", allowed, err)
		}
	}
}

func TestIssueOldTLSIsRefused(t *testing.T) {
	server := httptest.NewUnstartedServer(http.NotFoundHandler())
	server.TLS = &tls.Config{MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS12}
	server.Config.ErrorLog = log.New(io.Discard, "", 0)
	server.StartTLS()
	defer server.Close()
	for version, answered := range map[config.TLSVersion]bool{config.TLS12: true, config.TLS13: false} {
		limits := testLimits()
		limits.TLSMin = version
		r := testRemote(t, server.URL, limits)
		r.client.Transport.(*http.Transport).TLSClientConfig.RootCAs = server.Client().Transport.(*http.Transport).TLSClientConfig.RootCAs
		_, err := r.Open(t.Context())
		if _, ok := errors.AsType[StatusError](err); ok != answered {
			t.Errorf("at least TLS %s: %v", version, err)
		}
	}
}

// A source that was found outside may lead inside neither by a redirect nor
// by a name that answers with another address later.
func TestIssueASourceFromOutsideCannotReachInside(t *testing.T) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("G")) }))
	defer server.Close()
	for _, url := range []string{server.URL, strings.Replace(server.URL, "127.0.0.1", "localhost", 1)} {
		for home, refused := range map[network]bool{public: true, private: true, linkLocal: true, loopback: false} {
			for _, allowed := range []bool{false, true} {
				limits := testLimits()
				limits.AllowPrivate = allowed
				r := testRemote(t, url, limits)
				r.home.Store(&home)
				body, err := r.Open(t.Context())
				if err == nil {
					body.Close()
				}
				if refused := refused && !allowed; errors.Is(err, ErrPrivate) != refused || !refused && err != nil {
					t.Errorf("%s from %s, allowed %v: %v", url, home, allowed, err)
				}
			}
		}
	}
	r := testRemote(t, server.URL, testLimits())
	if body, err := r.Open(t.Context()); err != nil || *r.home.Load() != loopback {
		t.Errorf("the first address was not remembered: %v", err)
	} else {
		body.Close()
	}
}

func TestIssueNetworks(t *testing.T) {
	for text, want := range map[string]network{
		"127.0.0.1": loopback, "::1": loopback, "0.0.0.0": loopback, "::": loopback, "::ffff:127.0.0.1": loopback, "127.9.9.9": loopback,
		"169.254.169.254": linkLocal, "fe80::1%eth0": linkLocal, "64:ff9b::a9fe:a9fe": linkLocal,
		"10.0.0.1": private, "172.16.0.1": private, "192.168.1.1": private, "fd00::1": private, "100.64.0.1": private,
		"255.255.255.255": private, "239.0.0.1": private, "0.1.2.3": private, "2002:c0a8:0101::1": private, "64:ff9b:1::909:909": private, "::ffff:10.0.0.1": private,
		"9.9.9.9": public, "2620:fe::fe": public, "172.32.0.1": public, "64:ff9b::909:909": public,
	} {
		if got := networkOf(netip.MustParseAddr(text)); got != want {
			t.Errorf("%s is %s, want %s", text, got, want)
		}
	}
}

func TestIssueATrickleIsNotHealthy(t *testing.T) {
	w := watch{idle: 10 * time.Second, least: 2}
	w.restart()
	for range 9 {
		w.received(1, time.Second)
	}
	if w.left != time.Second || w.owed != 2*ts.PacketSize-9 {
		t.Errorf("after 9 bytes in 9 s: %+v", w)
	}
	w.received(2*ts.PacketSize-9, 0)
	if w.left != w.idle || w.owed != 2*ts.PacketSize {
		t.Errorf("after two packets: %+v", w)
	}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		for r.Context().Err() == nil {
			w.Write([]byte("G"))
			http.NewResponseController(w).Flush()
			time.Sleep(50 * time.Millisecond)
		}
	}))
	defer server.Close()
	body, err := testRemote(t, server.URL, testLimits()).Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer body.Close()
	if got, err := io.ReadAll(body); !errors.Is(err, ErrIdle) || len(got) >= ts.PacketSize {
		t.Errorf("%d bytes, %v", len(got), err)
	}
}

func TestIssueConnectionsAndOpensAreBounded(t *testing.T) {
	gates := NewGates(1, 1)
	if err := errors.Join(gates.dials.pass(t.Context()), gates.opens.pass(t.Context())); err != nil {
		t.Fatal(err)
	}
	c := &config.Config{Upstream: testLimits(), Reconnect: config.Reconnect{IdleTimeout: time.Second}}
	for _, url := range []location.Address{location.Address(answer(t, "HTTP/1.1 404 Gone\r\n\r\n")), "file:not/there.ts"} {
		from, err := New(config.Source{Name: "a", URL: url}, c, gates, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(20*time.Millisecond, cancel)
		if _, err := from.Open(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("%s passed a full gate: %v", url, err)
		}
	}
	gates.dials.leave()
	gates.opens.leave()
	for _, g := range []gate{gates.dials, gates.opens} {
		if err := g.pass(t.Context()); err != nil {
			t.Errorf("the gate stayed full: %v", err)
		}
	}
}
