// Package native is the Go code that is to be replaced: the functions of the bridge, as methods of a core.
package native

import (
	"math/big"
	"strings"

	"example.com/migrate/pricing/contract"
)

// Core is the core in Go.
type Core struct{}

var _ contract.Core = Core{}

// Total is the sum of prices in cents, less a discount that is rounded down.
func (Core) Total(cents []uint64, percent uint8) (uint64, error) {
	if percent > 100 {
		return 0, contract.NewDiscountError(percent)
	}
	sum := new(big.Int)
	for _, price := range cents {
		sum.Add(sum, new(big.Int).SetUint64(price))
	}
	discount := new(big.Int).Mul(sum, big.NewInt(int64(percent)))
	sum.Sub(sum, discount.Quo(discount, big.NewInt(100)))
	if !sum.IsUint64() {
		return 1<<64 - 1, nil
	}
	return sum.Uint64(), nil
}

// Slug is a title as part of an address.
func (Core) Slug(title string) (string, error) {
	separates := func(letter rune) bool {
		return (letter < 'a' || letter > 'z') && (letter < 'A' || letter > 'Z') && (letter < '0' || letter > '9')
	}
	return strings.ToLower(strings.Join(strings.FieldsFunc(title, separates), "-")), nil
}
