package agree

import (
	"bytes"
	"fmt"
	"slices"
	"sync/atomic"

	"spandrel.dev/spandrel/migrate/compare"
	"spandrel.dev/spandrel/migrate/schema"
)

// attempts is how many runs a divergence may take to be made smaller.
const attempts = 2000

// shrink makes the calls of a divergence fewer and smaller, while the last one diverges in the same way.
func (w *worker) shrink(steps []Step, d *compare.Difference) ([]Step, *compare.Difference) {
	left := attempts
	try := func(candidate []Step) bool {
		if left--; left < 0 {
			return false
		}
		candidate = w.renumbered(candidate)
		if found := w.search.replay(candidate, &w.side); found != nil && found.Class == d.Class {
			steps, d = candidate, found
			return true
		}
		return false
	}
	for smallerFound := true; smallerFound && left > 0; {
		smallerFound = false
		for i := len(steps) - 2; i >= 0; i-- {
			if !needed(steps, i) && try(slices.Delete(slices.Clone(steps), i, i+1)) {
				smallerFound = true
			}
		}
		for i := len(steps) - 1; i >= 0; i-- {
			for j := range steps[i].Arguments {
				smallerFound = w.shrinkArgument(func() []Step { return steps }, i, j, try) || smallerFound
			}
		}
	}
	return steps, d
}

// shrinkArgument makes one argument smaller for as long as that goes.
func (w *worker) shrinkArgument(steps func() []Step, i, j int, try func([]Step) bool) (any bool) {
	for again := true; again; {
		again = false
		now := steps()
		if i >= len(now) {
			return any
		}
		param := now[i].Function.Params[j]
		if param.Type.Kind == schema.Object {
			return any
		}
		for _, value := range smaller(param.Type, now[i].Arguments[j]) {
			candidate := slices.Clone(now)
			candidate[i].Arguments = with(now[i].Arguments, j, value)
			if same(param.Type, value, now[i].Arguments[j]) || !w.accepted(&candidate[i]) {
				continue
			}
			if try(candidate) {
				again, any = true, true
				break
			}
		}
	}
	return any
}

func same(t *schema.Type, a, b schema.Value) bool {
	return bytes.Equal(t.Append(nil, a), t.Append(nil, b))
}

// needed reports whether a later step uses the object that a step makes.
func needed(steps []Step, i int) bool {
	made := steps[i].Makes
	if made == 0 {
		return false
	}
	for _, step := range steps[i+1:] {
		if step.Object == made {
			return true
		}
		for j, param := range step.Function.Params {
			if param.Type.Kind == schema.Object && step.Arguments[j] == made {
				return true
			}
		}
	}
	return false
}

// renumbered gives the objects of steps numbers that no other run has.
func (w *worker) renumbered(steps []Step) []Step {
	numbers := map[uint64]uint64{}
	return Renumbered(steps, func(old uint64) uint64 {
		if numbers[old] == 0 {
			w.objects++
			numbers[old] = w.number<<32 | w.objects
		}
		return numbers[old]
	})
}

// Renumbered gives the objects of steps other numbers.
func Renumbered(steps []Step, number func(uint64) uint64) []Step {
	steps = slices.Clone(steps)
	for i := range steps {
		step := &steps[i]
		if step.Object != 0 {
			step.Object = number(step.Object)
		}
		if step.Makes != 0 {
			step.Makes = number(step.Makes)
		}
		for j, param := range step.Function.Params {
			if param.Type.Kind == schema.Object {
				step.Arguments = with(step.Arguments, j, number(step.Arguments[j].(uint64)))
			}
		}
	}
	return steps
}

// replay makes calls, and returns the difference of the last one; nil also if one before it differs.
func (s *search) replay(steps []Step, side *atomic.Int32) *compare.Difference {
	defer s.closeAll(steps)
	for i := range steps {
		if d, _ := s.both(&steps[i], side); d != nil {
			if i == len(steps)-1 {
				return d
			}
			return nil
		}
	}
	return nil
}

// fill says what a divergence is.
func (d *Divergence) fill(steps []Step, difference *compare.Difference) {
	numbers := map[uint64]uint64{}
	d.Steps = Renumbered(steps, func(old uint64) uint64 {
		if numbers[old] == 0 {
			numbers[old] = uint64(len(numbers) + 1)
		}
		return numbers[old]
	})
	d.Path, d.A, d.B = difference.Path, difference.A, difference.B
	if len(steps) == 1 {
		d.Input = string(steps[0].Function.ArgumentsJSON(nil, steps[0].Arguments))
		return
	}
	text := []byte{'['}
	for i, step := range d.Steps {
		if i > 0 {
			text = append(text, ", "...)
		}
		text = fmt.Appendf(text, `{"function": %q, `, step.Function.ShortName())
		if step.Object != 0 {
			text = fmt.Appendf(text, `"object": %d, `, step.Object)
		}
		text = step.Function.ArgumentsJSON(append(text, `"arguments": `...), step.Arguments)
		if step.Makes != 0 {
			text = fmt.Appendf(text, `, "makes": %d`, step.Makes)
		}
		text = append(text, '}')
	}
	d.Input = string(append(text, ']'))
}
