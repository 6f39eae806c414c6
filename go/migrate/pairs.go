package migrate

import (
	"encoding/binary"
	"sync"
	"sync/atomic"

	"spandrel.dev/spandrel/migrate/compare"
	"spandrel.dev/spandrel/migrate/schema"
)

// pairKind says where an object lives.
type pairKind uint8

const (
	// servedPair lives at a candidate alone.
	servedPair pairKind = iota
	// shadowedPair lives at the primary, and its calls are repeated at its twin later.
	shadowedPair
	// gatedPair lives at both.
	gatedPair
)

// historyBytes is how much is retained of the calls that an object had, for the record of a divergence.
const historyBytes = 64 << 10

// pair is an object that a candidate has: alone, or as a twin of the primary's.
type pair struct {
	number    uint64
	object    string
	kind      pairKind
	candidate int
	// broken tells that the twin does not have the state of the primary's object any more, and gets no calls.
	broken atomic.Bool
	// order has the calls that change the object made at both cores in one order.
	order sync.RWMutex

	mu      sync.Mutex
	history []Step
	bytes   int
	// long tells that the history was too long, and is gone.
	long bool
}

// add adds a call to the history.
func (p *pair) add(step Step) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.bytes += len(step.Arguments) + 32; p.bytes > historyBytes {
		p.long, p.history = true, nil
	}
	if !p.long {
		p.history = append(p.history, step)
	}
}

// steps are the calls that led to one.
func (p *pair) steps(last Step) []Step {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.long {
		return nil
	}
	return append(p.history[:len(p.history):len(p.history)], last)
}

// pairs are the objects that candidates have.
type pairs struct {
	mu       sync.RWMutex
	byNumber map[uint64]*pair
	limit    int
	count    atomic.Int64
	// ofType counts them by type. The map does not change.
	ofType map[string]*atomic.Int64
}

func (p *pairs) any() bool { return p.count.Load() > 0 }

func (p *pairs) get(number uint64) *pair {
	p.mu.RLock()
	defer p.mu.RUnlock()
	return p.byNumber[number]
}

func (p *pairs) put(added *pair) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.byNumber[added.number] = added
	p.count.Add(1)
	p.ofType[added.object].Add(1)
}

func (p *pairs) full() bool { return p.count.Load() >= int64(p.limit) }

func (p *pairs) remove(removed *pair) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.byNumber[removed.number] == removed {
		delete(p.byNumber, removed.number)
		p.count.Add(-1)
		p.ofType[removed.object].Add(-1)
	}
}

// pair notes that both cores made an object.
func (k *Kit) pair(c *call, candidate int, kind pairKind, own, theirs []byte) {
	number := binary.LittleEndian.Uint64(own)
	k.nameObject(candidate, theirs, number)
	made := &pair{number: number, object: c.function.Makes, kind: kind, candidate: candidate}
	step := c.step()
	step.Object = number
	made.add(step)
	k.pairs.put(made)
}

// onlyOne ends an object that the candidate made and the primary did not.
func (k *Kit) onlyOne(c *call, candidate int, own, theirs *compare.Outcome) {
	if own.Code != "" && theirs.Code == "" {
		k.discard(c.function, candidate, theirs.Answer)
	}
}

// discard closes an object of a candidate that nobody has.
func (k *Kit) discard(f *schema.Function, candidate int, answer []byte) {
	if len(answer) != 8 {
		return
	}
	number := binary.LittleEndian.Uint64(answer)
	k.closeTwin(f.Makes, candidate, number)
}

// aroundObjects routes a call of an object, or one with objects among its arguments: to where they are.
func (k *Kit) aroundObjects(c *call) {
	of := k.pairOf(c)
	f := c.function
	switch {
	case of == nil:
		if f.Object == "" {
			// A function whose objects are the primary's.
			_ = c.Proceed()
			return
		}
		_ = c.Proceed()
	case of.kind == servedPair:
		k.served(c, of)
	case of.broken.Load() || c.policy.rolledBack || c.policy.Mode == Off:
		k.unpair(c, of)
	case of.kind == gatedPair:
		k.gatedObject(c, of)
	default:
		k.shadowedObject(c, of)
	}
}

// pairOf is the pair of the object that a call is of, or else of one among its arguments.
func (k *Kit) pairOf(c *call) *pair {
	if !k.pairs.any() {
		return nil
	}
	if c.function.Object != "" {
		return k.pairs.get(c.objectOf())
	}
	_, values, ok := c.function.Arguments(c.Arguments())
	if !ok {
		return nil
	}
	for i, param := range c.function.Params {
		if param.Type.Kind != schema.Object {
			continue
		}
		if found := k.pairs.get(values[i].(uint64)); found != nil {
			return found
		}
	}
	return nil
}

// served has the candidate answer that has the object.
func (k *Kit) served(c *call, of *pair) {
	k.servedBy(c, of.candidate, false)
	if c.function.Close {
		k.candidates[of.candidate].Calls.Remove(of.number)
		k.pairs.remove(of)
	}
}

// unpair ends the twin of an object that lives at the primary.
func (k *Kit) unpair(c *call, of *pair) {
	k.pairs.remove(of)
	_ = c.Proceed()
	if of.kind == gatedPair {
		k.closeTwin(of.object, of.candidate, of.number)
		return
	}
	k.endTwin(of)
}

// endTwin closes the twin of an object behind its calls that still wait.
func (k *Kit) endTwin(of *pair) {
	end := func() { k.closeTwin(of.object, of.candidate, of.number) }
	if !k.queue.objects.must(&job{run: end}) {
		k.queue.group.Wait()
		end()
	}
}

// closeTwin closes an object of a candidate.
func (k *Kit) closeTwin(object string, candidate int, number uint64) {
	calls := k.candidates[candidate].Calls
	defer calls.Remove(number)
	for _, f := range k.contract.Functions {
		if !f.Close || f.Object != object {
			continue
		}
		arguments := f.AppendArguments(nil, number, nil)
		if call, err := calls.Decode(background, f.Number, arguments); err == nil {
			_ = proceed(call)
		}
	}
}

// gatedObject gates a call of an object that lives at both.
func (k *Kit) gatedObject(c *call, of *pair) {
	k.ordered(c, of, func() { k.gate(c, of) })
	if !of.broken.Load() {
		of.add(c.step())
	}
	if c.function.Close {
		k.pairs.remove(of)
		k.candidates[of.candidate].Calls.Remove(of.number)
	}
}

// ordered makes a call in one order with those that change the object. A stream only begins in it: the caller of its items may call the object.
func (k *Kit) ordered(c *call, of *pair, do func()) {
	switch {
	case c.function.Stream:
	case c.function.Exclusive || c.function.Close:
		of.order.Lock()
		defer of.order.Unlock()
	default:
		of.order.RLock()
		defer of.order.RUnlock()
	}
	do()
}
