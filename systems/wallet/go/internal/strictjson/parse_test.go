package strictjson

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"spandrel.dev/wallet/internal/fault"
)

func TestValues(t *testing.T) {
	value, err := Parse([]byte(" {\"a\":[1,-0,1.5e+3,true,false,null],\"B\":\"\\u00fc\\ud83d\\ude00\\n\",\"c\":{}} \r\n"))
	if err != nil {
		t.Fatal(err)
	}
	a := value.Get("a").Items
	if len(a) != 6 || a[0].Text != "1" || a[1].Text != "-0" || a[2].Text != "1.5e+3" || !a[3].True || a[4].True || a[5].Kind != Null {
		t.Errorf("%+v", a)
	}
	if got := value.Fold("b"); !got.Is(Text) || got.Text != "ü😀\n" || value.Get("b") != nil || !value.Get("c").Is(Object) {
		t.Errorf("%+v", got)
	}
	if !a[0].Integer() || a[2].Integer() || a[3].Integer() || value.Get("x").Integer() || value.Get("x").Get("y") != nil || value.Get("x").Fold("y") != nil {
		t.Error("what is an integer")
	}
}

func TestRefusals(t *testing.T) {
	for _, text := range []string{
		"", " ", "{", "[", "\"", "{}{}", "{} x", "tru", "nul", "+1", "01", "-", "1.", ".5", "1e", "1e+", "0x1", "NaN", "Infinity", "'a'",
		"{\"a\":1,\"a\":2}", "{\"a\":1,\"\\u0061\":2}", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "[1,]", "[,1]", "[1 2]",
		"\"\x01\"", "\"\xff\"", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"\\ud800\"", "\"\\ud800x\"", "\"\\ud800\\u0041\"", "\"\\udc00\"", "\"\\",
		"\ufeff{}", "// a\n1", strings.Repeat("[", 65) + strings.Repeat("]", 65), strings.Repeat("[", 1<<20),
	} {
		if value, err := Parse([]byte(text)); fault.Of(err) != fault.InvalidInput {
			t.Errorf("%.40q: %+v, %v", text, value, err)
		}
	}
	if _, err := Parse([]byte(strings.Repeat("[", 64) + "1" + strings.Repeat("]", 64))); err != nil {
		t.Errorf("64 deep: %v", err)
	}
	if _, err := ParseInside([]byte("[[]]"), 63); fault.Of(err) != fault.InvalidInput {
		t.Errorf("65 deep: %v", err)
	}
}

// What this accepts, the standard library accepts, too; it is the one that accepts more.
func FuzzParse(f *testing.F) {
	for _, text := range []string{"{\"a\":[1,true,null,\"\\u00e9\"]}", "1e5", "[[[]]]", "\"\\ud83d\\ude00\""} {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, text []byte) {
		_, err := Parse(text)
		if err == nil && (!json.Valid(text) || !utf8.Valid(text)) {
			t.Errorf("%q is accepted", text)
		}
	})
}
