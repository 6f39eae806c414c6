package shared

// mark is how far someone has come: a position, and what lies before it.
type mark struct {
	position, messages, bytes uint64
}

// space is what a message takes.
type space struct {
	// skip is what remains up to the end of the data, if the message does not fit there.
	skip, positions, bytes uint64
}

func (m mark) after(s space) mark {
	return mark{m.position + s.skip + s.positions, m.messages + 1, m.bytes + s.bytes}
}

func (m mark) least(o mark) mark {
	return mark{min(m.position, o.position), min(m.messages, o.messages), min(m.bytes, o.bytes)}
}

// record is the positions of a record of n bytes.
func record(n uint64) uint64 {
	return 8 + (n+7)&^7
}

// space is what a message of n bytes takes at a position.
func (m *Memory) space(position, n uint64) space {
	if m.stride > 0 {
		return space{positions: 8}
	}
	s := space{positions: record(n), bytes: n}
	if rest := m.capacity - m.within(position); s.positions > rest {
		s.skip = rest
	}
	return s
}

// fits says whether the ring may go on to head and not have more than its bounds from tail on.
func (m *Memory) fits(tail, head *mark) bool {
	return head.position-tail.position <= m.capacity && head.messages-tail.messages <= m.messages && head.bytes-tail.bytes <= m.bytes
}
