package encoding

import (
	"strings"

	"spandrel.dev/wallet/internal/fault"
)

// Variant tells the two checksums apart.
type Variant uint32

// The constants of BIP-173 and BIP-350.
const (
	Bech32  Variant = 1
	Bech32m Variant = 0x2bc830a3
)

const alphabet32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"

var generators = [5]uint32{0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3}

func polymod(sum uint32, value byte) uint32 {
	top := sum >> 25
	sum = sum&0x1ffffff<<5 ^ uint32(value)
	for i, generator := range generators {
		if top>>i&1 == 1 {
			sum ^= generator
		}
	}
	return sum
}

// prefixed returns the sum over the part in front of the separator.
func prefixed(prefix string) uint32 {
	sum := uint32(1)
	for i := range len(prefix) {
		sum = polymod(sum, prefix[i]>>5)
	}
	sum = polymod(sum, 0)
	for i := range len(prefix) {
		sum = polymod(sum, prefix[i]&31)
	}
	return sum
}

// DecodeBech32 returns prefix, values of five bits, and variant of a text of at most 90 characters. A checksum that is
// neither variant's is INVALID_CHECKSUM, all else INVALID_INPUT.
func DecodeBech32(text string) (prefix string, values []byte, variant Variant, err error) {
	refuse := func(message string) (string, []byte, Variant, error) {
		return "", nil, 0, fault.New(fault.InvalidInput, message)
	}
	if len(text) > 90 {
		return refuse("the bech32 text is longer than 90 characters")
	}
	for i := range len(text) {
		if text[i] < 33 || text[i] > 126 {
			return refuse("a character is not one of bech32")
		}
	}
	lower := strings.ToLower(text)
	if text != lower && text != strings.ToUpper(text) {
		return refuse("capital and small letters are mixed")
	}
	at := strings.LastIndexByte(lower, '1')
	if at < 1 {
		return refuse("the part in front of the separator is missing")
	}
	if len(lower)-at-1 < 6 {
		return refuse("the checksum is too short")
	}
	prefix = lower[:at]
	sum := prefixed(prefix)
	for i := at + 1; i < len(lower); i++ {
		value := strings.IndexByte(alphabet32, lower[i])
		if value < 0 {
			return refuse("a character is not one of bech32")
		}
		values = append(values, byte(value))
		sum = polymod(sum, byte(value))
	}
	variant = Variant(sum)
	if variant != Bech32 && variant != Bech32m {
		return "", nil, 0, fault.New(fault.InvalidChecksum, "the checksum of the bech32 text is wrong")
	}
	return prefix, values[:len(values)-6], variant, nil
}

// DecodeWitness returns prefix, version and program of a witness address. BIP-173 and BIP-350.
func DecodeWitness(text string) (prefix string, version int, program []byte, err error) {
	prefix, values, variant, err := DecodeBech32(text)
	if err != nil {
		return "", 0, nil, err
	}
	if len(values) == 0 || values[0] > 16 {
		return "", 0, nil, fault.New(fault.InvalidInput, "the witness version is missing or above 16")
	}
	version = int(values[0])
	if (version == 0) != (variant == Bech32) {
		return "", 0, nil, fault.New(fault.InvalidChecksum, "the checksum is that of another witness version")
	}
	pending, bits := uint32(0), 0
	for _, value := range values[1:] {
		pending = pending<<5&0xfff | uint32(value)
		if bits += 5; bits >= 8 {
			bits -= 8
			program = append(program, byte(pending>>bits))
		}
	}
	if bits > 4 || pending&(1<<bits-1) != 0 {
		return "", 0, nil, fault.New(fault.InvalidInput, "the padding is wrong")
	}
	if len(program) < 2 || len(program) > 40 || version == 0 && len(program) != 20 && len(program) != 32 {
		return "", 0, nil, fault.New(fault.InvalidInput, "the witness program has a wrong length")
	}
	return prefix, version, program, nil
}

// EncodeWitness returns the address of a witness program.
func EncodeWitness(prefix string, version int, program []byte) string {
	variant := Bech32m
	if version == 0 {
		variant = Bech32
	}
	values := []byte{byte(version)}
	pending, bits := uint32(0), 0
	for _, value := range program {
		pending = pending<<8&0xfff | uint32(value)
		for bits += 8; bits >= 5; {
			bits -= 5
			values = append(values, byte(pending>>bits&31))
		}
	}
	if bits > 0 {
		values = append(values, byte(pending<<(5-bits)&31))
	}
	sum := prefixed(prefix)
	text := append([]byte(prefix), '1')
	for _, value := range values {
		sum = polymod(sum, value)
		text = append(text, alphabet32[value])
	}
	for range 6 {
		sum = polymod(sum, 0)
	}
	sum ^= uint32(variant)
	for i := range 6 {
		text = append(text, alphabet32[sum>>(5*(5-i))&31])
	}
	return string(text)
}
