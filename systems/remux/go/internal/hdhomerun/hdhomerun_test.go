package hdhomerun

import (
	"regexp"
	"strconv"
	"testing"
)

// The digits of 1234567 are worked out by hand: the checksum takes 1, 3, 5 and 7
// from its table (5, 6, C, B) and 2, 4 and 6 as they are, which makes 4.
func TestChecksum(t *testing.T) {
	for last := range uint32(16) {
		if (sum(0x12345670|last) == 0) != (last == 4) {
			t.Errorf("the last digit %X is judged wrongly", last)
		}
	}
}

func TestID(t *testing.T) {
	for _, name := range []string{"", "remux", "living room"} {
		id := ID(name)
		n, err := strconv.ParseUint(id, 16, 32)
		if err != nil || sum(uint32(n)) != 0 || !regexp.MustCompile(`^[0-9A-F]{8}$`).MatchString(id) || id != ID(name) {
			t.Errorf("%q has the number %s", name, id)
		}
	}
	if ID("a") == ID("b") {
		t.Error("two names have one number")
	}
}
