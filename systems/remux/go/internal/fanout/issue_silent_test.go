package fanout_test

import (
	"errors"
	"io"
	"testing"
	"testing/synctest"
	"time"

	"spandrel.dev/remux/internal/fanout"
	"spandrel.dev/remux/internal/ts/tstest"
)

// A reader with a long queue that takes a little now and then is dropped also
// when the stream is silent or over; one that takes most of it may finish.
func TestIssueAReaderOfASilentOrEndedStreamKeepsTheLowestRate(t *testing.T) {
	for _, ended := range []bool{false, true} {
		synctest.Test(t, func(t *testing.T) {
			hub := newHub(fanout.Limits{QueueBytes: 64 << 20, StartBytes: 64 << 20, MinRate: 0.5, RateWindow: 10 * time.Second})
			defer hub.Close()
			second := tstest.Stream(0, 250, 1000)
			dribbles, honest := &taker{reader: subscribe(t, hub)}, &taker{reader: subscribe(t, hub)}
			rest := 9 * len(second)
			take := func() { // more than half of the rate
				part := min(rest, len(second)*6/10)
				rest -= part
				if err := honest.send(t, part); err != nil {
					t.Fatal(err)
				}
			}
			for range 9 { // less than a window, so that nobody was judged yet
				hub.Publish(second)
				take()
				time.Sleep(time.Second)
			}
			late := &taker{reader: subscribe(t, hub)} // with nothing but its start
			if ended {
				hub.Close()
			}
			kept := hub.Fullest()
			for range 60 {
				for _, one := range []*taker{dribbles, late} {
					if one.reader.Cause() == nil || one.reader.Cause() == io.EOF {
						if err := one.send(t, 100); err != nil && !errors.Is(err, io.EOF) {
							t.Fatal(err)
						}
					}
				}
				take()
				time.Sleep(time.Second)
				hub.Judge()
			}
			for name, one := range map[string]*taker{"queue": dribbles, "start": late} {
				if cause := one.reader.Cause(); !errors.Is(cause, fanout.ErrBelowRate) {
					t.Errorf("ended %v, %s: %v", ended, name, cause)
				}
				select {
				case <-one.reader.Dropped():
				default:
					t.Errorf("ended %v, %s: the sender is not told", ended, name)
				}
			}
			if cause := honest.reader.Cause(); errors.Is(cause, fanout.ErrBelowRate) {
				t.Errorf("ended %v: the reader that took everything: %v", ended, cause)
			}
			if c := hub.Counters(); c.BelowRate != 2 || c.Dropped != 2 || kept == 0 || hub.Fullest() != 0 {
				t.Errorf("ended %v: %d below the rate, %d dropped, %d bytes kept, then %d", ended, c.BelowRate, c.Dropped, kept, hub.Fullest())
			}
		})
	}
}
