package serve

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"spandrel.dev/remux/internal/stats"
	"spandrel.dev/remux/remux/contract"
)

// figure is a line of the table in STATISTICS.md of the core's statistics.
type figure struct{ core, json, metric string }

// STATISTICS.md says of each statistic of the core where the daemon shows it.
func TestIssueStatisticsOfTheCoreAreListed(t *testing.T) {
	system := filepath.Join("..", "..", "..")
	source, err := os.ReadFile(filepath.Join(system, "rust", "src", "stats.rs"))
	if err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(filepath.Join(system, "STATISTICS.md"))
	if err != nil {
		t.Fatal(err)
	}
	wrong := figureFaults(string(source), string(page))
	if len(wrong) > 0 {
		t.Error(strings.Join(wrong, "\n"))
	}

	for canary, says := range map[string][2]string{
		"a field more":   {string(source) + "pub struct TrackStats {\n    pub lost_letters: u64,\n}\n", string(page)},
		"a line less":    {string(source), strings.Replace(string(page), "| `late` |", "| late |", 1)},
		"a wrong key":    {string(source), strings.Replace(string(page), "| `resyncs` | `resyncs` |", "| `resyncs` | `re_syncs` |", 1)},
		"a wrong metric": {string(source), strings.Replace(string(page), "`remux_resyncs_total`", "`remux_re_syncs_total`", 1)},
	} {
		if len(figureFaults(says[0], says[1])) == 0 {
			t.Errorf("the canary was missed: %s", canary)
		}
	}
}

// figureFaults compares the table with the core, with the JSON and with the metrics.
func figureFaults(source, page string) (wrong []string) {
	var fields []string
	for _, body := range regexp.MustCompile(`(?s)pub struct \w+ \{(.*?)\n\}`).FindAllStringSubmatch(source, -1) {
		for _, field := range regexp.MustCompile(`(?m)^    pub (\w+):`).FindAllStringSubmatch(body[1], -1) {
			fields = append(fields, field[1])
		}
	}
	var listed []string
	keys := jsonKeys(stats.Of("", contract.Stats{Programs: []stats.Program{{Tracks: []stats.Track{{}}}}}))
	metrics := metricNames()
	for _, line := range figureLines(page) {
		listed = append(listed, line.core)
		if line.json != "" && !slices.Contains(keys, line.json) {
			wrong = append(wrong, fmt.Sprintf("STATISTICS.md: %s: the JSON has no %s", line.core, line.json))
		}
		if line.metric != "" && !slices.Contains(metrics, line.metric) {
			wrong = append(wrong, fmt.Sprintf("STATISTICS.md: %s: there is no metric %s", line.core, line.metric))
		}
	}
	if !slices.Equal(fields, listed) {
		wrong = append(wrong, fmt.Sprintf("STATISTICS.md lists the statistics %q, the core has %q", listed, fields))
	}
	return wrong
}

// figureLines are those of the table; a cell without a name in backquotes is "".
func figureLines(page string) (lines []figure) {
	name := regexp.MustCompile("^ `([a-z0-9_]+)`")
	cell := func(text string) string {
		if found := name.FindStringSubmatch(text); found != nil {
			return found[1]
		}
		return ""
	}
	for line := range strings.Lines(page) {
		if cells := strings.Split(line, "|"); len(cells) == 6 && cell(cells[1]) != "" {
			lines = append(lines, figure{cell(cells[1]), cell(cells[2]), cell(cells[3])})
		}
	}
	return lines
}

// jsonKeys are those of the report, of its program and of its track.
func jsonKeys(report stats.Report) (keys []string) {
	text, err := json.Marshal(report)
	if err != nil {
		panic(err)
	}
	for _, key := range regexp.MustCompile(`"([a-z_]+)":`).FindAllSubmatch(text, -1) {
		keys = append(keys, string(key[1]))
	}
	return keys
}

func metricNames() (names []string) {
	name := regexp.MustCompile(`fqName: "([^"]+)"`)
	c := newCollector(nil)
	for _, metric := range c.perStream {
		names = append(names, name.FindStringSubmatch(metric.description.String())[1])
	}
	for _, metric := range c.perTrack {
		names = append(names, name.FindStringSubmatch(metric.description.String())[1])
	}
	return names
}
