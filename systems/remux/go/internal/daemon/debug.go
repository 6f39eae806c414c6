package daemon

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/pprof"
	"time"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/serve"
)

// debugConnections is enough for one person with one tool.
const debugConnections = 16

// debugServer serves profiles of the program, on a loopback address only.
func debugServer(ctx context.Context, c config.Config, log *slog.Logger) (*http.Server, net.Listener, error) {
	opened, err := new(net.ListenConfig).Listen(ctx, "tcp", c.DebugListen)
	if err != nil {
		return nil, nil, fmt.Errorf("cannot listen on %s for profiles: %w (another address: --debug-listen HOST:PORT)", c.DebugListen, err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	// The arguments may hold credentials of sources.
	mux.HandleFunc("/debug/pprof/cmdline", http.NotFound)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	limits := c.HTTP
	limits.WriteTimeout = 5 * time.Minute // a profile takes as long as was asked for
	server := serve.NewHTTP(limits, serve.NewGuard(mux, c.DebugListen, nil, limits.Headers), log)
	return server, serve.NewListener(opened, debugConnections, debugConnections, 0), nil
}
