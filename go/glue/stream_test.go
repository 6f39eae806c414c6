package glue

import "testing"

// A batch whose number of items is wrong shows none of them.
func TestItemsLieInTheirBatch(t *testing.T) {
	s := source{items: make([]byte, 16), count: 3}
	if items := plainItems[uint64](&s); len(items) != 0 || !s.reader.Failed() {
		t.Errorf("%d items in 16 bytes", len(items))
	}
}
