package suite

import (
	"bytes"
	"errors"
	"fmt"
	"time"

	"spandrel.dev/bench/calls"
	"spandrel.dev/bench/internal/handwritten"
	"spandrel.dev/bench/internal/measure"
	"spandrel.dev/bench/internal/plain"
)

// bytesIn passes bytes to a callee that looks at their ends. The first byte changes with every call.
func bytesIn(peers Peers, name string, size int) measure.Group {
	data := bytes.Repeat([]byte{5}, size)
	group := measure.Group{
		Name:  name,
		About: fmt.Sprintf("%s in, a number out; the callee reads the first and the last byte", sizeName(size)),
		Want:  func(n int) uint64 { return bytewise(n) + uint64(n)*uint64(size+5) },
		Rows: []measure.Row{
			{Name: "cgo", Run: func(n int) (sum uint64, err error) {
				for i := range n {
					data[0] = byte(i)
					sum += handwritten.ProbeCopy(data)
				}
				return sum, nil
			}},
			{Name: "cgo_borrow", Run: func(n int) (sum uint64, err error) {
				for i := range n {
					data[0] = byte(i)
					sum += handwritten.ProbeBorrow(data)
				}
				return sum, nil
			}},
			{Name: "spandrel", Run: func(n int) (sum uint64, err error) {
				for i := range n {
					data[0] = byte(i)
					sum += calls.Probe(data)
				}
				return sum, nil
			}},
			{Name: "spandrel_leaf", Run: func(n int) (sum uint64, err error) {
				for i := range n {
					data[0] = byte(i)
					sum += calls.ProbeLeaf(data)
				}
				return sum, nil
			}},
			{Name: "go", Run: func(n int) (sum uint64, err error) {
				for i := range n {
					data[0] = byte(i)
					sum += plain.Probe(data)
				}
				return sum, nil
			}},
		},
		Goals: noAllocations(measure.Goal{Row: "spandrel", Against: "cgo_borrow", AtMost: 1.15}),
	}
	group.Rows = append(group.Rows, peers.bytesIn(data)...)
	return group
}

// bytesOut receives bytes that the callee made. Their value changes with every call.
func bytesOut(peers Peers, name string, size int) measure.Group {
	goals := []measure.Goal{
		{Row: "spandrel", MaxAllocs: 1},
		{Row: "spandrel_into", MaxAllocs: 0},
		{Row: "spandrel_view", MaxAllocs: 0},
	}
	switch size {
	case 16:
		goals = append(goals,
			measure.Goal{Row: "spandrel", Against: "cgo", AtLeast: 1.5},
			measure.Goal{Row: "spandrel_leaf", Against: "cgo", AtLeast: 1.5})
	case 1 << 10:
		// Most of such an answer is Go's own allocation and copy, which differs from processor to processor.
		goals = append(goals,
			measure.Goal{Row: "spandrel", Against: "go_copy", AtMost: 1.15},
			measure.Goal{Row: "spandrel_leaf", Against: "go_copy", AtMost: 1.15})
	}
	group := measure.Group{
		Name:  name,
		About: sizeName(size) + " out, owned by Go; the callee allocates and fills them",
		Want:  func(n int) uint64 { return 2*bytewise(n) + uint64(n)*uint64(size) },
		Rows: []measure.Row{
			fillRow("cgo", size, handwritten.Fill),
			fillRow("cgo_once", size, handwritten.FillOnce),
			fillRow("spandrel", size, calls.Fill),
			fillRow("spandrel_leaf", size, calls.FillLeaf),
			fillIntoRow(size),
			fillViewRow(size),
			fillRow("go", size, plain.Fill),
			copyRow(size),
		},
		Goals: goals,
		// Long enough for several garbage collections: what they cost falls on every row alike.
		Slice: 5 * time.Millisecond,
	}
	group.Rows = append(group.Rows, peers.bytesOut(size)...)
	return group
}

// fillRow calls through a function value, which costs some 2 ns in each of these rows.
func fillRow(name string, size int, fill func(count uint64, value uint8) []byte) measure.Row {
	return measure.Row{
		Name: name,
		Run: func(n int) (sum uint64, err error) {
			for i := range n {
				answer := fill(uint64(size), byte(i))
				sum += uint64(len(answer)) + uint64(answer[0]) + uint64(answer[size-1])
			}
			return sum, nil
		},
		Verify: func() error {
			if got, want := fill(uint64(size), 77), bytes.Repeat([]byte{77}, size); !bytes.Equal(got, want) {
				return fmt.Errorf("got %d bytes that begin %x, want %d of 4d", len(got), got[:min(len(got), 8)], size)
			}
			return nil
		},
	}
}

// copyRow copies bytes that are there: what is left of each row is the way to them.
func copyRow(size int) measure.Row {
	data := make([]byte, size)
	row := fillRow("go_copy", size, func(_ uint64, value uint8) []byte {
		data[0], data[size-1] = value, value
		return plain.Copy(data)
	})
	row.Verify = func() error {
		if !bytes.Equal(plain.Copy(data), data) {
			return errors.New("the copy differs")
		}
		return nil
	}
	return row
}

// fillIntoRow has the answer written into a buffer that is used again.
func fillIntoRow(size int) measure.Row {
	buf := make([]byte, 0, size)
	return fillRow("spandrel_into", size, func(count uint64, value uint8) []byte {
		buf = calls.FillInto(buf, count, value)
		return buf
	})
}

// fillViewRow looks at the answer where it lies.
func fillViewRow(size int) measure.Row {
	return measure.Row{
		Name: "spandrel_view",
		Run: func(n int) (sum uint64, err error) {
			add := func(view []byte) {
				sum += uint64(len(view)) + uint64(view[0]) + uint64(view[size-1])
			}
			for i := range n {
				calls.FillView(uint64(size), byte(i), add)
			}
			return sum, nil
		},
		Verify: func() error {
			want, same := bytes.Repeat([]byte{77}, size), false
			calls.FillView(uint64(size), 77, func(view []byte) { same = bytes.Equal(view, want) })
			if !same {
				return fmt.Errorf("the view is not %d of 4d", size)
			}
			return nil
		},
	}
}

func sizeName(size int) string {
	if size < 1<<10 {
		return fmt.Sprintf("%d bytes", size)
	}
	return fmt.Sprintf("%d KiB", size>>10)
}
