package matrix

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strconv"
	"testing"
	"time"
)

// TestRandomRoundTrips is the bounded form of the fuzz target, and figure 9 of the reliability figures.
// SPANDREL_MATRIX_ROUNDS makes it longer.
func TestRandomRoundTrips(t *testing.T) {
	rounds := 40
	if text := os.Getenv("SPANDREL_MATRIX_ROUNDS"); text != "" {
		var err error
		if rounds, err = strconv.Atoi(text); err != nil {
			t.Fatal(err)
		}
	}
	start := uint64(time.Now().UnixNano())
	random := rand.New(rand.NewPCG(start, 0))
	fromGo := counts{name: "values of every type, Go to Rust and back"}
	fromRust := counts{name: "values of every type, Rust to Go and back"}
	for range rounds {
		for _, trip := range trips {
			seed := randomSeed(random)
			fromGo.judge(t, trip.fromGo(seed), seed, start)
			if trip.back != nil {
				fromRust.judge(t, trip.fromRust(seed), seed, start)
			}
		}
	}
	// Seeded bugs: a bit that changes in Rust, and one that changes in Go.
	fromGo.print(trip{there: func(s *source) error {
		return there(s.u32(), func(v uint32) (uint32, error) { return EchoU32(v) ^ 1<<31, nil })
	}}.fromGo)
	fromRust.print(trip{back: func(seed []byte) error {
		return back(seed, func(seed []byte) (uint32, error) { return MadeU32(seed) ^ 1, nil }, sure2(IsMadeU32))
	}}.fromRust)
}

// counts are those of one direction.
type counts struct {
	name              string
	cases, unexpected int
}

func (c *counts) judge(t *testing.T, err error, seed []byte, start uint64) {
	c.cases++
	if err != nil {
		c.unexpected++
		if c.unexpected < 10 {
			t.Errorf("%v\nmade of %x, random numbers from %d", err, seed, start)
		}
	}
}

// print writes the line that the task collects; damaged is a round trip with a bug.
func (c *counts) print(damaged func(seed []byte) error) {
	canary := "missed"
	if damaged([]byte{1, 2, 3, 4}) != nil {
		canary = "caught"
	}
	fmt.Printf("\nFIGURE {\"suite\":\"random\",\"name\":%q,\"cases\":%d,\"injected\":0,\"answered\":0,\"unexpected\":%d,\"canary\":%q}\n",
		c.name, c.cases, c.unexpected, canary)
}
