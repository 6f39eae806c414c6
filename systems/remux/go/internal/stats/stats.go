// Package stats holds the figures of one remuxed stream in the shape that
// `remux file --json` prints and `/api/streams` contains.
package stats

import (
	"fmt"
	"io"
	"text/tabwriter"
	"time"
)

// Report is what an engine counted since it was opened.
type Report struct {
	Engine           string `json:"engine"`
	PacketsIn        uint64 `json:"packets_in"`
	PacketsOut       uint64 `json:"packets_out"`
	Resyncs          uint64 `json:"resyncs"`
	ContinuityErrors uint64 `json:"continuity_errors"`
	CRCErrors        uint64 `json:"crc_errors"`
	ScrambledPackets uint64 `json:"scrambled_packets"`
	// JunkBytes belonged to no packet.
	JunkBytes uint64 `json:"junk_bytes"`
	// TransportErrors are packets that came marked as damaged, PESErrors those
	// of converted tracks without the header they announce.
	TransportErrors uint64 `json:"transport_errors"`
	PESErrors       uint64 `json:"pes_errors"`
	// UnclaimedPackets are audio that no program map named when it came. Its
	// tracks stand under program 0.
	UnclaimedPackets uint64    `json:"unclaimed_packets"`
	Programs         []Program `json:"programs"`
	// MediaSeconds is how much program time went through.
	MediaSeconds float64 `json:"media_seconds"`
	// CPUSeconds is user and system time spent on it.
	CPUSeconds float64 `json:"cpu_seconds"`
	// TimesRealtime is MediaSeconds / CPUSeconds, 0 when nothing was spent.
	TimesRealtime float64 `json:"times_realtime"`
}

// Program is one program of the transport stream.
type Program struct {
	Number uint16  `json:"number"`
	Tracks []Track `json:"tracks"`
}

// Track is one audio track.
type Track struct {
	PID        uint16 `json:"pid"`
	CodecIn    string `json:"codec_in"`
	CodecOut   string `json:"codec_out"`
	Language   string `json:"language"`
	SampleRate uint32 `json:"sample_rate"`
	Channels   uint8  `json:"channels"`
	FramesIn   uint64 `json:"frames_in"`
	FramesOut  uint64 `json:"frames_out"`
	// Concealed counts frames that were lost or broken and were replaced.
	Concealed uint64 `json:"concealed"`
	// Late counts frames that left after their time, Discontinuities the jumps
	// of the track's time stamps.
	Late            uint64 `json:"late"`
	Discontinuities uint64 `json:"discontinuities"`
	// Passthrough says that the track left as it came, and PassthroughReason
	// why; it is empty for what needs no conversion.
	Passthrough       bool   `json:"passthrough"`
	PassthroughReason string `json:"passthrough_reason"`
}

// SpendCPU records the processor time behind the report.
func (r *Report) SpendCPU(spent time.Duration) {
	r.CPUSeconds = spent.Seconds()
	r.TimesRealtime = 0
	if spent > 0 {
		r.TimesRealtime = r.MediaSeconds / r.CPUSeconds
	}
}

// Errors is the number of faults met in the input.
func (r *Report) Errors() uint64 {
	return r.Resyncs + r.ContinuityErrors + r.CRCErrors
}

// String describes the track in one line: what comes in, what goes out.
func (t Track) String() string {
	text := fmt.Sprintf("pid %d", t.PID)
	if t.Language != "" {
		text += " " + t.Language
	}
	text += ": " + t.CodecIn
	if t.SampleRate != 0 {
		text += fmt.Sprintf(", %d Hz, %d channels", t.SampleRate, t.Channels)
	}
	if t.Passthrough {
		text += ", passed through"
		if t.PassthroughReason != "" {
			text += " (" + t.PassthroughReason + ")"
		}
		return text
	}
	return text + " -> " + t.CodecOut
}

// WriteText writes the report for people.
func (r *Report) WriteText(w io.Writer) error {
	table := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintf(table, "engine\t%s\n", r.Engine)
	fmt.Fprintf(table, "packets\t%d in, %d out\n", r.PacketsIn, r.PacketsOut)
	fmt.Fprintf(table, "faults\t%d resyncs, %d continuity errors, %d table errors, %d scrambled packets\n",
		r.Resyncs, r.ContinuityErrors, r.CRCErrors, r.ScrambledPackets)
	for _, program := range r.Programs {
		for _, track := range program.Tracks {
			fmt.Fprintf(table, "program %d\t%s; %d frames in, %d out, %d concealed\n",
				program.Number, track, track.FramesIn, track.FramesOut, track.Concealed)
		}
	}
	fmt.Fprintf(table, "time\t%.2f s of program in %.3f s of processor, %.1f times real time\n",
		r.MediaSeconds, r.CPUSeconds, r.TimesRealtime)
	return table.Flush()
}
