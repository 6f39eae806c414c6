package fanout_test

import (
	"testing"

	"spandrel.dev/remux/internal/fanout"
	"spandrel.dev/remux/internal/ts"
	"spandrel.dev/remux/internal/ts/tstest"
)

// A reader that waited for its start gets the tables first, however small its
// queue is, and then as much as the queue holds.
func TestIssueAReaderStartsWithTheTablesHoweverSmallItsQueue(t *testing.T) {
	for _, policy := range []fanout.Policy{fanout.Drop, fanout.Skip} {
		hub := newHub(fanout.Limits{QueueBytes: ts.PacketSize, Policy: policy})
		reader := subscribe(t, hub)
		stream := tstest.Stream(0, 5, 5)
		var got []byte
		for at := 0; at < len(stream) && len(got) < 3*ts.PacketSize; at += ts.PacketSize {
			hub.Publish(stream[at : at+ts.PacketSize : at+ts.PacketSize])
			if !started(hub) {
				continue
			}
			chunks, err := reader.Next(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			for _, chunk := range chunks {
				got = append(got, chunk...)
			}
		}
		checkStart(t, got)
	}
}

func started(hub *fanout.Hub) bool {
	select {
	case <-hub.Ready():
		return true
	default:
		return false
	}
}
