// Package control_test controls a migration as operators do.
package control_test

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"spandrel.dev/spandrel/migrate"
	"spandrel.dev/spandrel/migrate/audit"
	"spandrel.dev/spandrel/migrate/control"
	"spandrel.dev/tests/go_main/migration/faulty"
	"spandrel.dev/tests/go_main/migration/native"
	"spandrel.dev/tests/go_main/migration/stock/contract"
	"spandrel.dev/tests/go_main/migration/stock/hook"
)

const plan = `
default: {policy: off}
functions:
  Words:
    policy: ramp
    percent: 25
    key: text
    rollback: {divergences: 2, within: 5m}
  Shelf: {policy: gate, on_difference: abstain, timeout: 2s}
  Total:
    policy: shadow
    sample: 10
    compare:
      tolerance: {answer: {relative: 1e-9}}
`

func start(t *testing.T, options migrate.Options) (*migrate.Kit, contract.Core) {
	t.Helper()
	options.Candidates = []migrate.Candidate{{Name: "other", Calls: hook.Calls(faulty.New(faulty.Faults[8]))}}
	kit, err := migrate.New(options)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = kit.Close() })
	return kit, hook.Wrap(native.Core{}, kit)
}

func TestAPlanIsReadAndWrongOnesSayWhere(t *testing.T) {
	read, err := control.ParsePlan([]byte(plan))
	if err != nil {
		t.Fatal(err)
	}
	words, total := read.Functions["Words"], read.Functions["Total"]
	if words.Mode != migrate.Ramp || words.Percent != 25 || words.Rollback.Within != 5*time.Minute || total.Compare.Tolerance["answer"].Relative != 1e-9 {
		t.Errorf("%+v", read)
	}
	if kit, _ := start(t, migrate.Options{Plan: read}); kit.Plan().Functions["Shelf"].Timeout != 2*time.Second {
		t.Error("the plan is not there")
	}
	for text, want := range map[string]string{
		"defualt: {}": `line 1: "defualt" is not a key here: did you mean "default"?`,
		"functions:\n  Words:\n    polcy: shadow":     `line 3: "polcy" is not a key here: did you mean "policy"?`,
		"functions:\n  Words: {rollback: {windo: 1}}": `line 2: "windo" is not a key here: these are divergences, errors, latency, slow, within`,
		"default: {percent: much}":                    "line 1: cannot unmarshal !!str `much` into float64",
	} {
		if _, err := control.ParsePlan([]byte(text)); err == nil || err.Error() != want {
			t.Errorf("%q:\ngot  %v\nwant %s", text, err, want)
		}
	}
}

func TestEnvironmentAndFlagsOverride(t *testing.T) {
	read, err := control.ParsePlan([]byte(plan))
	if err != nil {
		t.Fatal(err)
	}
	if err := control.Override(&read, []string{"HOME=/", "SPANDREL_MIGRATE_Words=ramp 50%", "SPANDREL_MIGRATE_DEFAULT=shadow 1", "SPANDREL_MIGRATE_Lines=off"}); err != nil {
		t.Fatal(err)
	}
	if words := read.Functions["Words"]; words.Percent != 50 || words.Key != "text" || read.Default.Sample != 1 || read.Functions["Lines"].Mode != migrate.Off {
		t.Errorf("%+v", read)
	}
	if err := control.Override(&read, []string{"SPANDREL_MIGRATE_Words=ramp much"}); err == nil {
		t.Error("a percentage that is none is accepted")
	}
	kit, _ := start(t, migrate.Options{})
	flags := control.FlagsFunc(func(_ context.Context, flag, otherwise string) (string, error) {
		return map[string]string{"stock.Words": "candidate", "stock.Total": otherwise}[flag], nil
	})
	if err := control.ApplyFlags(context.Background(), kit, read, flags); err != nil {
		t.Fatal(err)
	}
	if now := kit.Plan().Functions; now["Words"].Mode != migrate.Serve || now["Total"].Mode != migrate.Shadow {
		t.Errorf("%+v", now)
	}
	down := control.FlagsFunc(func(context.Context, string, string) (string, error) { return "", errors.New("down") })
	if err := control.ApplyFlags(context.Background(), kit, read, down); err == nil || kit.Plan().Functions["Words"].Mode != migrate.Serve {
		t.Errorf("got %v", err)
	}
}

func TestAdminBehindASocket(t *testing.T) {
	var logged bytes.Buffer
	log, err := audit.Open(filepath.Join(t.TempDir(), "audit.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	events := control.LogEvents(slog.New(slog.NewTextHandler(&logged, nil)))
	kit, core := start(t, migrate.Options{OnEvent: func(e migrate.Event) {
		events(e)
		if err := log.Add(e); err != nil {
			t.Error(err)
		}
	}})
	path := filepath.Join(t.TempDir(), "admin.sock")
	ctx, cancel := context.WithCancel(context.Background())
	served := make(chan error, 1)
	admin := &control.Admin{Kit: kit, Changed: func(change string) error { return log.Add("asked for " + change) }}
	if err := control.Serve(ctx, path, 0o666, admin); err == nil {
		t.Fatal("a socket for everybody is served")
	}
	go func() { served <- control.Serve(ctx, path, 0o600, admin) }()
	client := control.Client(path)
	ask := func(method, route, body string) (int, string) {
		t.Helper()
		for range 200 {
			request, err := http.NewRequestWithContext(ctx, method, "http://kit"+route, strings.NewReader(body))
			if err != nil {
				t.Fatal(err)
			}
			response, err := client.Do(request)
			if err != nil {
				time.Sleep(10 * time.Millisecond)
				continue
			}
			text, err := io.ReadAll(response.Body)
			if err = errors.Join(err, response.Body.Close()); err != nil {
				t.Fatal(err)
			}
			return response.StatusCode, string(text)
		}
		t.Fatal("the socket does not answer")
		return 0, ""
	}
	if status, text := ask("GET", "/status", ""); status != 200 || !strings.Contains(text, `"package":"stock"`) {
		t.Fatal(status, text)
	}
	if info, err := os.Stat(path); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("%v, %v", info.Mode(), err)
	}
	if status, text := ask("POST", "/policy?function=Words", "policy: candidate"); status != 200 {
		t.Fatal(status, text)
	}
	if _, err := core.Words(""); err == nil {
		t.Error("the policy is not that of the next call")
	}
	if status, _ := ask("POST", "/rollback?function=Words", ""); status != 200 {
		t.Error(status)
	}
	if _, err := core.Words(""); err != nil {
		t.Errorf("after the rollback: %v", err)
	}
	for _, wrong := range []struct{ route, body, want string }{
		{"/policy?function=Wrods", "", "neither a function nor a type"},
		{"/policy", "", "name a function"},
		{"/plan", "default: {plicy: off}", `did you mean \"policy\"`},
		{"/rollback?function=x", "", "neither a function"},
		{"/nothing", "", "there is no POST /nothing"},
	} {
		if status, text := ask("POST", wrong.route, wrong.body); status == 200 || !strings.Contains(text, wrong.want) {
			t.Errorf("%s: %d %s", wrong.route, status, text)
		}
	}
	if status, text := ask("POST", "/plan", plan); status != 200 || kit.Plan().Functions["Words"].Percent != 25 {
		t.Error(status, text)
	}
	cancel()
	if err := <-served; err != nil {
		t.Error(err)
	}
	if !strings.Contains(logged.String(), `level=WARN msg=migration event=rollback function=stock.Words reason="asked for"`) {
		t.Errorf("got %s", logged.String())
	}
	lines, _ := log.Last()
	if lines < 7 {
		t.Errorf("%d lines in the audit log", lines)
	}
	if err := log.Close(); err != nil {
		t.Error(err)
	}
}

func TestAChangeThatCannotBeLoggedIsNotMade(t *testing.T) {
	kit, _ := start(t, migrate.Options{})
	admin := &control.Admin{Kit: kit, Changed: func(string) error { return errors.New("disk is full") }}
	answer := httptest.NewRecorder()
	admin.ServeHTTP(answer, httptest.NewRequest("POST", "/plan", strings.NewReader("default: {policy: gate}")))
	if answer.Code != 400 || !strings.Contains(answer.Body.String(), "nothing was changed: disk is full") || kit.Plan().Default.Mode == migrate.Gate {
		t.Errorf("%d %s", answer.Code, answer.Body)
	}
}

func TestMetrics(t *testing.T) {
	kit, core := start(t, migrate.Options{Plan: migrate.Plan{Functions: map[string]migrate.Policy{"Words": {Mode: migrate.Gate}}}})
	_, _ = core.Words("a")
	_, _ = core.Words("")
	if err := kit.RollBack("Words", "test"); err != nil {
		t.Fatal(err)
	}
	registry := prometheus.NewPedanticRegistry()
	if err := registry.Register(control.Collector(kit)); err != nil {
		t.Fatal(err)
	}
	gathered, err := testutil.GatherAndCount(registry)
	if err != nil || gathered != 9*len(kit.Counts()) {
		t.Errorf("%d metrics, %v", gathered, err)
	}
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	text := ""
	for _, family := range families {
		for _, metric := range family.GetMetric() {
			text += metric.String() + "\n"
		}
	}
	for _, want := range []string{`value:"agreed"} counter:{value:1}`, `value:"diverged"} counter:{value:1}`, `value:"rolled back"} gauge:{value:1}`} {
		if !strings.Contains(strings.ReplaceAll(text, "  ", " "), want) {
			t.Errorf("%s is missing in\n%s", want, text)
		}
	}
}
