package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"hash/fnv"
	"math/rand"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"spandrel.dev/tests/go_main/go_calls_rust/everything"
)

// uneven are functions whose answers depend on what ran before, or that make noise.
var uneven = []string{"Alive", "Dropped", "NeverBad", "Turns"}

// endless are functions that do not end by themselves. Counter.Wait is not one: Counter.Explode has poisoned the object before.
var endless = []string{"Never", "Silent"}

// transcript calls every function of a core, of its objects too, with values that depend on nothing but the function's name,
// and returns what each answered: a line for each call. Two cores agree if their transcripts are equal.
func transcript(t *testing.T, core everything.Core) []string {
	t.Helper()
	run := new(script)
	counter, err := core.NewCounter(7)
	if err != nil {
		t.Fatal(err)
	}
	gate, err := core.ClosedGate()
	if err != nil {
		t.Fatal(err)
	}
	run.objects = map[reflect.Type]reflect.Value{
		reflect.TypeFor[everything.CoreCounter](): reflect.ValueOf(counter),
		reflect.TypeFor[everything.CoreGate]():    reflect.ValueOf(gate),
	}
	run.all("", reflect.ValueOf(&core).Elem())
	run.all("Counter", reflect.ValueOf(&counter).Elem())
	run.all("Gate", reflect.ValueOf(&gate).Elem())
	if len(run.lines) < 300 {
		t.Errorf("only %d calls", len(run.lines))
	}
	return run.lines
}

type script struct {
	objects map[reflect.Type]reflect.Value
	lines   []string
}

// all calls every method of an interface, and Close last.
func (s *script) all(prefix string, target reflect.Value) {
	methods := target.Type()
	for i := range methods.NumMethod() {
		name := methods.Method(i).Name
		if slices.Contains(uneven, name) || name == "Close" {
			continue
		}
		for round := range 3 {
			s.call(prefix, name, round, target.Method(i))
		}
	}
	if closing := target.MethodByName("Close"); closing.IsValid() {
		s.call(prefix, "Close", 0, closing)
		s.call(prefix, "Close", 1, closing)
		s.call(prefix, "Value", 0, target.Method(0))
	}
}

func (s *script) call(prefix, name string, round int, method reflect.Value) {
	hash := fnv.New64a()
	fmt.Fprint(hash, prefix, name, round)
	random := rand.New(rand.NewSource(int64(hash.Sum64())))
	timeout := 20 * time.Second
	if slices.Contains(endless, strings.TrimSuffix(name, "Batches")) {
		timeout = 5 * time.Millisecond
	}
	ctx, cancel := context.WithTimeout(context.Background(), timeout)
	defer cancel()
	seen := ""
	arguments := make([]reflect.Value, method.Type().NumIn())
	for i := range arguments {
		arguments[i] = s.value(method.Type().In(i), random, ctx, &seen)
	}
	line := fmt.Sprintf("%s.%s(%s):", prefix, name, shown(arguments))
	for _, result := range method.Call(arguments) {
		line += " " + s.result(result, strings.HasSuffix(name, "Batches"))
	}
	s.lines = append(s.lines, line+seen)
}

// shown are arguments that can be printed alike for every core.
func shown(arguments []reflect.Value) string {
	var shown []string
	for _, argument := range arguments {
		switch argument.Interface().(type) {
		case context.Context, everything.CoreCounter, everything.CoreGate, func([]byte):
		default:
			shown = append(shown, printed(argument))
		}
	}
	return strings.Join(shown, ", ")
}

// result shows what a function answered; of a stream the first five items. How many of them come in one batch is a matter of
// time.
func (s *script) result(result reflect.Value, batches bool) string {
	switch {
	case result.Type() == reflect.TypeFor[error]():
		if result.IsNil() {
			return "ok"
		}
		err := result.Interface().(error)
		return fmt.Sprintf("%T %v", err, err)
	case result.Kind() == reflect.Func:
		text := ""
		count := 0
		for item, err := range result.Seq2() {
			items := []reflect.Value{item}
			if batches && err.IsNil() {
				items = items[:0]
				for i := range item.Len() {
					items = append(items, item.Index(i))
				}
			}
			for _, item := range items[:min(len(items), 5-count)] {
				text += fmt.Sprintf(" [%s %v]", printed(item), err)
			}
			if count += len(items); count >= 5 {
				break
			}
		}
		return text
	case strings.HasPrefix(result.Type().Name(), "Core"):
		if result.IsNil() {
			return "nil"
		}
		object := result.Interface()
		if counter, ok := object.(everything.CoreCounter); ok {
			value, err := counter.Value()
			return fmt.Sprint(value, err, counter.Close())
		}
		return fmt.Sprint(object.(everything.CoreGate).Close())
	}
	return printed(result)
}

// printed is a value with its type: as JSON, which follows pointers and sorts maps.
func printed(value reflect.Value) string {
	text, err := json.Marshal(value.Interface())
	if err != nil {
		text = fmt.Append(nil, value.Interface())
	}
	return fmt.Sprintf("%T%s", value.Interface(), text)
}

// value is an argument of this type.
func (s *script) value(ty reflect.Type, random *rand.Rand, ctx context.Context, seen *string) reflect.Value {
	switch ty {
	case reflect.TypeFor[context.Context]():
		return reflect.ValueOf(ctx)
	case reflect.TypeFor[time.Duration]():
		return reflect.ValueOf(time.Duration(random.Intn(2000)))
	case reflect.TypeFor[everything.Colour]():
		return reflect.ValueOf([]everything.Colour{everything.ColourRed, everything.ColourGreen, everything.ColourBlue}[random.Intn(3)])
	case reflect.TypeFor[everything.Shape]():
		shapes := []everything.Shape{
			everything.ShapeEmpty{}, everything.ShapeCircle{V0: random.Float64()},
			everything.ShapePolygon{Points: []everything.Point{{X: 1, Y: -1, Visible: true}}, Name: "flat"},
		}
		return reflect.ValueOf(shapes[random.Intn(3)])
	case reflect.TypeFor[rune]():
		return reflect.ValueOf([]rune("aß漢🙂")[random.Intn(4)])
	case reflect.TypeFor[func([]byte)]():
		return reflect.ValueOf(func(view []byte) { *seen += fmt.Sprintf(" seen %q", view) })
	}
	if object, ok := s.objects[ty]; ok {
		return object
	}
	value := reflect.New(ty).Elem()
	switch ty.Kind() {
	case reflect.Bool:
		value.SetBool(random.Intn(2) == 1)
	case reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Int:
		value.SetInt(int64(random.Intn(7)) - 2)
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uint:
		value.SetUint(uint64(random.Intn(7)))
	case reflect.Float32, reflect.Float64:
		value.SetFloat(float64(random.Intn(100)) / 4)
	case reflect.String:
		value.SetString(strings.Repeat([]string{"a", "äö", "", "\x00", "漢🙂"}[random.Intn(5)], random.Intn(4)))
	case reflect.Slice:
		value.Set(reflect.MakeSlice(ty, random.Intn(4), 8))
		for i := range value.Len() {
			value.Index(i).Set(s.value(ty.Elem(), random, ctx, seen))
		}
	case reflect.Array:
		for i := range value.Len() {
			value.Index(i).Set(s.value(ty.Elem(), random, ctx, seen))
		}
	case reflect.Map:
		value.Set(reflect.MakeMap(ty))
		for range random.Intn(4) {
			value.SetMapIndex(s.value(ty.Key(), random, ctx, seen), s.value(ty.Elem(), random, ctx, seen))
		}
	case reflect.Pointer:
		if random.Intn(2) == 1 {
			value.Set(reflect.New(ty.Elem()))
			value.Elem().Set(s.value(ty.Elem(), random, ctx, seen))
		}
	case reflect.Struct:
		for i := range value.NumField() {
			if value.Field(i).CanSet() {
				value.Field(i).Set(s.value(ty.Field(i).Type, random, ctx, seen))
			}
		}
	default:
		panic("no value of " + ty.String())
	}
	return value
}

// differences are the lines in which two transcripts differ.
func differences(a, b []string) []string {
	if len(a) != len(b) {
		return []string{fmt.Sprintf("%d calls and %d", len(a), len(b))}
	}
	var found []string
	for i := range a {
		if a[i] != b[i] {
			found = append(found, a[i]+"\n\t"+b[i])
		}
	}
	return found
}

// Two runs of the embedded core agree, so that a difference between cores is one.
func TestGoRustTranscriptIsStable(t *testing.T) {
	first := transcript(t, everything.Embedded())
	if found := differences(first, transcript(t, everything.Embedded())); found != nil {
		t.Error(strings.Join(found, "\n"))
	}
	// Canary: a core that adds wrongly.
	if found := differences(first, transcript(t, wrong{everything.Embedded()})); len(found) != 3 {
		t.Errorf("%d differences, want 3: %v", len(found), found)
	}
}

// wrong is a core with a bug.
type wrong struct{ everything.Core }

func (w wrong) Add(a, b int64) (int64, error) { return a + b + 1, nil }
