package fanout_test

import (
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"spandrel.dev/remux/internal/fanout"
	"spandrel.dev/remux/internal/ts"
	"spandrel.dev/remux/internal/ts/tstest"
)

// take hands on what is queued, as far as the allowance goes, and returns what
// is left of it. What a reader has taken but not sent on is kept in rest.
type taker struct {
	reader *fanout.Reader
	rest   int
}

func (k *taker) send(t *testing.T, allowance int) error {
	t.Helper()
	for allowance > 0 {
		if k.rest == 0 {
			chunks, err := k.reader.Next(t.Context())
			if err != nil {
				return err
			}
			for _, chunk := range chunks {
				k.rest += len(chunk)
			}
		}
		n := min(k.rest, allowance)
		k.reader.Sent(n)
		k.rest -= n
		allowance -= n
	}
	return nil
}

// A reader that takes less than half of what the stream sends for 10 s is
// dropped, with any policy. One that takes more than half is not, and neither is
// one that takes all of a stream that pauses.
func TestIssueAReaderBelowTheLowestRateIsDropped(t *testing.T) {
	for _, policy := range []fanout.Policy{fanout.Drop, fanout.Skip} {
		synctest.Test(t, func(t *testing.T) {
			hub := newHub(fanout.Limits{QueueBytes: 64 << 20, Policy: policy, MinRate: 0.5, RateWindow: 10 * time.Second})
			defer hub.Close()
			second := tstest.Stream(0, 25, 5)
			var takers []*taker
			parts := []float64{1, 0.6, 0.4, 0}
			for range parts {
				takers = append(takers, &taker{reader: subscribe(t, hub)})
			}
			for at := range 19 {
				if at == 4 {
					time.Sleep(time.Minute) // the stream pauses, and nobody owes anything
				}
				hub.Publish(second)
				for i, part := range parts {
					if takers[i].reader.Cause() == nil {
						if err := takers[i].send(t, int(part*float64(len(second)))); err != nil && !errors.Is(err, fanout.ErrBelowRate) {
							t.Fatal(err)
						}
					}
				}
				time.Sleep(time.Second)
			}
			for i, part := range parts {
				if cause := takers[i].reader.Cause(); errors.Is(cause, fanout.ErrBelowRate) != (part < 0.5) {
					t.Errorf("%v: the reader that takes %v of the rate: %v", policy, part, cause)
				}
			}
			if c := hub.Counters(); c.BelowRate != 2 || c.Dropped != 2 {
				t.Errorf("%v: %d below the rate, %d dropped", policy, c.BelowRate, c.Dropped)
			}
		})
	}
}

// What was taken and not sent on counts as a part of how far a reader is behind.
func TestIssueBytesInTheHandsOfAReaderCount(t *testing.T) {
	hub := newHub(fanout.Limits{QueueBytes: 100 * ts.PacketSize})
	reader := subscribe(t, hub)
	stream := tstest.Stream(0, 100, 10)
	hub.Publish(stream[:60*ts.PacketSize])
	if _, err := reader.Next(t.Context()); err != nil {
		t.Fatal(err)
	}
	hub.Publish(stream[60*ts.PacketSize:][:60*ts.PacketSize])
	if cause := reader.Cause(); !errors.Is(cause, fanout.ErrSlow) {
		t.Errorf("120 packets behind with 100 allowed: %v", cause)
	}
}

func TestIssueTheFullestReaderIsEvicted(t *testing.T) {
	hub := newHub(fanout.Limits{QueueBytes: 1 << 20, StartBytes: 1 << 20})
	full := subscribe(t, hub)
	hub.Publish(tstest.Stream(0, 50, 5))
	less := &taker{reader: subscribe(t, hub)}
	if err := less.send(t, 10); err != nil {
		t.Fatal(err)
	}
	if behind, evicted := hub.Fullest(), hub.Evict(0); behind != evicted || behind != int64(len(tstest.Stream(0, 50, 5))) {
		t.Errorf("%d bytes behind, %d evicted", behind, evicted)
	}
	if !errors.Is(full.Cause(), fanout.ErrMemory) || less.reader.Cause() != nil {
		t.Errorf("the fullest: %v, the other: %v", full.Cause(), less.reader.Cause())
	}
	select {
	case <-full.Dropped():
	default:
		t.Error("the sender is not told")
	}
	if c := hub.Counters(); c.Evicted != 1 || c.Dropped != 1 {
		t.Errorf("%+v", c)
	}
	if kept, freed := hub.StartBytes(), hub.ForgetStart(); kept == 0 || kept != freed || hub.StartBytes() != 0 {
		t.Errorf("%d kept for new readers, %d freed", kept, freed)
	}
}

// A reader that has just come has in its queue what the cache keeps anyhow: it
// is not the one to go when memory runs short, as long as the cache keeps it.
func TestIssueANewReaderIsNotTheFullest(t *testing.T) {
	hub := newHub(fanout.Limits{QueueBytes: 8 << 20, StartBytes: 8 << 20})
	group := tstest.Stream(0, 500, 500)
	hub.Publish(group)
	stuck := subscribe(t, hub)
	if _, err := stuck.Next(t.Context()); err != nil {
		t.Fatal(err)
	}
	stuck.Sent(len(group)) // all of its start
	hub.Publish(group[ts.PacketSize*10 : ts.PacketSize*100])
	came := subscribe(t, hub)
	if behind := hub.Fullest(); behind != 90*ts.PacketSize {
		t.Errorf("the fullest reader is %d packets behind, want 90", behind/ts.PacketSize)
	}
	if freed := hub.Evict(90 * ts.PacketSize); freed != 0 || stuck.Cause() != nil {
		t.Errorf("%d bytes freed although no reader was further behind than allowed: %v", freed, stuck.Cause())
	}
	if hub.Evict(0) == 0 || stuck.Cause() == nil || came.Cause() != nil {
		t.Errorf("the stuck reader: %v, the new one: %v", stuck.Cause(), came.Cause())
	}
	if behind := hub.Fullest(); behind != 0 {
		t.Errorf("%d bytes behind with nothing but the start", behind)
	}
	hub.ForgetStart() // from now on the start is there for the reader alone
	if hub.Fullest() == 0 || hub.Evict(0) == 0 || !errors.Is(came.Cause(), fanout.ErrMemory) {
		t.Errorf("a start that the cache has let go of: %v", came.Cause())
	}
}
