// Package daemon runs the streams and the HTTP server together, from the
// first byte to a graceful end.
package daemon

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/engine"
	"spandrel.dev/remux/internal/serve"
	"spandrel.dev/remux/internal/source"
	"spandrel.dev/remux/internal/stream"
)

// Daemon is a configured but not yet running daemon.
type Daemon struct {
	config  config.Config
	log     *slog.Logger
	out     io.Writer
	streams []*stream.Stream
	server  *serve.Server
	http    *http.Server
}

// New makes a daemon of a valid configuration. What people wait for, such as
// the ready lines, is written to out; the log goes to log.
func New(c config.Config, engines *engine.Engines, stdin io.Reader, out io.Writer, log *slog.Logger) (*Daemon, error) {
	d := &Daemon{config: c, log: log, out: out}
	gates := source.NewGates(c.Upstream.Dials, c.Upstream.Opens)
	for _, one := range c.Sources {
		made, err := stream.New(one, &c, engines, gates, stdin, log)
		if err != nil {
			return nil, err
		}
		d.streams = append(d.streams, made)
	}
	d.server = serve.New(d.streams, c.Readers.WriteTimeout, log)
	d.http = &http.Server{
		Handler:           d.server,
		ReadHeaderTimeout: 10 * time.Second,
		IdleTimeout:       time.Minute,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	return d, nil
}

// Run serves until the context is done and then ends gracefully: sources
// stop, engines are flushed, readers take what is queued for them within the
// drain timeout. It returns an error only when serving was impossible.
func (d *Daemon) Run(ctx context.Context) error {
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", d.config.Listen)
	if err != nil {
		return fmt.Errorf("cannot listen on %s: %w (another address: --listen HOST:PORT)", d.config.Listen, err)
	}
	d.log.Info("listening", "address", listener.Addr().String(), "engine", d.config.Engine.Name)
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	served := make(chan error, 1)
	go func() {
		served <- d.http.Serve(listener)
		cancel() // the streams have nobody to run for
	}()
	var streams sync.WaitGroup
	announcer := announcer{out: d.out, base: "http://" + reachable(listener.Addr())}
	for _, one := range d.streams {
		// A stream that fails says so in its log and status; the others go on.
		streams.Go(func() { _ = one.Run(ctx) })
		streams.Go(func() { announcer.announce(ctx, one) })
	}
	<-ctx.Done()
	d.log.Info("ending", "drain_timeout", d.config.DrainTimeout)
	d.server.Drain()
	streams.Wait()
	d.shutDown()
	if err := <-served; !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("the HTTP server failed: %w", err)
	}
	return nil
}

// shutDown waits for the readers, but not for ever.
func (d *Daemon) shutDown() {
	ctx, cancel := context.WithTimeout(context.Background(), d.config.DrainTimeout)
	defer cancel()
	err := d.http.Shutdown(ctx)
	if err != nil {
		d.log.Warn("readers were cut off", "error", err)
		err = d.http.Close()
	}
	if err != nil {
		d.log.Warn("closing the HTTP server failed", "error", err)
	}
}

// reachable is the address under which this machine reaches the listener.
func reachable(address net.Addr) string {
	tcp, ok := address.(*net.TCPAddr)
	if !ok || !tcp.IP.IsUnspecified() {
		return address.String()
	}
	return net.JoinHostPort("127.0.0.1", fmt.Sprint(tcp.Port))
}
