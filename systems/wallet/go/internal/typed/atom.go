package typed

import (
	"encoding/hex"
	"strings"

	"spandrel.dev/wallet/crypt"
	"spandrel.dev/wallet/internal/address"
	"spandrel.dev/wallet/internal/amount"
	"spandrel.dev/wallet/internal/strictjson"
)

// atom returns the 32 bytes of a value that is neither struct nor array.
func (e *encoder) atom(kind string, value *strictjson.Value) (word [32]byte, err error) {
	switch kind {
	case "bool":
		if !value.Is(strictjson.Bool) {
			return word, invalid("a bool is neither true nor false")
		}
		if value.True {
			word[31] = 1
		}
		return word, nil
	case "string":
		if !value.Is(strictjson.Text) {
			return word, invalid("a string is not a text")
		}
		return crypt.Keccak256([]byte(value.Text)), nil
	case "bytes":
		raw, err := digits(value)
		if err != nil {
			return word, err
		}
		return crypt.Keccak256(raw), nil
	case "address":
		if !value.Is(strictjson.Text) {
			return word, invalid("an address is not a text")
		}
		checked, err := address.Check(e.scratch, value.Text, address.EVM)
		if err != nil {
			return word, err
		}
		copy(word[12:], checked.Payload)
		return word, nil
	}
	if size, ok := sized(kind, "bytes"); ok {
		raw, err := digits(value)
		if err != nil || len(raw) != size {
			return word, invalid(kind + " has another length")
		}
		copy(word[:], raw)
		return word, nil
	}
	if size, ok := sized(kind, "uint"); ok {
		return integer(value, size, false)
	}
	size, _ := sized(kind, "int")
	return integer(value, size, true)
}

func digits(value *strictjson.Value) ([]byte, error) {
	if value.Is(strictjson.Text) {
		if rest, ok := strings.CutPrefix(value.Text, "0x"); ok {
			if raw, err := hex.DecodeString(rest); err == nil {
				return raw, nil
			}
		}
	}
	return nil, invalid("bytes are 0x and two digits a byte")
}

// integer reads a JSON integer, decimal text or, where it is not negative, 0x text, and checks its range.
func integer(value *strictjson.Value, bits int, signed bool) (word [32]byte, err error) {
	if !value.Is(strictjson.Text) && !value.Integer() {
		return word, invalid("a number is neither an integer nor a text of one")
	}
	text, negative := strings.CutPrefix(value.Text, "-")
	var number amount.Amount
	if rest, isHex := strings.CutPrefix(text, "0x"); isHex && !negative && value.Kind == strictjson.Text {
		if rest == "" || len(rest) > 64 {
			return word, invalid("a number is out of range")
		}
		raw, err := hex.DecodeString(strings.Repeat("0", len(rest)%2) + rest)
		if err != nil {
			return word, invalid("a number has a character that is not a digit")
		}
		number = amount.FromBytes(raw)
	} else if number, err = amount.Parse(text); err != nil || negative && number == (amount.Amount{}) {
		return word, invalid("a number is not written as one, or out of range")
	}
	length := number.Len()
	if negative {
		// −2^(bits−1) has one bit more than the largest number.
		number = minus(number)
		if !signed || length > bits-1 && !lowest(number, bits) {
			return word, invalid("a number is out of range")
		}
		return number.Word32(), nil
	}
	if signed {
		bits--
	}
	if length > bits {
		return word, invalid("a number is out of range")
	}
	return number.Word32(), nil
}

// minus returns the two's complement.
func minus(number amount.Amount) amount.Amount {
	for i := range number {
		number[i] = ^number[i]
	}
	sum, _ := number.Add(amount.Of(1))
	return sum
}

// lowest reports whether a two's complement is −2^(bits−1).
func lowest(number amount.Amount, bits int) bool {
	positive := minus(number)
	return positive.Len() == bits && trailingZeros(positive) == bits-1
}

func trailingZeros(number amount.Amount) int {
	raw := number.Word32()
	zeros := 0
	for i := 31; i >= 0; i-- {
		for bit := range 8 {
			if raw[i]>>bit&1 == 1 {
				return zeros
			}
			zeros++
		}
	}
	return zeros
}
