package engine_test

import (
	"os"
	"slices"
	"testing"

	"spandrel.dev/remux/internal/engine"
	"spandrel.dev/remux/internal/fanout"
	"spandrel.dev/remux/internal/stats"
	"spandrel.dev/remux/internal/ts/tstest"
	"spandrel.dev/remux/remux"
)

// pushAll hands a stream to an engine in pieces, and what comes out to readers
// where there are any.
func pushAll(t testing.TB, e engine.Engine, packets []byte, readers *fanout.Hub) {
	t.Helper()
	for rest := packets; len(rest) > 0; {
		n := min(len(rest), 64<<10)
		if err := e.Push(rest[:n]); err != nil {
			t.Fatal(err)
		}
		output, err := e.Output()
		if err != nil {
			t.Fatal(err)
		}
		if readers != nil {
			readers.Publish(output)
		}
		rest = rest[n:]
	}
}

// Both engines follow a stream of more tables than any network has, in every
// version of them, and remember a bounded part.
func TestIssueManyProgramsAreFollowedWithinBounds(t *testing.T) {
	engines, err := engine.Over(remux.Embedded())
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range engine.Names() {
		e, err := engines.Open(name, engines.Defaults())
		if err != nil {
			t.Fatal(err)
		}
		var report stats.Report
		for version := range uint8(4) {
			tracks := 190 - int(version)
			pushAll(t, e, tstest.ManyPrograms(253, tracks, 10, version), nil)
			if report, err = e.Stats(); err != nil {
				t.Fatal(err)
			}
		}
		most := 0
		for _, program := range report.Programs {
			most = max(most, len(program.Tracks))
		}
		if len(report.Programs) != 253 || most != 32 {
			t.Errorf("%s: %d programs with up to %d tracks", name, len(report.Programs), most)
		}
		if err := e.Close(); err != nil {
			t.Error(err)
		}
	}
}

// BenchmarkTables prints the processor time of crafted tables, in a new version
// each time, beside that of a recording, per byte, in the engine and where
// readers begin: medians of rounds that take turns, and their ratio. In the
// daemon, where the bytes also have to come in, the soak asks for 3 at most.
func BenchmarkTables(b *testing.B) {
	recording, err := os.ReadFile("../../../samples/sample.ts")
	if err != nil {
		b.Fatal(err)
	}
	engines, err := engine.Over(remux.Embedded())
	if err != nil {
		b.Fatal(err)
	}
	// Each version is gone from the caches when it comes again.
	var crafted [][]byte
	for version := range uint8(8) {
		crafted = append(crafted, tstest.ManyPrograms(253, 190, 10, version))
	}
	for _, name := range engine.Names() {
		b.Run(name, func(b *testing.B) {
			var costs [2][]float64
			var opened [2]engine.Engine
			var readers [2]*fanout.Hub
			for i := range opened {
				readers[i] = fanout.NewHub(remux.Embedded(), fanout.Limits{QueueBytes: 4 << 20, StartBytes: 16 << 20, Starts: 10}, func(err error) { b.Error(err) })
				if opened[i], err = engines.Open(name, engines.Defaults()); err != nil {
					b.Fatal(err)
				}
				defer opened[i].Close()
			}
			at := 0
			for i := range b.N {
				version := crafted[i%len(crafted)]
				if at+len(version) > len(recording) {
					at = 0
				}
				for k, packets := range [][]byte{recording[at:][:len(version)], version} {
					began := stats.ProcessCPU()
					pushAll(b, opened[k], packets, readers[k])
					costs[k] = append(costs[k], float64(stats.ProcessCPU()-began)/float64(len(packets)))
				}
				at += len(version)
			}
			plain, changed := median(costs[0]), median(costs[1])
			b.ReportMetric(plain, "plain-ns/byte")
			b.ReportMetric(changed, "crafted-ns/byte")
			b.ReportMetric(changed/plain, "times")
		})
	}
}

func median(values []float64) float64 {
	slices.Sort(values)
	return values[len(values)/2]
}
