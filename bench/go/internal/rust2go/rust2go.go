//go:build rust2go

// The generated code is not committed; this package gives access to it.

package rust2go

// #cgo LDFLAGS: ${SRCDIR}/../../../rust/target/release/libplain.a -lm -ldl -lpthread
import "C"

import "spandrel.dev/bench/internal/plain"

// Add adds two numbers.
func Add(a, b uint64) uint64 { return CallsImpl{}.add(&a, &b) }

// Probe returns length, first and last byte in one number.
func Probe(data []byte) uint64 { return CallsImpl{}.probe(&data) }

// Fill returns count bytes of one value.
func Fill(count uint64, value uint8) []byte { return CallsImpl{}.fill(&count, &value) }

// TakeOrder looks at every field.
func TakeOrder(order *Order) uint64 { return CallsImpl{}.take_order(order) }

// Renumber raises the number of the order by one.
func Renumber(order *Order) Order { return CallsImpl{}.renumber(order) }

// From returns an order as the generated code wants it.
func From(o plain.Order) Order {
	return Order{o.ID, o.UserID, o.Price, o.Quantity, o.Paid, o.Currency, o.Weight, o.Title, o.Address, o.Lines}
}

// SetID changes the number of an order.
func (o *Order) SetID(id uint64) { o.id = id }

// Plain returns the order as everybody else wants it.
func (o *Order) Plain() plain.Order {
	return plain.Order{
		ID: o.id, UserID: o.user_id, Price: o.price, Quantity: o.quantity, Paid: o.paid, Currency: o.currency,
		Weight: o.weight, Title: o.title, Address: o.address, Lines: o.lines,
	}
}
