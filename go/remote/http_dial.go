package remote

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"mime"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/remote/internal/frame"
	"spandrel.dev/spandrel/remote/internal/peer"
)

// dialedHTTP makes sessions with a server over HTTP.
type dialedHTTP struct {
	base    *url.URL
	options HTTPDialOptions
	calls   CallOptions
	client  *http.Client
}

func newDialedHTTP(address string, options HTTPDialOptions, calls CallOptions) (*dialedHTTP, error) {
	base, err := httpAddress(address)
	if err != nil {
		return nil, err
	}
	if options.Token != "" && base.Scheme == "http" && !isLocal(base.Hostname()) {
		return nil, fmt.Errorf("spandrel: address %q: a token is not sent without TLS\nhint: use https://%s", address, base.Host)
	}
	transport := &http.Transport{
		Proxy:                  http.ProxyFromEnvironment,
		DialContext:            (&net.Dialer{Timeout: greeting}).DialContext,
		TLSHandshakeTimeout:    greeting,
		TLSClientConfig:        options.TLS.Clone(),
		ForceAttemptHTTP2:      true,
		MaxIdleConnsPerHost:    64,
		IdleConnTimeout:        90 * time.Second,
		MaxResponseHeaderBytes: 64 << 10,
		HTTP2:                  &http.HTTP2Config{SendPingTimeout: max(calls.Silence, 0)},
	}
	client := &http.Client{
		Transport: transport,
		// A redirect would send calls and the token to another server.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	return &dialedHTTP{base: base, options: options, calls: calls, client: client}, nil
}

func (d *dialedHTTP) connect(ctx context.Context, c *Client) (*link, error) {
	ctx, cancel := context.WithTimeout(ctx, greeting)
	defer cancel()
	s := &httpSession{dialed: d, bridge: c.bridge, done: make(chan struct{})}
	if err := s.greet(ctx); err != nil {
		return nil, err
	}
	l := &link{bridge: c.bridge, peer: s, values: newTable(1), ended: make(chan struct{}), client: c, timeout: d.calls.CallTimeout}
	return l, nil
}

func (d *dialedHTTP) close(l *link) {
	l.peer.Close()
	d.client.CloseIdleConnections()
}

// httpSession is a session from the side of the client: the transport of its calls.
type httpSession struct {
	dialed *dialedHTTP
	bridge *Bridge
	done   chan struct{}

	mu sync.Mutex
	// name is what the server knows the session by; empty before there is an object. idle is for how long it may be idle.
	name string
	idle time.Duration
	err  error
	// ended tells that done is closed.
	ended bool
}

// request makes a request, without sending it.
func (s *httpSession) request(ctx context.Context, method, name string, body []byte, contentType string) (*http.Request, error) {
	r, err := http.NewRequestWithContext(ctx, method, s.dialed.base.JoinPath(s.bridge.Contract.Package, name).String(), bytes.NewReader(body))
	if err != nil {
		return nil, err
	}
	if contentType != "" {
		r.Header.Set("Content-Type", contentType)
	}
	r.Header.Set(headerContract, s.bridge.Contract.Hash)
	r.Header.Set("User-Agent", "spandrel")
	if s.dialed.options.Token != "" {
		r.Header.Set("Authorization", "Bearer "+s.dialed.options.Token)
	}
	s.mu.Lock()
	if s.name != "" {
		r.Header.Set(headerSession, s.name)
	}
	s.mu.Unlock()
	return r, nil
}

// small makes a request that is not a call, and returns the body of the answer.
func (s *httpSession) small(ctx context.Context, method, name string) (status int, header http.Header, body []byte, err error) {
	r, err := s.request(ctx, method, name, nil, "")
	if err != nil {
		return 0, nil, nil, err
	}
	answer, err := s.dialed.client.Do(r)
	if err != nil {
		return 0, nil, nil, err
	}
	defer answer.Body.Close()
	body, err = io.ReadAll(io.LimitReader(answer.Body, 16<<20))
	return answer.StatusCode, answer.Header, body, err
}

// greet compares the contracts.
func (s *httpSession) greet(ctx context.Context) error {
	status, header, manifest, err := s.small(ctx, http.MethodGet, "contract")
	if err != nil {
		return &spandrel.GoneError{Err: err}
	}
	if status != http.StatusOK {
		return refusal(s.bridge, s.bridge.Contract.Package, status, header, manifest)
	}
	return s.bridge.Contract.compare(header.Get(headerContract), string(manifest))
}

// refusal is the error of an answer that is not one of a call.
func refusal(b *Bridge, function string, status int, header http.Header, body []byte) error {
	p := new(problem)
	if kind, _, _ := mime.ParseMediaType(header.Get("Content-Type")); kind != typeProblem || json.Unmarshal(body, p) != nil {
		return &HTTPError{Function: function, Status: status, Detail: "it is not a server of this bridge"}
	}
	if err := p.err(b, function); err != nil {
		return err
	}
	return &HTTPError{Function: function, Status: status, Kind: p.kind(), Detail: p.Detail}
}

// begin begins the session, before it has an object.
func (s *httpSession) begin(ctx context.Context, function string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.name != "" || s.err != nil {
		return nil
	}
	s.mu.Unlock()
	status, header, body, err := s.small(ctx, http.MethodPost, "session")
	s.mu.Lock()
	if err != nil {
		return s.lost(ctx, err, false)
	}
	var answer begun
	if status != http.StatusCreated || json.Unmarshal(body, &answer) != nil || answer.Session == "" {
		return &ownError{func(function string) error { return refusal(s.bridge, function, status, header, body) }}
	}
	if s.name != "" || s.ended {
		// Another call was faster, or the client was closed.
		go s.drop(answer.Session)
		return nil
	}
	s.name, s.idle = answer.Session, time.Duration(answer.IdleSeconds*float64(time.Second))
	go s.renew()
	return nil
}

// drop ends a session at the server.
func (s *httpSession) drop(name string) {
	ctx, cancel := context.WithTimeout(context.Background(), greeting)
	defer cancel()
	r, err := s.request(ctx, http.MethodDelete, "session", nil, "")
	if err != nil {
		return
	}
	r.Header.Set(headerSession, name)
	if answer, err := s.dialed.client.Do(r); err == nil {
		answer.Body.Close()
	}
}

// renew keeps the session while this side has it.
func (s *httpSession) renew() {
	s.mu.Lock()
	tick := time.NewTicker(max(s.idle/3, 10*time.Millisecond))
	s.mu.Unlock()
	defer tick.Stop()
	for {
		select {
		case <-tick.C:
		case <-s.done:
			return
		}
		ctx, cancel := context.WithTimeout(context.Background(), greeting)
		status, header, body, err := s.small(ctx, http.MethodPost, "session")
		cancel()
		if err == nil && status == http.StatusNotFound {
			s.Fail(refusal(s.bridge, s.bridge.Contract.Package, status, header, body))
		}
	}
}

// lost is the error of a request without an answer.
func (s *httpSession) lost(ctx context.Context, err error, sent bool) error {
	if cause := ctx.Err(); cause != nil {
		return cause
	}
	var dial *net.OpError
	if errors.As(err, &dial) && dial.Op == "dial" {
		sent = false
	}
	var outer *url.Error
	if errors.As(err, &outer) {
		err = outer.Err
	}
	return &ownError{func(function string) error { return &spandrel.GoneError{Function: function, Sent: sent, Err: err} }}
}

// Begin prepares a call: it is sent when its answer is waited for.
func (s *httpSession) Begin(ctx context.Context, function uint16, window uint8, args *frame.Buffer) (exchange, error) {
	defer args.Free()
	number := int(function)
	e := &httpExchange{session: s, number: number, streams: window > 0}
	if number < len(s.bridge.Functions) {
		served := &s.bridge.Functions[number]
		if served.Refused != "" {
			return nil, &ownError{func(function string) error {
				return &spandrel.CallError{Function: function, Err: &UnsupportedError{Reason: served.Refused, Local: served.Local}}
			}}
		}
		if served.Function.Constructor {
			if err := s.begin(ctx, served.Function.Name); err != nil {
				return nil, err
			}
		}
	}
	if s.isDone() {
		return nil, peer.ErrEnded
	}
	var err error
	if s.dialed.options.JSON {
		e.body, err = toJSON(nil, args.Arguments(), s.bridge.arguments(number))
		if err != nil {
			return nil, &ownError{func(function string) error { return refusedJSON(function, err, "arguments", false) }}
		}
		return e, nil
	}
	e.body = bytes.Clone(args.Arguments())
	return e, nil
}

// Release closes an object that nothing uses any more.
func (s *httpSession) Release(reference uint64) {
	go func() {
		ctx, cancel := context.WithTimeout(context.Background(), greeting)
		defer cancel()
		body := fmt.Appendf(nil, `{"self":%d}`, reference)
		name := strings.TrimPrefix(s.bridge.Closers[0].Name, s.bridge.Contract.Package+".")
		r, err := s.request(ctx, http.MethodPost, name, body, typeJSON)
		if err != nil {
			return
		}
		if answer, err := s.dialed.client.Do(r); err == nil {
			answer.Body.Close()
		}
	}()
}

// Run waits for the end of the session.
func (s *httpSession) Run() error {
	<-s.done
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.err
}

// Done is closed when the session ends.
func (s *httpSession) Done() <-chan struct{} { return s.done }

func (s *httpSession) isDone() bool {
	select {
	case <-s.done:
		return true
	default:
		return false
	}
}

// Fail ends the session, and says why.
func (s *httpSession) Fail(err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ended {
		return
	}
	s.ended, s.err = true, err
	if s.name != "" {
		go s.drop(s.name)
	}
	close(s.done)
}

// Close ends the session from this side.
func (s *httpSession) Close() { s.Fail(errClosed) }

// Overdue is 0: a call that nobody waits for ends with its request.
func (s *httpSession) Overdue() time.Duration { return 0 }

// Serving is 0: nothing is called from the other side.
func (s *httpSession) Serving() int { return 0 }
