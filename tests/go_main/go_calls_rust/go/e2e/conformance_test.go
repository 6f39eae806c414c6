package e2e

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/go_calls_rust/everything"
)

// conformance calls every method of a core and of its objects with arguments made of a seed, and writes down what came of it.
type conformance struct {
	t    *testing.T
	core reflect.Value
	// skip are methods whose results depend on the process.
	skip  map[string]bool
	lines []string
	// failed counts the calls with an error, by the type of the error.
	failed map[string]int
}

// rounds is how often each method is called.
const rounds = 6

func conform(t *testing.T, core any, skip ...string) *conformance {
	t.Helper()
	c := &conformance{t: t, core: reflect.ValueOf(core), skip: map[string]bool{}, failed: map[string]int{}}
	for _, name := range skip {
		c.skip[name] = true
	}
	return c
}

// run calls the methods of an interface on a value of it.
func (c *conformance) run(kind reflect.Type, value reflect.Value, depth int) {
	for index := range kind.NumMethod() {
		method := kind.Method(index)
		if c.skip[method.Name] {
			continue
		}
		seeds := uint64(rounds)
		if isEndless(method.Name) {
			seeds = 1
		}
		for seed := range seeds {
			random := rand.New(rand.NewPCG(seed, uint64(index)))
			c.call(fmt.Sprintf("%s.%s %d", kind.Name(), method.Name, seed), value.MethodByName(method.Name), random, depth)
		}
	}
}

// isEndless says whether a function answers only when its context ends, in each of its forms, such as SilentBatches.
func isEndless(function string) bool {
	return function == "Wait" || strings.Contains(function, "Never") || strings.Contains(function, "Silent")
}

func (c *conformance) call(name string, method reflect.Value, random *rand.Rand, depth int) {
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	if _, function, _ := strings.Cut(name, "."); isEndless(strings.SplitN(function, " ", 2)[0]) {
		cancel()
		// An object that is closed must be able to say so first, through two connections on a busy machine.
		ctx, cancel = context.WithTimeout(context.Background(), 200*time.Millisecond)
	}
	defer cancel()
	kind := method.Type()
	args := make([]reflect.Value, kind.NumIn())
	var shown []string
	for i := range args {
		args[i] = c.make(kind.In(i), random, ctx, &shown)
	}
	results := method.Call(args)
	texts := shown
	for _, result := range results {
		texts = append(texts, c.show(result))
	}
	c.lines = append(c.lines, name+": "+strings.Join(texts, " | "))
	for _, result := range results {
		object, ok := result.Interface().(io.Closer)
		if ok && result.Kind() == reflect.Interface && depth > 0 {
			c.run(result.Type(), result, depth-1)
			_ = object.Close()
		}
	}
}

var (
	contextType = reflect.TypeFor[context.Context]()
	bytesType   = reflect.TypeFor[*spandrel.Bytes]()
	secretType  = reflect.TypeFor[*spandrel.Secret]()
	counterType = reflect.TypeFor[everything.CoreCounter]()
	shapeType   = reflect.TypeFor[everything.Shape]()
	timeType    = reflect.TypeFor[time.Duration]()
)

// make makes an argument. What a function is called with is shown.
func (c *conformance) make(kind reflect.Type, random *rand.Rand, ctx context.Context, shown *[]string) reflect.Value {
	value := reflect.New(kind).Elem()
	item := func(of reflect.Type) reflect.Value { return c.make(of, random, ctx, shown) }
	switch {
	case kind == contextType:
		return reflect.ValueOf(ctx)
	case kind == bytesType:
		return reflect.ValueOf(spandrel.NewBytes(item(reflect.TypeFor[[]byte]()).Bytes()))
	case kind == secretType:
		switch random.IntN(6) {
		case 0:
			return value
		case 1:
			closed := spandrel.NewSecret([]byte("closed"))
			closed.Close()
			return reflect.ValueOf(closed)
		}
		return reflect.ValueOf(spandrel.NewSecret([]byte(item(reflect.TypeFor[string]()).String())))
	case kind == timeType:
		return reflect.ValueOf(time.Duration(random.IntN(2000)-50) * time.Microsecond)
	case kind == counterType, kind.Kind() == reflect.Interface && kind != shapeType:
		return c.object(kind, random)
	case kind == shapeType:
		shapes := []everything.Shape{
			everything.ShapeEmpty{}, everything.ShapeCircle{V0: random.Float64()}, nil,
			everything.ShapePolygon{Name: "p", Points: []everything.Point{{X: 1, Y: int32(random.IntN(9))}}},
		}
		if shape := shapes[random.IntN(len(shapes))]; shape != nil {
			value.Set(reflect.ValueOf(shape))
		}
		return value
	}
	switch kind.Kind() {
	case reflect.Bool:
		value.SetBool(random.IntN(2) == 1)
	case reflect.Int32:
		// Runes, too, and the values of enums: most are valid.
		value.SetInt(int64([]int32{0, 5, 6, 65, 0x1F600, -1, 0xD800}[random.IntN(7)]))
	case reflect.Int8, reflect.Int16, reflect.Int64, reflect.Int:
		value.SetInt(random.Int64() >> (random.IntN(40) + 64 - kind.Bits()))
	case reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64, reflect.Uint:
		// Counts and sizes of what is asked for.
		value.SetUint(uint64(random.IntN(40)))
	case reflect.Float32, reflect.Float64:
		value.SetFloat(float64(float32(random.NormFloat64())))
	case reflect.String:
		value.SetString([]string{"", "a", "äöü", "12", "bad\xff", strings.Repeat("long ", 3000)}[random.IntN(6)])
	case reflect.Slice:
		if n := random.IntN(5); n > 0 {
			value.Set(reflect.MakeSlice(kind, n-1, n-1))
		}
		for i := range value.Len() {
			value.Index(i).Set(item(kind.Elem()))
		}
	case reflect.Array:
		for i := range value.Len() {
			value.Index(i).Set(item(kind.Elem()))
		}
	case reflect.Map:
		value.Set(reflect.MakeMap(kind))
		for range random.IntN(3) {
			value.SetMapIndex(item(kind.Key()), item(kind.Elem()))
		}
	case reflect.Pointer:
		if random.IntN(2) == 1 {
			value.Set(reflect.New(kind.Elem()))
			value.Elem().Set(item(kind.Elem()))
		}
	case reflect.Struct:
		for i := range value.NumField() {
			value.Field(i).Set(item(value.Field(i).Type()))
		}
	case reflect.Func:
		return reflect.MakeFunc(kind, func(args []reflect.Value) []reflect.Value {
			for _, arg := range args {
				*shown = append(*shown, "called with "+c.show(arg))
			}
			return nil
		})
	default:
		c.t.Fatalf("an argument of type %v cannot be made", kind)
	}
	return value
}

// object is one of this core, at times closed, or nil.
func (c *conformance) object(kind reflect.Type, random *rand.Rand) reflect.Value {
	for index := range c.core.NumMethod() {
		method := c.core.Method(index)
		if method.Type().NumOut() != 2 || method.Type().Out(0) != kind || method.Type().NumIn() > 1 {
			continue
		}
		if method.Type().NumIn() == 1 && method.Type().In(0) != reflect.TypeFor[int64]() {
			continue
		}
		var args []reflect.Value
		if method.Type().NumIn() == 1 {
			args = append(args, reflect.ValueOf(int64(random.IntN(100))))
		}
		results := method.Call(args)
		switch random.IntN(5) {
		case 0:
			return reflect.Zero(kind)
		case 1:
			_ = results[0].Interface().(io.Closer).Close()
		}
		return results[0]
	}
	c.t.Fatalf("no method makes a %v", kind)
	return reflect.Value{}
}

// show is a result as text.
func (c *conformance) show(value reflect.Value) string {
	switch v := value.Interface().(type) {
	case error:
		c.failed[fmt.Sprintf("%T", v)]++
		var panicked *spandrel.PanicError
		if errors.As(v, &panicked) {
			return fmt.Sprintf("%T %v %v %v", v, panicked.Function, panicked.Message, panicked.Poisoned)
		}
		cause := ""
		for next := errors.Unwrap(v); next != nil; next = errors.Unwrap(next) {
			cause += fmt.Sprintf(" < %T", next)
		}
		return fmt.Sprintf("%T %v%s", v, v, cause)
	case *spandrel.Bytes:
		if v == nil {
			return "nil"
		}
		return fmt.Sprintf("Bytes %x", v.Copy())
	case *spandrel.Secret:
		text := "closed"
		_ = v.Use(func(content []byte) { text = fmt.Sprintf("%x", content) })
		return "Secret " + text
	case nil:
		return "nil"
	}
	switch value.Kind() {
	case reflect.Func:
		return c.items(value)
	case reflect.Interface:
		if value.IsNil() {
			return "nil"
		}
		if value.Type() != shapeType {
			return "an object: " + fmt.Sprint(value.Interface())
		}
	case reflect.Slice:
		if value.IsNil() {
			return "nil slice"
		}
	}
	return deep(value)
}

// deep is a value with what its pointers point to.
func deep(value reflect.Value) string {
	var parts []string
	switch value.Kind() {
	case reflect.Pointer, reflect.Interface:
		if value.IsNil() {
			return "nil"
		}
		return "&" + deep(value.Elem())
	case reflect.Struct:
		for i := range value.NumField() {
			parts = append(parts, deep(value.Field(i)))
		}
		return fmt.Sprintf("%v{%s}", value.Type(), strings.Join(parts, ", "))
	case reflect.Slice, reflect.Array:
		if value.Kind() == reflect.Slice && value.IsNil() {
			return "nil slice"
		}
		for i := range value.Len() {
			parts = append(parts, deep(value.Index(i)))
		}
		return fmt.Sprintf("[%s]", strings.Join(parts, ", "))
	}
	return fmt.Sprintf("%#v", value.Interface())
}

// items are those of a stream, up to some.
func (c *conformance) items(stream reflect.Value) string {
	var texts []string
	for item, err := range stream.Seq2() {
		shown := c.show(item)
		if strings.HasPrefix(stream.Type().String(), "iter.Seq2[[]") && item.Kind() == reflect.Slice {
			// Where batches end is a matter of time.
			for i := range item.Len() {
				texts = append(texts, c.show(item.Index(i)))
			}
			shown = ""
		}
		if !err.IsNil() {
			shown = c.show(err)
		}
		if shown != "" {
			texts = append(texts, shown)
		}
		if len(texts) > 300 {
			break
		}
	}
	return strings.Join(texts[:min(len(texts), 300)], ", ")
}

// same compares two transcripts.
func same(t *testing.T, mode string, want, got *conformance) {
	t.Helper()
	if len(got.lines) != len(want.lines) {
		t.Errorf("%s: %d calls, want %d", mode, len(got.lines), len(want.lines))
	}
	wrong := 0
	for i := range min(len(got.lines), len(want.lines)) {
		if got.lines[i] != want.lines[i] {
			if wrong++; wrong < 12 {
				t.Errorf("%s:\ngot  %.300s\nwant %.300s", mode, got.lines[i], want.lines[i])
			}
		}
	}
	if wrong >= 12 {
		t.Errorf("%s: %d of %d calls differ", mode, wrong, len(want.lines))
	}
}
