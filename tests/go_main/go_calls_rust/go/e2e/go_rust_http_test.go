package e2e

import (
	"context"
	"net"
	"reflect"
	"regexp"
	"testing"

	"spandrel.dev/tests/go_main/go_calls_rust/borrowing"
	borrowingremote "spandrel.dev/tests/go_main/go_calls_rust/borrowing/remote"
	"spandrel.dev/tests/go_main/go_calls_rust/everything"
	"spandrel.dev/tests/go_main/go_calls_rust/everything/contract"
	"spandrel.dev/tests/go_main/go_calls_rust/everything/remote"
)

// listening serves over HTTP until the test ends, and returns the address.
func listening(t testing.TB, serve func(context.Context, net.Listener) error) string {
	t.Helper()
	listener, err := remote.Listen("http://127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error)
	go func() { ended <- serve(ctx, listener) }()
	t.Cleanup(func() {
		cancel()
		<-ended
	})
	return "http://" + listener.Addr().String()
}

// overHTTP serves a core over HTTP and returns one that calls it there.
func overHTTP(t testing.TB, served contract.Core, options remote.HTTPDialOptions) contract.Core {
	t.Helper()
	address := listening(t, func(ctx context.Context, listener net.Listener) error {
		return remote.ServeHTTP(ctx, listener, served, remote.HTTPOptions{})
	})
	core, err := remote.Dial(context.Background(), address, remote.DialOptions{HTTP: options})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := remote.Close(core); err != nil {
			t.Error(err)
		}
	})
	return core
}

// Everything answers alike over HTTP, in the encoding and as JSON.
func TestHTTPConformance(t *testing.T) {
	run := func(core contract.Core) *conformance {
		c := conform(t, core, "Dropped", "Alive", "BadEnd", "NeverBad", "Arm", "Close")
		c.run(reflect.TypeFor[contract.Core](), c.core, 2)
		return c
	}
	want := run(everything.Embedded())
	if len(want.lines) < 400 {
		t.Errorf("only %d calls were made", len(want.lines))
	}
	t.Logf("%d calls; failed: %v", len(want.lines), want.failed)
	same(t, "flat", want, run(overHTTP(t, everything.Embedded(), remote.HTTPDialOptions{})))
	// Servers serve any core: one behind another.
	same(t, "flat behind a socket", want, run(socket(t, overHTTP(t, everything.Embedded(), remote.HTTPDialOptions{}))))
	sameButReasons(t, "JSON", want, run(overHTTP(t, everything.Embedded(), remote.HTTPDialOptions{JSON: true})))
}

// What does not pass over HTTP is refused, and is known by its signature. The rest answers alike.
func TestHTTPConformanceBorrowing(t *testing.T) {
	skip := []string{"Dropped", "Guarded", "IsSame", "IsLocked", "Close"}
	run := func(core borrowing.Core, skip ...string) *conformance {
		c := conform(t, core, skip...)
		c.run(reflect.TypeFor[borrowing.Core](), c.core, 1)
		return c
	}
	address := listening(t, func(ctx context.Context, listener net.Listener) error {
		return borrowingremote.ServeHTTP(ctx, listener, borrowing.Embedded(), borrowingremote.HTTPOptions{})
	})
	var modes []borrowing.Core
	for _, isJSON := range []bool{false, true} {
		options := borrowingremote.DialOptions{HTTP: borrowingremote.HTTPDialOptions{JSON: isJSON}}
		core, err := borrowingremote.Dial(context.Background(), address, options)
		if err != nil {
			t.Fatal(err)
		}
		defer borrowingremote.Close(core)
		modes = append(modes, core)
	}
	refused := refusedMethods(run(modes[0], skip...))
	if !refused["EchoKey"] || !refused["MakeKey"] || len(refused) < 5 {
		t.Fatalf("only %v are refused", refused)
	}
	for name := range refused {
		skip = append(skip, name)
	}
	want := run(borrowing.Embedded(), skip...)
	t.Logf("%d calls; failed: %v; refused: %v", len(want.lines), want.failed, refused)
	same(t, "flat", want, run(modes[0], skip...))
	sameButReasons(t, "JSON", want, run(modes[1], skip...))
}

// sameButReasons compares transcripts, but not what is wrong with a refused value: what has no JSON is refused before it is sent.
func sameButReasons(t *testing.T, mode string, want, got *conformance) {
	t.Helper()
	for i := range min(len(want.lines), len(got.lines)) {
		if withoutReason(got.lines[i]) == withoutReason(want.lines[i]) {
			got.lines[i] = want.lines[i]
		}
	}
	same(t, mode, want, got)
}

// refusedMethods are the names of those that do not pass over HTTP.
func refusedMethods(c *conformance) map[string]bool {
	names := map[string]bool{}
	line := regexp.MustCompile(`^\w+\.(\w+) \d+: .*UnsupportedError`)
	for _, text := range c.lines {
		if found := line.FindStringSubmatch(text); found != nil {
			names[found[1]] = true
		}
	}
	return names
}

// withoutReason is a line without what is wrong with a value.
func withoutReason(line string) string {
	return refusedValue.ReplaceAllString(line, "$1 refuses $2")
}

var refusedValue = regexp.MustCompile(`spandrel: call (\S+): (\S+): .*? < \*spandrel\.InputError`)
