package glue

// Into returns the answer that the call has written into buf's memory, or a copy of one that did not fit.
func (b *Bridge) Into(buf []byte, frame Frame) []byte {
	if frame.Status&inScratch != 0 {
		return buf[:frame.Status>>32]
	}
	bytes := append([]byte(nil), frame.block()...)
	b.giveBack(frame)
	return bytes
}

// CopyInto copies the answer into buf, or into a new slice if it does not fit, and frees the scratch block.
func (b *Bridge) CopyInto(buf []byte, scratch *Scratch, frame Frame) []byte {
	bytes := append(buf[:0], scratch.view(frame)...)
	b.Done(scratch, frame)
	return bytes
}

// View calls use with the result in place. The result is released when use returns, panics or ends its goroutine.
func (b *Bridge) View(scratch *Scratch, frame Frame, use func(view []byte)) {
	view := scratch.view(frame)
	defer b.endView(scratch, frame, view)
	// Without spare capacity, so that an append moves out instead of writing on.
	use(view[:len(view):len(view)])
}

func (b *Bridge) endView(scratch *Scratch, frame Frame, view []byte) {
	Poison(view)
	b.Done(scratch, frame)
}
