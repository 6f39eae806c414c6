package suite

import (
	"spandrel.dev/bench/calls"
	"spandrel.dev/bench/internal/handwritten"
	"spandrel.dev/bench/internal/measure"
	"spandrel.dev/bench/internal/plain"
)

func scalar(peers Peers) measure.Group {
	group := measure.Group{
		Name:  "scalar",
		About: "two 64-bit numbers in, one out",
		Want:  func(n int) uint64 { return ascending(n) + 7*uint64(n) },
		Rows: []measure.Row{
			{Name: "cgo", Run: func(n int) (sum uint64, err error) {
				for i := range uint64(n) {
					sum += handwritten.Add(i, 7)
				}
				return sum, nil
			}},
			{Name: "spandrel", Run: func(n int) (sum uint64, err error) {
				for i := range uint64(n) {
					sum += calls.Add(i, 7)
				}
				return sum, nil
			}},
			{Name: "spandrel_leaf", Run: func(n int) (sum uint64, err error) {
				for i := range uint64(n) {
					sum += calls.AddLeaf(i, 7)
				}
				return sum, nil
			}},
			{Name: "go", Run: func(n int) (sum uint64, err error) {
				for i := range uint64(n) {
					sum += plain.Add(i, 7)
				}
				return sum, nil
			}},
			{Name: "go_nested", Run: func(n int) (sum uint64, err error) {
				for i := range uint64(n) {
					sum += plain.AddNested(i, 7)
				}
				return sum, nil
			}},
			{Name: "go_asm", Run: func(n int) (sum uint64, err error) {
				for i := range uint64(n) {
					sum += plain.AddAssembly(i, 7)
				}
				return sum, nil
			}},
		},
		Goals: noAllocations(
			measure.Goal{Row: "spandrel", Against: "cgo", AtMost: 1.10},
			measure.Goal{Row: "spandrel_leaf", Against: "go_nested", AtMost: 1.6},
			measure.Goal{Row: "spandrel_leaf", MaxAllocs: 0},
		),
	}
	group.Rows = append(group.Rows, peers.rows(func(p peer) func() measure.Row { return p.scalar })...)
	return group
}

// method measures calls on an object that has a state. The sum of a turn is by how much the state grew.
func method() (measure.Group, error) {
	byHand := handwritten.NewCounter(0)
	inGo := plain.NewCounter(0)
	bridged, err := calls.NewCounter(0)
	if err != nil {
		return measure.Group{}, err
	}
	return measure.Group{
		Name:  "method",
		About: "a method with one number in and one out, on an object of the Rust side",
		Want:  func(n int) uint64 { return 3 * uint64(n) },
		Rows: []measure.Row{
			{Name: "cgo", Run: func(n int) (uint64, error) {
				start := byHand.Add(0)
				for range n - 1 {
					byHand.Add(3)
				}
				return byHand.Add(3) - start, nil
			}},
			{Name: "cgo_alone", Run: func(n int) (uint64, error) {
				start := byHand.AddAlone(0)
				for range n - 1 {
					byHand.AddAlone(3)
				}
				return byHand.AddAlone(3) - start, nil
			}},
			{Name: "spandrel", Run: func(n int) (uint64, error) {
				start, err := bridged.Add(0)
				if err != nil {
					return 0, err
				}
				for range n - 1 {
					if _, err := bridged.Add(3); err != nil {
						return 0, err
					}
				}
				end, err := bridged.Add(3)
				return end - start, err
			}},
			{Name: "spandrel_shared", Run: func(n int) (sum uint64, err error) {
				start, err := bridged.Peek(0)
				if err != nil {
					return 0, err
				}
				for range n {
					total, err := bridged.Peek(3)
					if err != nil {
						return 0, err
					}
					sum += total - start
				}
				return sum, nil
			}},
			{Name: "spandrel_leaf", Run: func(n int) (uint64, error) {
				start, err := bridged.AddLeaf(0)
				if err != nil {
					return 0, err
				}
				for range n - 1 {
					if _, err := bridged.AddLeaf(3); err != nil {
						return 0, err
					}
				}
				end, err := bridged.AddLeaf(3)
				return end - start, err
			}},
			{Name: "spandrel_shared_leaf", Run: func(n int) (sum uint64, err error) {
				start, err := bridged.PeekLeaf(0)
				if err != nil {
					return 0, err
				}
				for range n {
					total, err := bridged.PeekLeaf(3)
					if err != nil {
						return 0, err
					}
					sum += total - start
				}
				return sum, nil
			}},
			{Name: "leaf_function", Run: func(n int) (sum uint64, err error) {
				for range n {
					sum += calls.AddLeaf(1, 2)
				}
				return sum, nil
			}},
			{Name: "go", Run: func(n int) (uint64, error) {
				start := inGo.Add(0)
				for range n - 1 {
					inGo.Add(3)
				}
				return inGo.Add(3) - start, nil
			}},
		},
		Goals: noAllocations(
			measure.Goal{Row: "spandrel", Against: "cgo", AtMost: 1.10},
			measure.Goal{Row: "spandrel_shared", Against: "cgo", AtMost: 1.10},
			measure.Goal{Row: "spandrel_leaf", Against: "leaf_function", AtMost: 2.5},
			measure.Goal{Row: "spandrel_shared_leaf", Against: "leaf_function", AtMost: 2.5},
		),
	}, nil
}
