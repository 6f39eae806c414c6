package glue

import (
	"spandrel.dev/spandrel/glue/block"
	"spandrel.dev/spandrel/glue/debug"
	"spandrel.dev/spandrel/internal/abi"
)

// Text copies the answer out as a string and frees the scratch block.
func (b *Bridge) Text(scratch *block.Scratch, frame Frame) string {
	text := string(scratch.View(frame))
	b.Done(scratch, frame)
	return text
}

// Bytes copies the answer out and frees the scratch block. An empty answer is not nil.
func (b *Bridge) Bytes(scratch *block.Scratch, frame Frame) []byte {
	view := scratch.View(frame)
	bytes := make([]byte, len(view))
	copy(bytes, view)
	b.Done(scratch, frame)
	return bytes
}

// TakeText copies the answer out of the room that it was given, or out of its block.
func (b *Bridge) TakeText(room []byte, frame Frame) string {
	if frame.Status&abi.StatusInScratch != 0 {
		return string(room[:frame.Status>>32])
	}
	text := string(block.Of(frame))
	b.blocks.Release(frame)
	return text
}

// TakeBytes copies the answer out of the room that it was given, or out of its block. An empty answer is not nil.
func (b *Bridge) TakeBytes(room []byte, frame Frame) []byte {
	var view []byte
	if frame.Status&abi.StatusInScratch != 0 {
		view = room[:frame.Status>>32]
	} else {
		view = block.Of(frame)
	}
	bytes := make([]byte, len(view))
	copy(bytes, view)
	if frame.Status&abi.StatusInScratch == 0 {
		b.blocks.Release(frame)
	}
	return bytes
}

// Into returns the answer that the call has written into buf's memory, or a copy of one that did not fit.
func (b *Bridge) Into(buf []byte, frame Frame) []byte {
	if frame.Status&abi.StatusInScratch != 0 {
		return buf[:frame.Status>>32]
	}
	bytes := append([]byte(nil), block.Of(frame)...)
	b.blocks.Release(frame)
	return bytes
}

// CopyInto copies the answer into buf, or into a new slice if it does not fit, and frees the scratch block.
func (b *Bridge) CopyInto(buf []byte, scratch *block.Scratch, frame Frame) []byte {
	bytes := append(buf[:0], scratch.View(frame)...)
	b.Done(scratch, frame)
	return bytes
}

// View calls use with the result in place. The result is released when use returns, panics or ends its goroutine.
func (b *Bridge) View(scratch *block.Scratch, frame Frame, use func(view []byte)) {
	view := scratch.View(frame)
	defer b.endView(scratch, frame, view)
	// Without spare capacity, so that an append moves out instead of writing on.
	use(view[:len(view):len(view)])
}

func (b *Bridge) endView(scratch *block.Scratch, frame Frame, view []byte) {
	debug.Poison(view)
	b.Done(scratch, frame)
}

// Done releases the result and frees the scratch block.
func (b *Bridge) Done(scratch *block.Scratch, frame Frame) {
	if scratch.Failed() {
		panic("spandrel: " + b.link.Package + ": answer does not follow the contract; run `spandrel check`")
	}
	if frame.Status&abi.StatusInScratch == 0 {
		b.blocks.Release(frame)
	}
	scratch.Free()
}
