package stream

import (
	"time"

	"spandrel.dev/remux/internal/fanout"
	"spandrel.dev/remux/internal/foreign"
	"spandrel.dev/remux/internal/hls"
	"spandrel.dev/remux/internal/spawn"
	"spandrel.dev/remux/internal/stats"
)

// State is where a stream stands.
type State string

// The states of a stream.
const (
	// Starting means that the source was not opened yet.
	Starting State = "starting"
	// Idle means that the source is on demand and nobody reads.
	Idle State = "idle"
	// Silent means that the source is open and sends nothing that can be
	// played: nothing yet, or nothing for the idle timeout.
	Silent State = "silent"
	// Running means that packets come from the source.
	Running State = "running"
	// Waiting means that the source failed and will be tried again.
	Waiting State = "waiting"
	// Ended means that the source is over or the daemon is.
	Ended State = "ended"
)

// Status is one entry of /api/streams.
type Status struct {
	Name   string `json:"name"`
	Source string `json:"source"`
	// URL is the path on this server.
	URL string `json:"url"`
	// HLSURL is that of the stream as HLS, empty without.
	HLSURL string `json:"hls_url,omitempty"`
	State  State  `json:"state"`
	// Ready says that a reader can play now.
	Ready bool `json:"ready"`
	// OnDemand says that the source is open only while somebody reads.
	OnDemand bool `json:"on_demand"`
	// Report is what the engine counted. Its processor time is that of the
	// thread that reads, remuxes and queues this stream.
	stats.Report
	// Clients is the number of readers now.
	Clients int `json:"clients"`
	// BytesIn came from the source, BytesOut left the engine, BytesDelivered
	// went to all readers together.
	BytesIn        uint64 `json:"bytes_in"`
	BytesOut       uint64 `json:"bytes_out"`
	BytesDelivered uint64 `json:"bytes_delivered"`
	// Errors are the faults met in the input, the faults of the source, the
	// failures of the engine and the panics together.
	Errors         uint64 `json:"errors"`
	SourceFaults   uint64 `json:"source_faults"`
	EngineFailures uint64 `json:"engine_failures"`
	// Panics are faults of this program that ended the work of this stream
	// until it was started again.
	Panics uint64 `json:"panics"`
	// DroppedReaders and SkippedBytes are the work of the slow-reader policy.
	DroppedReaders uint64 `json:"dropped_readers"`
	SkippedBytes   uint64 `json:"skipped_bytes"`
	// ReadersBelowRate, ReadersStalled and ReadersEvicted are those among
	// DroppedReaders that stayed below the lowest rate, whose connection took
	// nothing, or that made room when memory ran short.
	ReadersBelowRate uint64 `json:"readers_below_rate"`
	ReadersStalled   uint64 `json:"readers_stalled"`
	ReadersEvicted   uint64 `json:"readers_evicted"`
	// TablesIgnored is how many programs and tracks lay beyond the limits, and
	// how many tables changed too often to be read.
	TablesIgnored uint64 `json:"tables_ignored"`
	// HLS is what players of HLS had, nil without. What cuts the stream for them is
	// one of Clients.
	HLS *hls.Counters `json:"hls,omitempty"`
	// LastPacketAge is the time in seconds since the last packets came, or
	// since the start when none came yet.
	LastPacketAge float64 `json:"last_packet_age_seconds"`
	// LastError is the newest fault of source or engine, or empty.
	LastError string `json:"last_error"`
	// LastErrorAt is when that was.
	LastErrorAt time.Time `json:"last_error_at,omitzero"`
}

// Status returns the figures, at most a quarter of a second old.
func (s *Stream) Status() Status {
	s.mu.Lock()
	status := s.status
	age := time.Since(s.lastPacket)
	s.mu.Unlock()
	status.addReaders(s.hub.Counters())
	if s.hls != nil {
		counters := s.hls.Counters()
		status.HLS = &counters
	}
	status.LastPacketAge = age.Seconds()
	stale := age > s.reconnect.IdleTimeout
	if stale && status.State == Running {
		status.State = Silent
	}
	select {
	case <-s.hub.Ready():
		status.Ready = !stale && status.State != Idle
	default:
	}
	status.Errors = status.Report.Errors() + status.SourceFaults + status.EngineFailures + status.Panics
	return status
}

// Healthy reports whether readers get what they ask for, as far as is known:
// of a source on demand it shows when somebody reads.
func (s Status) Healthy() bool { return s.Ready && s.State == Running || s.State == Idle }

func (s *Status) addReaders(c fanout.Counters) {
	s.Clients = c.Readers
	s.BytesOut = c.Published
	s.BytesDelivered = c.Delivered
	s.DroppedReaders = c.Dropped
	s.SkippedBytes = c.Skipped
	s.ReadersBelowRate = c.BelowRate
	s.ReadersStalled = c.Stalled
	s.ReadersEvicted = c.Evicted
	s.TablesIgnored = c.Ignored
}

// note records a change of state and the fault that caused it, if any.
func (s *Stream) note(state State, cause error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.status.State = state
	if cause != nil {
		s.status.SourceFaults++
		s.status.failed(cause)
	}
}

// failed takes note of the newest fault.
func (s *Status) failed(cause error) {
	s.LastError, s.LastErrorAt = cause.Error(), time.Now()
}

// played records that packets came.
func (s *Stream) played(now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.status.State = Running
	s.lastPacket = now
}

// stale reports whether nothing came for the idle timeout.
func (s *Stream) stale() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return time.Since(s.lastPacket) > s.reconnect.IdleTimeout
}

// late records what is not a fault yet: a source that takes long to open.
func (s *Stream) late(cause error) {
	s.log.Warn("the source is not open yet", "error", cause)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.status.failed(cause)
}

// blind records that the core failed to find places where readers may start.
func (s *Stream) blind(cause error) {
	cause = foreign.CleanError(cause, foreign.Limit)
	s.log.Error("finding where readers may start failed", "error", cause)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.status.EngineFailures++
	s.status.failed(cause)
}

// panicked records a fault of this program.
func (s *Stream) panicked(cause *spawn.PanicError) {
	s.log.Error("the stream failed by a fault of this program", "error", cause, "stack", cause.Stack)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.status.Panics++
	s.status.failed(cause)
}
