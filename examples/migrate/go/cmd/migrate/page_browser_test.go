//go:build unix

package main

import (
	"fmt"
	"net/http/httptest"
	"strings"
	"testing"

	"example.com/migrate/native"
	"example.com/migrate/pricing/hook"
	"spandrel.dev/spandrel/migrate"
)

// TestPageInABrowser uses the page as people do: it shows live counts, divergences, and what became of the switch.
func TestPageInABrowser(t *testing.T) {
	candidate := &breakable{Core: native.Core{}}
	kit, err := migrate.New(migrate.Options{Candidates: []migrate.Candidate{{Name: "rust", Calls: hook.Calls(candidate)}}})
	if err != nil {
		t.Fatal(err)
	}
	defer kit.Close()
	core := hook.Wrap(native.Core{}, kit)
	server := httptest.NewServer(newPage(kit, core, candidate))
	defer server.Close()
	b := newBrowser(t)
	b.open(server.URL)

	cell := func(row, column int) string {
		return fmt.Sprintf(`document.querySelector("#rows tr:nth-child(%d) td:nth-child(%d)")?.textContent ?? ""`, row, column)
	}
	click := func(path string) {
		t.Helper()
		if got := b.evaluate(fmt.Sprintf(`document.querySelectorAll("button[data-post='%s']").length`, path)); got != "1" {
			t.Fatalf("%s buttons for %s", got, path)
		}
		b.evaluate(fmt.Sprintf(`document.querySelector("button[data-post='%s']").click()`, path))
	}
	b.wait(cell(1, 1), "pricing.Total")
	b.wait(cell(1, 2), "off")
	if switches := b.evaluate(`document.querySelectorAll("#switch button").length`); switches != "5" {
		t.Errorf("%s policies", switches)
	}
	click("/policy/gate")
	b.wait(cell(2, 2), "gate")
	click("/use")
	b.wait(cell(2, 5), "50")
	// What nobody clicked for is shown, too.
	use(core, 10)
	b.wait(cell(1, 4), "60")
	click("/break")
	click("/use")
	b.wait(cell(2, 6), "1")
	b.wait(cell(2, 2), "rolled back")
	b.wait(cell(1, 2), "gate")
	if class := b.evaluate(`document.querySelector("#rows tr:nth-child(2) td:nth-child(2)").className`); class != "bad" {
		t.Errorf("a rollback looks like %q", class)
	}
	click("/policy/candidate")
	b.wait(cell(2, 2), "candidate")
	click("/use")
	b.wait(cell(2, 3), "50")
	if shown := b.evaluate(`document.querySelector("#error").textContent`); shown != "" {
		t.Errorf("the page shows an error: %s", shown)
	}
	if wrong := b.console(); len(wrong) > 0 {
		t.Errorf("the console shows %q", wrong)
	}

	// The canary: what goes wrong in a page is seen.
	b.evaluate(`setTimeout(() => { throw new Error("planted") }); console.error("planted, too"); 0`)
	b.wait(`new Promise((done) => setTimeout(() => done("later"), 50))`, "later")
	if wrong := strings.Join(b.console(), "\n"); !strings.Contains(wrong, "Error: planted") || !strings.Contains(wrong, "planted, too") {
		t.Errorf("planted errors were not seen: %q", wrong)
	}
	server.Close()
	b.wait(`document.querySelector("#error").textContent !== ""`, "true")
}
