package two_objects

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"testing"

	"spandrel.dev/tests/faults/faults"
	faultslive "spandrel.dev/tests/faults/faults/live"
	"spandrel.dev/tests/faults/gofails"
	gofailslive "spandrel.dev/tests/faults/gofails/live"
	"spandrel.dev/tests/faults/report"
	"spandrel.dev/tests/go_main/go_calls_rust/everything"
)

// mixed is a callback of one bridge that calls the other bridges: Rust to Go to other Rust and back.
func mixed(text string) (uint32, error) {
	echoed, err := everything.EchoStr(text)
	if err != nil {
		return 0, err
	}
	if _, err := faults.PanicFree(faults.HowCalm); err != nil {
		return 0, err
	}
	return uint32(len(echoed)), nil
}

// through calls both kinds of bridge, each from within the other, and says what is wrong.
func through(text string) string {
	if got, err := gofails.Lent(text, mixed); err != nil || got != uint32(len(text)) {
		return fmt.Sprintf("got %d, %v", got, err)
	}
	// What is refused at the first wall gets to none of the others.
	_, err := gofails.Kept("\xff", func(string) (uint32, error) { return 0, nil })
	if err == nil || !strings.Contains(err.Error(), "UTF-8") {
		return fmt.Sprintf("not refused: %v", err)
	}
	return ""
}

// failing makes a panic of one Rust side travel through Go and the other Rust side.
func failing(how faults.How) string {
	_, err := gofails.Lent("", func(string) (uint32, error) { return faults.PanicFree(how) })
	var caught *gofails.Error
	if !errors.As(err, &caught) || caught.KindValue != "Returned" || !strings.Contains(caught.Message, "faults.PanicFree: panic: a literal") {
		return fmt.Sprintf("got %v, want the panic of the other bridge", err)
	}
	_, err = gofails.Lent("", func(string) (uint32, error) { panic("of Go") })
	if !errors.As(err, &caught) || caught.KindValue != "Panicked" || caught.Message != "of Go" {
		return fmt.Sprintf("got %v, want the panic of Go", err)
	}
	return both()
}

// The object of one bridge gave up nocallback, the other's did not; both work, in one another and at once.
func TestBridgeThatCallsGoBesideOneThatDoesNot(t *testing.T) {
	figure := report.New(t, "two-objects", "a bridge that calls Go beside two that do not")
	figure.Canary(failing(faults.HowCalm))
	guards := gofails.MadeAndDropped()
	n := report.Scale(2000, 100)
	var group sync.WaitGroup
	for number := range 4 {
		group.Go(func() {
			for turn := range n {
				figure.Cases(1, "calls through both", through(fmt.Sprintf("text %d of %d", turn, number)))
				figure.Faults(5, "panics through both", failing(faults.HowLiteral))
			}
		})
	}
	group.Wait()
	now := gofails.MadeAndDropped()
	objects, blocks := gofailslive.Counters()
	others, otherBlocks := faultslive.Counters()
	wrong := ""
	if now.V0 == guards.V0 || now.V0-guards.V0 != now.V1-guards.V1 || objects != 0 || blocks != 0 || others != 0 || otherBlocks != 0 {
		wrong = fmt.Sprintf("%d guards made, %d dropped; %d objects, %d blocks here, %d and %d there",
			now.V0-guards.V0, now.V1-guards.V1, objects, blocks, others, otherBlocks)
	}
	figure.Cases(1, "what is left", wrong)
}
