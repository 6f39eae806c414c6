// Package descriptor reads and writes the output descriptors of single keys: BIP-380, 381, 382 and 386.
package descriptor

import (
	"strings"

	"spandrel.dev/wallet/internal/fault"
)

// Characters of a descriptor, in the order in which BIP-380 numbers them.
const (
	inputs = "0123456789()[],'/*abcdefgh@:$%{}" +
		"IJKLMNOPQRSTUVWXYZ&+-.;<=>?!^_|~" +
		"ijklmnopqrstuvwxyzABCDEFGH`#\"\\ "
	outputs = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
)

var generators = [5]uint64{0xf5dee51989, 0xa9fdca3312, 0x1bab10e32d, 0x3706b1677a, 0x644d626ffd}

func polymod(sum uint64, value int) uint64 {
	top := sum >> 35
	sum = sum&0x7ffffffff<<5 ^ uint64(value)
	for i, generator := range generators {
		if top>>i&1 == 1 {
			sum ^= generator
		}
	}
	return sum
}

// Checksum returns the eight characters that go behind the # of a text, as it is: ' and h give different ones.
func Checksum(text string) (string, error) {
	sum, class, classes := uint64(1), 0, 0
	for i := range len(text) {
		place := strings.IndexByte(inputs, text[i])
		if place < 0 {
			return "", fault.New(fault.InvalidInput, "a character does not belong in a descriptor")
		}
		sum = polymod(sum, place&31)
		class = 3*class + place>>5
		if classes++; classes == 3 {
			sum = polymod(sum, class)
			class, classes = 0, 0
		}
	}
	if classes > 0 {
		sum = polymod(sum, class)
	}
	for range 8 {
		sum = polymod(sum, 0)
	}
	sum ^= 1
	checksum := make([]byte, 8)
	for i := range checksum {
		checksum[i] = outputs[sum>>(5*(7-i))&31]
	}
	return string(checksum), nil
}

// split returns the text in front of the checksum, once that is right.
func split(text string) (string, error) {
	body, given, found := strings.Cut(text, "#")
	if !found {
		return "", fault.New(fault.InvalidInput, "the descriptor has no checksum")
	}
	want, err := Checksum(body)
	if err != nil {
		return "", err
	}
	if given != want {
		return "", fault.New(fault.InvalidChecksum, "the checksum of the descriptor is wrong")
	}
	return body, nil
}
