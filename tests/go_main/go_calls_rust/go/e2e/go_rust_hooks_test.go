package e2e

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/wire"
	"spandrel.dev/spandrel/hooks"
	"spandrel.dev/tests/go_main/go_calls_rust/borrowing"
	"spandrel.dev/tests/go_main/go_calls_rust/everything"
)

// seeing looks at everything that a hook can see.
type seeing struct {
	mu        sync.Mutex
	functions map[int]string
	arguments int
	answers   int
	items     int
}

func (s *seeing) Begin(_ context.Context, f *spandrel.Function) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.functions == nil {
		s.functions = map[int]string{}
	}
	s.functions[f.Number] = f.Name
	return true
}

func (s *seeing) Around(call spandrel.Call) {
	arguments := len(call.AppendArguments(nil))
	if stream, ok := call.(spandrel.StreamCall); ok {
		stream.OnItem(func(appendItem func([]byte) []byte) {
			s.mu.Lock()
			defer s.mu.Unlock()
			s.items += len(appendItem(nil))
		})
	}
	err := call.Proceed()
	answer := call.AppendAnswer(nil)
	if err != nil && len(answer) > 0 {
		panic("an answer beside an error")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.arguments += arguments
	s.answers += len(answer)
}

// A wrapped core answers as the embedded one: whatever the hook looks at, and also when each answer goes through the codec.
func TestGoRustHooksAnswerAlike(t *testing.T) {
	embedded := transcript(t, everything.Embedded())
	seen := new(seeing)
	again := spandrel.HookFunc(func(call spandrel.Call) {
		if call.Proceed() == nil {
			if err := call.Answer(call.AppendAnswer(nil)); err != nil {
				call.Fail(err)
			}
		}
	})
	for name, hook := range map[string]spandrel.Hook{
		"counting": new(hooks.Counter), "seeing": seen, "answering with the same": again,
	} {
		wrapped := everything.Wrap(everything.Embedded(), hook)
		if found := differences(embedded, transcript(t, wrapped)); found != nil {
			t.Errorf("%s:\n%s", name, strings.Join(found, "\n"))
		}
		twice := everything.Wrap(wrapped, spandrel.HookFunc(func(call spandrel.Call) { _ = call.Proceed() }))
		if found := differences(embedded, transcript(t, twice)); found != nil {
			t.Errorf("%s, wrapped again:\n%s", name, strings.Join(found, "\n"))
		}
	}
	if len(seen.functions) < 95 || seen.arguments == 0 || seen.answers == 0 || seen.items == 0 {
		t.Errorf("seen %d functions, %d bytes of arguments, %d of answers, %d of items",
			len(seen.functions), seen.arguments, seen.answers, seen.items)
	}
}

func TestGoRustHooksNone(t *testing.T) {
	core := everything.Embedded()
	if wrapped := everything.Wrap(core, nil); wrapped != core {
		t.Errorf("%T", wrapped)
	}
}

// A hook that only counts allocates nothing, and neither does the call.
func TestGoRustHooksCountWithoutMemory(t *testing.T) {
	counter := new(hooks.Counter)
	core := everything.Wrap(everything.Embedded(), counter)
	object, err := core.NewCounter(1)
	if err != nil {
		t.Fatal(err)
	}
	defer object.Close()
	calls := func() {
		if _, err := core.Add(1, 2); err != nil {
			t.Error(err)
		}
		if _, err := object.Peek(); err != nil {
			t.Error(err)
		}
	}
	if allocations := testing.AllocsPerRun(100, calls); allocations != 0 && !instrumented {
		t.Errorf("%v allocations", allocations)
	}
	counted := counter.Calls()
	if counted["everything.Add"] != 101 || counted["everything.Counter.Peek"] != 101 || counted["everything.NewCounter"] != 1 {
		t.Error(counted)
	}
}

// What a hook sees: the encoding that the contract fixes, the context, the error.
func TestGoRustHooksSee(t *testing.T) {
	type key struct{}
	var calls []string
	hook := spandrel.HookFunc(func(call spandrel.Call) {
		reader := wire.NewReader(call.AppendArguments(nil))
		switch f := call.Function(); f.Name {
		case "everything.Add":
			if a, b := reader.Int64(), reader.Int64(); a != 40 || b != 2 || f.Async || f.Stream || f.Method {
				t.Error(a, b, f)
			}
		case "everything.Counter.Absorb":
			if self, other, step := reader.Uint64(), reader.Uint64(), reader.Len(); self == 0 || other == 0 || self == other || step != 0 || !f.Method {
				t.Error(self, other, step)
			}
		case "everything.Ready":
			if call.Context().Value(key{}) != "caller" || !f.Async {
				t.Error("another context")
			}
			cancelled, cancel := context.WithCancel(call.Context())
			cancel()
			call.SetContext(cancelled)
		}
		err := call.Proceed()
		if err != call.Err() {
			t.Error(err, call.Err())
		}
		calls = append(calls, call.Function().String())
	})
	core := everything.Wrap(everything.Embedded(), hook)
	if sum, err := core.Add(40, 2); sum != 42 || err != nil {
		t.Error(sum, err)
	}
	if _, err := core.Fail(2); !errors.Is(err, everything.ErrFull) {
		t.Error(err)
	}
	a, err := core.NewCounter(3)
	if err != nil {
		t.Fatal(err)
	}
	b, err := a.Fork()
	if err != nil {
		t.Fatal(err)
	}
	if sum, err := a.Absorb(b); sum != 6 || err != nil {
		t.Error(sum, err)
	}
	ctx := context.WithValue(context.Background(), key{}, "caller")
	if _, err := core.Ready(ctx, 1); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
	if err := errors.Join(a.Close(), b.Close()); err != nil {
		t.Error(err)
	}
	want := []string{
		"everything.Add", "everything.Fail", "everything.NewCounter", "everything.Counter.Fork", "everything.Counter.Absorb",
		"everything.Ready", "everything.Counter.Close", "everything.Counter.Close",
	}
	if !slices.Equal(calls, want) {
		t.Error(calls)
	}
}

// A hook answers itself: values, errors, objects that no core has, items of streams.
func TestGoRustHooksAnswerThemselves(t *testing.T) {
	hook := spandrel.HookFunc(func(call spandrel.Call) {
		var err error
		switch call.Function().Name {
		case "everything.Add":
			err = call.Answer(wire.AppendInt64(nil, 99))
		case "everything.Version":
			if err := call.Answer([]byte{1, 2, 3}); !errors.Is(err, wire.ErrMalformed) {
				t.Error(err)
			}
		case "everything.Fail":
			call.Fail(everything.NewFullError(12))
		case "everything.EchoBytes":
			err = call.Answer(wire.AppendRaw(wire.AppendCount(nil, 4), []byte("hook")))
		case "everything.NewCounter":
			err = call.Answer(wire.AppendUint64(nil, call.NewObject()))
		case "everything.Counter.Value":
			err = call.Answer(wire.AppendInt64(nil, -5))
		case "everything.Numbers", "everything.Names":
			stream := call.(spandrel.StreamCall)
			item := wire.AppendUint64(nil, 8)
			if call.Function().Name == "everything.Names" {
				item = wire.AppendString(nil, "eight")
			}
			for more := true; more; {
				if more, err = stream.Yield(item); err != nil {
					t.Error(err)
				}
			}
			err = call.Answer(nil)
		case "everything.Nothing":
			// Neither.
		default:
			_ = call.Proceed()
		}
		if err != nil {
			t.Error(call.Function(), err)
		}
	})
	core := everything.Wrap(everything.Embedded(), hook)
	if sum, err := core.Add(1, 1); sum != 99 || err != nil {
		t.Error(sum, err)
	}
	var refused *spandrel.CallError
	if _, err := core.Version(); !errors.Is(err, spandrel.ErrUnanswered) || !errors.As(err, &refused) || refused.Function != "everything.Version" {
		t.Error(err)
	}
	if err := core.Nothing(); !errors.Is(err, spandrel.ErrUnanswered) {
		t.Error(err)
	}
	if _, err := core.Fail(1); !errors.Is(err, everything.ErrFull) || err.Error() != "the oven holds 12 dishes" {
		t.Error(err)
	}
	into := make([]byte, 0, 64)
	if answer, err := core.EchoBytesInto(into, nil); string(answer) != "hook" || &answer[0] != &into[:1][0] || err != nil {
		t.Error(answer, err)
	}
	if err := core.EchoBytesView(nil, func(view []byte) {
		if string(view) != "hook" {
			t.Error(view)
		}
	}); err != nil {
		t.Error(err)
	}
	counter, err := core.NewCounter(1)
	if err != nil {
		t.Fatal(err)
	}
	if value, err := counter.Value(); value != -5 || err != nil {
		t.Error(value, err)
	}
	if _, err := counter.Add(1); !errors.Is(err, spandrel.ErrInvalidHandle) {
		t.Error(err)
	}
	if _, err := core.Total(counter, counter); !errors.Is(err, spandrel.ErrInvalidHandle) {
		t.Error(err)
	}
	if err := counter.Close(); err != nil {
		t.Error(err)
	}
	count := 0
	for item, err := range core.Numbers(context.Background(), 1) {
		if item != 8 || err != nil {
			t.Error(item, err)
		}
		if count++; count == 3 {
			break
		}
	}
	for batch, err := range core.NumbersBatches(context.Background(), 1) {
		if len(batch) != 1 || batch[0] != 8 || err != nil {
			t.Error(batch, err)
		}
		break
	}
	for item, err := range core.Names(context.Background(), 1) {
		if item != "eight" || err != nil {
			t.Error(item, err)
		}
		break
	}
}

// A hook tries again: the last answer counts.
func TestGoRustHooksTryAgain(t *testing.T) {
	core := everything.Wrap(everything.Embedded(), spandrel.HookFunc(func(call spandrel.Call) {
		for call.Proceed() == nil && len(call.AppendAnswer(nil)) > 0 && call.Function().Name == "everything.Counter.Add" {
			reader := wire.NewReader(call.AppendAnswer(nil))
			if reader.Int64() >= 5 {
				break
			}
		}
	}))
	counter, err := core.NewCounter(0)
	if err != nil {
		t.Fatal(err)
	}
	defer counter.Close()
	if sum, err := counter.Add(2); sum != 6 || err != nil {
		t.Error(sum, err)
	}
}

// Panics: of the core in Rust as an error, of the hook and of a core in Go as a panic of the caller, with the hook's deferred
// functions run.
func TestGoRustHooksPanics(t *testing.T) {
	deferred := 0
	var inner error
	hook := spandrel.HookFunc(func(call spandrel.Call) {
		defer func() { deferred++ }()
		if call.Function().Name == "everything.Version" {
			panic("hook")
		}
		inner = call.Proceed()
	})
	recovered := func(run func()) (value any) {
		defer func() { value = recover() }()
		run()
		return nil
	}
	core := everything.Wrap(panicking{everything.Embedded()}, hook)
	var panicked *spandrel.PanicError
	if err := core.PanicAny(); !errors.As(err, &panicked) || inner != err {
		t.Error(err, inner)
	}
	if value := recovered(func() { _, _ = core.Version() }); value != "hook" {
		t.Error(value)
	}
	if value := recovered(func() { _ = core.Nothing() }); value != "core" {
		t.Error(value)
	}
	for range 3 {
		if value := recovered(func() {
			for range core.Numbers(context.Background(), 5) {
				panic("loop")
			}
		}); value != "loop" {
			t.Error(value)
		}
	}
	if deferred != 6 {
		t.Errorf("%d deferred functions ran", deferred)
	}
}

type panicking struct{ everything.Core }

func (panicking) Nothing() error { panic("core") }

// Objects of another core are that core's: they pass through and are refused, with a hook or without.
func TestGoRustHooksForeignObjects(t *testing.T) {
	core := everything.Embedded()
	wrapped := everything.Wrap(core, new(seeing))
	other := everything.Wrap(everything.Embedded(), new(seeing))
	own, err := wrapped.NewCounter(1)
	if err != nil {
		t.Fatal(err)
	}
	defer own.Close()
	foreign, err := other.NewCounter(1)
	if err != nil {
		t.Fatal(err)
	}
	defer foreign.Close()
	for _, foreign := range []everything.CoreCounter{foreign, nil, elsewhere{own}} {
		if _, err := wrapped.Total(own, foreign); !errors.Is(err, spandrel.ErrInvalidHandle) {
			t.Error(err)
		}
	}
	if _, err := core.Total(own, own); !errors.Is(err, spandrel.ErrInvalidHandle) {
		t.Error(err)
	}
	if sum, err := wrapped.Total(own, own); sum != 2 || err != nil {
		t.Error(sum, err)
	}
}

// What hooks get of a secret has none of its content; what they get of Bytes is theirs.
func TestGoRustHooksSecretsStaySecret(t *testing.T) {
	var seen []byte
	core := borrowing.Wrap(borrowing.Embedded(), spandrel.HookFunc(func(call spandrel.Call) {
		seen = call.AppendArguments(seen)
		_ = call.Proceed()
		seen = call.AppendAnswer(seen)
	}))
	secret := spandrel.NewSecret([]byte("correct horse"))
	defer secret.Close()
	answer, err := core.EchoKey(secret)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Close()
	if err := answer.Use(func(content []byte) {
		if string(content) != "correct horse" {
			t.Errorf("%q", content)
		}
	}); err != nil {
		t.Error(err)
	}
	if len(seen) == 0 || strings.Contains(string(seen), "horse") {
		t.Errorf("%q", seen)
	}
}

// The hook is called by all who call the core.
func TestGoRustHooksAtOnce(t *testing.T) {
	counter, seen := new(hooks.Counter), new(seeing)
	core := everything.Wrap(everything.Wrap(everything.Embedded(), seen), counter)
	var group sync.WaitGroup
	for range 8 {
		group.Add(1)
		go func() {
			defer group.Done()
			for range 200 {
				object, err := core.NewCounter(1)
				if err != nil {
					t.Error(err)
					return
				}
				if _, err := object.ValueLater(context.Background(), 1); err != nil {
					t.Error(err)
				}
				for range object.Values(context.Background(), 2) {
				}
				if err := object.Close(); err != nil {
					t.Error(err)
				}
			}
		}()
	}
	group.Wait()
	for name, calls := range counter.Calls() {
		if calls != 1600 {
			t.Errorf("%s: %d calls", name, calls)
		}
	}
}
