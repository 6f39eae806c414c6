package remote

import (
	"context"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"
)

// listenHTTP listens at an address of this machine, such as "http://127.0.0.1:8080", or for TLS at any.
func listenHTTP(address string) (net.Listener, error) {
	base, err := httpAddress(address)
	if err != nil {
		return nil, err
	}
	if base.Scheme == "http" && !isLocal(base.Hostname()) {
		return nil, fmt.Errorf("spandrel: address %q: without TLS a server listens on this machine alone, such as at http://127.0.0.1:8080\n"+
			"hint: listen at https://%s, and give ServeHTTP a certificate", address, base.Host)
	}
	host := base.Host
	if base.Port() == "" {
		host = net.JoinHostPort(base.Hostname(), base.Scheme)
	}
	listener, err := net.Listen("tcp", host)
	if err == nil && base.Scheme == "https" {
		listener = forTLS{listener}
	}
	return listener, err
}

// forTLS is a listener at an https address.
type forTLS struct{ net.Listener }

// ServeHTTP serves a handler until the context is done or the listener fails, and ends its sessions. It is for generated code.
func ServeHTTP(ctx context.Context, h *Handler, listener net.Listener) error {
	defer h.Close()
	defer listener.Close()
	if tls, ok := listener.(forTLS); ok && h.options.TLS == nil {
		return fmt.Errorf("spandrel: %s: an https address without a certificate: nothing was served\n"+
			"hint: set HTTPOptions.TLS, or listen at http://%v", h.bridge.Contract.Package, tls.Addr())
	}
	if tcp, ok := listener.Addr().(*net.TCPAddr); ok && !tcp.IP.IsLoopback() && h.options.TLS == nil {
		return fmt.Errorf("spandrel: %s: a listener at %v without TLS: everyone on the way can read and change calls\n"+
			"hint: set HTTPOptions.TLS, or listen at 127.0.0.1", h.bridge.Contract.Package, tcp)
	}
	timeout := h.options.Limits.Timeout
	server := &http.Server{
		Handler:           h,
		ReadHeaderTimeout: timeout,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		HTTP2:             &http.HTTP2Config{MaxConcurrentStreams: 256, SendPingTimeout: timeout, WriteByteTimeout: timeout},
		ErrorLog:          log.New(serverLog{h}, "", 0),
		BaseContext:       func(net.Listener) context.Context { return context.Background() },
	}
	listener = &limited{Listener: listener, free: make(chan struct{}, h.options.Connections)}
	failed := make(chan error, 1)
	go func() {
		if h.options.TLS != nil {
			server.TLSConfig = h.options.TLS.Clone()
			failed <- server.ServeTLS(listener, "", "")
			return
		}
		failed <- server.Serve(listener)
	}()
	select {
	case err := <-failed:
		return err
	case <-ctx.Done():
	}
	grace, cancel := context.WithTimeout(context.Background(), max(h.options.Grace, 0))
	defer cancel()
	if server.Shutdown(grace) != nil {
		server.Close()
	}
	if err := <-failed; !errors.Is(err, http.ErrServerClosed) {
		return err
	}
	return ctx.Err()
}

// serverLog is where the server logs what its clients do wrong.
type serverLog struct{ handler *Handler }

func (l serverLog) Write(text []byte) (int, error) {
	if l.handler.options.Logger != nil {
		l.handler.options.Logger.Log(context.Background(), slog.LevelWarn, "connection failed", "error", string(text))
	}
	return len(text), nil
}

// limited is a listener that closes connections beyond a number.
type limited struct {
	net.Listener
	free chan struct{}
}

func (l *limited) Accept() (net.Conn, error) {
	for {
		conn, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		select {
		case l.free <- struct{}{}:
			return &limitedConn{Conn: conn, release: sync.OnceFunc(func() { <-l.free })}, nil
		default:
			conn.Close()
		}
	}
}

type limitedConn struct {
	net.Conn
	release func()
}

func (c *limitedConn) Close() error {
	defer c.release()
	return c.Conn.Close()
}
