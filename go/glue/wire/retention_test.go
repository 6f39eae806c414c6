package wire

import (
	"runtime"
	"slices"
	"strings"
	"testing"
)

// texts encodes a list of strings with a gap of numbers behind each.
func texts(count, size, gap int) []byte {
	var data []byte
	for range count {
		data = append(data, encoded(uint64(size), strings.Repeat("x", size))...)
		data = append(data, make([]byte, gap)...)
	}
	return data
}

// A retained string retains at most one block of its answer besides itself, wherever in the answer it lies.
func TestIssueStringRetention(t *testing.T) {
	const answers = 64
	for _, shape := range []struct{ count, size, gap int }{
		{10_000, 1, 0}, {10_000, 16, 0}, {10_000, 16, 200}, {1000, 1000, 0}, {1000, 1025, 0}, {100, 4096, 0}, {100, 10_000, 5}, {1, 100_000, 900_000},
	} {
		data := texts(shape.count, shape.size, shape.gap)
		for _, which := range []int{0, shape.count / 2, shape.count - 1} {
			retained := make([]string, answers)
			before := heapInUse()
			for answer := range retained {
				reader := Reader{data: data}
				for i := range shape.count {
					text := reader.String()
					reader.next(shape.gap)
					if text != strings.Repeat("x", shape.size) {
						t.Fatalf("%+v: string %d is %q", shape, i, text)
					}
					if i == which {
						retained[answer] = text
					}
				}
				if reader.failed || reader.at != len(reader.data) {
					t.Fatalf("%+v: at %d of %d", shape, reader.at, len(reader.data))
				}
			}
			grown := int(heapInUse()-before) / answers
			// Go's size classes round up, by an eighth at most, and by a page for long ones.
			if most := TextBlock + shape.size*9/8 + 8192; grown > most {
				t.Errorf("%+v: string %d retains %d bytes, more than %d", shape, which, grown, most)
			}
			runtime.KeepAlive(retained)
		}
		runtime.KeepAlive(data)
	}
}

func heapInUse() uint64 {
	runtime.GC()
	runtime.GC()
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return stats.HeapAlloc
}

// An answer that fits the scratch block has one allocation for all its strings; what is longer has few.
func TestStringAllocations(t *testing.T) {
	for _, shape := range []struct{ count, size, most int }{
		{7, 16, 1}, {170, 16, 1}, {10_000, 16, 60}, {1000, 100, 28}, {1000, 1000, 251}, {10, 10_000, 10},
	} {
		data, list := texts(shape.count, shape.size, 0), make([]string, shape.count)
		allocations := testing.AllocsPerRun(10, func() {
			reader := Reader{data: data}
			for i := range list {
				list[i] = reader.String()
			}
		})
		if int(allocations) > shape.most {
			t.Errorf("%d strings of %d bytes: %v allocations, want at most %d", shape.count, shape.size, allocations, shape.most)
		}
	}
}

// Long and short strings in turn, at every place that a block can end at.
func TestStringsAcrossBlocks(t *testing.T) {
	for _, first := range []int{0, 1, 7, textAlone - 9, textAlone, textAlone + 1, TextBlock - 17, TextBlock, TextBlock + 1} {
		var data []byte
		var want []string
		for i, size := range []int{first, 3, textAlone, textAlone + 1, 0, 1, TextBlock - 8, 5, 3 * TextBlock, 2, textAlone - 1, first} {
			text := strings.Repeat(string(rune('a'+i)), size)
			want = append(want, text)
			data = append(data, encoded(uint64(size), text)...)
		}
		reader := Reader{data: data}
		got := make([]string, len(want))
		for i := range got {
			got[i] = reader.String()
		}
		if !slices.Equal(got, want) || reader.failed {
			t.Errorf("first string of %d bytes: the strings differ", first)
		}
	}
}
