package source

import (
	"context"
	"errors"
	"net/netip"
	"testing"
	"time"
)

// A redirect whose body never comes, and one after the other that takes its
// time, end with the idle timeout.
func TestIssueARedirectWithoutItsBodyEndsInTime(t *testing.T) {
	for name, answer := range map[string]string{
		"no body":   "HTTP/1.1 302 Found\r\nLocation: /next\r\nContent-Length: 1000\r\n\r\n",
		"half":      "HTTP/1.1 302 Found\r\nLocation: /next\r\nContent-Length: 1000\r\n\r\nabc",
		"no answer": "",
	} {
		ended := make(chan error, 1)
		r := testRemote(t, hanging(t, answer), testLimits())
		r.idle = 100 * time.Millisecond
		go func() { _, err := r.Open(t.Context()); ended <- err }()
		select {
		case err := <-ended:
			if !errors.Is(err, ErrIdle) {
				t.Errorf("%s: %v", name, err)
			}
		case <-time.After(time.Minute):
			t.Errorf("%s: opening does not end", name)
		}
	}
}

// Waiting for a place to connect takes nothing of the time.
func TestIssueWaitingForOthersIsNotTheFaultOfASource(t *testing.T) {
	r := testRemote(t, answer(t, "HTTP/1.1 200 OK\r\n\r\nG"), testLimits())
	r.idle, r.dials = 500*time.Millisecond, newGate(1)
	if err := r.dials.pass(t.Context()); err != nil {
		t.Fatal(err)
	}
	time.AfterFunc(time.Second, r.dials.leave)
	body, err := r.Open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	body.Close()
}

// The first answer decides where a source is, not the first connection: the
// public address in it need not be reachable, nor stand first.
func TestIssueTheFirstAnswerDecidesWhereASourceIs(t *testing.T) {
	inside, outside := netip.MustParseAddr("127.0.0.1"), netip.MustParseAddr("203.0.113.1")
	for name, first := range map[string][]netip.Addr{"outside": {outside}, "both": {inside, outside}, "inside": {inside}} {
		r := testRemote(t, answer(t, "HTTP/1.1 200 OK\r\n\r\nG"), testLimits())
		r.lookup = func(context.Context, string, string) ([]netip.Addr, error) { return first, nil }
		for range 2 {
			body, err := r.Open(t.Context())
			if err == nil {
				body.Close()
			}
			if errors.Is(err, ErrPrivate) != (name != "inside") || name == "inside" && err != nil {
				t.Errorf("%s: %v", name, err)
			}
			first = []netip.Addr{inside}
		}
	}
}
