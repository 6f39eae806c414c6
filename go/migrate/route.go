package migrate

import (
	"context"
	"encoding/binary"
	"math/rand/v2"
	"time"

	"spandrel.dev/spandrel"
	"spandrel.dev/spandrel/migrate/compare"
	"spandrel.dev/spandrel/migrate/schema"
)

// Begin reports whether there is something to do around this call. It takes a few nanoseconds where there is not.
func (k *Kit) Begin(ctx context.Context, f *spandrel.Function) bool {
	p := &k.state.Load().policies[f.Number]
	if f.Method && !f.Constructor {
		return p.halted || k.pairs.ofType[k.contract.Functions[f.Number].Object].Load() > 0
	}
	switch {
	case p.halted:
		return true
	case p.rolledBack || p.Mode == Off:
		return len(k.contract.Functions[f.Number].Params) > 0 && k.pairs.any() && takesObjects(k.contract.Functions[f.Number])
	case p.Mode != Shadow || p.param != noParam || f.Method:
		return true
	}
	return draw(ctx) < p.sample || k.pairs.any() && takesObjects(k.contract.Functions[f.Number])
}

// seed has the hashes that sample be others than those that move calls.
const seed = 0x9e3779b97f4a7c15

// draw is the hash of the key of a context, or chance.
func draw(ctx context.Context) uint64 {
	if ctx != context.Background() {
		if key, ok := ctx.Value(keyOf{}).(string); ok {
			return hashText(key)
		}
	}
	return rand.Uint64()
}

// mix spreads the bits of a number.
func mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}

// hashText is the same in every process, so that a key stays where it is when the program is started again.
func hashText[T string | []byte](text T) uint64 {
	hash := uint64(14695981039346656037)
	for i := range len(text) {
		hash = (hash ^ uint64(text[i])) * 1099511628211
	}
	return mix(hash)
}

// call is a call on its way through the kit. It stays on the stack of the goroutine: it is not an argument of what may retain it.
type call struct {
	spandrel.Call
	kit      *Kit
	function *schema.Function
	policy   *policy
	// candidate is that of the policy, or the one that has the object.
	candidate int
	// arguments are encoded, once they were asked for.
	arguments []byte
	encoded   bool
}

// Arguments returns the encoded arguments.
func (c *call) Arguments() []byte {
	if !c.encoded {
		c.arguments, c.encoded = c.AppendArguments(nil), true
	}
	return c.arguments
}

// Around follows the policy of the function.
func (k *Kit) Around(spandrelCall spandrel.Call) {
	number := spandrelCall.Function().Number
	policy := &k.state.Load().policies[number]
	c := &call{Call: spandrelCall, kit: k, function: k.contract.Functions[number], policy: policy, candidate: policy.candidate}
	if c.policy.halted {
		c.Fail(&spandrel.CallError{Function: c.function.Name, Err: ErrHalted})
		return
	}
	if c.function.Object != "" || k.pairs.any() && takesObjects(c.function) {
		k.aroundObjects(c)
		return
	}
	k.route(c)
}

// route chooses who serves a call without objects, or one that makes an object.
func (k *Kit) route(c *call) {
	p := c.policy
	switch {
	case p.rolledBack || p.Mode == Off:
		_ = c.Proceed()
	case p.Mode == Gate:
		k.gate(c, nil)
	case p.Mode == Serve || p.Mode == Fallback || p.Mode == Ramp && c.draw() < p.percent:
		k.serve(c)
	// The draw of a shadow without keys was in Begin.
	case p.Mode == Shadow && p.param == noParam, c.sampled():
		k.shadow(c, nil)
	default:
		_ = c.Proceed()
	}
}

// sampled draws for the comparison of a call that the primary serves: with another hash than that of a ramp.
func (c *call) sampled() bool {
	return c.policy.sample > 0 && mix(c.draw()+seed) < c.policy.sample
}

// draw is the hash of the call's key.
func (c *call) draw() uint64 {
	switch p := c.policy; {
	case p.param == allArguments:
		return hashText(c.Arguments())
	case p.param >= 0:
		if _, values, ok := c.function.Arguments(c.Arguments()); ok {
			return hashText(c.function.Params[p.param].Type.Append(nil, values[p.param]))
		}
	}
	return draw(c.Context())
}

// takesObjects reports whether a function takes objects as arguments.
func takesObjects(f *schema.Function) bool {
	for _, param := range f.Params {
		if param.Type.Kind == schema.Object {
			return true
		}
	}
	return false
}

// made makes a call of a candidate, and returns how it ended. A panic is an outcome.
func (k *Kit) made(candidate int, f *schema.Function, call spandrel.Call) (outcome compare.Outcome) {
	calls := k.candidates[candidate].Calls
	start := time.Now()
	if err := proceed(call); err != nil {
		outcome.Fail(calls, err)
	} else if !f.Stream {
		outcome.Answer = call.AppendAnswer(nil)
	}
	outcome.Took = time.Since(start)
	return outcome
}

// nameObject gives the object that a call of a candidate made the number that it has in the primary, or is to have.
func (k *Kit) nameObject(candidate int, answer []byte, number uint64) {
	if len(answer) == 8 {
		k.candidates[candidate].Calls.Rename(binary.LittleEndian.Uint64(answer), number)
	}
}
