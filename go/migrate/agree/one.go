package agree

import (
	"sync/atomic"
	"time"

	"spandrel.dev/spandrel/migrate/schema"
)

// Minimise makes calls smaller whose last one two cores answer differently. It returns nil if they agree.
func Minimise(options Options, contract *schema.Contract, steps []Step) *Divergence {
	s := &search{options: &options, contract: contract, found: map[string]*Divergence{}, start: time.Now()}
	w := s.newWorker()
	steps = w.renumbered(steps)
	var side atomic.Int32
	for i := range steps {
		d, _ := s.both(&steps[i], &side)
		if d == nil {
			continue
		}
		s.closeAll(steps)
		minimal, d := w.shrink(steps[:i+1], d)
		found := &Divergence{Function: minimal[len(minimal)-1].Function.Name, Class: d.Class, Count: 1}
		found.fill(minimal, d)
		return found
	}
	s.closeAll(steps)
	return nil
}
