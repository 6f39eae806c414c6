package hash

// Leaves is the list of leaves of a Merkle tree, stored in one block of memory so
// that it is passed to another language in one piece. The zero value has no
// leaves.
type Leaves struct {
	data []byte
	ends []int // nil: every leaf has 32 bytes
	n    int
}

// FixedLeaves returns leaves of 32 bytes each, which lie one behind the other
// in data. It does not copy. It fails when data is not a whole number of
// leaves.
func FixedLeaves(data []byte) (Leaves, error) {
	if len(data)%32 != 0 {
		return Leaves{}, Errorf(InvalidInput, "leaves: %d bytes are not a whole number of 32-byte leaves", len(data))
	}
	return Leaves{data: data, n: len(data) / 32}, nil
}

// HashLeaves returns the hashes, copied, as leaves.
func HashLeaves(hashes []Hash) Leaves {
	data := make([]byte, 0, 32*len(hashes))
	for i := range hashes {
		data = append(data, hashes[i][:]...)
	}
	return Leaves{data: data, n: len(hashes)}
}

// DataLeaves returns leaves of any length: leaf i is data[ends[i-1]:ends[i]],
// the first one starting at 0. It does not copy. It fails when ends decreases
// or leaves data.
func DataLeaves(data []byte, ends []int) (Leaves, error) {
	last := 0
	for i, end := range ends {
		if end < last || end > len(data) {
			return Leaves{}, Errorf(InvalidInput, "leaves[%d]: ends at %d, outside %d…%d", i, end, last, len(data))
		}
		last = end
	}
	if last != len(data) {
		return Leaves{}, Errorf(InvalidInput, "leaves: end at %d of %d bytes", last, len(data))
	}
	return Leaves{data: data, ends: ends, n: len(ends)}, nil
}

// Len returns the number of leaves.
func (l Leaves) Len() int { return l.n }

// At returns leaf i, which must be less than Len. The slice is not a copy.
func (l Leaves) At(i int) []byte {
	if l.ends == nil {
		return l.data[32*i : 32*i+32 : 32*i+32]
	}
	start := 0
	if i > 0 {
		start = l.ends[i-1]
	}
	return l.data[start:l.ends[i]:l.ends[i]]
}

// Data returns all leaves, one behind the other, not copied.
func (l Leaves) Data() []byte { return l.data }

// Ends returns where each leaf ends in Data; nil when every leaf has 32 bytes.
func (l Leaves) Ends() []int { return l.ends }

// Fixed reports whether every leaf has 32 bytes, and if not, which is the first
// that has not.
func (l Leaves) Fixed() (bool, int) {
	if l.ends == nil {
		return true, 0
	}
	start := 0
	for i, end := range l.ends {
		if end-start != 32 {
			return false, i
		}
		start = end
	}
	return true, 0
}

// RequireFixed returns an error that names the first leaf that does not have
// 32 bytes, or nil.
func (l Leaves) RequireFixed(rule Rule) error {
	if ok, i := l.Fixed(); !ok {
		return Errorf(InvalidInput, "leaves[%d]: %d bytes, %s leaves have 32", i, len(l.At(i)), rule)
	}
	return nil
}
