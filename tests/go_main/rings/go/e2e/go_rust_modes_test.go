package e2e

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"spandrel.dev/spandrel"
	spandrelremote "spandrel.dev/spandrel/remote"
	bridge "spandrel.dev/tests/go_main/rings/rings"
	"spandrel.dev/tests/go_main/rings/rings/contract"
	"spandrel.dev/tests/go_main/rings/rings/remote"
)

// A hook sees the call, and the end passes through it.
func TestAnEndPassesThroughAHook(t *testing.T) {
	var seen []string
	core := bridge.Wrap(bridge.Embedded(), spandrel.HookFunc(func(call spandrel.Call) {
		if err := call.Proceed(); err != nil {
			t.Error(err)
		}
		if call.Function().Ring {
			seen = append(seen, call.Function().Name)
			if answer := call.AppendAnswer(nil); len(answer) > 0 {
				t.Errorf("%v: the hook sees %x, want nothing", call.Function(), answer)
			}
			if err := call.Answer(nil); !errors.Is(err, spandrel.ErrInvalidInput) {
				t.Errorf("%v: an answer of the hook: got %v, want ErrInvalidInput", call.Function(), err)
			}
		}
	}))
	peer, err := core.SendingPeer(3, 4, false)
	if err != nil {
		t.Fatal(err)
	}
	defer peer.Close()
	rx, err := peer.Records()
	if err != nil {
		t.Fatal(err)
	}
	if got := receive(t, rx); got != 3 {
		t.Errorf("got %d records, want 3", got)
	}
	if _, err := core.Counted(1); err != nil {
		t.Fatal(err)
	}
	if want := []string{"rings.Peer.Records", "rings.Counted"}; !slices.Equal(seen, want) {
		t.Errorf("the hook saw %q, want %q", seen, want)
	}
}

// local checks that a core elsewhere refuses to pass an end, by name and with what to do.
func local(t *testing.T, core contract.Core) {
	t.Helper()
	peer, err := core.PassingPeer(1)
	if err != nil {
		t.Fatal(err)
	}
	defer peer.Close()
	_, ofMethod := peer.Input()
	_, ofFunction := core.Counted(1)
	for name, err := range map[string]error{"rings.Peer.Input": ofMethod, "rings.Counted": ofFunction} {
		var called *spandrel.CallError
		var unsupported *spandrelremote.UnsupportedError
		if !errors.Is(err, errors.ErrUnsupported) || !errors.As(err, &called) || called.Function != name || !errors.As(err, &unsupported) || !unsupported.Local {
			t.Errorf("%s: got %v", name, err)
			continue
		}
		if !strings.Contains(err.Error(), "memory of one process") || !strings.Contains(err.Error(), "Embedded") {
			t.Errorf("%s: %q does not say why, or what to do", name, err)
		}
	}
	// The connection goes on.
	if _, err := peer.Result(); err != nil {
		t.Error(err)
	}
}

func TestAnEndPassesToNoOtherProcess(t *testing.T) {
	t.Run("worker", func(t *testing.T) {
		core, err := remote.Worker(t.Context(), remote.WorkerOptions{Stderr: io.Discard})
		if err != nil {
			t.Fatal(err)
		}
		local(t, core)
		if err := remote.Close(core); err != nil {
			t.Error(err)
		}
	})
	t.Run("socket", func(t *testing.T) {
		address := "unix:" + filepath.Join(t.TempDir(), "rings.sock")
		listener, err := remote.Listen(address)
		if err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(context.Background())
		ended := make(chan error)
		go func() { ended <- remote.Serve(ctx, listener, bridge.Embedded(), remote.ServeOptions{}) }()
		core, err := remote.Dial(ctx, address, remote.DialOptions{})
		if err != nil {
			t.Fatal(err)
		}
		local(t, core)
		if err := remote.Close(core); err != nil {
			t.Error(err)
		}
		cancel()
		<-ended
	})
	t.Run("HTTP", func(t *testing.T) {
		handler, err := remote.NewHandler(bridge.Embedded(), remote.HTTPOptions{})
		if err != nil {
			t.Fatal(err)
		}
		defer handler.Close()
		server := httptest.NewServer(handler)
		defer server.Close()
		core, err := remote.Dial(t.Context(), server.URL, remote.DialOptions{})
		if err != nil {
			t.Fatal(err)
		}
		local(t, core)
		if err := remote.Close(core); err != nil {
			t.Error(err)
		}
		// Another client is told the same.
		answer, err := http.Post(server.URL+"/rings/Counted", "application/json", strings.NewReader(`{"count":1}`))
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		var body bytes.Buffer
		if _, err := body.ReadFrom(answer.Body); err != nil {
			t.Fatal(err)
		}
		if answer.StatusCode != http.StatusNotImplemented || !strings.Contains(body.String(), "the result is an end of a ring, which is memory of one process") {
			t.Errorf("got %s and %s", answer.Status, body.String())
		}
	})
}
