package fanout_test

import (
	"testing"

	"spandrel.dev/remux/internal/fanout"
	"spandrel.dev/remux/internal/ts"
	"spandrel.dev/remux/internal/ts/tstest"
)

// Few packets in a large array, as after much junk, take no more memory than
// is counted for them.
func TestIssueMemoryThatNothingCountsIsNotRetained(t *testing.T) {
	hub := newHub(fanout.Limits{QueueBytes: 1 << 20, StartBytes: 1 << 20})
	early := subscribe(t, hub)
	stream := tstest.Stream(0, 50, 5)
	for at := 0; at < len(stream); at += ts.PacketSize {
		hub.Publish(append(make([]byte, 0, 64<<10), stream[at:at+ts.PacketSize]...))
	}
	for name, reader := range map[string]*fanout.Reader{"queue": early, "start": subscribe(t, hub)} {
		chunks, err := reader.Next(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		counted, retained := 0, 0
		for _, chunk := range chunks {
			counted += len(chunk)
			retained += cap(chunk)
		}
		if counted < ts.PacketSize || retained > 2*counted {
			t.Errorf("%s: %d bytes counted, %d retained", name, counted, retained)
		}
	}
}
