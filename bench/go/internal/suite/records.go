package suite

import (
	"fmt"
	"reflect"

	"spandrel.dev/bench/calls"
	"spandrel.dev/bench/internal/handwritten"
	"spandrel.dev/bench/internal/measure"
	"spandrel.dev/bench/internal/plain"
)

// order returns the record of the benchmarks: ten fields, two of them text and one a list of five texts.
func order() plain.Order {
	return plain.Order{
		ID:       1_000,
		UserID:   4_711,
		Price:    129.9,
		Quantity: 12,
		Paid:     true,
		Currency: 978,
		Weight:   7.5,
		Title:    "Replacement parts for the east wing",
		Address:  "12 Arcade Row, Old Town, 04109 Leipzig",
		Lines:    []string{"arch stone, left", "arch stone, right", "key stone", "mortar, 25 kg", "scaffold clamps"},
	}
}

// recordIn gives a record to a callee that owns it and looks at every field. Its number changes with every call.
func recordIn(peers Peers) measure.Group {
	each := order()
	first := plain.TakeOrder(&each)
	group := measure.Group{
		Name:  "record_in",
		About: "a record of ten fields in, two of them text and one a list of five texts, owned by the callee; a number out",
		Want:  func(n int) uint64 { return ascending(n) + uint64(n)*(first-each.ID) },
		Rows: []measure.Row{
			takeRow("cgo", func(o *plain.Order) (uint64, error) { return handwritten.TakeOrder(o), nil }),
			takeRow("spandrel", func(o *plain.Order) (uint64, error) { return calls.TakeOrder(*o) }),
			takeRow("spandrel_leaf", func(o *plain.Order) (uint64, error) { return calls.TakeOrderLeaf(*o) }),
			takeRow("go", func(o *plain.Order) (uint64, error) { return plain.TakeOrder(o), nil }),
		},
		Goals: noAllocations(measure.Goal{Row: "spandrel", Against: "cgo", AtLeast: 3.5}),
	}
	group.Rows = append(group.Rows, peers.rows(func(p peer) func() measure.Row { return p.recordIn })...)
	return group
}

// recordRoundtrip gives a record away and takes the answer, a record of the same kind with the next number.
func recordRoundtrip(peers Peers) measure.Group {
	rest := order()
	group := measure.Group{
		Name:  "record_roundtrip",
		About: "the same record in, owned by the callee, and out, owned by Go",
		Want:  func(n int) uint64 { return ascending(n) + uint64(n)*(1+lengths(&rest)) },
		Rows: []measure.Row{
			renumberRow("cgo", func(o *plain.Order) (plain.Order, error) { return handwritten.Renumber(o), nil }),
			renumberRow("spandrel", func(o *plain.Order) (plain.Order, error) { return calls.Renumber(*o) }),
			renumberRow("spandrel_leaf", func(o *plain.Order) (plain.Order, error) { return calls.RenumberLeaf(*o) }),
			renumberRow("go", func(o *plain.Order) (plain.Order, error) { return plain.Renumber(o), nil }),
		},
		Goals: []measure.Goal{
			{Row: "spandrel", Against: "cgo", AtLeast: 3.5},
			{Row: "spandrel", Against: "rust2go", AtLeast: 1.8},
			{Row: "spandrel", MaxAllocs: 2},
		},
	}
	group.Rows = append(group.Rows, peers.rows(func(p peer) func() measure.Row { return p.recordRoundtrip })...)
	return group
}

func takeRow(name string, take func(*plain.Order) (uint64, error)) measure.Row {
	each := order()
	return measure.Row{Name: name, Run: func(n int) (sum uint64, err error) {
		for i := range n {
			each.ID = uint64(i)
			number, err := take(&each)
			if err != nil {
				return 0, err
			}
			sum += number
		}
		return sum, nil
	}}
}

func renumberRow(name string, renumber func(*plain.Order) (plain.Order, error)) measure.Row {
	each := order()
	return measure.Row{
		Name: name,
		Run: func(n int) (sum uint64, err error) {
			for i := range n {
				each.ID = uint64(i)
				answer, err := renumber(&each)
				if err != nil {
					return 0, err
				}
				sum += answer.ID + lengths(&answer)
			}
			return sum, nil
		},
		Verify: func() error {
			asked, want := order(), order()
			want.ID++
			got, err := renumber(&asked)
			if err == nil && !reflect.DeepEqual(got, want) {
				err = fmt.Errorf("got %+v, want %+v", got, want)
			}
			return err
		},
	}
}

// lengths adds up the lengths of all texts: little work that needs all of them.
func lengths(order *plain.Order) uint64 {
	sum := len(order.Title) + len(order.Address)
	for _, line := range order.Lines {
		sum += len(line)
	}
	return uint64(sum)
}
