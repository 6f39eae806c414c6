package spandrel

import (
	"encoding/json"
	"fmt"
)

// MarshalJSON returns a list of the values.
func (t Tuple2[A, B]) MarshalJSON() ([]byte, error) { return json.Marshal([]any{t.V0, t.V1}) }

// UnmarshalJSON reads a list of the values.
func (t *Tuple2[A, B]) UnmarshalJSON(text []byte) error { return readTuple(text, &t.V0, &t.V1) }

// MarshalJSON returns a list of the values.
func (t Tuple3[A, B, C]) MarshalJSON() ([]byte, error) { return json.Marshal([]any{t.V0, t.V1, t.V2}) }

// UnmarshalJSON reads a list of the values.
func (t *Tuple3[A, B, C]) UnmarshalJSON(text []byte) error {
	return readTuple(text, &t.V0, &t.V1, &t.V2)
}

// MarshalJSON returns a list of the values.
func (t Tuple4[A, B, C, D]) MarshalJSON() ([]byte, error) {
	return json.Marshal([]any{t.V0, t.V1, t.V2, t.V3})
}

// UnmarshalJSON reads a list of the values.
func (t *Tuple4[A, B, C, D]) UnmarshalJSON(text []byte) error {
	return readTuple(text, &t.V0, &t.V1, &t.V2, &t.V3)
}

// MarshalJSON returns a list of the values.
func (t Tuple5[A, B, C, D, E]) MarshalJSON() ([]byte, error) {
	return json.Marshal([]any{t.V0, t.V1, t.V2, t.V3, t.V4})
}

// UnmarshalJSON reads a list of the values.
func (t *Tuple5[A, B, C, D, E]) UnmarshalJSON(text []byte) error {
	return readTuple(text, &t.V0, &t.V1, &t.V2, &t.V3, &t.V4)
}

// MarshalJSON returns a list of the values.
func (t Tuple6[A, B, C, D, E, F]) MarshalJSON() ([]byte, error) {
	return json.Marshal([]any{t.V0, t.V1, t.V2, t.V3, t.V4, t.V5})
}

// UnmarshalJSON reads a list of the values.
func (t *Tuple6[A, B, C, D, E, F]) UnmarshalJSON(text []byte) error {
	return readTuple(text, &t.V0, &t.V1, &t.V2, &t.V3, &t.V4, &t.V5)
}

func readTuple(text []byte, parts ...any) error {
	var values []json.RawMessage
	if err := json.Unmarshal(text, &values); err != nil {
		return err
	}
	if len(values) != len(parts) {
		return fmt.Errorf("spandrel: the list has %d elements, and %d are required", len(values), len(parts))
	}
	for i, value := range values {
		if err := json.Unmarshal(value, parts[i]); err != nil {
			return err
		}
	}
	return nil
}
