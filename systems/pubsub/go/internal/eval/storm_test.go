package eval

import (
	"fmt"
	"strings"
	"testing"
)

// TestStormsAreCounted lets publishers of both sides publish at once into small queues of every policy, with and without handlers on both sides, and into
// a group: each message is received, waiting or dropped, and what was received is what was taken.
func TestStormsAreCounted(t *testing.T) {
	const publishers, count = 6, 500
	session := newSession()
	defer session.end()
	ask(t, session, `{"op":"open"}`)
	var names, members []string
	subscribe := func(name, side, rest string) {
		t.Helper()
		got := ask(t, session, fmt.Sprintf(`{"op":"subscribe","sub":%q,"side":%q,"pattern":"storm.*",%s}`, name, side, rest))
		if got["ok"] != true {
			t.Fatal(got)
		}
		names = append(names, name)
	}
	for _, side := range []string{"go", "rust"} {
		for _, policy := range []string{"block", "drop_oldest", "drop_newest", "latest", "disconnect"} {
			for kind, handler := range map[string]string{"pull": "null", "handler": "[]"} {
				subscribe(side+"_"+policy+"_"+kind, side, fmt.Sprintf(`"messages":3,"on_full":%q,"timeout_ms":1,"handler":%s`, policy, handler))
			}
		}
		subscribe(side+"_member", side, `"group":"g","messages":3,"handler":[{"at":0,"do":"stats"}]`)
		members = append(members, side+"_member")
	}
	var storm []string
	for i := range publishers {
		storm = append(storm, fmt.Sprintf(`{"side":%q,"subject":"storm.%d","count":%d,"size":8,"handle":%t}`, []string{"go", "rust"}[i%2], i/2, count, i%3 == 0))
	}
	got := ask(t, session, `{"op":"storm","publishers":[`+strings.Join(storm, ",")+`]}`)
	if got["ok"] != true {
		t.Fatal(got)
	}
	ask(t, session, `{"op":"settle","timeout_ms":60000}`)
	stats := ask(t, session, `{"op":"stats"}`)["value"].(map[string]any)
	if err := invariants(stats); err != nil {
		t.Error(err)
	}
	const published = float64(publishers * count)
	ofGroup := 0.0
	for _, name := range names {
		counters := stats["subs"].(map[string]any)[name].(map[string]any)
		matched, state := counters["matched"].(float64), counters["state"]
		switch {
		case strings.HasSuffix(name, "_member"):
			ofGroup += matched
		case matched != published && state != "disconnected":
			t.Errorf("%s: got %v of %v matched", name, matched, published)
		}
		if pending := counters["pending"].(float64); pending > 3 {
			t.Errorf("%s: got %v that wait, more than 3", name, pending)
		}
		taken := ask(t, session, fmt.Sprintf(`{"op":"take","sub":%q,"brief":true}`, name))["value"].(map[string]any)
		given := float64(len(taken["messages"].([]any)))
		if want := counters["received"].(float64) + counters["pending"].(float64); given != want {
			t.Errorf("%s: got %v messages, want %v", name, given, want)
		}
		if taken["lost"] != counters["dropped"] {
			t.Errorf("%s: got %v lost, want %v", name, taken["lost"], counters["dropped"])
		}
	}
	if ofGroup != published {
		t.Errorf("the members %v got %v of %v", members, ofGroup, published)
	}
	if after := ask(t, session, `{"op":"stats"}`)["value"].(map[string]any); after["bytes"] != 0.0 {
		t.Errorf("got %v bytes after everything was taken", after["bytes"])
	}
}

// TestChurn makes and ends 2,000 subscriptions with handlers, on both sides, each with a message: nothing stays.
func TestChurn(t *testing.T) {
	session := newSession()
	defer session.end()
	ask(t, session, `{"op":"open"}`)
	for i := range 2_000 {
		side := []string{"go", "rust"}[i%2]
		for _, line := range []string{
			fmt.Sprintf(`{"op":"subscribe","sub":"s%d","side":%q,"pattern":"a.%d","handler":[]}`, i, side, i%7),
			fmt.Sprintf(`{"op":"publish","side":%q,"subject":"a.%d"}`, side, i%7),
			fmt.Sprintf(`{"op":"unsubscribe","sub":"s%d"}`, i),
		} {
			if got := ask(t, session, line); got["ok"] != true {
				t.Fatalf("%s: %v", line, got)
			}
		}
	}
	stats := ask(t, session, `{"op":"stats"}`)["value"].(map[string]any)
	if err := invariants(stats); err != nil || stats["bytes"] != 0.0 {
		t.Errorf("got %v bytes, %v", stats["bytes"], err)
	}
	if hub, err := session.open.hub.Stats(); err != nil || len(hub.Subscriptions) != 0 {
		t.Errorf("got %d subscriptions, %v", len(hub.Subscriptions), err)
	}
}
