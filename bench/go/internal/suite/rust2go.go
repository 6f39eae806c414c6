//go:build rust2go

package suite

import (
	"fmt"
	"reflect"

	"spandrel.dev/bench/internal/measure"
	"spandrel.dev/bench/internal/rust2go"
)

// openRust2go returns the rows through code that rust2go generated.
func openRust2go(string) (peer, error) {
	return peer{
		scalar: func() measure.Row {
			return measure.Row{Name: "rust2go", Run: func(n int) (sum uint64, err error) {
				for i := range uint64(n) {
					sum += rust2go.Add(i, 7)
				}
				return sum, nil
			}}
		},
		bytesIn: func(data []byte) measure.Row {
			return measure.Row{Name: "rust2go", Run: func(n int) (sum uint64, err error) {
				for i := range n {
					data[0] = byte(i)
					sum += rust2go.Probe(data)
				}
				return sum, nil
			}}
		},
		bytesOut: func(size int) measure.Row { return fillRow("rust2go", size, rust2go.Fill) },
		recordIn: func() measure.Row {
			each := rust2go.From(order())
			return measure.Row{Name: "rust2go", Run: func(n int) (sum uint64, err error) {
				for i := range n {
					each.SetID(uint64(i))
					sum += rust2go.TakeOrder(&each)
				}
				return sum, nil
			}}
		},
		recordRoundtrip: rust2goRoundtrip,
	}, nil
}

func rust2goRoundtrip() measure.Row {
	each := rust2go.From(order())
	return measure.Row{
		Name: "rust2go",
		Run: func(n int) (sum uint64, err error) {
			for i := range n {
				each.SetID(uint64(i))
				answer := rust2go.Renumber(&each)
				parts := answer.Plain()
				sum += parts.ID + lengths(&parts)
			}
			return sum, nil
		},
		Verify: func() error {
			asked, want := rust2go.From(order()), order()
			want.ID++
			answer := rust2go.Renumber(&asked)
			if got := answer.Plain(); !reflect.DeepEqual(got, want) {
				return fmt.Errorf("got %+v, want %+v", got, want)
			}
			return nil
		},
	}
}
