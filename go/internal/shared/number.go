package shared

import "errors"

// An end is passed as a number: the address of the memory, which is a multiple of page, and below it 0 for the writer, or the number of the
// reader's cursor plus one. The number has one of the references.

var errEnd = errors.New("the number is not that of this end of a ring")

// OutOf makes the writing end of a number.
func OutOf(end uint64) (*Out, error) {
	if end == 0 || end%page != 0 {
		return nil, failed("attach", errEnd)
	}
	m, err := Attach(end)
	if err != nil {
		return nil, failed("attach", err)
	}
	if m.merge != 0 {
		return nil, failed("attach", errEnd)
	}
	return NewOut(m), nil
}

// InOf makes a reading end of a number.
func InOf(end uint64) (*In, error) {
	if end < page || end%page == 0 {
		return nil, failed("attach", errEnd)
	}
	m, err := Attach(end &^ (page - 1))
	if err != nil {
		return nil, failed("attach", err)
	}
	index := uint32(end%page) - 1
	if index >= m.readers {
		return nil, failed("attach", errEnd)
	}
	return NewIn(m, index), nil
}

// attached is the memory and the cursor of the number of a reading end that is known to be one.
func attached(end uint64) (*Memory, uint32) {
	return memoryAt(end &^ (page - 1)), uint32(end%page) - 1
}
