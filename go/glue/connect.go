package glue

import "unsafe"

// Unopened makes a Rust side whose library is loaded later, by the first of its calls. The functions of the link load it.
// What is looked at before a call lies in Go's memory until then.
func Unopened(link Link) *Bridge {
	startOutsider()
	nothing := new(returned)
	link.Returned = unsafe.Pointer(nothing)
	link.Released = unsafe.Pointer(new(uint64))
	return &Bridge{link: link, returned: nothing}
}

// Connect starts a Rust side whose library is loaded now. It is called once, before the first call returns: goroutines that
// have made no call may still read what was there before, and find nothing in it.
func (b *Bridge) Connect(link Link) {
	b.link, b.returned = link, (*returned)(link.Returned)
	b.register()
	if link.Completed != nil {
		registerLost(link)
	}
}
