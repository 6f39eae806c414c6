package fanout_test

import (
	"slices"
	"syscall"
	"testing"
	"time"

	"spandrel.dev/remux/internal/fanout"
	"spandrel.dev/remux/internal/ts/tstest"
)

// BenchmarkPublish prints the processor time of crafted streams beside that
// of a plain one, per byte: of many tables, and of many that change each time.
// They should cost at most three times as much.
func BenchmarkPublish(b *testing.B) {
	for name, packets := range map[string][]byte{
		"plain":   tstest.Stream(0, 1000, 12),
		"crafted": tstest.ManyPrograms(253, 190, 160, 0),
		"changing": slices.Concat(tstest.ManyPrograms(253, 190, 10, 0), tstest.ManyPrograms(253, 189, 10, 1),
			tstest.ManyPrograms(253, 188, 10, 2), tstest.ManyPrograms(253, 187, 10, 3)),
	} {
		b.Run(name, func(b *testing.B) {
			hub := newHub(fanout.Limits{QueueBytes: 1 << 20, StartBytes: 4 << 20})
			began := cpu()
			for b.Loop() {
				hub.Publish(packets)
			}
			b.ReportMetric(float64(cpu()-began)/float64(b.N)/float64(len(packets)), "cpu-ns/byte")
		})
	}
}

func cpu() time.Duration {
	var spent syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &spent); err != nil {
		return 0
	}
	return time.Duration(spent.Utime.Nano() + spent.Stime.Nano())
}

// The work for starts cannot outgrow the stream: no more bytes of tables are
// put together than bytes came in.
func TestIssueStartsCostNoMoreThanTheStream(t *testing.T) {
	hub := newHub(fanout.Limits{QueueBytes: 1 << 20, StartBytes: 4 << 20})
	packets := tstest.ManyPrograms(253, 190, 4000, 0)
	for range 4 {
		hub.Publish(packets)
	}
	counters := hub.Counters()
	if counters.Starts < 2 || counters.Prelude > counters.Published/2 {
		t.Errorf("%d starts, %d bytes of tables for a stream of %d bytes", counters.Starts, counters.Prelude, counters.Published)
	}
}

func TestIssueStartsASecondAreBounded(t *testing.T) {
	packets := tstest.Stream(0, 250, 1)
	free := newHub(fanout.Limits{QueueBytes: 1 << 20})
	free.Publish(packets)
	bounded := newHub(fanout.Limits{QueueBytes: 1 << 20, Starts: 1})
	bounded.Publish(packets) // takes less than many seconds
	if all, some := free.Counters().Starts, bounded.Counters().Starts; all < 90 || some == 0 || some > all/3 {
		t.Errorf("%d starts without a limit, %d with one", all, some)
	}
}
