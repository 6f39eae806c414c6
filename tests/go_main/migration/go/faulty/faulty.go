// Package faulty is a core with one fault: what a migration must find.
package faulty

import (
	"context"
	"errors"
	"iter"
	"math"
	"slices"
	"strings"
	"time"

	"spandrel.dev/tests/go_main/migration/native"
	"spandrel.dev/tests/go_main/migration/stock/contract"
)

// Fault is a way in which a core is wrong.
type Fault struct {
	// Name says what is wrong, Function where.
	Name, Function string
	plant          func(*core)
}

// core is the native one, but for what a fault replaces.
type core struct {
	contract.Core
	open     func(limit uint32) (contract.CoreShelf, error)
	total    func([]int64) (int64, error)
	mean     func([]float64) (float64, error)
	digest   func([]byte) ([8]byte, error)
	words    func(string) (map[string]struct{}, error)
	lines    func(string) ([]string, error)
	parse    func(string) (int32, error)
	cheapest func([]contract.Item) (*contract.Item, error)
	count    func(context.Context, uint64, uint64) iter.Seq2[uint64, error]
	wait     func(context.Context, uint32) (uint32, error)
}

// New returns the native core with this fault.
func New(fault Fault) contract.Core {
	own := native.Core{}
	c := &core{
		Core: own, open: own.OpenShelf, total: own.Total, mean: own.Mean, digest: own.Digest, words: own.Words, lines: own.Lines,
		parse: own.Parse, cheapest: own.Cheapest, count: own.Count, wait: own.Wait,
	}
	if fault.plant != nil {
		fault.plant(c)
	}
	return c
}

func (c *core) OpenShelf(limit uint32) (contract.CoreShelf, error)     { return c.open(limit) }
func (c *core) Total(prices []int64) (int64, error)                    { return c.total(prices) }
func (c *core) Mean(values []float64) (float64, error)                 { return c.mean(values) }
func (c *core) Digest(data []byte) ([8]byte, error)                    { return c.digest(data) }
func (c *core) Words(text string) (map[string]struct{}, error)         { return c.words(text) }
func (c *core) Lines(text string) ([]string, error)                    { return c.lines(text) }
func (c *core) Parse(text string) (int32, error)                       { return c.parse(text) }
func (c *core) Cheapest(items []contract.Item) (*contract.Item, error) { return c.cheapest(items) }
func (c *core) Count(ctx context.Context, from, to uint64) iter.Seq2[uint64, error] {
	return c.count(ctx, from, to)
}
func (c *core) Wait(ctx context.Context, number uint32) (uint32, error) { return c.wait(ctx, number) }

// shelf is a shelf of the native core, but for what a fault replaces.
type shelf struct {
	contract.CoreShelf
	put  func(contract.Item) (uint32, error)
	take func(string, uint32) (uint32, error)
	find func(contract.Query) ([]contract.Item, error)
	size func() (uint32, error)
}

func (s *shelf) Put(item contract.Item) (uint32, error)             { return s.put(item) }
func (s *shelf) Take(name string, count uint32) (uint32, error)     { return s.take(name, count) }
func (s *shelf) Find(query contract.Query) ([]contract.Item, error) { return s.find(query) }
func (s *shelf) Size() (uint32, error)                              { return s.size() }

// onShelf plants a fault in the shelves that a core makes.
func onShelf(plant func(s *shelf)) func(*core) {
	return func(c *core) {
		c.open = func(limit uint32) (contract.CoreShelf, error) {
			own, err := native.Core{}.OpenShelf(limit)
			if err != nil {
				return nil, err
			}
			s := &shelf{CoreShelf: own, put: own.Put, take: own.Take, find: own.Find, size: own.Size}
			plant(s)
			return s, nil
		}
	}
}

var own native.Core

// Faults are all that there are.
var Faults = []Fault{
	{"sum of 32 bits", "Total", func(c *core) {
		c.total = func(prices []int64) (int64, error) {
			sum, err := own.Total(prices)
			return int64(int32(sum)), err
		}
	}},
	{"sum without its sign", "Total", func(c *core) {
		c.total = func(prices []int64) (int64, error) {
			sum, err := own.Total(prices)
			if sum < 0 && sum > math.MinInt64 {
				sum = -sum
			}
			return sum, err
		}
	}},
	{"sum that wraps", "Total", func(c *core) {
		c.total = func(prices []int64) (sum int64, err error) {
			for _, price := range prices {
				sum += price
			}
			return sum, nil
		}
	}},
	{"mean of 32 bits", "Mean", func(c *core) {
		c.mean = func(values []float64) (float64, error) {
			mean, err := own.Mean(values)
			return float64(float32(mean)), err
		}
	}},
	{"mean of nothing", "Mean", func(c *core) {
		c.mean = func(values []float64) (float64, error) {
			if len(values) == 0 {
				return math.NaN(), nil
			}
			return own.Mean(values)
		}
	}},
	{"digest in the other byte order", "Digest", func(c *core) {
		c.digest = func(data []byte) ([8]byte, error) {
			digest, err := own.Digest(data)
			slices.Reverse(digest[:])
			return digest, err
		}
	}},
	{"digest of whole blocks", "Digest", func(c *core) {
		c.digest = func(data []byte) ([8]byte, error) { return own.Digest(data[:len(data)&^7]) }
	}},
	{"words with empty ones", "Words", func(c *core) {
		c.words = func(text string) (map[string]struct{}, error) {
			words := map[string]struct{}{}
			for word := range strings.SplitSeq(text, " ") {
				words[word] = struct{}{}
			}
			return words, nil
		}
	}},
	{"words of nothing panic", "Words", func(c *core) {
		c.words = func(text string) (map[string]struct{}, error) {
			if text[0] == ' ' {
				text = text[1:]
			}
			return own.Words(text)
		}
	}},
	{"lines without the last empty one", "Lines", func(c *core) {
		c.lines = func(text string) ([]string, error) { return own.Lines(strings.TrimSuffix(text, "\n")) }
	}},
	{"lines backwards", "Lines", func(c *core) {
		c.lines = func(text string) ([]string, error) {
			lines, err := own.Lines(text)
			slices.Reverse(lines)
			return lines, err
		}
	}},
	{"number with a plus", "Parse", func(c *core) {
		c.parse = func(text string) (int32, error) { return own.Parse(strings.TrimPrefix(text, "+")) }
	}},
	{"another error", "Parse", func(c *core) {
		c.parse = func(text string) (int32, error) {
			number, err := own.Parse(text)
			if err != nil {
				err = contract.NewMissingError(text)
			}
			return number, err
		}
	}},
	{"an error that is not of the contract", "Parse", func(c *core) {
		c.parse = func(text string) (int32, error) {
			number, err := own.Parse(text)
			if err != nil {
				err = errors.New(err.Error())
			}
			return number, err
		}
	}},
	{"the last of the cheapest", "Cheapest", func(c *core) {
		c.cheapest = func(items []contract.Item) (*contract.Item, error) {
			var cheapest *contract.Item
			for i := range items {
				if cheapest == nil || items[i].Price <= cheapest.Price {
					cheapest = &items[i]
				}
			}
			return cheapest, nil
		}
	}},
	{"an item of nothing", "Cheapest", func(c *core) {
		c.cheapest = func(items []contract.Item) (*contract.Item, error) {
			if len(items) == 0 {
				return &contract.Item{}, nil
			}
			return own.Cheapest(items)
		}
	}},
	{"stream without its last item", "Count", func(c *core) {
		c.count = func(ctx context.Context, from, to uint64) iter.Seq2[uint64, error] {
			return own.Count(ctx, from, max(to, 1)-1)
		}
	}},
	{"stream with a wrong item", "Count", func(c *core) {
		c.count = func(ctx context.Context, from, to uint64) iter.Seq2[uint64, error] {
			return func(yield func(uint64, error) bool) {
				for number, err := range own.Count(ctx, from, to) {
					if number == from+3 {
						number++
					}
					if !yield(number, err) {
						return
					}
				}
			}
		}
	}},
	{"stream that fails at its end", "Count", func(c *core) {
		c.count = func(ctx context.Context, from, to uint64) iter.Seq2[uint64, error] {
			return func(yield func(uint64, error) bool) {
				for number, err := range own.Count(ctx, from, to) {
					if !yield(number, err) {
						return
					}
				}
				yield(0, contract.NewFullError(1))
			}
		}
	}},
	{"a shelf without room", "OpenShelf", func(c *core) {
		c.open = func(limit uint32) (contract.CoreShelf, error) { return own.OpenShelf(max(limit, 1)) }
	}},
	{"one item too many", "Shelf.Put", func(c *core) {
		c.open = func(limit uint32) (contract.CoreShelf, error) {
			if limit == 0 || limit == math.MaxUint32 {
				return own.OpenShelf(limit)
			}
			return own.OpenShelf(limit + 1)
		}
	}},
	{"a taken item stays", "Shelf.Size", onShelf(func(s *shelf) {
		stale := uint32(0)
		size, take := s.size, s.take
		s.take = func(name string, count uint32) (uint32, error) {
			before, _ := size()
			taken, err := take(name, count)
			if after, _ := size(); after < before {
				stale++
			}
			return taken, err
		}
		s.size = func() (uint32, error) {
			items, err := size()
			return items + stale, err
		}
	})},
	{"a limit of nothing is none", "Shelf.Find", onShelf(func(s *shelf) {
		find := s.find
		s.find = func(query contract.Query) ([]contract.Item, error) {
			if query.Limit != nil && *query.Limit == 0 {
				query.Limit = nil
			}
			return find(query)
		}
	})},
	{"a call without end", "Wait", func(c *core) {
		c.wait = func(ctx context.Context, number uint32) (uint32, error) {
			select {
			case <-ctx.Done():
				return 0, ctx.Err()
			case <-time.After(time.Minute):
				return number * 3, nil
			}
		}
	}},
}

// SumOf32Bits is the core with the first fault.
func SumOf32Bits() contract.Core { return New(Faults[0]) }
