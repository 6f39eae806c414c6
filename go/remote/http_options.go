package remote

import (
	"cmp"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// Content types.
const (
	// typeFlat is the encoding of the contract, which both sides must have.
	typeFlat = "application/vnd.spandrel.flat"
	// typeBatches are the batches of a stream in it.
	typeBatches = "application/vnd.spandrel.batches"
	typeJSON    = "application/json"
	// typeLines are the items of a stream, an object a line.
	typeLines   = "application/jsonl"
	typeProblem = "application/problem+json"
)

// Headers of requests and answers.
const (
	headerContract = "Spandrel-Contract"
	headerSession  = "Spandrel-Session"
)

// HTTPOptions is how a server behaves over HTTP.
type HTTPOptions struct {
	// Token is what clients must show as a bearer token; empty for none.
	Token string
	// Authorize decides about a request, after the token: an error refuses. nil allows all.
	Authorize func(*http.Request) error
	// TLS is the certificate of ServeHTTP, which then speaks HTTP/2 too. With ClientAuth and ClientCAs in it, clients must have
	// certificates. nil serves without TLS, at the addresses of this machine alone.
	TLS *tls.Config
	// Hosts are the names under which clients without token, certificate and Authorize may call the server, beside those of this
	// machine. Others are refused, so that no page in a browser reaches the server under a name of its own.
	Hosts []string
	// Connections is how many may be open; 4096 by default. More are closed. It is for ServeHTTP.
	Connections int
	// Sessions is how many may be open; 1024 by default. Objects belong to sessions.
	Sessions int
	// SessionIdle is for how long a session may have no call before it ends, and its objects are closed; 5 minutes by default.
	SessionIdle time.Duration
	// CallTimeout ends calls that take longer, except streams; 5 minutes by default, negative for without end.
	CallTimeout time.Duration
	// Grace is how long calls may go on when the context of ServeHTTP is done; 5 seconds by default, negative for no time.
	Grace time.Duration
	// Limits is what the server accepts. Calls is for all clients together, as are Bytes; Objects is for a session. Timeout is for
	// the head and the body of a request, and for writing a piece of an answer.
	Limits Limits
	// Logger hears of what the server does not tell its clients: panics and connections that fail. nil is silent.
	Logger *slog.Logger
}

func (o HTTPOptions) complete() (HTTPOptions, error) {
	o.Connections = cmp.Or(o.Connections, 4096)
	o.Sessions = cmp.Or(o.Sessions, 1024)
	o.SessionIdle = cmp.Or(o.SessionIdle, 5*time.Minute)
	o.CallTimeout = cmp.Or(o.CallTimeout, 5*time.Minute)
	o.Grace = cmp.Or(o.Grace, 5*time.Second)
	switch {
	case o.Connections < 1:
		return o, errors.New("spandrel: HTTPOptions.Connections is negative")
	case o.Sessions < 1:
		return o, errors.New("spandrel: HTTPOptions.Sessions is negative")
	case o.SessionIdle < 0:
		return o, errors.New("spandrel: HTTPOptions.SessionIdle is negative")
	}
	var err error
	o.Limits, err = o.Limits.complete()
	return o, err
}

// HTTPDialOptions is how a client calls a server over HTTP.
type HTTPDialOptions struct {
	// JSON has the client send and ask for JSON in place of the encoding of the contract: slower, and readable on the way.
	JSON bool
	// Token is shown as a bearer token. It is not sent without TLS, except on this machine.
	Token string
	// TLS has the certificates of this side and those that it trusts; nil for those of the system.
	TLS *tls.Config
}

func isHTTP(address string) bool {
	return strings.HasPrefix(address, "http:") || strings.HasPrefix(address, "https:")
}

// httpAddress reads an address such as "http://127.0.0.1:8080".
func httpAddress(address string) (*url.URL, error) {
	base, err := url.Parse(address)
	if err != nil {
		return nil, fmt.Errorf("spandrel: address %q: %w", address, err)
	}
	if base.Host == "" || base.RawQuery != "" || base.Fragment != "" || base.User != nil {
		return nil, fmt.Errorf("spandrel: address %q: it must be http://HOST:PORT or https://HOST:PORT, with a path or without one", address)
	}
	return base, nil
}

// isLocal tells whether a name is one of this machine alone.
func isLocal(host string) bool {
	ip := net.ParseIP(strings.Trim(host, "[]"))
	return host == "localhost" || ip != nil && ip.IsLoopback()
}
