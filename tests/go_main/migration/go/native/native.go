// Package native is the core of stock in Go.
package native

import (
	"context"
	"encoding/binary"
	"hash/fnv"
	"iter"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"spandrel.dev/spandrel"
	"spandrel.dev/tests/go_main/migration/stock/contract"
)

// Core is the core.
type Core struct{}

var _ contract.Core = Core{}

// Shelf is a shelf, with its items by name.
type Shelf struct {
	mu     sync.Mutex
	limit  uint32
	items  map[string]contract.Item
	closed bool
}

// OpenShelf opens a shelf.
func (Core) OpenShelf(limit uint32) (contract.CoreShelf, error) {
	if limit == 0 {
		return nil, contract.NewInvalidError("limit")
	}
	return &Shelf{limit: limit, items: map[string]contract.Item{}}, nil
}

// enter locks the shelf, if it is open.
func (s *Shelf) enter(function string) error {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return &spandrel.CallError{Function: "stock.Shelf." + function, Err: spandrel.ErrClosed}
	}
	return nil
}

// Put adds items.
func (s *Shelf) Put(item contract.Item) (uint32, error) {
	if err := s.enter("Put"); err != nil {
		return 0, err
	}
	defer s.mu.Unlock()
	if item.Name == "" {
		return 0, contract.NewInvalidError("name")
	}
	known, ok := s.items[item.Name]
	switch {
	case ok:
		known.Count = uint32(min(uint64(known.Count)+uint64(item.Count), math.MaxUint32))
		known.Price = item.Price
		s.items[item.Name] = known
	case uint64(len(s.items)) >= uint64(s.limit):
		return 0, contract.NewFullError(s.limit)
	default:
		s.items[item.Name] = item
	}
	return uint32(len(s.items)), nil
}

// Take takes items.
func (s *Shelf) Take(name string, count uint32) (uint32, error) {
	if err := s.enter("Take"); err != nil {
		return 0, err
	}
	defer s.mu.Unlock()
	item, ok := s.items[name]
	if !ok {
		return 0, contract.NewMissingError(name)
	}
	taken := min(count, item.Count)
	item.Count -= taken
	s.items[name] = item
	if item.Count == 0 {
		delete(s.items, name)
	}
	return taken, nil
}

func (s *Shelf) sorted() []contract.Item {
	items := make([]contract.Item, 0, len(s.items))
	for _, name := range slices.Sorted(maps.Keys(s.items)) {
		items = append(items, s.items[name])
	}
	return items
}

// Find finds items.
func (s *Shelf) Find(query contract.Query) ([]contract.Item, error) {
	if err := s.enter("Find"); err != nil {
		return nil, err
	}
	defer s.mu.Unlock()
	found := slices.DeleteFunc(s.sorted(), func(item contract.Item) bool { return !strings.Contains(item.Name, query.Text) })
	if order, ok := query.Order.(contract.OrderPrice); ok {
		slices.SortStableFunc(found, func(a, b contract.Item) int { return compareTotal(a.Price, b.Price) })
		if order.Falling {
			slices.Reverse(found)
		}
	}
	if query.Limit != nil && uint64(*query.Limit) < uint64(len(found)) {
		found = found[:*query.Limit]
	}
	return found, nil
}

// compareTotal is the total order of IEEE 754.
func compareTotal(a, b float64) int {
	key := func(v float64) int64 {
		bits := int64(math.Float64bits(v))
		return bits ^ int64(uint64(bits>>63)>>1)
	}
	switch x, y := key(a), key(b); {
	case x < y:
		return -1
	case x > y:
		return 1
	}
	return 0
}

// Walk yields all items.
func (s *Shelf) Walk(ctx context.Context) iter.Seq2[contract.Item, error] {
	return func(yield func(contract.Item, error) bool) {
		if err := s.enter("Walk"); err != nil {
			yield(contract.Item{}, err)
			return
		}
		items := s.sorted()
		s.mu.Unlock()
		for _, item := range items {
			if ctx.Err() != nil || !yield(item, nil) {
				return
			}
		}
	}
}

// Size is the number of items.
func (s *Shelf) Size() (uint32, error) {
	if err := s.enter("Size"); err != nil {
		return 0, err
	}
	defer s.mu.Unlock()
	return uint32(len(s.items)), nil
}

// Close closes the shelf.
func (s *Shelf) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed = true
	return nil
}

// Total is the sum.
func (Core) Total(prices []int64) (int64, error) {
	sum := int64(0)
	for _, price := range prices {
		switch {
		case price > 0 && sum > math.MaxInt64-price:
			sum = math.MaxInt64
		case price < 0 && sum < math.MinInt64-price:
			sum = math.MinInt64
		default:
			sum += price
		}
	}
	return sum, nil
}

// Mean is the mean.
func (Core) Mean(values []float64) (float64, error) {
	if len(values) == 0 {
		return 0, nil
	}
	sum := 0.0
	for _, value := range values {
		sum += value
	}
	return sum / float64(len(values)), nil
}

// Digest is FNV-1a.
func (Core) Digest(data []byte) ([8]byte, error) {
	hash := fnv.New64a()
	_, _ = hash.Write(data)
	var digest [8]byte
	binary.BigEndian.PutUint64(digest[:], hash.Sum64())
	return digest, nil
}

// Words are the words between spaces.
func (Core) Words(text string) (map[string]struct{}, error) {
	words := map[string]struct{}{}
	for word := range strings.SplitSeq(text, " ") {
		if word != "" {
			words[word] = struct{}{}
		}
	}
	return words, nil
}

// Lines are the lines.
func (Core) Lines(text string) ([]string, error) { return strings.Split(text, "\n"), nil }

// Parse reads a number.
func (Core) Parse(text string) (int32, error) {
	if text == "" || text[0] == '+' {
		return 0, contract.NewInvalidError(text)
	}
	number, err := strconv.ParseInt(text, 10, 32)
	if err != nil {
		return 0, contract.NewInvalidError(text)
	}
	return int32(number), nil
}

// Cheapest is the first of the cheapest items.
func (Core) Cheapest(items []contract.Item) (*contract.Item, error) {
	var cheapest *contract.Item
	for i := range items {
		if cheapest == nil || items[i].Price < cheapest.Price {
			cheapest = &items[i]
		}
	}
	return cheapest, nil
}

// Count counts.
func (Core) Count(ctx context.Context, from, to uint64) iter.Seq2[uint64, error] {
	return func(yield func(uint64, error) bool) {
		for number := from; number < to; number++ {
			if err := ctx.Err(); err != nil {
				yield(0, err)
				return
			}
			if !yield(number, nil) {
				return
			}
		}
	}
}

// CountBatches counts in batches of one.
func (c Core) CountBatches(ctx context.Context, from, to uint64) iter.Seq2[[]uint64, error] {
	return func(yield func([]uint64, error) bool) {
		for number, err := range c.Count(ctx, from, to) {
			if err != nil {
				yield(nil, err)
				return
			}
			if !yield([]uint64{number}, nil) {
				return
			}
		}
	}
}

// Wait waits for nothing.
func (Core) Wait(_ context.Context, number uint32) (uint32, error) { return number * 3, nil }

// Each calls visit.
func (Core) Each(numbers []uint32, visit func(uint32) bool) (uint32, error) {
	for i, number := range numbers {
		if !visit(number) {
			return uint32(i), nil
		}
	}
	return uint32(len(numbers)), nil
}
