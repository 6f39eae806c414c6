package source

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"sync/atomic"
	"syscall"
	"time"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/foreign"
	"spandrel.dev/remux/internal/location"
)

var (
	// ErrIdle is returned when a server sent too little for the idle timeout.
	ErrIdle = errors.New("too little received for too long")
	// ErrDowngrade is returned for a redirect from https to http.
	ErrDowngrade = errors.New("refused: a redirect from https to http (source.allow_downgrade allows it)")
	// ErrRedirects is returned when a server redirects too often.
	ErrRedirects = errors.New("refused: too many redirects")
	// ErrRedirect is returned for a redirect to something other than a server.
	ErrRedirect = errors.New("refused: a redirect to something that is not an http or https URL")
)

// StatusError is returned when a server answers with something else than 200.
type StatusError struct {
	// Source may be shown.
	Source string
	// Status is the code and the clean reason.
	Status string
}

func (e StatusError) Error() string {
	return fmt.Sprintf("%s answered %s", e.Source, e.Status)
}

// remote is a stream from an HTTP server. It is live: the server sets the pace.
type remote struct {
	location location.Location
	limits   config.Upstream
	idle     time.Duration
	dials    gate
	headers  http.Header // for this server alone
	secrets  []string    // values among them
	client   *http.Client
	// home is the network where the first answer for the name of the source
	// lay, whether or not it could be reached there. It stays, so that a name
	// that answers with another address later does not lead elsewhere.
	home atomic.Pointer[network]
	// lookup is that of package net.
	lookup func(ctx context.Context, network, host string) ([]netip.Addr, error)
}

func newRemote(location location.Location, limits config.Upstream, idle time.Duration, dials gate) *remote {
	r := &remote{location: location, limits: limits, idle: idle, dials: dials, headers: http.Header{"User-Agent": {"remux"}}, lookup: net.DefaultResolver.LookupNetIP}
	version := uint16(tls.VersionTLS12)
	if limits.TLSMin == config.TLS13 {
		version = tls.VersionTLS13
	}
	r.client = &http.Client{
		Transport: &http.Transport{
			Proxy:                  http.ProxyFromEnvironment,
			DialContext:            r.dial,
			TLSClientConfig:        &tls.Config{MinVersion: version},
			TLSHandshakeTimeout:    idle,
			ResponseHeaderTimeout:  idle,
			MaxResponseHeaderBytes: int64(limits.HeaderBytes),
			DisableCompression:     true,
			// A connection that carried a stream is never used again.
			DisableKeepAlives: true,
		},
		CheckRedirect: r.checkRedirect,
	}
	return r
}

// trust judges the server by these certificates; nil stands for those of the system.
func (r *remote) trust(roots *x509.CertPool) {
	r.client.Transport.(*http.Transport).TLSClientConfig.RootCAs = roots
}

// send adds a field to each request.
func (r *remote) send(header location.Header) error {
	name, value, err := header.Parse()
	if err != nil {
		return err
	}
	if name == "User-Agent" {
		r.headers.Del(name)
	}
	r.headers.Add(name, value)
	r.secrets = append(r.secrets, value)
	return nil
}

// Open has the idle timeout for everything: connecting, redirects with what
// package net/http reads of their bodies, and the header of the last response.
// A response that falls silent later is ended by its watch.
func (r *remote) Open(ctx context.Context) (io.ReadCloser, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	late := newAllowance(r.idle, func() { cancel(fmt.Errorf("%w: no stream within %v", ErrIdle, r.idle)) })
	defer late.stop()
	request, err := http.NewRequestWithContext(late.in(ctx), http.MethodGet, r.location.URL.String(), nil)
	if err != nil {
		cancel(nil)
		return nil, r.plain(err)
	}
	request.Header = r.headers.Clone()
	response, err := r.client.Do(request)
	if err == nil && !late.stop() {
		err = errors.Join(context.Cause(ctx), response.Body.Close())
	}
	if err != nil {
		if cause := context.Cause(ctx); errors.Is(cause, ErrIdle) {
			err = cause // more telling than that the context was cancelled
		}
		cancel(nil)
		return nil, r.plain(err)
	}
	if response.StatusCode != http.StatusOK {
		cancel(nil)
		// The rest of the answer is not read: closing ends the connection.
		status := StatusError{Source: r.String(), Status: r.clean(response.Status)}
		return nil, errors.Join(status, r.plain(response.Body.Close()))
	}
	if response.Header.Get("Icy-Metaint") != "" || response.Header.Get("Icy-Name") != "" {
		cancel(nil)
		wrong := fmt.Errorf("%w: the server sends %v", ErrNoStream, radio)
		return nil, errors.Join(wrong, r.plain(response.Body.Close()))
	}
	body := &watchedBody{ctx: ctx, cancel: cancel, body: response.Body, plain: r.plain,
		watch: watch{idle: r.idle, least: r.limits.MinPackets}}
	body.timer = time.AfterFunc(r.idle, func() {
		cancel(fmt.Errorf("%w: less than %d packets in %v", ErrIdle, r.limits.MinPackets, r.idle))
	})
	body.timer.Stop()
	body.watch.restart()
	return body, nil
}

func (r *remote) Renewable() bool { return true }

func (r *remote) String() string { return r.location.String() }

// dial connects, when the address is one where the source may be. The address
// is judged after the name was resolved and before anything is sent.
func (r *remote) dial(ctx context.Context, kind, address string) (net.Conn, error) {
	if err := timeOf(ctx).without(func() error { return r.dials.pass(ctx) }); err != nil {
		return nil, err
	}
	defer r.dials.leave()
	dialer := net.Dialer{Timeout: r.idle}
	if !r.limits.AllowPrivate {
		home, err := r.locate(ctx, address)
		if err != nil {
			return nil, err
		}
		dialer.Control = func(_, resolved string, _ syscall.RawConn) error { return home.check(resolved) }
	}
	return dialer.DialContext(ctx, kind, address)
}

// locate finds the network of the source. The first answer decides it, before
// anything is tried there; a public address in it makes the source public.
func (r *remote) locate(ctx context.Context, address string) (network, error) {
	if home := r.home.Load(); home != nil {
		return *home, nil
	}
	host, _, err := net.SplitHostPort(address)
	if err != nil {
		return "", err
	}
	addresses, err := r.lookup(ctx, "ip", host)
	if err != nil {
		return "", err
	}
	home := homeOf(addresses)
	r.home.CompareAndSwap(nil, &home)
	return *r.home.Load(), nil
}

// checkRedirect judges the next request of a chain.
func (r *remote) checkRedirect(next *http.Request, before []*http.Request) error {
	// The URL asked for last is nobody's business at the next server.
	next.Header.Del("Referer")
	// What the operator gave is for the server of the source.
	if origin := before[0].URL; next.URL.Host != origin.Host || next.URL.Scheme != origin.Scheme {
		for name := range r.headers {
			next.Header.Del(name)
		}
		next.Header.Set("User-Agent", "remux")
	}
	switch last := before[len(before)-1].URL.Scheme; {
	case len(before) > r.limits.Redirects:
		return fmt.Errorf("%w (source.redirects is %d)", ErrRedirects, r.limits.Redirects)
	case next.URL.Scheme != "http" && next.URL.Scheme != "https":
		return ErrRedirect
	case last == "https" && next.URL.Scheme == "http" && !r.limits.AllowDowngrade:
		return ErrDowngrade
	}
	return nil
}

// clean makes a text of the server fit to be shown.
func (r *remote) clean(text string) string {
	// What is cut off anyway is not searched for secrets.
	const most = 64 << 10
	text = text[:min(len(text), most)]
	return foreign.Clean(r.location.Scrub(text, r.secrets...), r.limits.TextBytes)
}

// plain takes out of an error of package net/http what must not be shown: the
// URL that it begins with, and what the server sent.
func (r *remote) plain(err error) error {
	if err == nil {
		return nil
	}
	shown := err
	if wrapped, ok := errors.AsType[*url.Error](err); ok {
		shown = wrapped.Err
	}
	text := shown.Error()
	if strings.Contains(text, "malformed HTTP") && strings.Contains(text, `"ICY`) {
		return fmt.Errorf("%w: the server sends %v", ErrNoStream, radio)
	}
	if before, _, ok := strings.Cut(text, "Location header"); ok {
		text = before + "Location header: " + ErrRedirect.Error()
	}
	return foreign.Reworded(r.clean(text), err, r.limits.TextBytes)
}
