package matrix

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"iter"
	"math"
	"os"
	"reflect"
	"strings"
	"testing"
	"time"

	"spandrel.dev/spandrel"
)

// row is what the matrix says of a type: samples, and the functions that they go through.
type row[T any] struct {
	sent []T
	// back is what comes back, nil where it is what was sent.
	back []T
	echo func(T) (T, error)
	// coded is echo of a hook, nil for types that hooks do not see.
	coded func(T) (T, error)
	// leaf is nil for types that leaves do not take.
	leaf   func(T) (T, error)
	try    func(T, bool) (T, error)
	is     func(uint32, T) (bool, error)
	sample func(uint32) (T, error)
	// later returns its argument at once, or after a turn of the executor.
	later func(T, bool) (T, error)
	// stream returns all samples. It is nil for types that streams do not carry.
	stream func(context.Context) iter.Seq2[T, error]
	// goBack has Rust give a sample to Go.
	goBack func(uint32, int32) (bool, error)
	// refused are values that Rust does not take.
	refused []refusal[T]
}

type refusal[T any] struct {
	value  T
	reason string
}

// run sends every sample to Rust and back, by each way, and has each side recognise the other's.
func (r row[T]) run(t *testing.T) {
	back := r.back
	if back == nil {
		back = r.sent
	}
	ways := map[string]func(T) (T, error){
		"echo":  r.echo,
		"try":   func(v T) (T, error) { return r.try(v, false) },
		"now":   func(v T) (T, error) { return r.later(v, false) },
		"later": func(v T) (T, error) { return r.later(v, true) },
	}
	if r.leaf != nil {
		ways["leaf"] = r.leaf
	}
	for index, sent := range r.sent {
		if r.coded != nil {
			if got, err := r.coded(sent); err != nil || !same(got, back[index]) {
				t.Errorf("the codec makes of sample %d: %s, %v; want %s", index, brief(got), err, brief(back[index]))
			}
		}
		for way, echo := range ways {
			if got, err := echo(sent); err != nil || !same(got, back[index]) {
				t.Errorf("%s of sample %d: %s, %v; want %s", way, index, brief(got), err, brief(back[index]))
			}
		}
		if ok, err := r.is(uint32(index), sent); err != nil || !ok {
			t.Errorf("Rust takes Go's sample %d for another: %v, %v", index, brief(sent), err)
		}
		if got, err := r.sample(uint32(index)); err != nil || !same(got, back[index]) {
			t.Errorf("Rust's sample %d is %s, %v; want %s", index, brief(got), err, brief(back[index]))
		}
		if ok, err := r.goBack(uint32(index), echoed); err != nil || !ok {
			t.Errorf("Rust's sample %d came back from Go as another: %v, %v", index, ok, err)
		}
		_, err := r.goBack(uint32(index), failing)
		checkGoError(t, err, errHost.Error())
		if _, err := r.try(sent, true); !errors.Is(err, ErrTold) {
			t.Errorf("an error beside sample %d: %v", index, err)
		}
	}
	for _, refused := range r.refused {
		for _, echo := range ways {
			_, err := echo(refused.value)
			checkRefused(t, err, refused.reason)
		}
	}
	if r.stream != nil {
		streamed := 0
		for item, err := range r.stream(t.Context()) {
			if err != nil || streamed >= len(back) || !same(item, back[streamed]) {
				t.Errorf("item %d of the stream: %s, %v", streamed, brief(item), err)
				break
			}
			streamed++
		}
		if streamed != len(back) {
			t.Errorf("the stream ends after %d of %d samples", streamed, len(back))
		}
	}
	for index, refused := range r.refused {
		_, err := r.goBack(0, int32(index))
		checkGoError(t, err, refused.reason)
	}
}

// coded is a core that answers with its arguments, as they are encoded for hooks.
var coded = Wrap(Embedded(), spandrel.HookFunc(func(call spandrel.Call) {
	if err := call.Answer(call.AppendArguments(nil)); err != nil {
		call.Fail(err)
	}
}))

// What Rust asks of a Go function besides: to return what it gets, or to fail. Other numbers ask for a value that Rust
// does not have.
const (
	echoed  = -1
	failing = -2
)

var errHost = errors.New("Go was told to fail")

// hosted is every Go function of the matrix.
func hosted[T any](v T, how int32, refused []T) (T, error) {
	switch how {
	case echoed:
		return v, nil
	case failing:
		return v, errHost
	default:
		return refused[how], nil
	}
}

func TestMain(m *testing.M) {
	Implement(host{})
	os.Exit(m.Run())
}

// checkGoError fails unless Rust was told this reason by a call into Go.
func checkGoError(t *testing.T, err error, reason string) {
	t.Helper()
	if !errors.Is(err, ErrGo) || !strings.Contains(err.Error(), reason) {
		t.Errorf("Rust got %v, want an error that says %q", err, reason)
	}
}

// checkRefused fails unless the error says that a value was refused for this reason.
func checkRefused(t *testing.T, err error, reason string) {
	t.Helper()
	var input *spandrel.InputError
	if !errors.Is(err, spandrel.ErrInvalidInput) || !errors.As(err, &input) {
		t.Errorf("got %v, want an invalid input", err)
	} else if !strings.Contains(input.Reason, reason) {
		t.Errorf("reason %q does not say %q", input.Reason, reason)
	}
}

// brief shows the beginning of a value.
func brief(v any) string {
	return fmt.Sprintf("%.200s", fmt.Sprintf("%#v", v))
}

// same compares deeply: nil is not empty, and floats are compared by their bits.
func same(a, b any) bool {
	return sameValue(reflect.ValueOf(a), reflect.ValueOf(b))
}

func sameValue(a, b reflect.Value) bool {
	if a.IsValid() != b.IsValid() || a.IsValid() && a.Type() != b.Type() {
		return false
	}
	if !a.IsValid() {
		return true
	}
	switch a.Kind() {
	case reflect.Float32:
		return math.Float32bits(a.Interface().(float32)) == math.Float32bits(b.Interface().(float32))
	case reflect.Float64:
		return math.Float64bits(a.Float()) == math.Float64bits(b.Float())
	case reflect.Slice, reflect.Array:
		if a.Kind() == reflect.Slice && a.IsNil() != b.IsNil() || a.Len() != b.Len() {
			return false
		}
		for i := range a.Len() {
			if !sameValue(a.Index(i), b.Index(i)) {
				return false
			}
		}
		return true
	case reflect.Map:
		if a.IsNil() != b.IsNil() || a.Len() != b.Len() {
			return false
		}
		for _, key := range a.MapKeys() {
			if !sameValue(a.MapIndex(key), b.MapIndex(key)) {
				return false
			}
		}
		return true
	case reflect.Pointer, reflect.Interface:
		if a.IsNil() || b.IsNil() {
			return a.IsNil() == b.IsNil()
		}
		return sameValue(a.Elem(), b.Elem())
	case reflect.Struct:
		if a.Type() == reflect.TypeFor[time.Time]() {
			return a.Interface() == b.Interface()
		}
		for i := range a.NumField() {
			if !sameValue(a.Field(i), b.Field(i)) {
				return false
			}
		}
		return true
	default:
		return a.Interface() == b.Interface()
	}
}

// sure gives a function that cannot fail an error result.
func sure[A, R any](f func(A) R) func(A) (R, error) {
	return func(a A) (R, error) { return f(a), nil }
}

// withContext gives a call the context of nobody.
func withContext[A, B, R any](f func(context.Context, A, B) (R, error)) func(A, B) (R, error) {
	return func(a A, b B) (R, error) { return f(context.Background(), a, b) }
}

// sure2 is sure for two parameters.
func sure2[A, B, R any](f func(A, B) R) func(A, B) (R, error) {
	return func(a A, b B) (R, error) { return f(a, b), nil }
}

// wrapped makes a function of a type that is made of bytes one of bytes.
func wrapped[A any](f func(A) (A, error), wrap func([]byte) A, unwrap func(A) []byte) func([]byte) ([]byte, error) {
	return func(v []byte) ([]byte, error) {
		got, err := f(wrap(bytes.Clone(v)))
		if err != nil {
			return nil, err
		}
		return unwrap(got), nil
	}
}

func wrappedTry[A any](f func(A, bool) (A, error), wrap func([]byte) A, unwrap func(A) []byte) func([]byte, bool) ([]byte, error) {
	return func(v []byte, fail bool) ([]byte, error) {
		return wrapped(func(a A) (A, error) { return f(a, fail) }, wrap, unwrap)(v)
	}
}

func wrappedIs[A, I any](f func(I, A) (bool, error), wrap func([]byte) A) func(I, []byte) (bool, error) {
	return func(index I, v []byte) (bool, error) { return f(index, wrap(bytes.Clone(v))) }
}

func unwrapped[A, I any](f func(I) (A, error), unwrap func(A) []byte) func(I) ([]byte, error) {
	return func(index I) ([]byte, error) {
		got, err := f(index)
		if err != nil {
			return nil, err
		}
		return unwrap(got), nil
	}
}

// newSecret makes a secret of a copy.
func newSecret(v []byte) *spandrel.Secret {
	return spandrel.NewSecret(v)
}

// exposed copies a secret out and closes it.
func exposed(secret *spandrel.Secret) []byte {
	defer secret.Close()
	var v []byte
	if err := secret.Use(func(content []byte) { v = append([]byte{}, content...) }); err != nil {
		return nil
	}
	return v
}

// to returns the address of a copy.
func to[T any](v T) *T {
	return &v
}

// repeated returns a list of one value.
func repeated[T any](n int, v T) []T {
	list := make([]T, n)
	fill(list, func() T { return v })
	return list
}
