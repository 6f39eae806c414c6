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
	"spandrel.dev/remux/internal/logs"
	"spandrel.dev/remux/internal/serve"
	"spandrel.dev/remux/internal/source"
	"spandrel.dev/remux/internal/spawn"
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

// hung is how much longer than the drain timeout the end may take, whatever
// hangs: a file on a dead server, a full pipe.
const hung = 2 * time.Second

// New makes a daemon of a valid configuration. What people wait for, such as
// the ready lines, is written to out; the log goes to log, and lostLines says
// how much of it nobody got to read.
func New(c config.Config, engines *engine.Engines, stdin io.Reader, out io.Writer, log *slog.Logger, lostLines func() uint64) (*Daemon, error) {
	d := &Daemon{config: c, log: log, out: out}
	gates := source.NewGates(c.Upstream.Dials, c.Upstream.Opens)
	limits, err := c.Demand.TunersOf()
	if err != nil {
		return nil, err
	}
	tuners := make(map[string]*stream.Tuners)
	for group, limit := range limits {
		tuners[group] = stream.NewTuners(limit)
	}
	for _, text := range c.PassedOver() {
		log.Warn("a channel of a playlist is not a source", "because", text)
	}
	for _, one := range c.Sources {
		made, err := stream.New(one, &c, engines, gates, tuners[one.Group], stdin, log)
		if err != nil {
			return nil, err
		}
		d.streams = append(d.streams, made)
	}
	d.server = serve.New(d.streams, serve.Limits{Listen: c.Listen, HTTP: c.HTTP, Readers: c.Readers, Lineup: c.Lineup, Auth: c.Auth}, lostLines, log)
	d.http = serve.NewHTTP(c.HTTP, d.server, log)
	return d, nil
}

// Run serves until the context is done and then ends gracefully: sources
// stop, engines are flushed, readers take what is queued for them within the
// drain timeout. It returns an error only when serving was impossible.
func (d *Daemon) Run(ctx context.Context) error {
	listener, err := serve.Listen(ctx, d.config.Listen, d.config.HTTP, len(d.streams))
	if err != nil {
		return err
	}
	d.server.Watch(listener)
	if wanted := d.config.HTTP.Connections; listener.Limit() < wanted {
		d.log.Warn("the limit on open files leaves fewer connections than http.connections asks for: raise it (ulimit -n, LimitNOFILE=)",
			"connections", listener.Limit(), "wanted", wanted)
	}
	if d.config.DebugListen != "" {
		server, profiles, err := debugServer(ctx, d.config, d.log)
		if err != nil {
			return errors.Join(err, listener.Close())
		}
		d.log.Info("serving profiles", "address", profiles.Addr().String())
		spawn.Go(func() error { return server.Serve(profiles) }, func(error) {}) // ends with Close
		defer server.Close()
	}
	limit := limitMemory(d.config.MemoryLimit)
	if limit > 0 {
		d.log.Info("staying within a memory limit", "bytes", limit)
	}
	d.log.Info("listening", "address", listener.Addr().String(), "engine", d.config.Engine.Name)
	if !config.Loopback(d.config.Listen) && !d.config.Auth.Required() {
		d.log.Warn("every machine that reaches this address can read the streams and figures: set auth.users or auth.tokens, keep it to a trusted network, or behind a proxy")
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	served := make(chan error, 1)
	spawn.Go(func() error { return d.http.Serve(listener) }, func(err error) {
		served <- err
		cancel() // the streams have nobody to run for
	})
	var streams sync.WaitGroup
	if limit > 0 {
		d.begin(&streams, "memory", again(ctx, d.log, func() { newPressure(d.streams, limit, d.log).watch(ctx) }))
	}
	d.begin(&streams, "rates", again(ctx, d.log, func() { d.judgeRates(ctx) }))
	out := logs.NewQueue(d.out, announceLines, nil)
	defer out.Close(hung / 4)
	announcer := announcer{out: out, base: "http://" + reachable(listener.Addr())}
	announcer.onDemand(d.streams)
	for _, one := range d.streams {
		// A stream that fails says so in its log and status; the others go on.
		d.begin(&streams, "stream "+one.Name(), func() error { return one.Run(ctx) })
		d.begin(&streams, "announcement of "+one.Name(), func() error { announcer.announce(ctx, one); return nil })
	}
	<-ctx.Done()
	d.log.Info("ending", "drain_timeout", d.config.DrainTimeout)
	d.server.Drain()
	latest := time.Now().Add(d.config.DrainTimeout + hung*3/4)
	if !within(d.config.DrainTimeout/2+hung/2, streams.Wait) {
		d.log.Warn("a source or engine hangs and is left behind")
	}
	d.shutDown(min(d.config.DrainTimeout, time.Until(latest)))
	if err := <-served; !errors.Is(err, http.ErrServerClosed) {
		return fmt.Errorf("the HTTP server failed: %w", err)
	}
	return nil
}

// within waits until wait returns, but not for ever.
func within(patience time.Duration, wait func()) bool {
	done := make(chan struct{})
	spawn.Go(func() error { wait(); return nil }, func(error) { close(done) })
	select {
	case <-done:
		return true
	case <-time.After(patience):
		return false
	}
}

// shutDown waits for the readers, but not for ever.
func (d *Daemon) shutDown(patience time.Duration) {
	ctx, cancel := context.WithTimeout(context.Background(), patience)
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
