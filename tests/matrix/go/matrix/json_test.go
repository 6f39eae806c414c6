package matrix

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"
)

// jsonTrip is a record that goes through encoding/json.
type jsonTrip struct {
	name string
	run  func(*source) error
}

// throughJSON writes a record and reads it into another, which has to be the same.
func throughJSON(sent, into any) error {
	text, err := json.Marshal(sent)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(text, into); err != nil {
		return fmt.Errorf("read of %.200s: %w", text, err)
	}
	got := reflect.ValueOf(into).Elem().Interface()
	if same(sent, got) {
		return nil
	}
	// What is not a number is one value in JSON, whatever its bits.
	again, err := json.Marshal(got)
	if err == nil && bytes.Contains(text, []byte(`"NaN"`)) && bytes.Equal(text, again) {
		return nil
	}
	return fmt.Errorf("%s became %s by way of %.200s", brief(sent), brief(got), text)
}

// Every type of the matrix is the same after encoding/json has written and read it, in the records in which it is nested.
func TestEveryTypeIsTheSameAfterJSON(t *testing.T) {
	random := rand.New(rand.NewPCG(13, 13))
	for _, record := range records {
		for round := range 40 {
			seed := []byte(nil)
			if round > 0 {
				seed = randomSeed(random)
			}
			err := record.run(&source{seed})
			// RFC 3339 has years of four digits: most random instants have none.
			if err == nil || round > 0 && strings.Contains(err.Error(), "year") {
				continue
			}
			t.Errorf("%s, made of %x: %v", record.name, seed, err)
			break
		}
	}
	if len(records) < 80 {
		t.Errorf("only %d records", len(records))
	}
}

// altered reads another number than it writes.
type altered struct{ Value uint8 }

func (a *altered) UnmarshalJSON(text []byte) error {
	type plain altered
	err := json.Unmarshal(text, (*plain)(a))
	a.Value ^= 1
	return err
}

func TestCanaryWhatJSONAltersIsSeen(t *testing.T) {
	if err := throughJSON(altered{2}, new(altered)); err == nil {
		t.Error("another number is not seen")
	}
	if err := throughJSON(struct{ Value uint8 }{2}, new(struct{ Value uint8 })); err != nil {
		t.Error(err)
	}
}
