package serve

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/netip"
	"slices"
	"sync"
	"sync/atomic"
	"syscall"
	"time"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/spawn"
)

const (
	// ownDescriptors is what the program needs besides sources and clients.
	ownDescriptors = 64
	// sourceDescriptors is what one source may need at a time.
	sourceDescriptors = 4
	// farewells is the number of refused connections that are told why at a
	// time; beyond that they are closed without a word.
	farewells = 16
	// farewellTime is how long that may take.
	farewellTime = 500 * time.Millisecond
)

// Room is the number of connections that the descriptor limit of this process
// leaves beside its sources, at most as many as wanted.
func Room(wanted, sources int) (int, error) {
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_NOFILE, &limit); err != nil {
		return 0, fmt.Errorf("the limit on open files cannot be read: %w", err)
	}
	return roomWithin(limit.Cur, wanted, sources)
}

func roomWithin(limit uint64, wanted, sources int) (int, error) {
	reserved := ownDescriptors + sourceDescriptors*sources
	if limit <= uint64(reserved) {
		return 0, fmt.Errorf("the limit on open files is %d, and %d sources need %d: raise it (ulimit -n, LimitNOFILE=)", limit, sources, reserved+1)
	}
	return int(min(uint64(wanted), limit-uint64(reserved))), nil
}

// Listener hands on a bounded number of connections, in all and of one
// client. The others are answered with 503 and closed, so that their
// descriptors stay free for the sources.
type Listener struct {
	net.Listener
	total, perClient int
	sendBuffer       int
	refused          atomic.Uint64
	farewells        chan struct{}
	// tell counts requests that net/http refused, by setting; nil counts none.
	tell func(setting string, raise bool)

	mu      sync.Mutex
	open    int
	clients map[netip.Prefix]int
}

// NewListener bounds the connections of a TCP listener.
func NewListener(from net.Listener, total, perClient, sendBuffer int) *Listener {
	return &Listener{
		Listener: from, total: total, perClient: perClient, sendBuffer: sendBuffer,
		farewells: make(chan struct{}, farewells), clients: make(map[netip.Prefix]int),
	}
}

// Limit is the number of connections at a time.
func (l *Listener) Limit() int { return l.total }

// Refused is the number of connections that were one too many so far.
func (l *Listener) Refused() uint64 { return l.refused.Load() }

// Open is the number of connections now.
func (l *Listener) Open() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.open
}

// Accept waits for a connection that there is room for.
func (l *Listener) Accept() (net.Conn, error) {
	for {
		accepted, err := l.Listener.Accept()
		if err != nil {
			return nil, err
		}
		connection, ok := accepted.(*net.TCPConn)
		if !ok {
			return nil, errors.Join(fmt.Errorf("%T is not a TCP connection", accepted), accepted.Close())
		}
		client := clientOf(connection)
		if !l.enter(client) {
			l.refused.Add(1)
			l.refuse(connection)
			continue
		}
		if l.sendBuffer > 0 {
			// A connection that is gone already says so at its first use.
			_ = connection.SetWriteBuffer(l.sendBuffer)
		}
		return &counted{TCPConn: connection, tell: l.tell, leave: sync.OnceFunc(func() { l.leave(client) })}, nil
	}
}

func (l *Listener) enter(client netip.Prefix) bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.open >= l.total || l.clients[client] >= l.perClient {
		return false
	}
	l.open++
	l.clients[client]++
	return true
}

func (l *Listener) leave(client netip.Prefix) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.open--
	if l.clients[client]--; l.clients[client] == 0 {
		delete(l.clients, client)
	}
}

// policyLines are the policy of every answer as it is sent.
var policyLines = func() (text string) {
	for _, name := range slices.Sorted(maps.Keys(policy)) {
		text += name + ": " + policy[name] + "\r\n"
	}
	return text
}()

// refusal is what a connection is told that is one too many.
var refusal = "HTTP/1.1 503 Service Unavailable\r\nRetry-After: " + retryAfter + "\r\nConnection: close\r\nContent-Type: text/plain; charset=utf-8\r\n" +
	policyLines + "\r\nthere are too many connections\n"

// refuse says why, when few others are being told, and closes. What the
// client sends is read for a moment: closing over unread data would reset the
// connection before the answer is seen.
func (l *Listener) refuse(connection *net.TCPConn) {
	select {
	case l.farewells <- struct{}{}:
	default:
		_ = connection.Close()
		return
	}
	// What becomes of a farewell, nobody waits for: the refusal is counted.
	spawn.Go(func() error { return farewell(connection) }, func(error) { <-l.farewells })
}

func farewell(connection *net.TCPConn) error {
	defer connection.Close()
	if err := connection.SetDeadline(time.Now().Add(farewellTime)); err != nil {
		return err
	}
	if _, err := connection.Write([]byte(refusal)); err != nil {
		return err
	}
	if err := connection.CloseWrite(); err != nil {
		return err
	}
	_, err := io.CopyN(io.Discard, connection, 64<<10)
	return err
}

// clientOf is the client of a connection.
func clientOf(connection *net.TCPConn) netip.Prefix {
	address, ok := connection.RemoteAddr().(*net.TCPAddr)
	if !ok {
		return netip.Prefix{}
	}
	return clientAt(address.AddrPort())
}

// Listen opens the listener of a configuration.
func Listen(ctx context.Context, address string, settings config.Server, sources int) (*Listener, error) {
	room, err := Room(settings.Connections, sources)
	if err != nil {
		return nil, err
	}
	listener, err := new(net.ListenConfig).Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("cannot listen on %s: %w (another address: --listen HOST:PORT)", address, err)
	}
	return NewListener(listener, room, settings.PerAddress, settings.SendBuffer), nil
}
