package promhook_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/testutil"

	"spandrel.dev/spandrel/hooks/promhook"
	"spandrel.dev/spandrel/internal/hooktest"
)

func TestMetrics(t *testing.T) {
	registry := prometheus.NewPedanticRegistry()
	hook, err := promhook.New(registry, promhook.Options{Labels: prometheus.Labels{"mode": "test"}})
	if err != nil {
		t.Fatal(err)
	}
	var answer error
	core := hooktest.New(hook, func(context.Context) (uint64, error) {
		flying, err := registry.Gather()
		if err != nil {
			t.Error(err)
		}
		for _, family := range flying {
			if family.GetName() == "spandrel_calls_in_flight" && family.GetMetric()[0].GetGauge().GetValue() != 1 {
				t.Error(family)
			}
		}
		if answer != nil && answer.Error() == "panic" {
			panic(answer)
		}
		return 4, answer
	})
	for range 3 {
		_, _ = core.Get(context.Background())
	}
	for range core.Watch(context.Background()) {
	}
	answer = errors.New("no luck")
	_, _ = core.Get(context.Background())
	answer = errors.New("panic")
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic was lost")
			}
		}()
		_, _ = core.Get(context.Background())
	}()
	want := `
# HELP spandrel_calls_in_flight Calls of a core that did not end yet.
# TYPE spandrel_calls_in_flight gauge
spandrel_calls_in_flight{mode="test"} 0
# HELP spandrel_calls_total Calls of a core that ended.
# TYPE spandrel_calls_total counter
spandrel_calls_total{function="test.Get",mode="test",outcome="error"} 1
spandrel_calls_total{function="test.Get",mode="test",outcome="ok"} 3
spandrel_calls_total{function="test.Get",mode="test",outcome="panic"} 1
spandrel_calls_total{function="test.Watch",mode="test",outcome="ok"} 1
# HELP spandrel_stream_items_total Items of streams.
# TYPE spandrel_stream_items_total counter
spandrel_stream_items_total{function="test.Watch",mode="test"} 4
`
	if err := testutil.GatherAndCompare(registry, strings.NewReader(want),
		"spandrel_calls_in_flight", "spandrel_calls_total", "spandrel_stream_items_total"); err != nil {
		t.Error(err)
	}
	if count, err := testutil.GatherAndCount(registry, "spandrel_call_seconds"); count != 2 || err != nil {
		t.Error(count, err)
	}
	if _, err := promhook.New(registry, promhook.Options{Labels: prometheus.Labels{"mode": "test"}}); err == nil {
		t.Error("the same metrics are registered twice")
	}
}
