package remote_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"net/http/httptest"
	"slices"
	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/jsonform"
	"spandrel.dev/spandrel/glue/wire"
	"spandrel.dev/spandrel/remote"
)

// form makes a function that is generated for a bridge of one that reads, one that appends, and the form between them.
func form[T any](read func(*wire.Reader) T, appendTo func([]byte, T) []byte, between jsonform.Form[T]) func(*remote.JSON) {
	return func(j *remote.JSON) {
		var v T
		if j.Writes() {
			v = read(j.Reader())
		}
		between(j.Codec, &v)
		if !j.Writes() {
			j.Buffer = appendTo(j.Buffer, v)
		}
	}
}

func texts(r *wire.Reader) []string {
	list := make([]string, r.Count(8))
	for i := range list {
		list[i] = r.String()
	}
	return list
}

func appendTexts(b []byte, list []string) []byte {
	b = wire.AppendCount(b, len(list))
	for _, text := range list {
		b = wire.AppendString(b, text)
	}
	return b
}

type items struct {
	self, count uint64
	pause       time.Duration
}

// field is a form of an object with one member.
func field[T any](name string, between jsonform.Form[T]) jsonform.Form[T] {
	return func(c *jsonform.Codec, v *T) {
		o := c.Open()
		jsonform.Field(o, name, v, between)
		o.Close()
	}
}

func pair(first, second string) jsonform.Form[[2]uint64] {
	return func(c *jsonform.Codec, v *[2]uint64) {
		o := c.Open()
		jsonform.Field(o, first, &v[0], jsonform.Uint64)
		jsonform.Field(o, second, &v[1], jsonform.Uint64)
		o.Close()
	}
}

func twoNumbers(r *wire.Reader) [2]uint64 { return [2]uint64{r.Uint64(), r.Uint64()} }

func appendTwo(b []byte, v [2]uint64) []byte {
	return wire.AppendUint64(wire.AppendUint64(b, v[0]), v[1])
}

var (
	textJSON   = form((*wire.Reader).String, wire.AppendString, field("text", jsonform.String))
	stringJSON = form((*wire.Reader).String, wire.AppendString, jsonform.String)
	textsJSON  = form(texts, appendTexts, jsonform.List(jsonform.String))
	limitJSON  = form((*wire.Reader).Uint64, wire.AppendUint64, field("limit", jsonform.Uint64))
	numberJSON = form((*wire.Reader).Uint64, wire.AppendUint64, jsonform.Uint64)
	pairJSON   = form(twoNumbers, appendTwo, pair("a", "b"))
	stepJSON   = form(twoNumbers, appendTwo, pair("self", "step"))
	itemsJSON  = form(func(r *wire.Reader) items {
		return items{r.Uint64(), r.Uint64(), r.Duration()}
	}, func(b []byte, v items) []byte {
		return wire.AppendInt64(wire.AppendUint64(wire.AppendUint64(b, v.self), v.count), int64(v.pause))
	}, func(c *jsonform.Codec, v *items) {
		o := c.Open()
		jsonform.Field(o, "self", &v.self, jsonform.Uint64)
		jsonform.Field(o, "count", &v.count, jsonform.Uint64)
		jsonform.Field(o, "pause", &v.pause, jsonform.Duration)
		o.Close()
	})
)

// overHTTP serves an engine over HTTP, and returns its address.
func overHTTP(t testing.TB, options remote.HTTPOptions) (string, *engine, *remote.Handler) {
	t.Helper()
	core := &engine{}
	handler, err := remote.NewHandler(&words, core, options)
	if err != nil {
		t.Fatal(err)
	}
	listener, err := remote.Listen("http://127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(background)
	ended := make(chan error)
	go func() { ended <- remote.ServeHTTP(ctx, handler, listener) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; !errors.Is(err, context.Canceled) {
			t.Errorf("ServeHTTP: got %v", err)
		}
		eventually(t, func() bool { return core.open.Load()+core.streams.Load()+core.waits.Load() == 0 })
	})
	return "http://" + listener.Addr().String(), core, handler
}

func eventually(t testing.TB, done func() bool) {
	t.Helper()
	for deadline := time.Now().Add(time.Minute); !done(); time.Sleep(5 * time.Millisecond) {
		if time.Now().After(deadline) {
			t.Fatal("it does not happen")
		}
	}
}

func TestHTTPCalls(t *testing.T) {
	for _, isJSON := range []bool{false, true} {
		t.Run(fmt.Sprint("JSON ", isJSON), func(t *testing.T) {
			address, core, handler := overHTTP(t, remote.HTTPOptions{})
			c := dial(t, address, remote.DialOptions{HTTP: remote.HTTPDialOptions{JSON: isJSON}})
			checkHTTP(t, c)
			if sessions, objects := handler.Open(); sessions != 1 || objects != 1 || core.open.Load() != 1 {
				t.Errorf("%d sessions, %d objects, %d of the core", sessions, objects, core.open.Load())
			}
			// What the client had open is closed with it.
			c.Close()
			eventually(t, func() bool { return core.open.Load() == 0 })
			if _, err := c.Do("x"); !errors.Is(err, spandrel.ErrGone) {
				t.Errorf("a client that was closed: got %v", err)
			}
		})
	}
}

// checkHTTP is check for what passes over HTTP.
func checkHTTP(t *testing.T, c client) {
	t.Helper()
	if split, err := c.Split("two words"); err != nil || fmt.Sprint(split) != "[two words]" {
		t.Errorf("Split: got %v, %v", split, err)
	}
	var line *LineError
	if _, err := c.Split(strings.Repeat("x", 1<<21)); !errors.As(err, &line) || line.Length != 1<<21 {
		t.Errorf("Split of a long line: got %v", err)
	}
	var other *remote.Error
	if _, err := c.Do("fail"); !errors.As(err, &other) || !errors.As(err, &line) || line.Length != 3 || other.Type != "*fmt.wrapError" {
		t.Errorf("Do fail: got %#v", err)
	}
	var panicked *spandrel.PanicError
	if _, err := c.Do("panic"); !errors.As(err, &panicked) || panicked.Message != "told to panic" || panicked.Function != "words.Do" || panicked.Backtrace != "" {
		t.Errorf("Do panic: got %v", err)
	}
	if _, err := c.Do("goexit"); !errors.As(err, &panicked) {
		t.Errorf("Do goexit: got %v", err)
	}
	var input *spandrel.InputError
	if _, err := c.Do("size 17000000"); !errors.As(err, &input) || input.Parameter != "result" {
		t.Errorf("an answer beyond the limit: got %v", err)
	}
	a, err := c.Open(40)
	if err != nil {
		t.Fatal(err)
	}
	b, _ := c.Open(2)
	if n, err := c.Add(a, b); n != 42 || err != nil {
		t.Errorf("Add: got %d, %v", n, err)
	}
	if _, err := c.Add(a, nil); !errors.Is(err, spandrel.ErrInvalidHandle) {
		t.Errorf("Add of nil: got %v", err)
	}
	if err := errors.Join(b.Close(), b.Close()); err != nil {
		t.Error(err)
	}
	if _, err := b.Count(1); !errors.Is(err, spandrel.ErrClosed) {
		t.Errorf("Count of a closed tally: got %v", err)
	}
	count := 0
	for item, err := range a.Items(background, 10000, 0) {
		if err != nil || item != fmt.Sprint(count) {
			t.Fatalf("item %d: got %s, %v", count, item, err)
		}
		count++
	}
	if count != 10000 {
		t.Errorf("got %d items", count)
	}
	for range a.Items(background, 1<<40, time.Millisecond) {
		break
	}
	ctx, cancel := context.WithTimeout(background, 50*time.Millisecond)
	defer cancel()
	var last error
	for _, err := range a.Items(ctx, 1<<40, time.Millisecond) {
		last = err
	}
	if !errors.Is(last, context.DeadlineExceeded) {
		t.Errorf("a stream with a deadline: got %v", last)
	}
	if _, err := c.Each(10, func(uint64) (bool, error) { return true, nil }); !errors.Is(err, errors.ErrUnsupported) || !strings.Contains(err.Error(), "visit is a callback") {
		t.Errorf("a callback: got %v", err)
	}
	if _, err := c.Renew(spandrel.NewSecret([]byte("x"))); !errors.Is(err, errors.ErrUnsupported) {
		t.Errorf("a secret: got %v", err)
	}
	if n, err := a.Count(2); n != 42 || err != nil {
		t.Errorf("Count: got %d, %v", n, err)
	}
}

// What a server says of a function that passes to no other process is the error that its own client would have made.
func TestIssueLocalOverHTTP(t *testing.T) {
	served := words
	served.Functions = slices.Clone(words.Functions)
	served.Functions[0].Refused, served.Functions[0].Local = "line is an end of a ring", true
	served.Functions[1].Refused = "what is a Secret"
	handler, err := remote.NewHandler(&served, &engine{}, remote.HTTPOptions{})
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(handler)
	t.Cleanup(func() { server.Close(); handler.Close() })
	c := dial(t, server.URL, remote.DialOptions{})
	for name, test := range map[string]struct {
		call func() error
		want remote.UnsupportedError
	}{
		"local":  {func() error { _, err := c.Split("x"); return err }, remote.UnsupportedError{Reason: "line is an end of a ring", Local: true}},
		"secret": {func() error { _, err := c.Do("x"); return err }, remote.UnsupportedError{Reason: "what is a Secret"}},
	} {
		var unsupported *remote.UnsupportedError
		if err := test.call(); !errors.As(err, &unsupported) || *unsupported != test.want {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// An object that nobody uses any more is closed, and a session that nobody uses ends.
func TestHTTPObjectsThatNobodyUses(t *testing.T) {
	address, core, handler := overHTTP(t, remote.HTTPOptions{SessionIdle: 3 * time.Second})
	c := dial(t, address, remote.DialOptions{})
	if _, err := c.Open(1); err != nil {
		t.Fatal(err)
	}
	eventually(t, func() bool { runtime.GC(); return core.open.Load() == 0 })
	tally, err := c.Open(1)
	if err != nil {
		t.Fatal(err)
	}
	status, body := postHTTP(t, address+"/words/session", "", "")
	if status != http.StatusCreated {
		t.Fatal(status, body)
	}
	eventually(t, func() bool { sessions, _ := handler.Open(); return sessions == 1 })
	// The session of the client is older, and goes on while it makes no calls.
	if n, err := tally.Count(1); n != 2 || err != nil {
		t.Errorf("got %d, %v", n, err)
	}
	handler.Close()
	for range 2 {
		if _, err := tally.Count(1); !errors.Is(err, spandrel.ErrGone) {
			t.Errorf("an object of a session that has ended: got %v", err)
		}
	}
	if got, err := c.Do("x"); got != "x" || err != nil {
		t.Errorf("a function without objects: got %q, %v", got, err)
	}
}

func postHTTP(t testing.TB, url, body, session string) (int, string) {
	t.Helper()
	r, err := http.NewRequest(http.MethodPost, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("Spandrel-Session", session)
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(bytes.TrimSpace(text))
}

func TestHTTPRefusals(t *testing.T) {
	address, _, _ := overHTTP(t, remote.HTTPOptions{Limits: remote.Limits{Frame: 4096}})
	for _, fault := range []struct {
		path, body, session string
		status              int
		want                string
	}{
		{"Split", `{"text":"a b"}`, "", 200, `["a","b"]`},
		{"Split", `{"txt":"a b"}`, "", 400, `there is no field \"txt\"`},
		{"Split", `{"text":"a`, "", 400, "text does not end"},
		{"Split", `{"text":"` + strings.Repeat("a", 5000) + `"}`, "", 413, ":too-large"},
		{"Splat", `{}`, "", 404, ":function"},
		{"Do", `{"text":"fail"}`, "", 500, `"error":{"Length":3}`},
		{"Do", `{"text":"panic"}`, "", 500, ":panic"},
		{"Tally.Count", `{"self":1,"step":1}`, "", 400, "POST /words/session"},
		{"Tally.Count", `{"self":1,"step":1}`, "none", 404, ":session"},
		{"Renew", `{}`, "", 501, "key is a Secret"},
	} {
		if status, body := postHTTP(t, address+"/words/"+fault.path, fault.body, fault.session); status != fault.status || !strings.Contains(body, fault.want) {
			t.Errorf("%s %.40s: got %d %s, want %d %s", fault.path, fault.body, status, body, fault.status, fault.want)
		}
	}
	other := words
	other.Contract.Hash, other.Contract.Manifest = "2", words.Contract.Manifest+"rust more()\n"
	var contract *remote.ContractError
	if _, err := remote.Dial(background, &other, address, remote.DialOptions{}); !errors.As(err, &contract) || contract.Here != "rust more()" {
		t.Errorf("another contract: got %v", err)
	}
	unknown := words
	unknown.Contract.Package = "others"
	var refused *remote.HTTPError
	if _, err := remote.Dial(background, &unknown, address, remote.DialOptions{}); !errors.As(err, &refused) || refused.Status != 404 {
		t.Errorf("another bridge: got %v", err)
	}
}

// Clients that send or read slowly are ended, and hold up nobody.
func TestHTTPSlowClients(t *testing.T) {
	address, core, _ := overHTTP(t, remote.HTTPOptions{Limits: remote.Limits{Timeout: 300 * time.Millisecond}})
	c := dial(t, address, remote.DialOptions{})
	send := func(text string) net.Conn {
		conn, err := net.Dial("tcp", strings.TrimPrefix(address, "http://"))
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		if _, err := io.WriteString(conn, text); err != nil {
			t.Fatal(err)
		}
		_ = conn.SetReadDeadline(time.Now().Add(time.Minute))
		return conn
	}
	head := "POST /words/%s HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nSpandrel-Session: %s\r\nContent-Length: %d\r\n\r\n%s"
	if _, err := io.ReadAll(send("POST /words/Do HTTP/1.1\r\nX: ")); err != nil {
		t.Errorf("a head that does not end: %v", err)
	}
	if text, _ := io.ReadAll(send(fmt.Sprintf(head, "Do", "", 100, "{"))); !strings.Contains(string(text), ":too-slow") {
		t.Errorf("a body that does not end: got %s", text)
	}
	if text, _ := io.ReadAll(send(fmt.Sprintf(head, "Nope", "", 100, "{"))); !strings.Contains(string(text), "404 Not Found") {
		t.Errorf("a refused call whose body does not end: got %s", text)
	}
	status, body := postHTTP(t, address+"/words/session", "", "")
	_, session, _ := strings.Cut(body, `"session":"`)
	session, _, _ = strings.Cut(session, `"`)
	if status, body = postHTTP(t, address+"/words/Open", `{"limit":1}`, session); status != 200 {
		t.Fatal(status, body)
	}
	arguments := fmt.Sprintf(`{"self":%s,"count":1000000000,"pause":0}`, body)
	send(fmt.Sprintf(head, "Tally.Items", session, len(arguments), arguments))
	eventually(t, func() bool { return core.streams.Load() == 1 })
	if got, err := c.Do("meanwhile"); got != "meanwhile" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
	eventually(t, func() bool { return core.streams.Load() == 0 })
}

// The canary: with a longer limit the server still waits for the body.
func TestCanaryHTTPSlowClients(t *testing.T) {
	address, _, _ := overHTTP(t, remote.HTTPOptions{Limits: remote.Limits{Timeout: time.Hour}, Grace: -1})
	conn, err := net.Dial("tcp", strings.TrimPrefix(address, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	fmt.Fprint(conn, "POST /words/Do HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{")
	_ = conn.SetReadDeadline(time.Now().Add(time.Second))
	var timeout net.Error
	if n, err := conn.Read(make([]byte, 1)); n > 0 || !errors.As(err, &timeout) || !timeout.Timeout() {
		t.Errorf("got %d, %v", n, err)
	}
}

// 1,000 connections at once: each is served, refused as too many, or closed.
func TestHTTPManyConnections(t *testing.T) {
	address, _, _ := overHTTP(t, remote.HTTPOptions{Connections: 600, Limits: remote.Limits{Calls: 100}})
	var (
		wait    sync.WaitGroup
		mu      sync.Mutex
		results = map[string]int{}
	)
	for range 1000 {
		wait.Add(1)
		go func() {
			defer wait.Done()
			client := &http.Client{Transport: &http.Transport{DisableKeepAlives: true}}
			answer, err := client.Post(address+"/words/Do", "application/json", strings.NewReader(`{"text":"x"}`))
			kind := "closed"
			if err == nil {
				body, _ := io.ReadAll(answer.Body)
				answer.Body.Close()
				kind = fmt.Sprint(answer.StatusCode)
				if answer.StatusCode == 503 && !strings.Contains(string(body), ":busy") || answer.StatusCode == 200 && string(body) != "\"x\"\n" {
					kind = string(body)
				}
			}
			mu.Lock()
			defer mu.Unlock()
			results[kind]++
		}()
	}
	wait.Wait()
	if results["200"] == 0 || results["200"]+results["503"]+results["closed"] != 1000 {
		t.Errorf("got %v", results)
	}
	if got, err := dial(t, address, remote.DialOptions{}).Do("afterwards"); got != "afterwards" || err != nil {
		t.Errorf("got %q, %v", got, err)
	}
}
