package ts

// confirmations is how many sync bytes must stand at equal distances before a
// position counts as the start of packets. Five is what DVB receivers use; a
// false lock on random bytes then has a chance of 2^-32 or less.
const confirmations = 5

// Segment is what an Aligner found next in the byte stream.
type Segment struct {
	// Data is one packet of PacketSize bytes, or bytes that belong to none.
	// It is valid until the next Feed.
	Data []byte
	// Packet tells the two apart.
	Packet bool
}

// Aligner finds packets of 188, 192 (time code before each) or 204 (parity
// after each) bytes in a byte stream that may begin anywhere and contain
// junk. Time codes and parity are dropped, junk is passed on as such. The
// zero value is ready to use. It holds less than two kilobytes back.
type Aligner struct {
	buffer []byte
	next   int
	stride int // distance between packets; 0 while searching
	ended  bool
}

// Feed appends input. It invalidates earlier segments.
func (a *Aligner) Feed(input []byte) {
	rest := copy(a.buffer, a.buffer[a.next:])
	a.buffer = append(a.buffer[:rest], input...)
	a.next = 0
}

// End declares that no more input follows, so that the last packets no longer
// wait for a confirmation. A later Feed must not happen before Reset.
func (a *Aligner) End() { a.ended = true }

// Reset forgets everything, for a new input.
func (a *Aligner) Reset() { *a = Aligner{buffer: a.buffer[:0]} }

// Next returns the next segment, or false when more input is needed.
func (a *Aligner) Next() (Segment, bool) {
	rest := a.buffer[a.next:]
	if len(rest) == 0 {
		return Segment{}, false
	}
	if a.stride == 0 || rest[0] != SyncByte {
		a.stride = 0
		return a.search(rest)
	}
	switch {
	case len(rest) >= a.stride, a.ended && len(rest) >= PacketSize:
		a.next += min(a.stride, len(rest))
		return Segment{Data: rest[:PacketSize:PacketSize], Packet: true}, true
	case a.ended:
		a.next = len(a.buffer)
		return Segment{Data: rest[:len(rest):len(rest)]}, true
	}
	return Segment{}, false
}

// search skips to the first position that is confirmed as a packet start.
func (a *Aligner) search(rest []byte) (Segment, bool) {
	for at := range rest {
		if rest[at] != SyncByte {
			continue
		}
		stride, undecided := a.strideAt(rest[at:])
		if stride == 0 && !undecided {
			continue
		}
		if at > 0 {
			a.next += at
			return Segment{Data: rest[:at:at]}, true
		}
		if undecided {
			return Segment{}, false
		}
		a.stride = stride
		return a.Next()
	}
	a.next += len(rest)
	return Segment{Data: rest[:len(rest):len(rest)]}, true
}

// strideAt tests the packet sizes at a sync byte. undecided means that the
// bytes seen so far agree but are too few.
func (a *Aligner) strideAt(rest []byte) (stride int, undecided bool) {
	for _, size := range [...]int{PacketSize, 192, 204} {
		matches := true
		reached := 1
		for ; reached < confirmations && reached*size < len(rest); reached++ {
			if rest[reached*size] != SyncByte {
				matches = false
				break
			}
		}
		switch {
		case !matches:
		case reached == confirmations, a.ended && len(rest) >= PacketSize:
			return size, false
		case !a.ended:
			undecided = true
		}
	}
	return 0, undecided
}
