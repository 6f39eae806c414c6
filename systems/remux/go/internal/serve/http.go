package serve

import (
	"context"
	stdlog "log"
	"log/slog"
	"net"
	"net/http"
	"time"

	"spandrel.dev/remux/internal/config"
)

// NewHTTP is the only place that makes an HTTP server, so that each has every
// time-out. Handlers of streams set deadlines of their own.
func NewHTTP(settings config.Server, handler http.Handler, log *slog.Logger) *http.Server {
	return &http.Server{
		Handler: entrance{handler, settings.BodyTimeout, log},
		ConnState: func(connection net.Conn, state http.ConnState) {
			if one, ok := connection.(*counted); ok && state == http.StateIdle {
				one.serving.Store(false)
			}
		},
		ConnContext: func(ctx context.Context, connection net.Conn) context.Context {
			return context.WithValue(ctx, connectionKey{}, connection)
		},
		ReadHeaderTimeout: settings.HeaderTimeout,
		ReadTimeout:       settings.HeaderTimeout + settings.BodyTimeout,
		WriteTimeout:      settings.WriteTimeout,
		IdleTimeout:       settings.IdleTimeout,
		// net/http reads 4 kB beyond its limit.
		MaxHeaderBytes:               settings.HeaderBytes - 4<<10,
		DisableGeneralOptionsHandler: true,
		ErrorLog:                     stdlog.New(errorLog{log}, "", 0),
	}
}

// connectionKey is where the context of a request has its connection.
type connectionKey struct{}

// resetWhenClosed lets the end of the connection of a request be a reset. Before
// HTTP/1.1 an answer without a length ends with its connection, so that an
// orderly close would say that it is whole.
func resetWhenClosed(r *http.Request) {
	if r.ProtoAtLeast(1, 1) {
		return // the end of the last chunk is missing
	}
	if connection, ok := r.Context().Value(connectionKey{}).(interface{ SetLinger(seconds int) error }); ok {
		// A connection that is gone already needs no end.
		_ = connection.SetLinger(0)
	}
}

// entrance is where every request comes in. It gives a body its own time,
// whatever the header left of its time.
type entrance struct {
	next    http.Handler
	timeout time.Duration
	log     *slog.Logger
}

func (e entrance) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if connection, ok := r.Context().Value(connectionKey{}).(*counted); ok {
		connection.serving.Store(true)
	}
	if r.ContentLength != 0 {
		deadlinesOf(w, e.log).body(e.timeout)
	}
	e.next.ServeHTTP(w, r)
}
