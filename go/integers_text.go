package spandrel

import (
	"fmt"
	"math/big"
)

// MarshalText returns the value in decimal. It is also how the value is a key of a map in JSON.
func (v Uint128) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads what MarshalText returns.
func (v *Uint128) UnmarshalText(text []byte) error {
	value, ok := decimal(text)
	if !ok {
		return fmt.Errorf("spandrel: %q is not a whole number", text)
	}
	read, ok := NewUint128(value)
	if !ok {
		return fmt.Errorf("spandrel: %s does not fit into 128 bits without sign", text)
	}
	*v = read
	return nil
}

// MarshalJSON returns the value as a number: exact, as encoding/json writes those of 64 bits.
func (v Uint128) MarshalJSON() ([]byte, error) { return v.MarshalText() }

// UnmarshalJSON reads a whole number, and as the key of a map one in quotes.
func (v *Uint128) UnmarshalJSON(text []byte) error { return v.UnmarshalText(unquoted(text)) }

// MarshalText returns the value in decimal. It is also how the value is a key of a map in JSON.
func (v Int128) MarshalText() ([]byte, error) { return []byte(v.String()), nil }

// UnmarshalText reads what MarshalText returns.
func (v *Int128) UnmarshalText(text []byte) error {
	value, ok := decimal(text)
	if !ok {
		return fmt.Errorf("spandrel: %q is not a whole number", text)
	}
	read, ok := NewInt128(value)
	if !ok {
		return fmt.Errorf("spandrel: %s does not fit into 128 bits", text)
	}
	*v = read
	return nil
}

// MarshalJSON returns the value as a number: exact, as encoding/json writes those of 64 bits.
func (v Int128) MarshalJSON() ([]byte, error) { return v.MarshalText() }

// UnmarshalJSON reads a whole number, and as the key of a map one in quotes.
func (v *Int128) UnmarshalJSON(text []byte) error { return v.UnmarshalText(unquoted(text)) }

// decimal reads the digits of a number that may have a sign. There are at most 40 of 128 bits.
func decimal(text []byte) (*big.Int, bool) {
	if len(text) == 0 || len(text) > 40 {
		return nil, false
	}
	for i, b := range text {
		if (b < '0' || b > '9') && (i > 0 || b != '-') {
			return nil, false
		}
	}
	return new(big.Int).SetString(string(text), 10)
}

// unquoted is the number in a text. encoding/json passes both forms to the same method.
func unquoted(text []byte) []byte {
	if len(text) > 1 && text[0] == '"' && text[len(text)-1] == '"' {
		return text[1 : len(text)-1]
	}
	return text
}
