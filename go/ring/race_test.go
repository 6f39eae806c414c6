//go:build race

package ring_test

import (
	"os"
	"os/exec"
	"strings"
	"testing"

	"spandrel.dev/spandrel/ring"
)

const raceEnabled = true

// The order that a message makes hides no other race: what is written behind a Send is not ordered with the receiver.
func TestATrueRaceIsStillReported(t *testing.T) {
	const variable = "SPANDREL_RING_RACE"
	if os.Getenv(variable) != "" {
		tx, rx := plainRing[int64](t, ring.Config{})
		x, done := 0, make(chan struct{})
		go func() {
			if err := tx.Send(1); err != nil {
				t.Error(err)
			}
			x = 1
			close(done)
		}()
		must(rx.Next(t.Context()))(t)
		x = 2
		<-done
		t.Log(x)
		return
	}
	command := exec.Command(os.Args[0], "-test.run=^TestATrueRaceIsStillReported$")
	command.Env = append(os.Environ(), variable+"=1")
	output, err := command.CombinedOutput()
	if err == nil || !strings.Contains(string(output), "DATA RACE") {
		t.Fatalf("got %v, want a report of a race:\n%s", err, output)
	}
}
