//go:build spandrel_debug

package debug

// poison is what memory is filled with that must not be read any more.
const poison = 0xDB

// Poison fills memory that a borrowed view showed, at the end of the borrow. Code that retained the view reads nonsense now, and
// not only when the memory is used again.
func Poison(view []byte) {
	for i := range view {
		view[i] = poison
	}
}
