package agree

import (
	"context"
	"fmt"
	"runtime/debug"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/glue/wire"
	"spandrel.dev/spandrel/migrate/compare"
	"spandrel.dev/spandrel/migrate/schema"
)

// worker runs cases.
type worker struct {
	search  *search
	g       generator
	number  uint64
	objects uint64

	// since is when the case began that runs, in nanoseconds, and on which side.
	since atomic.Int64
	side  atomic.Int32
	mu    sync.Mutex
	steps []Step
	once  sync.Once
	group *sync.WaitGroup
	gone  atomic.Bool
}

func (s *search) newWorker() *worker {
	number := s.next.Add(1)
	return &worker{search: s, number: number, g: generator{random: newRandom(s.options.Seed, number)}}
}

// end tells that the worker has ended, or is not waited for any more.
func (w *worker) end() { w.once.Do(w.group.Done) }

// stuck reports whether a call does not end.
func (w *worker) stuck(limit time.Duration) bool {
	since := w.since.Load()
	return since != 0 && !w.gone.Load() && time.Since(time.Unix(0, since)) > limit
}

// abandon notes the call that does not end, and has nobody wait for the worker.
func (w *worker) abandon() {
	w.gone.Store(true)
	w.mu.Lock()
	steps := slices.Clone(w.steps)
	w.mu.Unlock()
	switch {
	case len(steps) == 0:
	case w.side.Load() == 0:
		w.search.addUnanswered(steps)
	default:
		if d := w.search.add(steps[len(steps)-1].Function, compare.TimedOut); d != nil {
			d.fill(steps, &compare.Difference{Path: "call", A: "an answer", B: fmt.Sprintf("no answer within %v", w.search.options.Timeout)})
		}
	}
	w.end()
}

// run makes cases.
func (w *worker) run(ctx context.Context) {
	s := w.search
	for at := w.number - 1; ctx.Err() == nil && !w.gone.Load(); at++ {
		if limit := s.options.Cases; s.cases.Add(1) > limit && limit > 0 {
			s.cases.Add(^uint64(0))
			return
		}
		target := &s.targets[at%uint64(len(s.targets))]
		if s.idle() {
			return
		}
		if target.function != nil && s.leftOut(target.function) {
			continue
		}
		w.since.Store(time.Now().UnixNano())
		if target.function != nil {
			w.single(target.function, int(at/uint64(len(s.targets))))
		} else {
			w.sequence(target)
		}
		w.since.Store(0)
	}
}

// edges is how many calls of a function are made of edge values first.
const edges = 400

// single calls one function. n counts its calls.
func (w *worker) single(f *schema.Function, n int) {
	arguments := make([]schema.Value, len(f.Params))
	for i, param := range f.Params {
		switch {
		case n >= edges:
			arguments[i] = w.g.value(param.Type)
		case i == n%len(f.Params):
			arguments[i], _ = w.g.edge(param.Type, n/len(f.Params))
		default:
			arguments[i], _ = w.g.edge(param.Type, w.g.random.IntN(1<<16))
		}
	}
	step := Step{Function: f, Arguments: arguments}
	if !w.accepted(&step) {
		return
	}
	w.begin()
	if agreed, _ := w.try(step); agreed {
		w.observed()
	}
}

func (w *worker) observed() {
	if observe := w.search.options.Observe; observe != nil && !w.gone.Load() {
		observe(w.steps)
	}
}

func (w *worker) begin() {
	w.mu.Lock()
	w.steps = w.steps[:0]
	w.mu.Unlock()
}

func (w *worker) accepted(step *Step) bool {
	accept := w.search.options.Accept
	return accept == nil || accept(step.Function, step.Arguments)
}

// sequence makes an object, calls it, and closes it.
func (w *worker) sequence(t *target) {
	w.begin()
	live := map[string][]uint64{}
	defer w.closeAll()
	maker := t.makers[w.g.random.IntN(len(t.makers))]
	if w.search.leftOut(maker) || !w.attempt(maker, live) || len(live[t.object]) == 0 || len(t.methods) == 0 {
		return
	}
	for range 1 + w.g.random.IntN(16) {
		f := t.methods[w.g.random.IntN(len(t.methods))]
		if f.Close && w.g.random.IntN(4) > 0 {
			continue
		}
		if w.g.random.IntN(16) == 0 {
			// Objects of the other types, and more of this one.
			others := w.search.targets[w.g.random.IntN(len(w.search.targets))]
			if len(others.makers) > 0 {
				f = others.makers[w.g.random.IntN(len(others.makers))]
			}
		}
		if w.search.leftOut(f) {
			continue
		}
		if !w.attempt(f, live) {
			return
		}
	}
	w.observed()
}

// attempt makes the next call of a sequence, and reports whether both sides agreed.
func (w *worker) attempt(f *schema.Function, live map[string][]uint64) bool {
	step := Step{Function: f, Arguments: make([]schema.Value, len(f.Params))}
	one := func(of string) (uint64, bool) {
		if len(live[of]) == 0 {
			return 0, false
		}
		return live[of][w.g.random.IntN(len(live[of]))], true
	}
	ok := true
	if f.Object != "" {
		step.Object, ok = one(f.Object)
	}
	for i, param := range f.Params {
		if param.Type.Kind == schema.Object {
			var found bool
			step.Arguments[i], found = one(param.Type.Object)
			ok = ok && found
			continue
		}
		step.Arguments[i] = w.g.value(param.Type)
	}
	if !ok || !w.accepted(&step) {
		return true
	}
	if f.Makes != "" {
		w.objects++
		step.Makes = w.number<<32 | w.objects
	}
	agreed, made := w.try(step)
	if agreed && made {
		live[f.Makes] = append(live[f.Makes], step.Makes)
	}
	return agreed
}

// try makes a call at both sides, and makes a divergence smaller.
func (w *worker) try(step Step) (agreed, made bool) {
	s := w.search
	w.mu.Lock()
	w.steps = append(w.steps, step)
	w.mu.Unlock()
	s.calls.Add(1)
	d, made := s.both(&step, &w.side)
	if d == nil || w.gone.Load() {
		return d == nil, made
	}
	if known := s.add(step.Function, d.Class); known != nil {
		steps := slices.Clone(w.steps)
		// Shrinking has all the time it needs.
		w.since.Store(0)
		steps, d = w.shrink(steps, d)
		s.mu.Lock()
		known.fill(steps, d)
		s.mu.Unlock()
	}
	return false, made
}

// both makes a call at both sides and compares.
func (s *search) both(step *Step, side *atomic.Int32) (d *compare.Difference, made bool) {
	arguments := step.Function.AppendArguments(make([]byte, 0, 128), step.Object, step.Arguments)
	side.Store(0)
	a := Make(s.options.A, step, arguments)
	side.Store(1)
	b := Make(s.options.B, step, arguments)
	rules := s.rules(step.Function)
	d = compare.Outcomes(step.Function, s.contract, &a, &b, rules)
	if d == nil && a.Code == "" && s.options.Check != nil {
		if err := s.options.Check(step.Function, step.Arguments, a.Answer); err != nil {
			d = &compare.Difference{Class: "invariant", Path: "answer", A: err.Error(), B: "the same"}
		}
	}
	return d, a.Code == ""
}

// Make makes a call of a core, and returns how it ended. An object that it makes gets the number of the step. A panic is an outcome.
func Make(calls spandrel.Calls, step *Step, arguments []byte) (outcome compare.Outcome) {
	f := step.Function
	start := time.Now()
	call, err := calls.Decode(context.Background(), f.Number, arguments)
	if err != nil {
		outcome.Fail(calls, err)
		return outcome
	}
	if stream, ok := call.(spandrel.StreamCall); ok && f.Stream {
		stream.While(func(appendItem func([]byte) []byte) bool {
			if outcome.More = len(outcome.Items) == streamItems; outcome.More {
				return false
			}
			outcome.Items = append(outcome.Items, appendItem(nil))
			return true
		})
	}
	err = proceed(call)
	outcome.Took = time.Since(start)
	switch {
	case err != nil:
		outcome.Fail(calls, err)
	case !f.Stream:
		outcome.Answer = call.AppendAnswer(nil)
	}
	if f.Makes != "" && err == nil {
		reader := wire.NewReader(outcome.Answer)
		calls.Rename(reader.Uint64(), step.Makes)
	}
	return outcome
}

func proceed(call spandrel.Call) (err error) {
	defer func() {
		if reason := recover(); reason != nil {
			err = &spandrel.PanicError{Function: call.Function().Name, Message: fmt.Sprint(reason), Backtrace: string(debug.Stack())}
			call.Fail(err)
		}
	}()
	return call.Proceed()
}

// closeAll closes the objects of the steps at both sides.
func (w *worker) closeAll() { w.search.closeAll(w.steps) }

func (s *search) closeAll(steps []Step) {
	for _, step := range steps {
		if step.Makes == 0 {
			continue
		}
		for _, calls := range []spandrel.Calls{s.options.A, s.options.B} {
			if calls.Has(step.Makes) {
				Close(calls, s.contract, step.Function.Makes, step.Makes)
			}
		}
	}
}

// Close closes an object, and removes it from the table.
func Close(calls spandrel.Calls, contract *schema.Contract, of string, number uint64) {
	defer calls.Remove(number)
	for _, f := range contract.Functions {
		if f.Close && f.Object == of {
			step := Step{Function: f, Object: number}
			Make(calls, &step, f.AppendArguments(nil, number, nil))
		}
	}
}
