package main

import (
	"encoding/json"
	"encoding/xml"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"spandrel.dev/bench/internal/measure"
	"spandrel.dev/bench/internal/report"
	"spandrel.dev/bench/internal/suite"
)

func TestAPlantedWrongResultFailsTheRun(t *testing.T) {
	for _, group := range suite.Planted() {
		arguments := []string{"-groups", group, "-rounds", "3", "-slice", "1ms", "-break-even=false", "-plant", "wrong-result"}
		err := run(arguments, io.Discard, io.Discard)
		var wrong *measure.WrongResultError
		if !errors.As(err, &wrong) {
			t.Fatalf("%s: got error %v, want a WrongResultError", group, err)
		}
		if wrong.Group != group || wrong.Row != "planted" {
			t.Errorf("row %s/%s is blamed, want the planted one", wrong.Group, wrong.Row)
		}
	}
}

// TestMain lets the test program be the child that counts threads.
func TestMain(m *testing.M) {
	if len(os.Args) > 1 && os.Args[1] == "-threads" {
		main()
		return
	}
	os.Exit(m.Run())
}

func TestResultsCanBeReadBack(t *testing.T) {
	folder := t.TempDir()
	if err := run([]string{"-rounds", "3", "-slice", "20us", "-out", folder}, io.Discard, io.Discard); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(folder, "calls.json"))
	if err != nil {
		t.Fatal(err)
	}
	var found report.Report
	if err := json.Unmarshal(data, &found); err != nil {
		t.Fatal(err)
	}
	if found.Suite != "calls" || found.Machine.Cores == 0 || found.Machine.Go == "" {
		t.Errorf("suite %q on %+v: something is missing", found.Suite, found.Machine)
	}
	names := map[string]bool{}
	for _, row := range found.Rows {
		names[row.Group+"/"+row.Name] = true
		base := "cgo"
		switch row.Group {
		case "shared_method":
			// Its rows are compared with the same call where nobody else wants the object.
			base = "two_objects"
		case "hooks":
			// And these with the same call without a hook.
			base = "core"
		}
		if row.NS <= 0 || row.Speedup <= 0 || row.Rounds != 3 || row.Base != base {
			t.Errorf("row %+v was not measured", row)
		}
	}
	for _, group := range []string{"scalar", "method", "bytes_in_16", "bytes_in_64k", "bytes_out_16", "bytes_out_1k",
		"bytes_out_64k", "record_in", "record_roundtrip"} {
		for _, name := range []string{"cgo", "spandrel", "spandrel_leaf", "go"} {
			if !names[group+"/"+name] {
				t.Errorf("row %s/%s is missing", group, name)
			}
		}
	}
	for _, row := range []string{"callback/cgo", "callback/spandrel", "callback/go", "callback_64b/cgo", "callback_64b/spandrel",
		"callback_64b/spandrel_view", "foreign_callback/cgo", "foreign_callback/spandrel", "async_ready/cgo", "async_ready/spandrel",
		"async_pending_64/cgo", "async_pending_64/spandrel", "stream_64b/cgo", "stream_64b/spandrel",
		"stream_64b/spandrel_batches"} {
		if !names[row] {
			t.Errorf("row %s is missing", row)
		}
	}
	if len(found.Contended) != 3 || found.Closed == nil {
		t.Errorf("a writer among readers %v, closing %v: something is missing", found.Contended, found.Closed)
	}
	if len(found.BreakEven) != 3 || len(found.Goals) < 9 {
		t.Errorf("%d break-even rows and %d goals, want 3 and at least 9", len(found.BreakEven), len(found.Goals))
	}
	if rows := found.Threads; len(rows) != 3 || rows[0].Waiting < suite.Waiters || rows[2].Waiting > rows[2].Before+8 {
		t.Errorf("threads %+v: want one more for each call that waits by hand, and next to none for ours", found.Threads)
	}
	table, err := os.ReadFile(filepath.Join(folder, "calls.md"))
	if err != nil || !strings.Contains(string(table), "| spandrel |") {
		t.Errorf("the table has no row of ours (error %v)", err)
	}
	plot, err := os.ReadFile(filepath.Join(folder, "calls.svg"))
	if err != nil {
		t.Fatal(err)
	}
	if err := xml.Unmarshal(plot, new(struct{})); err != nil {
		t.Errorf("the plot is not well-formed: %v", err)
	}
}

func TestWrongUsageIsNamed(t *testing.T) {
	for _, arguments := range [][]string{{"more"}, {"-rounds", "2"}, {"-slice", "0s"}, {"-plant", "typo"}, {"-unknown"}, {"-groups", "scalar,typo"}, {"-threads", "typo"}} {
		if err := run(arguments, io.Discard, io.Discard); !errors.Is(err, errUsage) {
			t.Errorf("%v: got error %v, want wrong usage", arguments, err)
		}
	}
}
