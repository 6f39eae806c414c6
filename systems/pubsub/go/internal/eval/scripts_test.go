package eval

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestScripts plays each script of testdata with every pair of sides. In a script, > is a line and < what its answer must have: a code, or a value in
// which "*" stands for anything. $A and $B are the sides, $reply the subject for answers of the last message that was taken.
func TestScripts(t *testing.T) {
	scripts, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(scripts) < 10 {
		t.Fatalf("got %d scripts, want 10 or more: %v", len(scripts), err)
	}
	for _, script := range scripts {
		text, err := os.ReadFile(script)
		if err != nil {
			t.Fatal(err)
		}
		for _, a := range []string{"go", "rust"} {
			for _, b := range []string{"go", "rust"} {
				name := fmt.Sprintf("%s/%s-%s", strings.TrimSuffix(filepath.Base(script), ".txt"), a, b)
				t.Run(name, func(t *testing.T) {
					t.Parallel()
					replaced := strings.NewReplacer("$A", a, "$B", b).Replace(string(text))
					if err := playScript(t, replaced, true); err != nil {
						t.Error(err)
					}
				})
			}
		}
	}
}

// TestScriptsFindFaults is the canary: a script whose answers are wrong, and counters that do not add up.
func TestScriptsFindFaults(t *testing.T) {
	wrong := "> {\"op\":\"open\"}\n< {}\n> {\"op\":\"publish\",\"side\":\"go\",\"subject\":\"a..b\"}\n< {}\n"
	if playScript(t, wrong, true) == nil {
		t.Error("an answer with another code was accepted")
	}
	broken := `{"subs":{"s":{"state":"open","matched":3,"received":1,"pending":1,"pending_bytes":2,"dropped":0,"discarded":0}}}`
	var stats map[string]any
	if err := json.Unmarshal([]byte(broken), &stats); err != nil {
		t.Fatal(err)
	}
	if invariants(stats) == nil {
		t.Error("counters that do not add up were accepted")
	}
}

func playScript(t *testing.T, script string, check bool) error {
	session := newSession()
	defer session.end()
	var line string
	var reply string
	for number, text := range strings.Split(script, "\n") {
		switch {
		case strings.HasPrefix(text, "> "):
			line = strings.ReplaceAll(text[2:], "$reply", reply)
		case strings.HasPrefix(text, "< "):
			answer := ask(t, session, line)
			var want any
			if err := json.Unmarshal([]byte(text[2:]), &want); err != nil {
				return fmt.Errorf("line %d: %w", number+1, err)
			}
			got := answer["value"]
			if _, isCode := want.(float64); isCode {
				got = answer["code"]
			}
			if !fits(got, want) {
				return fmt.Errorf("line %d: %s:\ngot  %v\nwant %s", number+1, line, answer, text[2:])
			}
			if taken, ok := got.(map[string]any); ok {
				reply = lastReply(taken, reply)
			}
			if stats := ask(t, session, `{"op":"stats"}`); check && stats["ok"] == true {
				if err := invariants(stats["value"].(map[string]any)); err != nil {
					return fmt.Errorf("after line %d: %s: %w", number+1, line, err)
				}
			}
		}
	}
	return nil
}

func lastReply(value map[string]any, last string) string {
	messages, _ := value["messages"].([]any)
	for _, message := range messages {
		if message, ok := message.(map[string]any); ok {
			if reply, ok := message["reply"].(string); ok {
				last = reply
			}
		}
	}
	return last
}

func ask(t *testing.T, session *session, line string) map[string]any {
	t.Helper()
	var answer map[string]any
	text := session.answer([]byte(line))
	if err := json.Unmarshal(text, &answer); err != nil {
		t.Fatalf("%s: %s: %v", line, text, err)
	}
	_, value := answer["value"]
	failure, _ := answer["error"].(string)
	ok := answer["code"] == float64(0)
	if answer["ok"] != ok || value != ok || (failure != "") == ok {
		t.Fatalf("%s: %s: ok, code, value and error do not agree", line, text)
	}
	return answer
}

// fits reports whether a value has everything that is wanted.
func fits(got, want any) bool {
	switch want := want.(type) {
	case string:
		return want == "*" && got != nil || got == want
	case map[string]any:
		object, ok := got.(map[string]any)
		for key, want := range want {
			ok = ok && fits(object[key], want)
		}
		return ok
	case []any:
		list, ok := got.([]any)
		if !ok || len(list) != len(want) {
			return false
		}
		for i, want := range want {
			ok = ok && fits(list[i], want)
		}
		return ok
	}
	return got == want
}

// invariants says which counters do not add up.
func invariants(stats map[string]any) error {
	subs, _ := stats["subs"].(map[string]any)
	for name, sub := range subs {
		of := func(key string) float64 { return sub.(map[string]any)[key].(float64) }
		if of("matched") != of("received")+of("pending")+of("dropped")+of("discarded") {
			return fmt.Errorf("%s: %v does not add up", name, sub)
		}
	}
	return nil
}
