package source

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"time"

	"spandrel.dev/remux/internal/config"
)

// ErrIdle is returned when a server sent nothing for the idle timeout.
var ErrIdle = errors.New("nothing received for too long")

// StatusError is returned when a server answers with something else than 200.
type StatusError struct {
	URL    string
	Status string
}

func (e StatusError) Error() string {
	return fmt.Sprintf("%s answered %s", e.URL, e.Status)
}

// remote is a stream from an HTTP server. It is live: the server sets the pace.
type remote struct {
	location config.Location
	client   *http.Client
	idle     time.Duration
}

func newRemote(location config.Location, idle time.Duration) remote {
	transport := &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           (&net.Dialer{Timeout: idle}).DialContext,
		TLSHandshakeTimeout:   idle,
		ResponseHeaderTimeout: idle,
		DisableCompression:    true,
		// A connection that carried a stream is never used again.
		DisableKeepAlives: true,
	}
	return remote{location: location, client: &http.Client{Transport: transport}, idle: idle}
}

func (r remote) Open(ctx context.Context) (io.ReadCloser, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, r.location.URL.String(), nil)
	if err != nil {
		cancel(nil)
		return nil, err
	}
	request.Header.Set("User-Agent", "remux")
	response, err := r.client.Do(request)
	if err != nil {
		cancel(nil)
		return nil, err
	}
	if response.StatusCode != http.StatusOK {
		cancel(nil)
		return nil, errors.Join(StatusError{URL: r.location.String(), Status: response.Status}, response.Body.Close())
	}
	body := &watchedBody{ctx: ctx, cancel: cancel, body: response.Body, idle: r.idle}
	body.timer = time.AfterFunc(r.idle, func() { cancel(fmt.Errorf("%w: %v", ErrIdle, r.idle)) })
	return body, nil
}

func (r remote) Renewable() bool { return true }

func (r remote) String() string { return r.location.String() }

// watchedBody ends a response that falls silent.
type watchedBody struct {
	ctx    context.Context
	cancel context.CancelCauseFunc
	body   io.ReadCloser
	timer  *time.Timer
	idle   time.Duration
}

func (b *watchedBody) Read(p []byte) (int, error) {
	// Only the wait for the server is timed, not what the caller does between reads.
	b.timer.Reset(b.idle)
	n, err := b.body.Read(p)
	b.timer.Stop()
	if err != nil && b.ctx.Err() != nil {
		err = context.Cause(b.ctx)
	}
	return n, err
}

func (b *watchedBody) Close() error {
	b.timer.Stop()
	b.cancel(nil)
	return b.body.Close()
}
