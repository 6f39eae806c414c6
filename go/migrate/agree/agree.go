// Package agree searches for calls that two cores of one contract answer differently. The calls are made from the contract alone:
// edge values of every type first, then chance; of objects, sequences of calls. What it finds it makes smaller.
package agree

import (
	"context"
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/migrate/compare"
	"spandrel.dev/spandrel/migrate/schema"
)

// Options say what is compared, and for how long.
type Options struct {
	// A and B are the cores; A is the one that is trusted.
	A, B spandrel.Calls
	// Seed is of the random numbers: the same seed, number of cases and one worker make the same calls.
	Seed uint64
	// Cases and Time end the search: after so many cases, or so long; without both it takes 10 seconds. A case is a call, or a
	// sequence of calls of an object.
	Cases uint64
	Time  time.Duration
	// Workers run cases at the same time; 0 for one a processor.
	Workers int
	// Functions are those to call, or types of objects; none for all.
	Functions []string
	// Rules are those of comparison by the name of a function without that of the package; "" for all others.
	Rules map[string]compare.Rules
	// Accept is a precondition: a call for which it is false is not made.
	Accept func(f *schema.Function, arguments []schema.Value) bool
	// Check is an invariant of A's answers, told of every call of a core that ended well. Its error is a divergence.
	Check func(f *schema.Function, arguments []schema.Value, answer []byte) error
	// Observe is told of the calls of each case at which the cores agreed. It must not retain them.
	Observe func(steps []Step)
	// Timeout is how long to wait for each answer; 0 for 5 seconds.
	Timeout time.Duration
	// Progress is called about once a second.
	Progress func(Progress)
}

// Progress is how far a search is.
type Progress struct {
	Calls, Divergences uint64
	Elapsed            time.Duration
}

// Result is what a search found.
type Result struct {
	Calls       uint64       `json:"calls"`
	Cases       uint64       `json:"cases"`
	Divergences []Divergence `json:"divergences"`
	// Unanswered are the functions of A without an answer within the timeout: nothing was compared there.
	Unanswered []Unanswered `json:"unanswered,omitempty"`
	Seed       uint64       `json:"seed"`
	Seconds    float64      `json:"seconds"`
	// Skipped are the functions that were not called, with the reason.
	Skipped map[string]string `json:"skipped,omitempty"`
}

// Divergence is a call that the cores answered differently, made as small as it was found.
type Divergence struct {
	Function string        `json:"function"`
	Class    compare.Class `json:"class"`
	Path     string        `json:"path"`
	// Input are the arguments as JSON, or for a sequence its calls.
	Input string `json:"input"`
	A     string `json:"a"`
	B     string `json:"b"`
	// Count is how many of the function and class there were.
	Count uint64 `json:"count"`
	// Steps are the calls, the divergent one last.
	Steps []Step `json:"-"`
}

// Unanswered is a call that A did not answer within the timeout, so that B was not asked.
type Unanswered struct {
	Function string `json:"function"`
	// Input are the arguments as JSON, or for a sequence its calls.
	Input string `json:"input"`
	// Timeout is how long the search waited, such as "5s".
	Timeout string `json:"timeout"`
	// Count is how many such calls of the function there were.
	Count uint64 `json:"count"`
}

// unansweredLimit is how many calls of a function may stay without an answer. Then it is left out: each takes the whole timeout.
const unansweredLimit = 3

// Step is a call with the values of its arguments.
type Step struct {
	Function  *schema.Function
	Object    uint64
	Arguments []schema.Value
	// Makes is the number of the object that it makes; 0 for none.
	Makes uint64
}

// streamItems is how many items of a stream are compared.
const streamItems = 64

// Run searches until its time is over, or ctx is done. The error is one of the options.
func Run(ctx context.Context, options Options) (*Result, error) {
	if options.A.Contract() != options.B.Contract() {
		return nil, fmt.Errorf("agree: the cores have different contracts")
	}
	contract, err := schema.Of(options.A)
	if err != nil {
		return nil, fmt.Errorf("agree: %w", err)
	}
	s := &search{options: &options, contract: contract, found: map[string]*Divergence{}, start: time.Now()}
	s.result.Skipped = map[string]string{}
	if err := s.choose(); err != nil {
		return nil, err
	}
	if options.Timeout == 0 {
		options.Timeout = 5 * time.Second
	}
	if options.Time == 0 && options.Cases == 0 {
		options.Time = 10 * time.Second
	}
	if options.Time > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, options.Time)
		defer cancel()
	}
	s.run(ctx)
	return s.finish(), nil
}

// search is a search on its way.
type search struct {
	options  *Options
	contract *schema.Contract
	// targets are what a case is made for: a function without objects, or a type of objects.
	targets []target
	start   time.Time

	calls, cases, next atomic.Uint64
	// silent is whether there are unanswered calls.
	silent     atomic.Bool
	mu         sync.Mutex
	found      map[string]*Divergence
	order      []string
	unanswered []Unanswered
	result     Result
}

type target struct {
	function *schema.Function
	object   string
	makers   []*schema.Function
	methods  []*schema.Function
}

// choose finds the targets.
func (s *search) choose() error {
	for _, name := range s.options.Functions {
		if s.contract.Function(name) == nil && !slices.Contains(s.contract.Objects, name) {
			return fmt.Errorf("agree: %q is neither a function nor a type of objects of %s", name, s.contract.Package)
		}
	}
	wanted := func(names ...string) bool {
		return len(s.options.Functions) == 0 || slices.ContainsFunc(names, func(name string) bool { return slices.Contains(s.options.Functions, name) })
	}
	objects := map[string]*target{}
	for _, name := range s.contract.Objects {
		objects[name] = &target{object: name}
	}
	for _, f := range s.contract.Functions {
		if because, ok := f.Data(); !ok {
			s.result.Skipped[f.Name] = because
			continue
		}
		taken := objectsOf(f)
		switch {
		case f.Makes != "" && f.Object == "" && len(taken) == 0:
			objects[f.Makes].makers = append(objects[f.Makes].makers, f)
		case f.Object != "":
			objects[f.Object].methods = append(objects[f.Object].methods, f)
		case len(taken) > 0:
			objects[taken[0]].methods = append(objects[taken[0]].methods, f)
		case wanted(f.Name, f.ShortName()):
			s.targets = append(s.targets, target{function: f})
		}
	}
	for _, name := range s.contract.Objects {
		object := objects[name]
		names := []string{name}
		for _, f := range object.methods {
			names = append(names, f.Name, f.ShortName())
		}
		switch {
		case !wanted(names...):
		case len(object.makers) == 0:
			for _, f := range object.methods {
				s.result.Skipped[f.Name] = "no function without objects makes a " + name
			}
		default:
			s.targets = append(s.targets, *object)
		}
	}
	if len(s.targets) == 0 {
		return fmt.Errorf("agree: %s has no function that data can call", s.contract.Package)
	}
	return nil
}

// objectsOf are the types of the objects among the parameters.
func objectsOf(f *schema.Function) (types []string) {
	for _, param := range f.Params {
		if param.Type.Kind == schema.Object {
			types = append(types, param.Type.Object)
		}
	}
	return types
}

// run has workers make cases until there are enough of them.
func (s *search) run(ctx context.Context) {
	count := s.options.Workers
	if count == 0 {
		count = runtime.GOMAXPROCS(0)
	}
	var group sync.WaitGroup
	workers := make([]*worker, count)
	begin := func(i int) {
		w := s.newWorker()
		w.group = &group
		workers[i] = w
		group.Add(1)
		go func() {
			defer w.end()
			w.run(ctx)
		}()
	}
	for i := range workers {
		begin(i)
	}
	ended := make(chan struct{})
	watched := make(chan struct{})
	go func() {
		defer close(watched)
		s.watch(ended, workers, begin)
	}()
	group.Wait()
	close(ended)
	<-watched
}

// watch tells of the progress, and replaces workers whose calls do not end.
func (s *search) watch(ended chan struct{}, workers []*worker, begin func(int)) {
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	told := time.Now()
	for {
		select {
		case <-ended:
			return
		case <-tick.C:
		}
		for i, w := range workers {
			if w.stuck(s.options.Timeout) {
				// The next one begins before the last is not waited for any more, so that the group has one at all times.
				begin(i)
				w.abandon()
			}
		}
		if s.options.Progress != nil && time.Since(told) >= time.Second {
			told = time.Now()
			s.options.Progress(s.progress())
		}
	}
}

func (s *search) progress() Progress {
	s.mu.Lock()
	defer s.mu.Unlock()
	var divergences uint64
	for _, d := range s.found {
		divergences += d.Count
	}
	return Progress{Calls: s.calls.Load(), Divergences: divergences, Elapsed: time.Since(s.start)}
}

// add counts a divergence, and reports whether it is to be made smaller and told of.
func (s *search) add(f *schema.Function, class compare.Class) *Divergence {
	s.mu.Lock()
	defer s.mu.Unlock()
	key := f.Name + " " + string(class)
	known := s.found[key]
	if known != nil {
		known.Count++
		return nil
	}
	known = &Divergence{Function: f.Name, Class: class, Count: 1}
	s.found[key] = known
	s.order = append(s.order, key)
	return known
}

// addUnanswered counts a call that A did not answer, the last of the steps.
func (s *search) addUnanswered(steps []Step) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.silent.Store(true)
	name := steps[len(steps)-1].Function.Name
	for i := range s.unanswered {
		if s.unanswered[i].Function == name {
			s.unanswered[i].Count++
			return
		}
	}
	var call Divergence
	call.fill(steps, &compare.Difference{})
	s.unanswered = append(s.unanswered, Unanswered{Function: name, Input: call.Input, Timeout: s.options.Timeout.String(), Count: 1})
}

// leftOut reports whether a function is no longer called, because A does not answer.
func (s *search) leftOut(f *schema.Function) bool {
	if !s.silent.Load() {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.ContainsFunc(s.unanswered, func(u Unanswered) bool { return u.Function == f.Name && u.Count >= unansweredLimit })
}

// idle reports whether every target is left out.
func (s *search) idle() bool {
	if !s.silent.Load() {
		return false
	}
	for i := range s.targets {
		target := &s.targets[i]
		functions := target.makers
		if target.function != nil {
			functions = []*schema.Function{target.function}
		}
		if slices.ContainsFunc(functions, func(f *schema.Function) bool { return !s.leftOut(f) }) {
			return false
		}
	}
	return true
}

func (s *search) finish() *Result {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := &s.result
	r.Calls, r.Cases, r.Seed = s.calls.Load(), s.cases.Load(), s.options.Seed
	r.Seconds = time.Since(s.start).Seconds()
	r.Unanswered = s.unanswered
	r.Divergences = []Divergence{}
	for _, key := range s.order {
		r.Divergences = append(r.Divergences, *s.found[key])
	}
	return r
}

// rules are those of a function.
func (s *search) rules(f *schema.Function) *compare.Rules {
	rules, ok := s.options.Rules[f.ShortName()]
	if !ok {
		rules = s.options.Rules[""]
	}
	return &rules
}

func newRandom(seed, worker uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, worker)) }
