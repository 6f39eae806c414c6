package eval

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strings"
	"testing"
)

// TestServeAnswersEachLine checks numbers of answers, blank lines, line ends, bad lines, and identifiers.
func TestServeAnswersEachLine(t *testing.T) {
	lines := "{\"op\":\"open\",\"id\":7}\r\n \t\n\n{\"id\":\"x\",\"op\":\"stats\"}\n{\"id\":-3\n\xff\n{\"op\":\"open\",\"id\":1.5}\nnull\n{\"op\":\"stats\",\"id\":{}}"
	var out bytes.Buffer
	if err := Serve(strings.NewReader(lines), &out); err != nil {
		t.Fatal(err)
	}
	want := []string{
		`{"id":7,"ok":true,"code":0,"value":{}}`,
		`{"id":"x","ok":true,"code":0,`,
		`{"id":null,"ok":false,"code":1,`,
		`{"id":null,"ok":false,"code":1,`,
		`{"id":null,"ok":false,"code":1,`,
		`{"id":null,"ok":false,"code":1,`,
		`{"id":null,"ok":true,"code":0,`,
	}
	got := strings.Split(strings.TrimSuffix(out.String(), "\n"), "\n")
	if len(got) != len(want) {
		t.Fatalf("got %d answers, want %d:\n%s", len(got), len(want), out.String())
	}
	for i, want := range want {
		if !strings.HasPrefix(got[i], want) {
			t.Errorf("answer %d: got %s, want %s…", i, got[i], want)
		}
	}
}

// TestServeAnswersAtOnce asks, waits for the answer, and asks again.
func TestServeAnswersAtOnce(t *testing.T) {
	in, ask := io.Pipe()
	answers, out := io.Pipe()
	served := make(chan error, 1)
	go func() { served <- Serve(in, out) }()
	reader := bufio.NewReader(answers)
	for i, line := range []string{`{"op":"open"}`, `{"op":"stats"}`} {
		if _, err := fmt.Fprintln(ask, line); err != nil {
			t.Fatal(err)
		}
		answer, err := reader.ReadString('\n')
		if err != nil || !strings.Contains(answer, `"ok":true`) {
			t.Fatalf("line %d: got %s, %v", i, answer, err)
		}
	}
	if err := ask.Close(); err != nil {
		t.Fatal(err)
	}
	if err := <-served; err != nil {
		t.Fatal(err)
	}
}

// TestServeSkipsALongLine answers a line of more than 128 MiB once, and the next one.
func TestServeSkipsALongLine(t *testing.T) {
	long := io.LimitReader(repeat('x'), maxLine+10)
	in := io.MultiReader(long, strings.NewReader("\n{\"op\":\"open\"}\n"))
	var out bytes.Buffer
	if err := Serve(in, &out); err != nil {
		t.Fatal(err)
	}
	answers := strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(answers) != 2 || !strings.Contains(answers[0], `"code":1`) || !strings.Contains(answers[1], `"ok":true`) {
		t.Errorf("got %q", answers)
	}
}

type repeat byte

func (r repeat) Read(p []byte) (int, error) {
	for i := range p {
		p[i] = byte(r)
	}
	return len(p), nil
}

// TestStormsArriveInOrder lets publishers of both sides publish at once; each arrives in its order, at pulls and handlers of both sides.
func TestStormsArriveInOrder(t *testing.T) {
	const publishers, count = 8, 400
	session := newSession()
	defer session.end()
	ask(t, session, `{"op":"open"}`)
	for _, side := range []string{"go", "rust"} {
		for kind, handler := range map[string]string{"pull": "null", "handler": "[]"} {
			line := `{"op":"subscribe","sub":"%s_%s","side":"%s","pattern":"storm.*","messages":100000,"on_full":"block","timeout_ms":60000,"handler":%s}`
			ask(t, session, fmt.Sprintf(line, side, kind, side, handler))
		}
	}
	var storm []string
	for i := range publishers {
		side, handle := []string{"go", "rust"}[i%2], i%4 < 2
		storm = append(storm, fmt.Sprintf(`{"side":%q,"subject":"storm.%d","count":%d,"size":%d,"handle":%t}`, side, i/4, count, 8+i, handle))
	}
	got := ask(t, session, `{"op":"storm","publishers":[`+strings.Join(storm, ",")+`]}`)
	for _, published := range got["value"].(map[string]any)["published"].([]any) {
		if published != float64(count) {
			t.Fatalf("got %v", got)
		}
	}
	ask(t, session, `{"op":"settle","timeout_ms":60000}`)
	for _, name := range []string{"go_pull", "rust_pull", "go_handler", "rust_handler"} {
		taken := ask(t, session, `{"op":"take","sub":"`+name+`","brief":true}`)["value"].(map[string]any)
		next := make([]uint64, publishers)
		for _, message := range taken["messages"].([]any) {
			payload, err := hex.DecodeString(message.(string))
			if err != nil {
				t.Fatal(err)
			}
			number := binary.BigEndian.Uint64(payload)
			index, number := number>>48, number&(1<<48-1)
			if number != next[index] {
				t.Fatalf("%s: publisher %d: got %d, want %d", name, index, number, next[index])
			}
			next[index]++
		}
		for index, next := range next {
			if next != count || taken["lost"] != float64(0) {
				t.Errorf("%s: publisher %d: got %d of %d, %v lost", name, index, next, count, taken["lost"])
			}
		}
	}
	stats := ask(t, session, `{"op":"stats"}`)["value"].(map[string]any)
	if err := invariants(stats); err != nil {
		t.Error(err)
	}
	if text, _ := json.Marshal(stats["published"]); string(text) != fmt.Sprint(publishers*count) {
		t.Errorf("published: got %s, want %d", text, publishers*count)
	}
}

// TestAHandlerThatIsBusy checks unsubscribe and close while a handler of either side waits for an answer.
func TestAHandlerThatIsBusy(t *testing.T) {
	for _, side := range []string{"go", "rust"} {
		session := newSession()
		for _, line := range []string{
			`{"op":"open"}`,
			`{"op":"subscribe","sub":"gate","side":"go","pattern":"gate"}`,
			`{"op":"subscribe","sub":"h","side":"` + side + `","pattern":"s","handler":[{"at":1,"do":"request","subject":"gate","timeout_ms":60000}]}`,
			`{"op":"publish_many","side":"rust","subject":"s","count":3,"size":8}`,
		} {
			ask(t, session, line)
		}
		// Until the handler asks.
		var taken map[string]any
		for len(lastReply(taken, "")) == 0 {
			taken = ask(t, session, `{"op":"take","sub":"gate"}`)["value"].(map[string]any)
		}
		busy := ask(t, session, `{"op":"stats"}`)["value"].(map[string]any)
		if err := invariants(busy); err != nil {
			t.Error(err)
		}
		if got := busy["subs"].(map[string]any)["h"].(map[string]any); got["pending"] != float64(2) || got["received"] != float64(0) {
			t.Errorf("%s: got %v, want 2 that wait", side, got)
		}
		if got := ask(t, session, `{"op":"unsubscribe","sub":"h"}`); got["code"] != float64(codeTimeout) {
			t.Errorf("%s: unsubscribe: got %v, want a timeout: the handler still runs", side, got)
		}
		ask(t, session, `{"op":"publish","side":"rust","subject":"`+lastReply(taken, "")+`"}`)
		ask(t, session, `{"op":"settle","timeout_ms":60000}`)
		got := ask(t, session, `{"op":"take","sub":"h"}`)["value"].(map[string]any)
		if !fits(got, map[string]any{"state": "closed", "acts": []any{[]any{float64(1), float64(0)}}}) {
			t.Errorf("%s: got %v", side, got)
		}
		session.end()
	}
}
