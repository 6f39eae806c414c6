package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"spandrel.dev/remux/internal/ts"
	"spandrel.dev/remux/internal/ts/tstest"
)

// secret is in every source URL and must be in nothing that the daemon says.
const secret = "planted-secret"

// reasonBytes is how long the reason phrase of a hostile answer is.
const reasonBytes = 9_000_000

// upstream is the server of one source. It sends a plain stream until it is
// told to attack.
type upstream struct {
	name   string
	attack func(u *upstream, ctx context.Context, connection net.Conn)
	part   func(at int) []byte // of the plain stream, or nil for a made one
	source string

	listener net.Listener
	work     sync.WaitGroup
	answers  atomic.Int64
	pause    atomic.Int64 // before each attack, a time.Duration

	mu      sync.Mutex
	hostile bool
	ctx     context.Context // of the connections until the mood changes
	cancel  context.CancelFunc
}

// upstreams are the kinds of hostile servers, and one that is not: it sends the
// recording as fast as the crafted stream comes.
func upstreams(recording []byte) []*upstream {
	return []*upstream{
		{name: "plain", part: func(at int) []byte {
			at = at * craftedPart % (len(recording) - craftedPart)
			return recording[at:][:craftedPart]
		}},
		{name: "crafted", attack: (*upstream).crafted},
		{name: "reason", attack: (*upstream).reason},
		{name: "escapes", attack: answering("HTTP/1.1 500 \x1b[31mred\x1bc " + strings.Repeat("B", 10_000) + "\r\n\r\n")},
		{name: "echo", attack: answering("HTTP/1.1 404 no /" + secret + ".ts?key=" + secret + "\r\n\r\n")},
		{name: "header", attack: (*upstream).header},
		{name: "redirect", attack: (*upstream).redirect},
		{name: "trickle", attack: (*upstream).trickle},
		{name: "silent", attack: func(_ *upstream, ctx context.Context, _ net.Conn) { <-ctx.Done() }},
		{name: "garbage", attack: (*upstream).garbage},
		{name: "cut", attack: (*upstream).cut},
	}
}

// open begins to listen.
func (u *upstream) open() (err error) {
	u.ctx, u.cancel = context.WithCancel(context.Background())
	if u.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		return err
	}
	u.source = fmt.Sprintf("  - {name: %s, url: 'http://%s:%s@%s/%s.ts?key=%s'}\n", u.name, secret, secret, u.listener.Addr(), secret, secret)
	u.work.Go(func() {
		for {
			connection, err := u.listener.Accept()
			if err != nil {
				return
			}
			u.work.Go(func() { u.serve(connection) })
		}
	})
	return nil
}

func (u *upstream) close() {
	u.listener.Close()
	u.set(false)
	u.cancel()
	u.work.Wait()
}

// set changes the mood and ends the connections of the one before.
func (u *upstream) set(hostile bool) {
	u.mu.Lock()
	defer u.mu.Unlock()
	u.cancel()
	u.hostile = hostile
	u.ctx, u.cancel = context.WithCancel(context.Background())
}

func (u *upstream) serve(connection net.Conn) {
	u.mu.Lock()
	ctx, hostile := u.ctx, u.hostile
	u.mu.Unlock()
	stop := context.AfterFunc(ctx, func() { connection.Close() })
	defer stop()
	defer connection.Close()
	if _, err := http.ReadRequest(bufio.NewReader(connection)); err != nil {
		return
	}
	u.answers.Add(1)
	if hostile {
		pause(ctx, time.Duration(u.pause.Load()))
		u.attack(u, ctx, connection)
		return
	}
	if u.part != nil {
		stream(ctx, connection, u.part)
		return
	}
	stream(ctx, connection, func(at int) []byte { return tstest.Stream(ts.PCR(0).Add(int64(at)*27_000_000/10), 3, 3) })
}

// stream sends ten parts a second.
func stream(ctx context.Context, to io.Writer, part func(at int) []byte) {
	_, err := io.WriteString(to, "HTTP/1.1 200 OK\r\n\r\n")
	for at := 0; err == nil && ctx.Err() == nil; at++ {
		_, err = to.Write(part(at))
		time.Sleep(100 * time.Millisecond)
	}
}

// craftedPart is what the crafted stream sends ten times a second.
const craftedPart = 25_000

// crafted sends a quarter of a megabyte a second of tables that change all the
// time, and of pictures that are all places to start.
func (u *upstream) crafted(ctx context.Context, connection net.Conn) {
	var versions [4][]byte
	for i := range versions {
		versions[i] = tstest.ManyPrograms(253, 190, 200, uint8(i))
	}
	sent := 0
	stream(ctx, connection, func(int) (part []byte) {
		for len(part) < craftedPart {
			version := versions[sent/len(versions[0])%len(versions)]
			at := sent % len(versions[0])
			next := version[at:min(len(version), at+craftedPart)]
			part = append(part, next...)
			sent += len(next)
		}
		return part
	})
}

var longReason = "HTTP/1.1 500 " + strings.Repeat("A", reasonBytes) + "\r\n\r\n"

func (u *upstream) reason(_ context.Context, connection net.Conn) {
	_, _ = io.WriteString(connection, longReason) // the other side hangs up
}

func answering(text string) func(*upstream, context.Context, net.Conn) {
	return func(_ *upstream, _ context.Context, connection net.Conn) { _, _ = io.WriteString(connection, text) }
}

// header sends header fields without end.
func (u *upstream) header(ctx context.Context, connection net.Conn) {
	_, err := io.WriteString(connection, "HTTP/1.1 200 OK\r\n")
	for i := 0; err == nil && ctx.Err() == nil; i++ {
		_, err = fmt.Fprintf(connection, "X-%d: %s\r\n", i, secret)
	}
}

// redirect leads back to itself.
func (u *upstream) redirect(_ context.Context, connection net.Conn) {
	_, _ = fmt.Fprintf(connection, "HTTP/1.1 302 Found\r\nLocation: http://%s/%s\r\nContent-Length: 0\r\n\r\n", u.listener.Addr(), secret)
}

// trickle sends a byte a second.
func (u *upstream) trickle(ctx context.Context, connection net.Conn) {
	_, err := io.WriteString(connection, "HTTP/1.1 200 OK\r\n\r\n")
	for err == nil && ctx.Err() == nil {
		_, err = connection.Write([]byte{ts.SyncByte})
		time.Sleep(time.Second)
	}
}

func (u *upstream) garbage(ctx context.Context, connection net.Conn) {
	stream(ctx, connection, func(int) []byte {
		noise := make([]byte, 25_000)
		for i := range noise {
			noise[i] = byte(rand.Uint32())
		}
		return noise
	})
}

// cut breaks off in the middle of a packet.
func (u *upstream) cut(_ context.Context, connection net.Conn) {
	_, _ = io.WriteString(connection, "HTTP/1.1 200 OK\r\n\r\n")
	_, _ = connection.Write(tstest.Stream(0, 50, 5)[:10_000])
	if tcp, ok := connection.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
}
