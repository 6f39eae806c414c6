package plain

// EachNumber calls visit with 0, 1, … and returns the sum of its answers.
//
//go:noinline
func EachNumber(count uint64, visit func(uint64) uint64) (sum uint64) {
	for value := range count {
		sum += visit(value)
	}
	return sum
}

// EachPacket calls visit with 64 bytes, of which the first changes, and returns the sum of its answers.
//
//go:noinline
func EachPacket(count uint64, visit func([]byte) uint64) (sum uint64) {
	packet := make([]byte, 64)
	for i := range packet {
		packet[i] = 5
	}
	for value := range count {
		packet[0] = byte(value)
		sum += visit(packet)
	}
	return sum
}
