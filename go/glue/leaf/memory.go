// Package leaf is what leaf calls need at run time: whether they can be made, and whether one is being made.
package leaf

import "unsafe"

// Memory returns the address of n elements as bytes, for a call that gets their number separately.
func Memory(address unsafe.Pointer, n uint64) []byte {
	if n == 0 {
		return nil
	}
	return unsafe.Slice((*byte)(address), 1)
}
