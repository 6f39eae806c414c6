package jsonform_test

import (
	"encoding/json"
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	. "spandrel.dev/spandrel/glue/jsonform"
)

// item is what generated code would have for a record.
type item struct {
	Name   string
	Count  uint8
	Real   float64
	Data   []byte
	Tags   []string
	Maybe  *int64
	ByName map[string]spandrel.Tuple2[bool, rune]
	Wide   map[spandrel.Int128]struct{}
	Span   time.Duration
	Row    [2]int16
}

func form(c *Codec, v *item) {
	o := c.Open()
	Field(o, "name", &v.Name, String)
	Field(o, "count", &v.Count, Uint8)
	Field(o, "real", &v.Real, Float64)
	Field(o, "data", &v.Data, Bytes)
	Field(o, "tags", &v.Tags, List(String))
	Optional(o, "maybe", &v.Maybe, Option(Int64))
	Field(o, "by_name", &v.ByName, Map(StringKey, Tuple2(Bool, Rune)))
	Field(o, "wide", &v.Wide, Set(Int128))
	Field(o, "span", &v.Span, Duration)
	Field(o, "row", &v.Row, Array(Int16, func(v *[2]int16) []int16 { return v[:] }))
	o.Close()
}

func sample() item {
	n := int64(math.MinInt64)
	return item{
		Name: "é\"\\\n\u2028😀", Count: 255, Real: 1e-7, Data: []byte{1, 2}, Tags: []string{"a", ""}, Maybe: &n,
		ByName: map[string]spandrel.Tuple2[bool, rune]{"x": {V0: true, V1: '😀'}},
		Wide:   map[spandrel.Int128]struct{}{{Lo: 10}: {}, {Lo: 9}: {}, {Lo: math.MaxUint64, Hi: -1}: {}},
		Span:   time.Second, Row: [2]int16{-1, 2},
	}
}

func TestThereAndBack(t *testing.T) {
	for _, want := range []item{sample(), {Data: []byte{}, Tags: []string{}, ByName: map[string]spandrel.Tuple2[bool, rune]{}, Wide: map[spandrel.Int128]struct{}{}}} {
		text, err := Marshal(want, form)
		if err != nil || !json.Valid(text) {
			t.Fatalf("%v: %s", err, text)
		}
		var got item
		if err := Unmarshal(text, &got, form); err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v, want %+v", got, want)
		}
	}
}

// Numbers are written as encoding/json writes them.
func TestFloatsAreThoseOfTheStandardLibrary(t *testing.T) {
	for _, v := range []float64{0, 1, -1.5, 1e20, 1e21, 123456789012345680, 1e-6, 1e-7, math.MaxFloat64, math.SmallestNonzeroFloat64} {
		ours, err := Marshal(v, Float64)
		if err != nil {
			t.Fatal(err)
		}
		var a, b float64
		theirs, _ := json.Marshal(v)
		if json.Unmarshal(ours, &a) != nil || json.Unmarshal(theirs, &b) != nil || a != b || a != v {
			t.Errorf("got %s, want %s", ours, theirs)
		}
	}
	for _, v := range []float64{math.Inf(1), math.Inf(-1), math.NaN()} {
		text, err := Marshal(v, Float64)
		var back float64
		if err != nil || Unmarshal(text, &back, Float64) != nil || back != v && v == v || (back == back) != (v == v) {
			t.Errorf("%v: got %s, %v", v, text, back)
		}
	}
}

// Memory is for what is read: nesting and lengths of the text cost no more than itself.
func TestDeepTextIsRefused(t *testing.T) {
	deep := `{"name":` + strings.Repeat("[", 1<<20)
	var v item
	if err := Unmarshal([]byte(deep), &v, form); err == nil || !strings.Contains(err.Error(), "deeper than") {
		t.Errorf("got %v", err)
	}
}

// There is one way to write bytes, and an instant has a year of four digits in UTC.
func TestIssueBytesAndTimesAreReadStrictly(t *testing.T) {
	for text, want := range map[string]bool{`"AP8="`: true, `"AP9="`: false, `"AP8"`: false, `"AP8=\n"`: false, `"AP\r8="`: false} {
		var read []byte
		if err := Unmarshal([]byte(text), &read, Bytes); (err == nil) != want {
			t.Errorf("bytes %s: %v, %v", text, read, err)
		}
	}
	for text, want := range map[string]bool{
		`"0000-01-01T00:00:00Z"`: true, `"9999-12-31T23:59:59.999999999Z"`: true, `"9999-12-31T23:59:59+00:01"`: true,
		`"9999-12-31T23:59:59.999999999-23:59"`: false, `"0000-01-01T00:00:00+23:59"`: false,
	} {
		var read time.Time
		err := Unmarshal([]byte(text), &read, Time)
		if (err == nil) != want {
			t.Errorf("time %s: %v, %v", text, read, err)
		} else if want {
			if _, err := Marshal(read, Time); err != nil {
				t.Errorf("time %s is read, and not written: %v", text, err)
			}
		}
	}
}

func FuzzRead(f *testing.F) {
	text, err := Marshal(sample(), form)
	if err != nil {
		f.Fatal(err)
	}
	f.Add(text)
	f.Add([]byte(`{"name":"\ud83d\ude00\u0000","count":1e2}`))
	f.Add([]byte("[1,2"))
	f.Fuzz(func(t *testing.T, text []byte) {
		var read item
		if Unmarshal(text, &read, form) != nil {
			return
		}
		if !json.Valid(text) {
			t.Fatalf("%q is read, and is not JSON", text)
		}
		again, err := Marshal(read, form)
		if err != nil {
			t.Fatalf("%q is read, and %+v not written: %v", text, read, err)
		}
		var back item
		if err := Unmarshal(again, &back, form); err != nil {
			t.Fatalf("%q is written, and not read: %v", again, err)
		}
		if read.Real == read.Real && !reflect.DeepEqual(read, back) {
			t.Fatalf("%+v comes back as %+v", read, back)
		}
	})
}
