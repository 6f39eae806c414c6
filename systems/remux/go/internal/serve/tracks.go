package serve

import (
	"strconv"

	"github.com/prometheus/client_golang/prometheus"

	"spandrel.dev/remux/internal/config"
	"spandrel.dev/remux/internal/foreign"
	"spandrel.dev/remux/internal/stats"
	"spandrel.dev/remux/internal/stream"
)

// other is the label of what is summed.
const other = "other"

// trackLabels tell one track of a stream from the others.
type trackLabels struct{ program, pid, in, out, language string }

// collectTracks sends the figures of the tracks. How many there are is for the
// stream to say, and Prometheus keeps every series it ever saw; so those beyond
// the limit are summed, and the limit holds for all that a stream ever had.
func (c *collector) collectTracks(metrics chan<- prometheus.Metric, status *stream.Status, limits config.Metrics) {
	c.mu.Lock()
	defer c.mu.Unlock()
	known := c.known[status.Name]
	if known == nil {
		known = make(map[trackLabels]bool)
		c.known[status.Name] = known
	}
	var rest stats.Track
	summed := 0
	seen := make(map[trackLabels]bool)
	for _, program := range status.Programs {
		for _, track := range program.Tracks {
			one := labels(program.Number, track, limits.LabelBytes)
			if !seen[one] && (known[one] || len(known) < limits.Tracks) {
				seen[one], known[one] = true, true
				c.collectTrack(metrics, status.Name, one, track)
				continue
			}
			summed++
			rest.FramesIn += track.FramesIn
			rest.FramesOut += track.FramesOut
			rest.Concealed += track.Concealed
			rest.Late += track.Late
			rest.Discontinuities += track.Discontinuities
		}
	}
	if summed > 0 {
		c.collectTrack(metrics, status.Name, trackLabels{other, other, other, other, other}, rest)
	}
}

// labels are those of one track. What the stream says about it is cut.
func labels(program uint16, track stats.Track, limit int) trackLabels {
	return trackLabels{
		program:  strconv.Itoa(int(program)),
		pid:      strconv.Itoa(int(track.Pid)),
		in:       foreign.Clean(track.CodecIn, limit),
		out:      foreign.Clean(track.CodecOut, limit),
		language: foreign.Clean(track.Language, limit),
	}
}

func (c *collector) collectTrack(metrics chan<- prometheus.Metric, name string, l trackLabels, track stats.Track) {
	for _, metric := range c.perTrack {
		metrics <- prometheus.MustNewConstMetric(metric.description, prometheus.CounterValue, metric.value(track),
			name, l.program, l.pid, l.in, l.out, l.language)
	}
}
