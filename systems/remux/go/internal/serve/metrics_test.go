package serve

import (
	"strings"
	"testing"

	"github.com/prometheus/client_golang/prometheus"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/stats"
	"spandrel.dev/remux/internal/stream"
)

// onlyTracks collects the tracks of one status.
type onlyTracks struct {
	*collector
	status *stream.Status
	limits config.Metrics
}

func (o onlyTracks) Describe(descriptions chan<- *prometheus.Desc) {
	prometheus.DescribeByCollect(o, descriptions)
}

func (o onlyTracks) Collect(metrics chan<- prometheus.Metric) {
	o.collectTracks(metrics, o.status, o.limits)
}

// A stream of 253 programs of 190 tracks adds no more series than one may.
func TestIssueTracksBeyondTheLimitAreSummed(t *testing.T) {
	status := &stream.Status{Name: "crafted"}
	const programs, tracks = 253, 190
	for program := range programs {
		entry := stats.Program{Number: uint16(program)}
		for pid := range tracks {
			entry.Tracks = append(entry.Tracks, stats.Track{Pid: uint16(pid), FramesIn: 1,
				CodecIn: "ac3", CodecOut: "ac3", Language: strings.Repeat("\x1b", 99)})
		}
		status.Programs = append(status.Programs, entry)
	}
	// The damaged table that names one track twice.
	status.Programs[0].Tracks = append(status.Programs[0].Tracks, status.Programs[0].Tracks[0])
	limits := config.Metrics{Tracks: 64, LabelBytes: 16}
	registry := prometheus.NewPedanticRegistry()
	registry.MustRegister(onlyTracks{newCollector(nil), status, limits})
	families, err := registry.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, family := range families {
		if len(family.Metric) != limits.Tracks+1 {
			t.Errorf("%s has %d series", family.GetName(), len(family.Metric))
		}
		sum := 0.0
		for _, metric := range family.Metric {
			sum += metric.GetCounter().GetValue()
			for _, label := range metric.Label {
				if len(label.GetValue()) > limits.LabelBytes || strings.Contains(label.GetValue(), "\x1b") {
					t.Errorf("label %q", label.GetValue())
				}
			}
		}
		if family.GetName() == "remux_track_frames_in_total" && sum != programs*tracks+1 {
			t.Errorf("%v frames of %d", sum, programs*tracks+1)
		}
	}
}

// A stream whose tracks change all the time adds no more series than one may,
// and a track that has figures of its own keeps them.
func TestIssueTracksThatKeepChangingAddNoSeries(t *testing.T) {
	status := &stream.Status{Name: "crafted"}
	limits := config.Metrics{Tracks: 64, LabelBytes: 16}
	registry := prometheus.NewPedanticRegistry()
	registry.MustRegister(onlyTracks{newCollector(nil), status, limits})
	series := make(map[string]bool)
	for round := range 1000 {
		status.Programs = []stats.Program{{Tracks: []stats.Track{{Pid: 1, FramesIn: 1}, {Pid: uint16(round + 2), FramesIn: 1}}}}
		families, err := registry.Gather()
		if err != nil {
			t.Fatal(err)
		}
		first := false
		for _, metric := range families[0].Metric {
			for _, label := range metric.Label {
				if label.GetName() == "pid" {
					series[label.GetValue()] = true
					first = first || label.GetValue() == "1"
				}
			}
		}
		if !first {
			t.Fatalf("round %d: the first track has lost its series", round)
		}
	}
	if len(series) != limits.Tracks+1 {
		t.Errorf("%d series in all", len(series))
	}
}
