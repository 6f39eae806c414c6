package play

import (
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	script, err := Parse([]byte(`{nodes: 5, active: 3, python: 1, until: 100, steps: [
	{at: 1, do: add validator4}, {at: 2, do: power validator1 0}, {at: 3, do: "kill -9 validator1.application"}, {at: 3, do: "kill -9 validator2"},
	{at: 4, do: plant odd_node on validator3}, {at: 5, do: expect set 0+4}, {at: 6, do: rollback validator2 hard}, {at: 7, do: replace validator1 by validator5}]}`))
	if err != nil {
		t.Fatal(err)
	}
	want := []action{
		{verb: "add", node: "validator4"}, {verb: "power", node: "validator1"}, {verb: "kill", node: "validator1", part: "application"},
		{verb: "kill", node: "validator2"}, {verb: "plant", node: "validator3", word: "odd_node"}, {verb: "set", other: 4},
		{verb: "rollback", node: "validator2", word: "hard"}, {verb: "replace", node: "validator1", word: "validator5"},
	}
	for i, step := range script.Steps {
		if step.action != want[i] {
			t.Errorf("%q: got %+v, want %+v", step.Do, step.action, want[i])
		}
	}
}

func TestWrongScriptsAreRefused(t *testing.T) {
	for text, want := range map[string]string{
		"{nodes: 3, active: 4, until: 9}":                                                  "cannot be",
		"{nodes: 3, active: 3}":                                                            "until: missing",
		"{nodes: 3, active: 3, untill: 9}":                                                 "untill",
		"{nodes: 3, active: 3, until: 9, steps: [{at: 10, do: stop validator1}]}":          "from 0 to 9",
		"{nodes: 3, active: 3, until: 9, steps: [{at: 1, do: stop validator4}]}":           "there is no validator4",
		"{nodes: 3, active: 3, until: 9, steps: [{at: 1, do: explode validator1}]}":        "is none of",
		"{nodes: 3, active: 3, until: 9, steps: [{at: 1, do: kill -9 v.application}]}":     "is none of",
		"{nodes: 3, active: 3, until: 9, steps: [{at: 1, do: backend validator1 python}]}": "is none of",
	} {
		if _, err := Parse([]byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want %q", text, err, want)
		}
	}
}

func TestTurns(t *testing.T) {
	p := player{result: Result{Sets: [][2]int{{0, 3}}}}
	p.turns(strings.Fields("a b c a b c a b c a c b a c b"))
	if p.result.InTurn != 7 || p.result.OutOfTurn != 2 {
		t.Errorf("in turn %d, out of turn %d", p.result.InTurn, p.result.OutOfTurn)
	}
}
