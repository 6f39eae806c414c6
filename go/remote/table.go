package remote

import (
	"sync"

	"spandrel.dev/spandrel"
)

// table has the values of this side that the other side refers to.
type table struct {
	mu     sync.Mutex
	values map[uint64]any
	last   uint64
	limit  int
	closed bool
}

func newTable(limit int) *table {
	return &table{values: map[uint64]any{}, limit: limit}
}

// put returns a reference of the value, never 0.
func (t *table) put(value any) (uint64, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if len(t.values) >= t.limit {
		return 0, spandrel.ErrExhausted
	}
	if t.closed {
		return 0, spandrel.ErrClosed
	}
	t.last++
	t.values[t.last] = value
	return t.last, nil
}

// get returns the value behind a reference. It is false for one that was released, and issued tells that there was one.
func (t *table) get(reference uint64) (value any, ok, issued bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	value, ok = t.values[reference]
	return value, ok, reference != 0 && reference <= t.last
}

// take removes a reference and returns its value.
func (t *table) take(reference uint64) (value any, ok, issued bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	value, ok = t.values[reference]
	delete(t.values, reference)
	return value, ok, reference != 0 && reference <= t.last
}

// close removes everything, and returns it.
func (t *table) close() []any {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.closed = true
	values := make([]any, 0, len(t.values))
	for _, value := range t.values {
		values = append(values, value)
	}
	clear(t.values)
	return values
}

func (t *table) len() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.values)
}
