package main

import (
	"context"
	"io"
	"net"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// crowd is one kind of hostile clients.
type crowd struct {
	name   string
	count  int
	sends  string // before it falls silent
	drips  string // and then every second
	unread bool   // it never reads
	reset  bool   // it goes away at once, with a reset
}

const play = "GET /stream/sample.ts HTTP/1.1\r\nHost: localhost\r\n\r\n"

// crowds are the kinds of hostile clients.
var crowds = []crowd{
	{name: "idle", count: 2000},
	{name: "slow", count: 500, sends: "GET /api/streams HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", drips: "x"},
	{name: "unread", count: 500, sends: play, unread: true},
	{name: "pages", count: 200, sends: strings.Repeat("GET /metrics HTTP/1.1\r\nHost: localhost\r\n\r\n", 50), unread: true},
	{name: "bodies", count: 500, sends: "POST /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n"},
	{name: "hosts", count: 200, sends: "GET /api/streams HTTP/1.1\r\nHost: evil.example\r\n\r\n"},
	{name: "resets", count: 5000, sends: play, reset: true},
}

// perAddress is how many clients share an address, so that the limit of one
// address is not the only one that is reached.
const perAddress = 50

// attack is a crowd at work.
type attack struct {
	tries  atomic.Int64 // connections that were made
	work   sync.WaitGroup
	cancel context.CancelFunc
}

// begin lets the crowd come. With again, who was sent away comes back, after a
// second and that much longer.
func (c crowd) begin(number, divide int, address string, again bool, longer time.Duration) *attack {
	ctx, cancel := context.WithCancel(context.Background())
	a := &attack{cancel: cancel}
	count := c.count / divide
	if !c.reset {
		for i := range count {
			a.work.Go(func() {
				for c.visit(ctx, a, number, i, address); again && ctx.Err() == nil; c.visit(ctx, a, number, i, address) {
					pause(ctx, time.Second+longer)
				}
				<-ctx.Done()
			})
		}
		return a
	}
	var next atomic.Int64
	for range 8 {
		a.work.Go(func() {
			for i := int(next.Add(1)); (again || i <= count) && ctx.Err() == nil; i = int(next.Add(1)) {
				c.visit(ctx, a, number, i, address)
				if again {
					pause(ctx, 20*time.Millisecond+longer/50)
				}
			}
		})
	}
	return a
}

func (a *attack) end() {
	a.cancel()
	a.work.Wait()
}

func pause(ctx context.Context, length time.Duration) {
	select {
	case <-ctx.Done():
	case <-time.After(length):
	}
}

// visit is one connection, from its beginning until the server ends it.
func (c crowd) visit(ctx context.Context, a *attack, number, i int, address string) {
	from := i / perAddress
	dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, byte(10+number), byte(from/250), byte(1+from%250))}, Timeout: 10 * time.Second}
	connection, err := dialer.DialContext(ctx, "tcp", address)
	if err != nil {
		return
	}
	a.tries.Add(1)
	defer connection.Close()
	stop := context.AfterFunc(ctx, func() { connection.Close() })
	defer stop()
	// What fails from here on is the server sending the visitor away.
	_, err = io.WriteString(connection, c.sends)
	switch {
	case c.reset:
		if tcp, ok := connection.(*net.TCPConn); ok {
			_ = tcp.SetLinger(0)
		}
	case c.drips != "":
		for err == nil {
			pause(ctx, time.Second)
			_, err = io.WriteString(connection, c.drips)
		}
	case c.unread:
		pause(ctx, 20*time.Second)
	default:
		_, _ = io.Copy(io.Discard, connection)
	}
}
