// Package stats holds the figures of one remuxed stream in the shape that
// `remux file --json` prints and `/api/streams` contains.
package stats

import (
	"fmt"
	"io"
	"text/tabwriter"
	"time"

	"spandrel.dev/remux/internal/foreign"
	"spandrel.dev/remux/remux/contract"
)

// Report is what an engine counted since it was opened.
type Report struct {
	Engine string `json:"engine"`
	Counters
	// CPUSeconds is user and system time spent on it.
	CPUSeconds float64 `json:"cpu_seconds"`
	// TimesRealtime is MediaSeconds / CPUSeconds, 0 when nothing was spent.
	TimesRealtime float64 `json:"times_realtime"`
}

// Counters are the core's, of which the report shows those with a name. The
// conversion of one into the other does not compile where they differ.
type Counters struct {
	BytesIn      uint64 `json:"-"`
	PacketsIn    uint64 `json:"packets_in"`
	PacketsOut   uint64 `json:"packets_out"`
	PacketStride uint32 `json:"-"`
	Resyncs      uint64 `json:"resyncs"`
	// JunkBytes belonged to no packet.
	JunkBytes        uint64 `json:"junk_bytes"`
	ContinuityErrors uint64 `json:"continuity_errors"`
	// TransportErrors are packets that came marked as damaged, PesErrors those
	// of converted tracks without the header they announce.
	TransportErrors  uint64 `json:"transport_errors"`
	CrcErrors        uint64 `json:"crc_errors"`
	PesErrors        uint64 `json:"pes_errors"`
	ScrambledPackets uint64 `json:"scrambled_packets"`
	// UnclaimedPackets are audio that no program map named when it came. Its
	// tracks stand under program 0.
	UnclaimedPackets uint64    `json:"unclaimed_packets"`
	Programs         []Program `json:"programs"`
	// MediaSeconds is how much program time went through.
	MediaSeconds float64 `json:"media_seconds"`
}

// Program is one program of the transport stream.
type Program = contract.Program

// Track is one audio track.
type Track = contract.Track

// languageBytes has room for three characters, each replaced.
const languageBytes = 9

// Of makes the report of an engine from what the core counted. What the stream
// says of itself is made fit for people's eyes.
func Of(engine string, counted contract.Stats) Report {
	report := Report{Engine: engine, Counters: Counters(counted)}
	if report.Programs == nil {
		report.Programs = []Program{}
	}
	for _, program := range report.Programs {
		for i := range program.Tracks {
			program.Tracks[i].Language = foreign.Clean(program.Tracks[i].Language, languageBytes)
		}
	}
	return report
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
	return r.Resyncs + r.ContinuityErrors + r.CrcErrors
}

// Describe says in one line what comes in on a track and what goes out.
func Describe(t Track) string {
	text := fmt.Sprintf("pid %d", t.Pid)
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
		r.Resyncs, r.ContinuityErrors, r.CrcErrors, r.ScrambledPackets)
	for _, program := range r.Programs {
		for _, track := range program.Tracks {
			fmt.Fprintf(table, "program %d\t%s; %d frames in, %d out, %d concealed\n",
				program.Number, Describe(track), track.FramesIn, track.FramesOut, track.Concealed)
		}
	}
	fmt.Fprintf(table, "time\t%.2f s of program in %.3f s of processor, %.1f times real time\n",
		r.MediaSeconds, r.CPUSeconds, r.TimesRealtime)
	return table.Flush()
}
