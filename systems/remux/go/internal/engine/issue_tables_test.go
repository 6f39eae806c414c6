package engine_test

import (
	"os"
	"testing"

	"spandrel.dev/remux/internal/engine"
	"spandrel.dev/remux/internal/stats"
	"spandrel.dev/remux/internal/ts/tstest"
	"spandrel.dev/remux/remux"
)

// pushAll hands a stream to an engine in pieces and drops what comes out.
func pushAll(t testing.TB, e engine.Engine, packets []byte) {
	t.Helper()
	for rest := packets; len(rest) > 0; {
		n := min(len(rest), 64<<10)
		if err := e.Push(rest[:n]); err != nil {
			t.Fatal(err)
		}
		if _, err := e.Output(); err != nil {
			t.Fatal(err)
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
			pushAll(t, e, tstest.ManyPrograms(253, tracks, 10, version))
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
// each time, beside that of a recording, per byte.
func BenchmarkTables(b *testing.B) {
	recording, err := os.ReadFile("../../../samples/sample.ts")
	if err != nil {
		b.Fatal(err)
	}
	engines, err := engine.Over(remux.Embedded())
	if err != nil {
		b.Fatal(err)
	}
	for _, name := range engine.Names() {
		for kind, version := range map[string]func(int) []byte{
			"plain":   func(int) []byte { return recording },
			"crafted": func(i int) []byte { return tstest.ManyPrograms(253, 190, 10, uint8(i)) },
		} {
			b.Run(name+"/"+kind, func(b *testing.B) {
				e, err := engines.Open(name, engines.Defaults())
				if err != nil {
					b.Fatal(err)
				}
				defer e.Close()
				bytes, spent := 0, int64(0)
				for i := range b.N {
					packets := version(i)
					bytes += len(packets)
					began := stats.ProcessCPU()
					pushAll(b, e, packets)
					spent += int64(stats.ProcessCPU() - began)
				}
				b.ReportMetric(float64(spent)/float64(bytes), "cpu-ns/byte")
			})
		}
	}
}
