package e2e

import (
	"bytes"
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/json/agreed"
	"spandrel.dev/tests/go_main/json/agreed/contract"
)

func everything() agreed.Everything {
	text := "\u2028 \"quoted\" <b> \x01 😀"
	return agreed.Everything{
		Scalars: agreed.Scalars{
			Truth: true, Letter: '😀', Small: 255, Wide: math.MaxUint64, Signed: math.MinInt64,
			Widest: spandrel.Uint128{Lo: math.MaxUint64, Hi: math.MaxUint64}, Lowest: spandrel.Int128{Hi: math.MinInt64},
			Size: math.MaxUint, Real: -0.25, Short: 16777216,
		},
		Text: text, Bytes: []byte{0, 255, 7}, Hash: [4]byte{1, 2, 3, 4}, Row: [3]uint16{1, 2, 65535},
		List: [][]int16{{}, {-1, 2}}, Some: &text, SomeList: []uint64{},
		Pair:     spandrel.Tuple2[uint64, spandrel.Tuple2[bool, string]]{V0: 1, V1: spandrel.Tuple2[bool, string]{V0: true, V1: "x"}},
		ByName:   map[string]agreed.Point{"": {X: 1}, "b\"": {Y: -2}},
		ByNumber: map[int64]bool{-5: true, 10: false}, ByWide: map[spandrel.Uint128]byte{{Hi: 1}: 1}, ByLetter: map[rune]byte{'é': 1},
		ByTruth: map[bool]byte{true: 1, false: 0}, ByColour: map[agreed.Colour]byte{agreed.ColourGreen: 2},
		Set: map[uint32]struct{}{10: {}, 9: {}}, Colours: map[agreed.Colour]struct{}{agreed.ColourRed: {}}, Colour: agreed.ColourGreen,
		Shapes: []agreed.Shape{
			agreed.ShapeEmpty{}, agreed.ShapeCircle{V0: 1}, agreed.ShapePair{V0: -1, V1: "p"},
			agreed.ShapePolygon{Points: []agreed.Point{{X: 1, Y: 2}}, Name: "n"},
		},
		Span: 1500 * time.Millisecond, At: time.Date(1969, 7, 20, 20, 17, 40, 1, time.UTC), Type: 3,
	}
}

// same tells whether two texts are the same JSON, numbers by their digits.
func same(t *testing.T, a, b []byte) bool {
	t.Helper()
	read := func(text []byte) any {
		decoder := json.NewDecoder(bytes.NewReader(text))
		decoder.UseNumber()
		var v any
		if err := decoder.Decode(&v); err != nil {
			t.Fatalf("%v in %s", err, text)
		}
		return v
	}
	return reflect.DeepEqual(read(a), read(b))
}

// encoding/json on the Go types and serde on the Rust types write the same, and read what the other wrote.
func TestJSONOfGoAndOfSerdeIsTheSame(t *testing.T) {
	values := map[string]agreed.Everything{"one of everything": everything()}
	zero := agreed.Everything{At: time.Unix(0, 0).UTC(), Scalars: agreed.Scalars{Letter: 'a'}}
	values["as little as there can be"] = zero
	for name, real := range map[string]float64{"infinite": math.Inf(1), "negative": math.Inf(-1), "zero": math.Copysign(0, -1)} {
		v := everything()
		v.Scalars.Real = real
		values[name] = v
	}
	for name, value := range values {
		t.Run(name, func(t *testing.T) {
			ours, err := json.Marshal(value)
			if err != nil {
				t.Fatal(err)
			}
			theirs, err := agreed.Written(value)
			if err != nil {
				t.Fatal(err)
			}
			if !same(t, canonical(ours), canonical([]byte(theirs))) {
				t.Errorf("Go wrote\n%s\nand serde\n%s", ours, theirs)
			}
			read, err := agreed.Read(string(ours))
			if err != nil {
				t.Fatalf("serde reads %s: %v", ours, err)
			}
			var own agreed.Everything
			if err := json.Unmarshal([]byte(theirs), &own); err != nil {
				t.Fatalf("Go reads %s: %v", theirs, err)
			}
			if !reflect.DeepEqual(own, read) {
				t.Errorf("got %+v, want %+v", own, read)
			}
			again, err := json.Marshal(own)
			if err != nil || !bytes.Equal(again, ours) {
				t.Errorf("there and back: %v\n%s\n%s", err, again, ours)
			}
		})
	}
}

// canonical writes floats alike: 1.0 and 1, 1.6777216e7 and 16777216.
func canonical(text []byte) []byte {
	for old, new := range map[string]string{"16777216.0": "16777216", `"Circle":1.0`: `"Circle":1`, "0.0": "0", `"short":0.0`: `"short":0`} {
		text = bytes.ReplaceAll(text, []byte(old), []byte(new))
	}
	return text
}

func TestJSONOfErrorsIsThatOfSerde(t *testing.T) {
	for kind := uint8(1); kind <= 4; kind++ {
		err := agreed.Fail(kind)
		ours, failed := json.Marshal(err)
		if failed != nil {
			t.Fatal(failed)
		}
		if theirs := agreed.WrittenError(kind); !same(t, ours, []byte(theirs)) {
			t.Errorf("Go wrote %s, and serde %s", ours, theirs)
		}
		read := new(agreed.Trouble)
		if failed := json.Unmarshal(ours, read); failed != nil || read.Error() != err.Error() {
			t.Errorf("%s reads as %v, want %v (%v)", ours, read, err, failed)
		}
	}
}

// What is not JSON of the type is refused, and the place named.
func TestJSONThatIsNotOfTheTypeIsRefused(t *testing.T) {
	good, err := json.Marshal(everything())
	if err != nil {
		t.Fatal(err)
	}
	for _, change := range []struct{ old, new, want string }{
		{`"small":255`, `"small":256`, "scalars.small: 256 is not a whole number from 0 to 255"},
		{`"small":255`, `"small":-1`, "scalars.small: -1 is not"},
		{`"small":255`, `"small":1.0`, "scalars.small: 1.0 is not"},
		{`"small":255`, `"small":"255"`, "a number is required, and there is text"},
		{`"small":255,`, ``, `scalars: field "small" is missing`},
		{`"small":255`, `"small":255,"smal":1`, `scalars: there is no field "smal"`},
		{`"small":255`, `"small":255,"small":1`, `scalars: field "small" is there twice`},
		{`"truth":true`, `"truth":1`, "scalars.truth: true or false is required, and there is a number"},
		{`"row":[1,2,65535]`, `"row":[1,2]`, "row: the list has 2 elements, and 3 are required"},
		{`"row":[1,2,65535]`, `"row":[1,2,3,4]`, "more than 3 elements"},
		{`"hash":"AQIDBA=="`, `"hash":"AQID"`, "hash: it has 3 bytes, and 4 are required"},
		{`"bytes":"AP8H"`, `"bytes":"AP8"`, "bytes: text is not base64"},
		{`"colour":"Green"`, `"colour":"Blue"`, `colour: "Blue" is not a variant of Colour: it has Red, Green`},
		{`"set":[9,10]`, `"set":[9,9]`, "set[1]: it is in the set twice"},
		{`"list":[[],[-1,2]]`, `"list":null`, "list: a list is required, and there is null"},
		{`{"Circle":1}`, `{"Circle":1,"Empty":null}`, "a variant of Shape is an object with one field"},
		{`{"Circle":1}`, `"Circle"`, "shapes[1]: variant Circle of Shape has data"},
		{`"shapes":["Empty"`, `"shapes":[{"Empty":1}`, "variant Empty of Shape has no data"},
		{`"span":1500000000`, `"span":-1`, "span: duration is negative"},
		{`"at":"1969`, `"at":"69`, "is not a time such as"},
		{`"by_number":{"-5":true`, `"by_number":{" -5":true`, "is not a key of this map"},
		{`"type":3`, `"type":3}}`, "more follows"},
		{`"type":3`, `"type":3,"deep":` + strings.Repeat("[", 100) + strings.Repeat("]", 100), "nested deeper"},
	} {
		text := strings.Replace(string(good), change.old, change.new, 1)
		if text == string(good) {
			t.Fatalf("%s is not in %s", change.old, good)
		}
		v := agreed.Everything{Type: 77}
		err := v.UnmarshalJSON([]byte(text))
		if err == nil || !strings.Contains(err.Error(), change.want) {
			t.Errorf("%s in place of %s: got %v, want %s", change.new, change.old, err, change.want)
		}
		if v.Type != 77 {
			t.Errorf("%s changed the value", change.new)
		}
	}
	for size := range len(good) {
		var v agreed.Everything
		if v.UnmarshalJSON(good[:size]) == nil {
			t.Fatalf("the first %d bytes of %d are read", size, len(good))
		}
	}
}

// What has no counterpart is refused when it is written.
func TestJSONOfWhatRustDoesNotHaveIsRefused(t *testing.T) {
	for want, change := range map[string]func(*agreed.Everything){
		"text: text is not UTF-8 at byte 1":               func(v *agreed.Everything) { v.Text = "a\xff" },
		"letter: 0xd800 is not a Unicode scalar value":    func(v *agreed.Everything) { v.Scalars.Letter = 0xD800 },
		"colour: 9 is not a variant of Colour":            func(v *agreed.Everything) { v.Colour = 9 },
		"shapes[0]: it holds no Shape: give a variant by": func(v *agreed.Everything) { v.Shapes[0] = nil },
		"span: duration is negative":                      func(v *agreed.Everything) { v.Span = -1 },
		"at: time is out of range":                        func(v *agreed.Everything) { v.At = time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC) },
	} {
		v := everything()
		change(&v)
		if _, err := json.Marshal(v); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %s", err, want)
		}
	}
}

func TestJSONOfAVariantAlone(t *testing.T) {
	text, err := json.Marshal(agreed.ShapeCircle{V0: 2})
	if err != nil || string(text) != `{"Circle":2}` {
		t.Fatalf("got %s, %v", text, err)
	}
	shape, err := contract.UnmarshalShape(text)
	if err != nil || shape != (agreed.ShapeCircle{V0: 2}) {
		t.Errorf("got %v, %v", shape, err)
	}
	var pair agreed.ShapePair
	if err := json.Unmarshal(text, &pair); err == nil || !strings.Contains(err.Error(), "another variant than Pair") {
		t.Errorf("got %v", err)
	}
	var alone struct {
		Wide  spandrel.Uint128
		Pair  spandrel.Tuple2[int, string]
		Names map[spandrel.Int128]agreed.Colour
	}
	const all = `{"Wide":18446744073709551616,"Pair":[1,"a"],"Names":{"-1":"Red"}}`
	if err := json.Unmarshal([]byte(all), &alone); err != nil {
		t.Fatal(err)
	}
	if again, err := json.Marshal(alone); err != nil || string(again) != all {
		t.Errorf("got %s, %v", again, err)
	}
}
