package e2e

import (
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// crowd is one kind of hostile clients. They come from an address of their
// own on the loopback interface, and no further.
type crowd struct {
	name  string
	count int    // in the short form; ten times as many with REMUX_ATTACK=full
	sends string // before it falls silent
	reset bool   // and goes away at once
}

var crowds = []crowd{
	{name: "idle", count: 200},
	{name: "slow", count: 50, sends: "GET /api/streams HTTP/1.1\r\nHost: localhost\r\nX-Slow: "},
	{name: "bodies", count: 50, sends: "GET /healthz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n"},
	{name: "unread", count: 50, sends: "GET /stream/sample.ts HTTP/1.1\r\nHost: localhost\r\n\r\n"},
	{name: "resets", count: 500, sends: "GET /stream/sample.ts HTTP/1.1\r\nHost: localhost\r\n\r\n", reset: true},
}

// load is what the daemon uses.
type load struct{ memory, goroutines, descriptors, connections, refused int }

func (l load) String() string {
	return fmt.Sprintf("%6.1f MB %5d goroutines %5d descriptors %5d connections", float64(l.memory)/1024, l.goroutines, l.descriptors, l.connections)
}

// measure asks the daemon and the kernel.
func measure(t *testing.T, pid int, base string) (l load) {
	t.Helper()
	response, err := http.Get(base + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	metrics, err := io.ReadAll(response.Body)
	if err != nil || response.StatusCode != http.StatusOK {
		t.Fatal(response.Status, err)
	}
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	descriptors, err := filepath.Glob(fmt.Sprintf("/proc/%d/fd/*", pid))
	if err != nil {
		t.Fatal(err)
	}
	l.descriptors = len(descriptors)
	for _, one := range []struct {
		text, pattern string
		to            *int
	}{
		{string(status), `VmRSS:\s+(\d+)`, &l.memory},
		{string(metrics), `(?m)^go_goroutines (\d+)`, &l.goroutines},
		{string(metrics), `(?m)^remux_connections (\d+)`, &l.connections},
		{string(metrics), `(?m)^remux_connections_refused_total (\d+)`, &l.refused},
	} {
		match := regexp.MustCompile(one.pattern).FindStringSubmatch(one.text)
		if match == nil {
			t.Fatalf("%s is missing", one.pattern)
		}
		if *one.to, err = strconv.Atoi(match[1]); err != nil {
			t.Fatal(err)
		}
	}
	return l
}

// eventually measures until the condition holds.
func eventually(t *testing.T, pid int, base, what string, holds func(load) bool) load {
	t.Helper()
	for began := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		l := measure(t, pid, base)
		if holds(l) {
			return l
		}
		if time.Since(began) > time.Minute {
			t.Fatalf("%s: still %v", what, l)
		}
	}
}

// Hostile clients in numbers take what the limits leave them and no more, give
// it all back, and do not disturb a reader beside them. The table says what
// the daemon used. REMUX_ATTACK=full is the long form.
func TestIssueHostileClientsTakeNoMoreThanTheirShare(t *testing.T) {
	const perAddress, farewells, spare = 64, 16, 16
	times := 1
	if os.Getenv("REMUX_ATTACK") == "full" {
		times = 10
	}
	p := serve(t, "--log-level", "warn", "--source", "sample=file:"+sample+"?loop=true")
	base, _, _ := strings.Cut(p.url, "/stream/")
	pid := p.command.Process.Pid
	honest, err := http.Get(p.url)
	if err != nil {
		t.Fatal(err)
	}
	defer honest.Body.Close()
	var received atomic.Int64
	over := make(chan error, 1)
	go func() {
		for {
			n, err := io.CopyN(io.Discard, honest.Body, 188)
			received.Add(n)
			if err != nil {
				over <- err
				return
			}
		}
	}()
	for i, one := range crowds {
		before := measure(t, pid, base)
		dialer := net.Dialer{LocalAddr: &net.TCPAddr{IP: net.IPv4(127, 0, 0, byte(2+i))}}
		var clients []net.Conn
		for range one.count * times {
			client, err := dialer.Dial("tcp", strings.TrimPrefix(base, "http://"))
			if err != nil {
				t.Fatal(err)
			}
			// One that was refused may be closed already.
			_, _ = io.WriteString(client, one.sends)
			if !one.reset {
				clients = append(clients, client)
				continue
			}
			if err := client.(*net.TCPConn).SetLinger(0); err != nil {
				t.Fatal(err)
			}
			client.Close()
		}
		during := before
		if !one.reset && one.count*times > perAddress {
			during = eventually(t, pid, base, one.name+" refused", func(l load) bool {
				return l.refused-before.refused >= one.count*times-perAddress
			})
		} else {
			during = measure(t, pid, base)
		}
		if most := before.descriptors + perAddress + farewells + spare; during.descriptors > most {
			t.Errorf("%s: %d descriptors, at most %d are theirs", one.name, during.descriptors, most)
		}
		for _, client := range clients {
			client.Close()
		}
		after := eventually(t, pid, base, one.name+" gone", func(l load) bool {
			return l.connections <= before.connections && l.descriptors <= before.descriptors+spare && l.goroutines <= before.goroutines+spare
		})
		fmt.Printf("%5d %-7s before %v\n%13s during %v, %d refused\n%13s after  %v\n",
			one.count*times, one.name, before, "", during, during.refused-before.refused, "", after)
	}
	seen := received.Load()
	for received.Load() < seen+1<<20 { // it still plays
		select {
		case err := <-over:
			t.Fatalf("the honest reader was disturbed: %v", err)
		case <-time.After(10 * time.Millisecond):
		}
	}
	if status := p.end(t, syscall.SIGTERM); status != 0 {
		t.Errorf("ended with status %d", status)
	}
	if err := <-over; err != io.EOF {
		t.Errorf("the honest reader ended with %v", err)
	}
}
