package engine

import (
	"errors"

	"spandrel.dev/remux/internal/stats"
	"spandrel.dev/remux/internal/ts"
)

// ErrClosed is returned by the methods of an engine after Close.
var ErrClosed = errors.New("engine is closed")

// passthrough hands every packet on as it came. It drops bytes that belong to
// no packet, because readers are promised whole packets.
type passthrough struct {
	aligner  ts.Aligner
	tables   ts.Tables
	output   []byte
	report   stats.Report
	counters [ts.PIDs]uint8 // by PID, one more than the counter seen last
	frames   map[uint16]uint64
	clock    clock
	locked   bool
	closed   bool
}

func openPassthrough(limits ts.Limits) Engine {
	return &passthrough{tables: ts.NewOutline(limits), frames: make(map[uint16]uint64)}
}

func (e *passthrough) Name() string { return Passthrough }

func (e *passthrough) Push(input []byte) error {
	if e.closed {
		return ErrClosed
	}
	if e.output == nil {
		e.output = make([]byte, 0, len(input)+ts.PacketSize) // with what the aligner still has
	}
	e.aligner.Feed(input)
	e.drain()
	return nil
}

func (e *passthrough) Output() ([]byte, error) {
	if e.closed {
		return nil, ErrClosed
	}
	output := e.output
	e.output = nil
	if len(output) == 0 {
		return nil, nil
	}
	return output, nil
}

func (e *passthrough) Flush() error {
	if e.closed {
		return ErrClosed
	}
	e.aligner.End()
	e.drain()
	e.aligner.Reset()
	e.locked = false
	return nil
}

func (e *passthrough) Stats() (stats.Report, error) {
	if e.closed {
		return stats.Report{}, ErrClosed
	}
	report := e.report
	report.Engine = Passthrough
	report.MediaSeconds = ts.Duration(e.clock.units).Seconds()
	report.Programs = []stats.Program{}
	for _, program := range e.tables.Programs() {
		entry := stats.Program{Number: program.Number, Tracks: []stats.Track{}}
		for _, track := range program.Tracks {
			codec := track.Audio()
			if codec == "" {
				continue
			}
			frames := e.frames[track.PID]
			entry.Tracks = append(entry.Tracks, stats.Track{PID: track.PID, CodecIn: codec, CodecOut: codec,
				Language: track.Language(), FramesIn: frames, FramesOut: frames, Passthrough: true})
		}
		report.Programs = append(report.Programs, entry)
	}
	return report, nil
}

func (e *passthrough) Close() error {
	e.closed = true
	e.output = nil
	return nil
}

func (e *passthrough) drain() {
	for {
		segment, ok := e.aligner.Next()
		if !ok {
			return
		}
		if !segment.Packet {
			if e.locked {
				e.report.Resyncs++
			}
			e.locked = false
			continue
		}
		e.locked = true
		e.count(segment.Data)
		e.output = append(e.output, segment.Data...)
	}
}

func (e *passthrough) count(p ts.Packet) {
	e.report.PacketsIn++
	e.report.PacketsOut++
	pid := p.PID()
	if pid == ts.NullPID {
		return
	}
	if p.Scrambled() {
		e.report.ScrambledPackets++
	}
	if p.HasPayload() {
		next, now := e.counters[pid], p.Continuity()
		// One repetition of a packet is allowed and keeps the counter.
		if next != 0 && !p.Discontinuity() && now != next&0x0F && now != next-1 {
			e.report.ContinuityErrors++
		}
		e.counters[pid] = now + 1
	}
	e.tables.Observe(p)
	if p.UnitStart() {
		if track, ok := e.tables.Track(pid); ok && track.Audio() != "" {
			// Without looking into the payload, one PES packet is one frame.
			e.frames[pid]++
		}
	}
	if pcr, ok := p.PCR(); ok {
		e.clock.advance(pid, pcr)
	}
}

// clock adds up the program time of the first PID that carries a PCR.
type clock struct {
	pid     uint16
	last    ts.PCR
	running bool
	units   int64
}

// maxStep is the largest step that counts as time passing; the standard
// allows 0.1 s between clocks. Anything else is a break.
const maxStep = 27_000_000

func (c *clock) advance(pid uint16, now ts.PCR) {
	if c.running && pid == c.pid {
		if step := now.Sub(c.last); step > 0 && step < maxStep {
			c.units += step
		}
	}
	if !c.running {
		c.pid, c.running = pid, true
	}
	if pid == c.pid {
		c.last = now
	}
}
