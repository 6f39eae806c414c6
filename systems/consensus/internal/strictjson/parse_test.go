package strictjson

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestParseMembers(t *testing.T) {
	members, err := Parse([]byte(" { \"a\" : [1, {\"b\":\"]}\"} ] ,\t\"\\u0062\":\"x\\\"y\" , \"c\":{} ,\"d\":-1.5e+3, \"e\":null } "))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{"a", `[1, {"b":"]}"} ]`, "b", `"x\"y"`, "c", "{}", "d", "-1.5e+3", "e", "null"}
	var got []string
	for _, m := range members {
		got = append(got, m.Key, string(m.Value))
	}
	if fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestParseRefuses(t *testing.T) {
	tests := []struct {
		text, reason string
	}{
		{``, "no JSON value"},
		{`[]`, "not a JSON object"},
		{"\ufeff{}", "start of value"},
		{`{} {}`, "text after"},
		{`{"a":1,}`, "start of value"},
		{`{"a":1 "b":2}`, "expecting ','"},
		{`{"a":[1}`, "expecting ','"},
		{`{"a":1]`, "expecting ','"},
		{`{"a"}`, "expecting ':'"},
		{`{"a":}`, "start of value"},
		{`{"a":tru}`, "literal true"},
		{`{"a":01}`, "expecting ','"},
		{`{"a":-}`, "expecting digit"},
		{`{"a":1.}`, "expecting digit"},
		{`{"a":1e}`, "expecting digit"},
		{`{"a":"`, "ends too soon"},
		{`{"a":"\`, "ends too soon"},
		{`{"a":"\q"}`, "invalid escape"},
		{`{"a":"\u12g4"}`, "invalid escape"},
		{`{"a":"\u12`, "ends too soon"},
		{`{"a":"\ud800"}`, "surrogate pair"},
		{`{"a":"\ud800\ud800"}`, "surrogate pair"},
		{"{\"a\":\"\n\"}", "invalid character"},
		{"{\"a\":\"\xff\"}", "invalid UTF-8"},
		{`{"a":1,"a":2}`, "second time"},
		{`{"a":1,"\u0061":2}`, "second time"},
		{`{"😀":1,"\ud83d\ude00":2}`, "second time"},
		{`{"a":{"b":1,"b":1}}`, "second time"},
	}
	for _, test := range tests {
		if _, err := Parse([]byte(test.text)); err == nil || !strings.Contains(err.Error(), test.reason) {
			t.Errorf("%s: got %v, want %q", test.text, err, test.reason)
		}
	}
}

// Every implementation of the protocol reads ten thousand levels and no more.
func TestTheDeepestNesting(t *testing.T) {
	array := func(levels int) string {
		return `{"a":` + strings.Repeat("[", levels-1) + strings.Repeat("]", levels-1) + `}`
	}
	object := func(levels int) string { return strings.Repeat(`{"a":`, levels) + "1" + strings.Repeat("}", levels) }
	for _, nested := range []func(int) string{array, object} {
		if _, err := Parse([]byte(nested(10_000))); err != nil {
			t.Error(err)
		}
		if _, err := Parse([]byte(nested(10_000)[:20_000-1])); err == nil {
			t.Error("the last bracket is not missed")
		}
		for _, levels := range []int{10_001, 1_000_000} {
			if _, err := Parse([]byte(nested(levels))); err == nil {
				t.Errorf("%d levels are read", levels)
			}
		}
	}
}

func TestManyKeys(t *testing.T) {
	const n = 100_000
	var b strings.Builder
	b.WriteString(`{"k":0`)
	for i := range n {
		fmt.Fprintf(&b, `,"k%d":0`, i)
	}
	if members, err := Parse([]byte(b.String() + "}")); err != nil || len(members) != n+1 {
		t.Fatalf("%d members, %v", len(members), err)
	}
	for _, key := range []string{"k", "k0", "k99999"} {
		if _, err := Parse([]byte(b.String() + `,"` + key + `":0}`)); err == nil {
			t.Errorf("%s for the second time is not noticed", key)
		}
	}
}

func TestIntegers(t *testing.T) {
	for text, want := range map[string]string{
		`0`: "0 0", `1`: "1 1", `-1`: "no -1", `"7"`: "7 7", `"-7"`: "no -7", `"\u0037"`: "7 7",
		`18446744073709551615`: "18446744073709551615 no", `18446744073709551616`: "no no",
		`9223372036854775808`: "9223372036854775808 no", `-9223372036854775808`: "no -9223372036854775808", `-9223372036854775809`: "no no",
		`-0`: "no no", `1.0`: "no no", `1e3`: "no no", `"01"`: "no no", `"+1"`: "no no", `" 1"`: "no no", `""`: "no no", `"-"`: "no no",
		`true`: "no no", `null`: "no no", `[]`: "no no", `"1_0"`: "no no", `"0x1"`: "no no",
	} {
		got := "no"
		if n, ok := Value(text).Uint(1<<64 - 1); ok {
			got = fmt.Sprint(n)
		}
		signed := "no"
		if n, ok := Value(text).Int(); ok {
			signed = fmt.Sprint(n)
		}
		if got += " " + signed; got != want {
			t.Errorf("%s: got %s, want %s", text, got, want)
		}
	}
	if _, ok := Value("256").Uint(255); ok {
		t.Error("256 passes for a number up to 255")
	}
}

func TestEqual(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{`{"a":1,"b":[true,null]}`, `{ "b" : [ true , null ] , "a" : 1 }`, true},
		{`"a\u0062"`, `"ab"`, true},
		{`[1,2]`, `[2,1]`, false},
		{`[1]`, `[1,1]`, false},
		{`[1,1]`, `[1]`, false},
		{`{"a":1}`, `{"a":1,"b":1}`, false},
		{`{"a":1}`, `{"b":1}`, false},
		{`9007199254740993`, `9007199254740992`, false},
		{`1`, `"1"`, false},
		{`true`, `false`, false},
	} {
		if got := Equal(Value(test.a), Value(test.b)); got != test.want {
			t.Errorf("%s and %s: %t", test.a, test.b, got)
		}
	}
}

// FuzzParse holds the parser to encoding/json, which accepts all that Parse
// accepts and a little more.
func FuzzParse(f *testing.F) {
	for _, seed := range []string{`{"a":[1,{"b":"\ud83d\ude00"}],"c":-0.5e-7}`, `{"a":"\ud800"}`, `{"":{"":{}}}`, `{"a":1,"a":2}`, "{\"\\u0000\":\t[]}"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		members, err := Parse(text)
		if err != nil {
			if loose(text) {
				return
			}
			t.Fatalf("%q: refused without a reason: %v", text, err)
		}
		if !json.Valid(text) || !utf8.Valid(text) {
			t.Fatalf("%q: accepted", text)
		}
		var want map[string]json.RawMessage
		if err := json.Unmarshal(text, &want); err != nil {
			t.Fatal(err)
		}
		if len(members) != len(want) {
			t.Fatalf("%q: %d members, encoding/json has %d", text, len(members), len(want))
		}
		for _, m := range members {
			if string(want[m.Key]) != string(m.Value) {
				t.Fatalf("%q: %q is %q, encoding/json has %q", text, m.Key, m.Value, want[m.Key])
			}
			if content, ok := m.Value.Text(); ok {
				var s string
				if err := json.Unmarshal(m.Value, &s); err != nil || s != string(content) {
					t.Fatalf("%q: text %q, encoding/json has %q", m.Value, content, s)
				}
				var back string
				if err := json.Unmarshal(AppendString(nil, s), &back); err != nil || back != s {
					t.Fatalf("%q is written as %q", s, AppendString(nil, s))
				}
			}
			n := 0
			for range m.Value.Elements() {
				n++
			}
			var list []json.RawMessage
			if m.Value.Kind() == Array && (json.Unmarshal(m.Value, &list) != nil || len(list) != n) {
				t.Fatalf("%q: %d elements, encoding/json has %d", m.Value, n, len(list))
			}
			if !Equal(m.Value, m.Value) {
				t.Fatalf("%q is not equal to itself", m.Value)
			}
		}
	})
}

// loose reports whether a text may be refused: it is not an object for
// encoding/json either, or holds what encoding/json lets pass.
func loose(text []byte) bool {
	if !json.Valid(text) || !utf8.Valid(text) {
		return true
	}
	if trimmed := strings.TrimLeft(string(text), " \t\r\n"); trimmed[0] != '{' {
		return true
	}
	if strings.Count(string(text), "[")+strings.Count(string(text), "{") > 10_000 {
		return true // nested too deeply, perhaps
	}
	if strings.Contains(strings.ToLower(string(text)), `\ud`) {
		return true // half a surrogate pair, perhaps
	}
	return keyTwice(json.NewDecoder(strings.NewReader(string(text))))
}

// keyTwice walks the tokens of a valid text.
func keyTwice(d *json.Decoder) bool {
	d.UseNumber()
	type level struct {
		object bool
		key    bool // the next token of an object is a key
		keys   map[string]bool
	}
	var levels []level
	for {
		token, err := d.Token()
		if err != nil {
			return false
		}
		var top *level
		if len(levels) > 0 {
			top = &levels[len(levels)-1]
		}
		if delimiter, ok := token.(json.Delim); ok {
			switch delimiter {
			case '{', '[':
				if top != nil {
					top.key = true
				}
				levels = append(levels, level{object: delimiter == '{', key: true, keys: map[string]bool{}})
			default:
				levels = levels[:len(levels)-1]
			}
			continue
		}
		if top == nil || !top.object {
			continue
		}
		if top.key {
			key := token.(string)
			if top.keys[key] {
				return true
			}
			top.keys[key] = true
		}
		top.key = !top.key
	}
}
