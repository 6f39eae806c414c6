package glue

import "spandrel.dev/spandrel/internal/abi"

// Frame is what a call that can fail returns.
type Frame = abi.Frame

// FrameOf makes a frame of the two words that a leaf call returns.
func FrameOf(status, value uint64) Frame {
	return Frame{Status: status, Value: value}
}
