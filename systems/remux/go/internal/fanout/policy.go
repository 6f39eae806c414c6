package fanout

import "fmt"

// Policy is what happens to a reader whose queue is full.
type Policy uint8

const (
	// Drop ends the reader with ErrSlow.
	Drop Policy = iota
	// Skip throws its queue away and goes on at the next random access point.
	Skip
)

// String is the word that UnmarshalText takes.
func (p Policy) String() string {
	if p == Skip {
		return "skip"
	}
	return "drop"
}

// MarshalText writes the word that UnmarshalText takes.
func (p Policy) MarshalText() ([]byte, error) { return []byte(p.String()), nil }

// UnmarshalText reads the policy from a configuration.
func (p *Policy) UnmarshalText(text []byte) error {
	switch string(text) {
	case "drop":
		*p = Drop
	case "skip":
		*p = Skip
	default:
		return fmt.Errorf("slow-reader policy %q: use drop or skip", text)
	}
	return nil
}
