package serve

import (
	"bytes"
	"log/slog"
	"runtime"
	"sync"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/common/expfmt"

	"spandrel.dev/remux/internal/hls"
	"spandrel.dev/remux/internal/stats"
	"spandrel.dev/remux/internal/stream"
	"spandrel.dev/remux/internal/version"
)

// streamMetric is one figure that every stream has.
type streamMetric struct {
	description *prometheus.Desc
	kind        prometheus.ValueType
	value       func(*stream.Status) float64
}

// hlsMetric is one figure that every stream has that is offered as HLS.
type hlsMetric struct {
	description *prometheus.Desc
	kind        prometheus.ValueType
	value       func(*hls.Counters) float64
}

// trackMetric is one figure that every audio track has.
type trackMetric struct {
	description *prometheus.Desc
	value       func(stats.Track) float64
}

// collector reads the figures of the streams when Prometheus asks.
type collector struct {
	streams   []*stream.Stream
	perStream []streamMetric
	perHLS    []hlsMetric
	perTrack  []trackMetric
	state     *prometheus.Desc
	build     *prometheus.Desc

	mu    sync.Mutex
	known map[string]map[trackLabels]bool // tracks with series of their own, by stream
}

func newCollector(streams []*stream.Stream) *collector {
	const counter, gauge = prometheus.CounterValue, prometheus.GaugeValue
	return &collector{
		streams: streams,
		known:   make(map[string]map[trackLabels]bool),
		perStream: []streamMetric{
			perStream("up", gauge, "1 while the stream plays.", func(s *stream.Status) float64 {
				if s.Healthy() {
					return 1
				}
				return 0
			}),
			perStream("last_packet_age_seconds", gauge, "Time since the last packets came from the source.", func(s *stream.Status) float64 { return s.LastPacketAge }),
			perStream("clients", gauge, "Readers now.", func(s *stream.Status) float64 { return float64(s.Clients) }),
			perStream("times_realtime", gauge, "Program time over processor time.", func(s *stream.Status) float64 { return s.TimesRealtime }),
			perStream("media_seconds_total", counter, "Program time remuxed.", func(s *stream.Status) float64 { return s.MediaSeconds }),
			perStream("cpu_seconds_total", counter, "Processor time of the stream's thread.", func(s *stream.Status) float64 { return s.CPUSeconds }),
			perStream("packets_in_total", counter, "Packets from the source.", func(s *stream.Status) float64 { return float64(s.PacketsIn) }),
			perStream("packets_out_total", counter, "Packets from the engine.", func(s *stream.Status) float64 { return float64(s.PacketsOut) }),
			perStream("bytes_in_total", counter, "Bytes from the source.", func(s *stream.Status) float64 { return float64(s.BytesIn) }),
			perStream("bytes_out_total", counter, "Bytes from the engine.", func(s *stream.Status) float64 { return float64(s.BytesOut) }),
			perStream("bytes_delivered_total", counter, "Bytes to all readers.", func(s *stream.Status) float64 { return float64(s.BytesDelivered) }),
			perStream("resyncs_total", counter, "Times the packet grid was lost and found.", func(s *stream.Status) float64 { return float64(s.Resyncs) }),
			perStream("continuity_errors_total", counter, "Gaps in continuity counters.", func(s *stream.Status) float64 { return float64(s.ContinuityErrors) }),
			perStream("crc_errors_total", counter, "Tables with a wrong checksum.", func(s *stream.Status) float64 { return float64(s.CrcErrors) }),
			perStream("scrambled_packets_total", counter, "Packets that are encrypted.", func(s *stream.Status) float64 { return float64(s.ScrambledPackets) }),
			perStream("junk_bytes_total", counter, "Bytes that belonged to no packet.", func(s *stream.Status) float64 { return float64(s.JunkBytes) }),
			perStream("transport_errors_total", counter, "Packets that came marked as damaged.", func(s *stream.Status) float64 { return float64(s.TransportErrors) }),
			perStream("pes_errors_total", counter, "PES packets of converted tracks with a broken header.", func(s *stream.Status) float64 { return float64(s.PesErrors) }),
			perStream("unclaimed_packets_total", counter, "Audio packets that no program map named when they came.", func(s *stream.Status) float64 { return float64(s.UnclaimedPackets) }),
			perStream("tracks_passed_through", gauge, "Audio tracks that leave as they came though they are not AAC.", passedThrough),
			perStream("tables_ignored_total", counter, "Programs and tracks beyond the limits, and tables that changed too often.", func(s *stream.Status) float64 { return float64(s.TablesIgnored) }),
			perStream("source_faults_total", counter, "Times the source broke.", func(s *stream.Status) float64 { return float64(s.SourceFaults) }),
			perStream("engine_failures_total", counter, "Times the engine failed.", func(s *stream.Status) float64 { return float64(s.EngineFailures) }),
			perStream("panics_total", counter, "Faults of this program that stopped the stream for a while.", func(s *stream.Status) float64 { return float64(s.Panics) }),
			perStream("dropped_readers_total", counter, "Readers that were dropped.", func(s *stream.Status) float64 { return float64(s.DroppedReaders) }),
			perStream("readers_below_rate_total", counter, "Readers dropped because they took too little of the stream.", func(s *stream.Status) float64 { return float64(s.ReadersBelowRate) }),
			perStream("readers_stalled_total", counter, "Readers dropped because their connection took nothing.", func(s *stream.Status) float64 { return float64(s.ReadersStalled) }),
			perStream("readers_evicted_total", counter, "Readers dropped because memory ran short.", func(s *stream.Status) float64 { return float64(s.ReadersEvicted) }),
			perStream("skipped_bytes_total", counter, "Bytes that slow readers skipped.", func(s *stream.Status) float64 { return float64(s.SkippedBytes) }),
		},
		perHLS: []hlsMetric{
			perHLS("players", gauge, "Clients that play the stream as HLS.", func(h *hls.Counters) float64 { return float64(h.Players) }),
			perHLS("segments_total", counter, "Segments that were cut.", func(h *hls.Counters) float64 { return float64(h.Segments) }),
			perHLS("discontinuities_total", counter, "Segments that do not follow the one before.", func(h *hls.Counters) float64 { return float64(h.Discontinuities) }),
			perHLS("bytes_delivered_total", counter, "Bytes of segments that players were sent.", func(h *hls.Counters) float64 { return float64(h.BytesDelivered) }),
			perHLS("window_bytes", gauge, "Bytes of segments in memory.", func(h *hls.Counters) float64 { return float64(h.WindowBytes) }),
		},
		perTrack: []trackMetric{
			perTrack("frames_in_total", "Audio frames that came in.", func(t stats.Track) float64 { return float64(t.FramesIn) }),
			perTrack("frames_out_total", "Audio frames that went out.", func(t stats.Track) float64 { return float64(t.FramesOut) }),
			perTrack("concealed_total", "Audio frames that were lost or broken.", func(t stats.Track) float64 { return float64(t.Concealed) }),
			perTrack("late_total", "Audio frames that left after their time.", func(t stats.Track) float64 { return float64(t.Late) }),
			perTrack("discontinuities_total", "Jumps of the track's time stamps.", func(t stats.Track) float64 { return float64(t.Discontinuities) }),
		},
		state: prometheus.NewDesc("remux_stream_state", "1 for the state the stream is in and the engine it uses.", []string{"stream", "state", "engine"}, nil),
		build: prometheus.NewDesc("remux_build_info", "1, with what the program was built from.", []string{"version", "go"}, nil),
	}
}

// passedThrough counts the tracks that were not made AAC.
func passedThrough(s *stream.Status) float64 {
	tracks := 0
	for _, program := range s.Programs {
		for _, track := range program.Tracks {
			if track.Passthrough && track.PassthroughReason != "" {
				tracks++
			}
		}
	}
	return float64(tracks)
}

func perStream(name string, kind prometheus.ValueType, help string, value func(*stream.Status) float64) streamMetric {
	return streamMetric{prometheus.NewDesc("remux_"+name, help, []string{"stream"}, nil), kind, value}
}

func perHLS(name string, kind prometheus.ValueType, help string, value func(*hls.Counters) float64) hlsMetric {
	return hlsMetric{prometheus.NewDesc("remux_hls_"+name, help, []string{"stream"}, nil), kind, value}
}

func perTrack(name, help string, value func(stats.Track) float64) trackMetric {
	labels := []string{"stream", "program", "pid", "codec_in", "codec_out", "language"}
	return trackMetric{prometheus.NewDesc("remux_track_"+name, help, labels, nil), value}
}

// Describe implements prometheus.Collector.
func (c *collector) Describe(descriptions chan<- *prometheus.Desc) {
	prometheus.DescribeByCollect(c, descriptions)
}

// Collect implements prometheus.Collector.
func (c *collector) Collect(metrics chan<- prometheus.Metric) {
	metrics <- prometheus.MustNewConstMetric(c.build, prometheus.GaugeValue, 1, version.String(), runtime.Version())
	for _, one := range c.streams {
		status := one.Status()
		metrics <- prometheus.MustNewConstMetric(c.state, prometheus.GaugeValue, 1, status.Name, string(status.State), status.Engine)
		for _, metric := range c.perStream {
			metrics <- prometheus.MustNewConstMetric(metric.description, metric.kind, metric.value(&status), status.Name)
		}
		for _, metric := range c.perHLS {
			if status.HLS != nil {
				metrics <- prometheus.MustNewConstMetric(metric.description, metric.kind, metric.value(status.HLS), status.Name)
			}
		}
		c.collectTracks(metrics, &status, one.MetricLimits())
	}
}

// textFormat is the form of the figures that every Prometheus reads.
var textFormat = expfmt.NewFormat(expfmt.TypeTextPlain)

// metricsType is what figures for Prometheus are sent as.
var metricsType = string(textFormat)

// renderMetrics writes all figures. A damaged table may name a track twice; the
// other figures still count.
func renderMetrics(from prometheus.Gatherer, log *slog.Logger) ([]byte, error) {
	families, err := from.Gather()
	if err != nil {
		log.Debug("some figures are missing", "error", err)
	}
	var text bytes.Buffer
	encoder := expfmt.NewEncoder(&text, textFormat)
	for _, family := range families {
		if err := encoder.Encode(family); err != nil {
			return nil, err
		}
	}
	return text.Bytes(), nil
}
