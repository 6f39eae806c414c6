package main

import (
	"errors"
	"strings"
	"testing"
)

// A planted way that loses one message, and one that fails, end the measurement.
func TestALostMessageIsNoticed(t *testing.T) {
	loses := func(count uint64) (uint64, error) {
		sum, err := channel(count)
		return sum - 7, err
	}
	fails := func(uint64) (uint64, error) { return 0, errors.New("planted") }
	for want, run := range map[string]func(uint64) (uint64, error){
		"planted: got the sum 4943, want 4950": loses, "planted: planted": fails,
	} {
		rows, err := measure(group{"canary", 1, 100, []way{{"channel", 0, channel}, {"planted", 0, run}}}, 1)
		if err == nil || err.Error() != want {
			t.Errorf("got %v and the error %v, want %q", rows, err, want)
		}
	}
}

// Every way delivers every message, also when the last batch is not full.
func TestEveryWayDelivers(t *testing.T) {
	for _, g := range append(groups(), between()...) {
		g.count = 1003
		rows, err := measure(g, 1)
		if err != nil {
			t.Errorf("%s: %v", g.name, err)
		}
		for _, row := range rows {
			if row.Speedup == 0 || row.Wall == 0 {
				t.Errorf("%s: %s is not measured: %+v", g.name, row.Name, row)
			}
		}
	}
}

// A ring makes no calls for its messages. Leaf calls, which the runtime does not count, are counted.
func TestCallsAreCounted(t *testing.T) {
	const count = 100 * batch
	for _, g := range between() {
		g.count = count
		rows, err := measure(g, 1)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			switch {
			case row.Name == "ring" && row.Calls*count > 20:
				t.Errorf("%s: %.5f calls for each message through a ring", g.name, row.Calls)
			case strings.HasPrefix(row.Name, "leaf") && row.Calls < 2.0/batch:
				t.Errorf("%s: %.5f calls for each message by leaf calls, want one to push and one to take %d", g.name, row.Calls, batch)
			}
		}
	}
}
