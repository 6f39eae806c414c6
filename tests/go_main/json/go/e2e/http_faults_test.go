package e2e

import (
	"bufio"
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"net/http"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	sremote "spandrel.dev/spandrel/remote"
	"spandrel.dev/tests/go_main/json/agreed"
	"spandrel.dev/tests/go_main/json/agreed/remote"
)

// request makes a request whose head is changed.
func request(t *testing.T, url, body string, header map[string]string) (int, string) {
	t.Helper()
	r, err := http.NewRequest(http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	for name, value := range header {
		r.Header.Set(name, value)
		if name == "Host" {
			r.Host = value
		}
	}
	return send(t, r)
}

func TestHTTPRefusesWhatIsNotACall(t *testing.T) {
	s := serve(t, remote.HTTPOptions{Limits: remote.Limits{Frame: 4096}})
	flat := "application/vnd.spandrel.flat"
	for name, fault := range map[string]struct {
		path, body string
		header     map[string]string
		status     int
		want       []string
	}{
		"no such function":       {"Corner", "{}", nil, 404, []string{"tag:spandrel.dev,2026:function", "agreed.Corner"}},
		"no content type":        {"Corners", "{}", map[string]string{"Content-Type": ""}, 415, []string{"media-type", "application/json"}},
		"a form":                 {"Corners", "a=b", map[string]string{"Content-Type": "text/plain"}, 415, []string{"media-type"}},
		"not JSON":               {"Corners", "{", nil, 400, []string{":input", "arguments"}},
		"an unknown argument":    {"Corners", `{"shapes":null}`, nil, 400, []string{"there is no field \\\"shapes\\\": the fields are shape"}},
		"a missing argument":     {"Read", `{}`, nil, 400, []string{`field \"text\" is missing`}},
		"a value that is wrong":  {"Corners", `{"shape":{"Polygon":{"points":[{"x":1,"y":1.5}],"name":""}}}`, nil, 400, []string{`"parameter":"shape"`, "Polygon.points[0].y: 1.5 is not a whole number"}},
		"an oversized body":      {"Read", `{"text":"` + strings.Repeat("a", 5000) + `"}`, nil, 413, []string{"too-large", "4096"}},
		"bytes":                  {"Echo", `{"data":"AP8H"}`, nil, 200, []string{`"AP8H"`}},
		"an object, no session":  {"Counter.Add", `{"self":1,"more":1}`, nil, 400, []string{":session", "POST /agreed/session"}},
		"an unknown session":     {"Counter.Add", `{"self":1,"more":1}`, map[string]string{"Spandrel-Session": "x"}, 404, []string{":session"}},
		"another contract":       {"Corners", `{}`, map[string]string{"Spandrel-Contract": "abc"}, 412, []string{":contract", "the client has abc"}},
		"flat, no contract":      {"Corners", "\x00", map[string]string{"Content-Type": flat}, 412, []string{"the header Spandrel-Contract is missing"}},
		"another host":           {"Corners", `{}`, map[string]string{"Host": "evil.example"}, 403, []string{":forbidden", "evil.example"}},
		"a secret":               {"Length", `{"key":"hunter2"}`, nil, 501, []string{":unsupported", "key is a Secret"}},
		"an error":               {"Fail", `{"kind":1}`, nil, 422, []string{":declared", `"error_type":"Trouble"`, `"error":"Full"`, `"detail":"it is full"`}},
		"an error with fields":   {"Fail", `{"kind":2}`, nil, 422, []string{`"error":{"TooLong":{"name":"line \"7\"","size":18446744073709551615}}`}},
		"nothing":                {"", `{}`, nil, 404, []string{":function"}},
		"a path above the place": {"../x", `{}`, nil, 404, []string{":function"}},
	} {
		t.Run(name, func(t *testing.T) {
			status, body := request(t, s.URL+"/agreed/"+fault.path, fault.body, fault.header)
			if status != fault.status {
				t.Errorf("got %d, want %d: %s", status, fault.status, body)
			}
			for _, want := range fault.want {
				if !strings.Contains(body, want) {
					t.Errorf("%s is not in %s", want, body)
				}
			}
		})
	}
	for _, method := range []string{http.MethodGet, http.MethodPut, http.MethodOptions} {
		r, err := http.NewRequest(method, s.URL+"/agreed/Corners", nil)
		if err != nil {
			t.Fatal(err)
		}
		if status, body := send(t, r); status != http.StatusMethodNotAllowed {
			t.Errorf("%s: got %d %s", method, status, body)
		}
	}
	// The encoding of arguments that is not one.
	core := dial(t, s.URL, remote.HTTPDialOptions{})
	if n, err := core.Corners(agreed.ShapePolygon{Points: []agreed.Point{{}, {}}}); n != 2 || err != nil {
		t.Errorf("got %d, %v", n, err)
	}
	var too *sremote.HTTPError
	if _, err := core.Read(strings.Repeat("a", 5000)); !errors.As(err, &too) || too.Status != 413 || too.Kind != "too-large" {
		t.Errorf("got %v", err)
	}
}

// What another server answers is an error with a type.
func TestHTTPAnswersThatAreNotWhole(t *testing.T) {
	for _, isJSON := range []bool{false, true} {
		s := serve(t, remote.HTTPOptions{})
		record := func(path string) []byte {
			conn, err := net.Dial("tcp", strings.TrimPrefix(s.URL, "http://"))
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			fmt.Fprintf(conn, "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", path)
			text, err := io.ReadAll(conn)
			if err != nil {
				t.Fatal(err)
			}
			return text
		}
		greeting := record("/agreed/contract")
		for name, answer := range map[string]string{
			"nothing":           "",
			"half a head":       "HTTP/1.1 200 OK\r\nConte",
			"a short body":      "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 10\r\n\r\n1",
			"another type":      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1\r\n\r\n1",
			"not the contract":  "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 3\r\n\r\n\"x\"",
			"not the encoding":  "HTTP/1.1 200 OK\r\nContent-Type: application/vnd.spandrel.flat\r\nContent-Length: 3\r\n\r\n123",
			"a page":            "HTTP/1.1 502 Bad Gateway\r\nContent-Type: text/html\r\nContent-Length: 4\r\n\r\n<a/>",
			"a redirection":     "HTTP/1.1 307 x\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n",
			"a problem, broken": "HTTP/1.1 500 x\r\nContent-Type: application/problem+json\r\nContent-Length: 3\r\n\r\n{\"a",
			"no HTTP":           "SSH-2.0-x\r\n",
		} {
			t.Run(fmt.Sprint(isJSON, " ", name), func(t *testing.T) {
				listener, err := net.Listen("tcp", "127.0.0.1:0")
				if err != nil {
					t.Fatal(err)
				}
				defer listener.Close()
				go func() {
					for {
						conn, err := listener.Accept()
						if err != nil {
							return
						}
						go func() {
							defer conn.Close()
							r, err := http.ReadRequest(bufio.NewReader(conn))
							if err != nil {
								return
							}
							text := []byte(answer)
							if r.Method == http.MethodGet {
								text = greeting
							} else {
								_, _ = io.Copy(io.Discard, r.Body)
							}
							_, _ = conn.Write(text)
						}()
					}
				}()
				core := dial(t, "http://"+listener.Addr().String(), remote.HTTPDialOptions{JSON: isJSON})
				_, err = core.Corners(nil)
				var refused *sremote.HTTPError
				if !errors.Is(err, spandrel.ErrGone) && !errors.As(err, &refused) {
					t.Errorf("got %v", err)
				}
			})
		}
	}
}

// A client that sends slowly, and one that does not read, hold up nobody and end.
func TestHTTPSlowClients(t *testing.T) {
	address := listening(t, "http", remote.HTTPOptions{Limits: remote.Limits{Timeout: 300 * time.Millisecond}})
	slow := func(head string) string {
		conn, err := net.Dial("tcp", strings.TrimPrefix(address, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		if _, err := conn.Write([]byte(head)); err != nil {
			t.Fatal(err)
		}
		_ = conn.SetReadDeadline(time.Now().Add(time.Minute))
		text, err := io.ReadAll(conn)
		if err != nil && !strings.Contains(err.Error(), "reset") {
			t.Errorf("the connection does not end: %v", err)
		}
		return string(text)
	}
	slow("POST /agreed/Corners HTTP/1.1\r\nHost: localhost\r\nX: ")
	got := slow("POST /agreed/Corners HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
	if !strings.Contains(got, "408") || !strings.Contains(got, ":too-slow") {
		t.Errorf("got %s", got)
	}
	// A stream that nobody reads.
	core := dial(t, address, remote.HTTPDialOptions{JSON: true})
	status, body := post(t, address+"/agreed/session", "", "")
	_, session, _ := strings.Cut(body, `"session":"`)
	session, _, _ = strings.Cut(session, `"`)
	if status, body = post(t, address+"/agreed/OpenCounter", `{"start":3}`, session); status != 200 {
		t.Fatalf("got %d %s", status, body)
	}
	conn, err := net.Dial("tcp", strings.TrimPrefix(address, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	arguments := fmt.Sprintf(`{"self":%s,"to":1000000000}`, body)
	fmt.Fprintf(conn, "POST /agreed/Counter.Count HTTP/1.1\r\nHost: localhost\r\nSpandrel-Session: %s\r\nContent-Type: application/json\r\n"+
		"Content-Length: %d\r\n\r\n%s", session, len(arguments), arguments)
	until := func(what string, done func() bool) {
		t.Helper()
		for deadline := time.Now().Add(time.Minute); !done(); time.Sleep(20 * time.Millisecond) {
			if time.Now().After(deadline) {
				t.Fatal(what)
			}
			if _, err := core.Corners(nil); err != nil {
				t.Fatalf("another call meanwhile: %v", err)
			}
		}
	}
	until("the stream does not begin", func() bool { return goroutinesOf("ServeStream") > 0 })
	until("the stream does not end", func() bool { return goroutinesOf("ServeStream") == 0 })
}

// goroutinesOf counts goroutines that are in a function.
func goroutinesOf(function string) int {
	buffer := make([]byte, 1<<20)
	return strings.Count(string(buffer[:runtime.Stack(buffer, true)]), function)
}

// The canary: without its limit of time the server waits for the slow client.
func TestCanaryHTTPSlowClients(t *testing.T) {
	address := listening(t, "http", remote.HTTPOptions{Limits: remote.Limits{Timeout: time.Hour}, Grace: -1})
	conn, err := net.Dial("tcp", strings.TrimPrefix(address, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprint(conn, "POST /agreed/Corners HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
	_ = conn.SetReadDeadline(time.Now().Add(time.Second))
	if n, err := conn.Read(make([]byte, 1)); n > 0 || !errors.Is(err, os.ErrDeadlineExceeded) {
		t.Errorf("got %d, %v", n, err)
	}
}

// 1,000 connections at once: all are served, or refused with an error that says so.
func TestHTTPManyConnections(t *testing.T) {
	address := listening(t, "http", remote.HTTPOptions{Connections: 600, Limits: remote.Limits{Calls: 100}})
	var (
		wait    sync.WaitGroup
		mu      sync.Mutex
		results = map[string]int{}
	)
	for range 1000 {
		wait.Go(func() {
			client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
			answer, err := client.Post(address+"/agreed/Corners", "application/json", strings.NewReader(`{}`))
			kind := "refused"
			if err == nil {
				body, _ := io.ReadAll(answer.Body)
				answer.Body.Close()
				kind = fmt.Sprint(answer.StatusCode)
				if answer.StatusCode == 503 && !strings.Contains(string(body), ":busy") || answer.StatusCode == 200 && string(body) != "0\n" {
					kind = string(body)
				}
			}
			mu.Lock()
			results[kind]++
			mu.Unlock()
		})
	}
	wait.Wait()
	t.Log(results)
	if results["200"] == 0 || results["200"]+results["503"]+results["refused"] != 1000 {
		t.Errorf("got %v", results)
	}
	core := dial(t, address, remote.HTTPDialOptions{})
	if _, err := core.Corners(nil); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

func TestHTTPLimitsOfSessionsAndObjects(t *testing.T) {
	s := serve(t, remote.HTTPOptions{Sessions: 1, Limits: remote.Limits{Objects: 2}})
	core := dial(t, s.URL, remote.HTTPDialOptions{})
	for range 2 {
		if _, err := core.OpenCounter(1); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := core.OpenCounter(1); !errors.Is(err, spandrel.ErrExhausted) {
		t.Errorf("got %v", err)
	}
	var busy *sremote.HTTPError
	if _, err := dial(t, s.URL, remote.HTTPDialOptions{}).OpenCounter(1); !errors.As(err, &busy) || busy.Kind != "busy" {
		t.Errorf("got %v", err)
	}
}

// certificates makes one for the server and one for clients, of one authority.
func certificates(t *testing.T) (server, client tls.Certificate, pool *x509.CertPool) {
	t.Helper()
	make := func(template, parent *x509.Certificate, by *ecdsa.PrivateKey) (tls.Certificate, *x509.Certificate, *ecdsa.PrivateKey) {
		key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
		if err != nil {
			t.Fatal(err)
		}
		if parent == nil {
			parent, by = template, key
		}
		der, err := x509.CreateCertificate(rand.Reader, template, parent, &key.PublicKey, by)
		if err != nil {
			t.Fatal(err)
		}
		parsed, err := x509.ParseCertificate(der)
		if err != nil {
			t.Fatal(err)
		}
		return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, parsed, key
	}
	template := func(number int64, usage x509.ExtKeyUsage) *x509.Certificate {
		return &x509.Certificate{
			SerialNumber: big.NewInt(number), Subject: pkix.Name{CommonName: "test"}, NotAfter: time.Now().Add(time.Hour),
			NotBefore: time.Now().Add(-time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, ExtKeyUsage: []x509.ExtKeyUsage{usage},
			KeyUsage: x509.KeyUsageDigitalSignature,
		}
	}
	root := template(1, x509.ExtKeyUsageAny)
	root.IsCA, root.BasicConstraintsValid, root.KeyUsage = true, true, x509.KeyUsageCertSign
	_, authority, key := make(root, nil, nil)
	pool = x509.NewCertPool()
	pool.AddCert(authority)
	server, _, _ = make(template(2, x509.ExtKeyUsageServerAuth), authority, key)
	client, _, _ = make(template(3, x509.ExtKeyUsageClientAuth), authority, key)
	return server, client, pool
}

func TestHTTPTLSAndTokens(t *testing.T) {
	server, client, pool := certificates(t)
	versions := make(chan string, 100)
	address := listening(t, "https", remote.HTTPOptions{
		TLS:   &tls.Config{Certificates: []tls.Certificate{server}, ClientCAs: pool, ClientAuth: tls.RequireAndVerifyClientCert},
		Token: "open sesame",
		Authorize: func(r *http.Request) error {
			versions <- r.Proto
			if r.TLS.PeerCertificates[0].SerialNumber.Int64() != 3 {
				return errors.New("another client")
			}
			return nil
		},
	})
	trusting := &tls.Config{RootCAs: pool, Certificates: []tls.Certificate{client}}
	core := dial(t, address, remote.HTTPDialOptions{Token: "open sesame", TLS: trusting})
	counter, err := core.OpenCounter(1)
	if err != nil {
		t.Fatal(err)
	}
	if n, err := counter.Add(1); n != 2 || err != nil {
		t.Errorf("got %d, %v", n, err)
	}
	if version := <-versions; version != "HTTP/2.0" {
		t.Errorf("the server was called with %s", version)
	}
	refused := func(options remote.HTTPDialOptions, want string) {
		t.Helper()
		_, err := remote.Dial(context.Background(), address, remote.DialOptions{HTTP: options})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
	var unauthorized *sremote.HTTPError
	_, err = remote.Dial(context.Background(), address, remote.DialOptions{HTTP: remote.HTTPDialOptions{Token: "open simsim", TLS: trusting}})
	if !errors.As(err, &unauthorized) || unauthorized.Status != 401 || unauthorized.Kind != "unauthorized" {
		t.Errorf("got %v", err)
	}
	refused(remote.HTTPDialOptions{TLS: trusting}, "a bearer token is required")
	refused(remote.HTTPDialOptions{Token: "open sesame"}, "certificate")
	// The server ends the connection, of which the client hears while it sends or reads.
	refused(remote.HTTPDialOptions{Token: "open sesame", TLS: &tls.Config{RootCAs: pool}}, "the core is gone")
	refused(remote.HTTPDialOptions{Token: "open sesame", TLS: &tls.Config{RootCAs: pool, Certificates: []tls.Certificate{server}}}, "the core is gone")
}
