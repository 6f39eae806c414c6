package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"
)

// row is one attack.
type row struct {
	Attack  string  `json:"attack"`
	Count   int64   `json:"count"`
	Seconds float64 `json:"seconds"`
	Before  load    `json:"before"`
	During  load    `json:"during"`
	After   load    `json:"after"`
	Refused int64   `json:"refused"`
	Note    string  `json:"note,omitempty"`
}

// report is the result of a run.
type report struct {
	Rows []row `json:"rows"`
	// Readers are honest, each got Seconds of the stream in Segments that were
	// the same for all.
	Readers  int     `json:"readers"`
	Seconds  float64 `json:"stream_seconds"`
	Segments int     `json:"segments_compared"`
	// CraftedRatio is the processor time of a crafted byte over that of a byte
	// of the sample, from the same kind of source.
	CraftedRatio float64 `json:"crafted_ratio"`
	// LogGigabytes were pressed into the log, which let LogBytes out.
	LogGigabytes float64  `json:"log_gigabytes"`
	LogBytes     int      `json:"log_bytes"`
	LinesLost    int64    `json:"log_lines_lost"`
	Canaries     []string `json:"canaries"`
	Failures     []string `json:"failures"`
}

func (r *report) fail(format string, values ...any) {
	r.Failures = append(r.Failures, fmt.Sprintf(format, values...))
}

func (l load) String() string {
	return fmt.Sprintf("%.1f MB, %d goroutines, %d descriptors, %d threads", l.MB, l.Goroutines, l.Descriptors, l.Threads)
}

func (l load) cells(heap bool) string {
	text := fmt.Sprintf("%.1f", l.MB)
	if heap {
		text += fmt.Sprintf(" (%.1f)", l.HeapMB)
	}
	return fmt.Sprintf("%s\t%d\t%d\t%d", text, l.Goroutines, l.Descriptors, l.Threads)
}

// write prints the table for people.
func (r *report) write(to io.Writer) error {
	t := tabwriter.NewWriter(to, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "attack\tconnections\t\tMB (heap)\tgoroutines\tdescriptors\tthreads\t")
	for _, one := range r.Rows {
		fmt.Fprintf(t, "%s\t%d\tbefore\t%s\t\n", one.Attack, one.Count, one.Before.cells(true))
		fmt.Fprintf(t, "\t%d refused\tduring\t%s\t%s\n", one.Refused, one.During.cells(false), one.Note)
		fmt.Fprintf(t, "\t\tafter\t%s\t\n", one.After.cells(true))
	}
	if err := t.Flush(); err != nil {
		return err
	}
	fmt.Fprintf(to, "\n%d honest readers: %.0f s of stream, %d segments compared\n", r.Readers, r.Seconds, r.Segments)
	fmt.Fprintf(to, "crafted stream: %.2f times the processor time of a plain one, per byte\n", r.CraftedRatio)
	fmt.Fprintf(to, "log: %.2f GB pressed in, %d bytes let out to nobody, %d lines lost and counted\n", r.LogGigabytes, r.LogBytes, r.LinesLost)
	fmt.Fprintf(to, "planted and found: %s\n", strings.Join(r.Canaries, "; "))
	for _, failure := range r.Failures {
		fmt.Fprintf(to, "FAILED: %s\n", failure)
	}
	if len(r.Failures) == 0 {
		fmt.Fprintln(to, "nothing was missed, and everything was released")
	}
	return nil
}
