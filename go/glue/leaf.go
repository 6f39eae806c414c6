package glue

import "unsafe"

// FrameOf makes a frame of the two words that a leaf call returns.
func FrameOf(status, value uint64) Frame {
	return Frame{Status: status, Value: value}
}

// Memory returns the address of n elements as bytes, for a call that gets their number separately.
func Memory(address unsafe.Pointer, n uint64) []byte {
	if n == 0 {
		return nil
	}
	return unsafe.Slice((*byte)(address), 1)
}
