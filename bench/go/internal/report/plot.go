package report

import (
	"fmt"
	"html"
	"math"
	"strings"

	"spandrel.dev/bench/internal/measure"
)

// Sizes of the plot, in SVG units.
const (
	plotWidth   = 760
	labelWidth  = 190
	valueWidth  = 150
	barHeight   = 15
	barGap      = 4
	groupGap    = 30
	plotTop     = 54
	plotPadding = 16
)

// plot draws the time of every row as a bar, on a logarithmic scale of its own for each group.
func (r *Report) plot() string {
	var body strings.Builder
	y := plotTop
	for _, group := range r.groups() {
		y = drawGroup(&body, group, y)
	}
	var b strings.Builder
	fmt.Fprintf(&b, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %[1]d %[2]d" font-family="sans-serif" font-size="12">`+"\n", plotWidth, y)
	b.WriteString(`<rect width="100%" height="100%" fill="#ffffff"/>` + "\n")
	fmt.Fprintf(&b, `<text x="%d" y="24" font-size="16" font-weight="bold">Suite %s: time per operation</text>`+"\n", plotPadding, html.EscapeString(r.Suite))
	fmt.Fprintf(&b, `<text x="%d" y="42" fill="#555555">Shorter is better; logarithmic, each group on its own scale. %s, %s, rustc %s.</text>`+"\n",
		plotPadding, html.EscapeString(r.Machine.CPU), html.EscapeString(r.Machine.Go), html.EscapeString(r.Machine.Rustc))
	b.WriteString(body.String())
	b.WriteString("</svg>\n")
	return b.String()
}

// drawGroup draws a group from y on and returns where the next one begins.
func drawGroup(b *strings.Builder, group []measure.Result, y int) int {
	y += groupGap
	fmt.Fprintf(b, `<text x="%d" y="%d" font-weight="bold">%s</text>`+"\n", plotPadding, y-8, html.EscapeString(group[0].Group))
	low, high := math.Inf(1), 0.0
	for _, row := range group {
		low, high = min(low, row.NS), max(high, row.NS)
	}
	room := float64(plotWidth - labelWidth - valueWidth)
	for _, row := range group {
		// The shortest bar keeps a tenth of the room, so that it can be seen.
		share := 0.1
		if high > low {
			share += 0.9 * math.Log(row.NS/low) / math.Log(high/low)
		}
		fmt.Fprintf(b, `<text x="%d" y="%d" text-anchor="end">%s</text>`, labelWidth-8, y+barHeight-3, html.EscapeString(row.Name))
		fmt.Fprintf(b, `<rect x="%d" y="%d" width="%.1f" height="%d" fill="%s"/>`, labelWidth, y, room*share, barHeight, colour(row.Name))
		fmt.Fprintf(b, `<text x="%.1f" y="%d">%s (%.2fx)</text>`+"\n", labelWidth+room*share+6, y+barHeight-3, nanoseconds(row.NS), row.Speedup)
		y += barHeight + barGap
	}
	return y
}

// colour tells Spandrel's own rows, hand-written cgo, plain Go and peers apart.
func colour(name string) string {
	switch {
	case strings.HasPrefix(name, "spandrel"):
		return "#2a7f62"
	case strings.HasPrefix(name, "cgo"):
		return "#8c8c8c"
	case name == "go", strings.HasPrefix(name, "go_"):
		return "#c9c9c9"
	default:
		return "#c7803a"
	}
}
